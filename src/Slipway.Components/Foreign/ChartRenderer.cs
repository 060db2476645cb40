using System.Security.Cryptography;
using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A component with a chart of its own, to objects: by the real Helm, then the entry's objects and patches.</summary>
internal static class ChartRenderer
{
    /// <summary>The largest charts that we know of take a second or two; a template can go round for ever.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <param name="most">How long Helm may take; null for two minutes.</param>
    public static async Task<RenderedComponent> Render(
        Component component, PlatformDefinition platform, RenderTarget target, HelmProgram helm, CancellationToken cancellation, TimeSpan? most = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(most ?? Limit);
        var folder = TemporaryFolder.Make("slipway-foreign-");
        try
        {
            var chart = component.Chart!;
            chart.Write(Path.Combine(folder.FullName, "chart"));
            var result = await Run(component, target, helm, folder.FullName, limit.Token).ConfigureAwait(false);
            if (!result.Succeeded)
                return new RenderedComponent(component, [], [NotRendered(component, Reason(result.Error))]);
            var printed = ChartOutput.Read(Encoding.UTF8.GetString(result.Output));
            return printed.Fault is { } fault
                ? new RenderedComponent(component, [], [NotRendered(component, fault)])
                : Finish(component, printed, platform);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            var seconds = $"{(most ?? Limit).TotalSeconds:0}";
            return new RenderedComponent(component, [], [NotRendered(component, $"no end after {seconds} s") with { ChineseArguments = [component.Name, $"{component.Chart!.Name} {component.Chart.Version}", $"{seconds} 秒后仍未结束"] }]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<HelmResult> Run(Component component, RenderTarget target, HelmProgram helm, string folder, CancellationToken cancellation)
    {
        var values = Encoding.UTF8.GetBytes(JsonText.Write(component.Values));
        List<string> arguments = ["template", component.Name, Path.Combine(folder, "chart"), "--namespace", target.Namespace, "--values", "-", "--include-crds"];
        List<string> offline = [.. arguments, "--kube-version", target.KubeVersion];
        if (target.Cluster is not { } cluster)
            return await helm.Run(offline, values, HelmEnvironment.ForBatches(folder), cancellation).ConfigureAwait(false);
        var environment = HelmEnvironment.ForReleases(folder);
        var known = await helm.Run(["status", component.Name, "--namespace", target.Namespace, .. cluster], environment: environment, cancellation: cancellation).ConfigureAwait(false);
        var upgrade = known.Succeeded ? (string[])["--is-upgrade"] : [];
        // Whose an object is that stands there already, the run looks up itself, and says it better.
        var asked = await helm.Run([.. arguments, "--dry-run=server", "--take-ownership", .. cluster, .. upgrade], values, environment, cancellation).ConfigureAwait(false);
        // Helm takes no object of a kind that is yet to come. Then the chart is rendered as if offline, unless it could find there what it must not make anew.
        return asked.Succeeded || !asked.Error.Contains(KindToCome, StringComparison.Ordinal) || (known.Succeeded && LooksUp(component.Chart!))
            ? asked
            : await helm.Run([.. offline, .. upgrade], values, HelmEnvironment.ForBatches(folder), cancellation).ConfigureAwait(false);
    }

    private const string KindToCome = "ensure CRDs are installed first";

    private static bool LooksUp(ComponentChart chart)
        => chart.Files.Any(file => file.Key.Contains("templates/", StringComparison.Ordinal) && Encoding.UTF8.GetString(file.Value).Contains("lookup ", StringComparison.Ordinal));

    private static RenderedComponent Finish(Component component, ChartOutput.Printed printed, PlatformDefinition platform)
    {
        var entry = component.Entry;
        var rendered = new RenderedComponent(component, [.. HelmOrder.Sort(printed.Objects)], []) { Hooks = printed.Hooks, Crds = printed.Crds };
        if (entry.Objects.Count + entry.Patches.Count > 0 || component.Rewriting is not null)
            rendered = Changed(rendered, entry);
        // The platform's limits hold for hooks as well: they run pods.
        var judged = FinishedPolicy.Check(rendered with { Objects = [.. rendered.Objects, .. rendered.Hooks] }, platform.Policy);
        var findings = judged.Findings.Concat(Services(rendered)).Select(finding => finding.At is null ? finding with { At = component.At } : finding).ToList();
        return findings.Any(finding => finding.Severity == Severity.Error)
            ? rendered with { Objects = [], Hooks = [], Crds = [], Findings = findings }
            : rendered with { Findings = findings };
    }

    private static RenderedComponent Changed(RenderedComponent rendered, ComponentEntry entry)
    {
        var component = rendered.Component;
        var patching = new ForeignPatching(component.Name, entry, [.. rendered.Objects, .. rendered.Hooks]);
        patching.Run();
        var changed = component.Rewriting is { } rewriting ? [.. patching.Objects.Select(rewriting.Apply)] : patching.Objects;
        var objects = changed.Where(one => ForeignObjects.Hooks((MapNode)one.Content).Count == 0).ToList();
        var hooks = changed.Except(objects).ToList();
        return rendered with
        {
            Objects = [.. HelmOrder.Sort(objects)],
            Hooks = hooks,
            Findings = patching.Findings,
            Component = component with { Chart = FrozenChart.Of(component.Chart!, [.. objects, .. hooks], rendered.Crds), Inputs = Inputs(component) },
        };
    }

    /// <summary>Whoever depends on a component expects it under its name.</summary>
    private static IEnumerable<Diagnostic> Services(RenderedComponent rendered)
    {
        var (component, services) = (rendered.Component, rendered.Objects.Where(one => one is { Kind: "Service", ApiVersion: "v1" }).Select(one => one.Name).ToList());
        if (component.IsNeeded && services.Count > 0 && !services.Contains(component.Name, StringComparer.Ordinal))
            yield return Diagnostic.Of(ForeignRules.OtherServices, component.At, component.Name, string.Join(", ", services));
    }

    private static string Inputs(Component component)
    {
        var text = string.Join('\n', component.Chart!.Digest, JsonText.Write(component.Values), JsonText.Write(component.Entry.Objects), JsonText.Write(component.Entry.Patches)) + (component.Rewriting is { } rewriting ? "\n" + rewriting.Key : "");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static Diagnostic NotRendered(Component component, string reason)
        => Diagnostic.Of(ForeignRules.NotRendered, component.At, component.Name, $"{component.Chart!.Name} {component.Chart.Version}", reason);

    private static string Reason(string error)
    {
        var at = error.IndexOf("Error: ", StringComparison.Ordinal);
        var said = (at < 0 ? error : error[(at + "Error: ".Length)..]).Replace("Use --debug flag to render out invalid YAML", "", StringComparison.Ordinal);
        return string.Join(' ', said.Split(['\n', '\r', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
    }
}
