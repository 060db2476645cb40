using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>
/// The Helm commands that change something. None of them is cancelled on the way: without Helm's own waiting they take a second or two, and a Helm that is
/// killed leaves its release pending. Nor does Ctrl-C reach them: they run apart from the terminal.
/// </summary>
internal sealed partial class HelmCommands(HelmProgram helm, ClusterAccess access, string space) : IDisposable
{
    /// <summary>Helm's own default: nobody's way back gets shorter by coming here.</summary>
    private const int Revisions = 10;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly DirectoryInfo home = TemporaryFolder.Make("slipway-helm-");

    /// <returns>Null when all went well.</returns>
    /// <param name="force">Fields that others hold are taken from them. Only where a dry run has shown that the count alone is concerned, or the operator said so.</param>
    /// <param name="hooks">How long a chart's hooks may take; null for a chart without any.</param>
    public Task<Diagnostic?> Upgrade(Component component, string chartFolder, string input, int revision, bool force, TimeSpan? hooks = null)
        => Run("upgrade", component.Name,
        [
            "upgrade", "--install", component.Name, chartFolder,
            // Every object has passed the server's own strict validation by now; Helm's would fetch and read all schemas of the server again, a third of its time.
            "--server-side=true", "--disable-openapi-validation", "--history-max", $"{Revisions}", "--values", "-", "--reset-values",
            "--labels", string.Join(',',
                $"{HelmRelease.InstallationLabel}={component.Installation}", $"{HelmRelease.InputLabel}={input}",
                $"{HelmRelease.InputRevisionLabel}={revision.ToString(CultureInfo.InvariantCulture)}"),
            "--description", $"{component.Name} {component.Version}",
            .. Forced(force),
            // Values of the generic chart are written by the program whose chart it is, and what they render to was judged: their schema is for people who use
            // Helm alone, and costs half of what is left of Helm's time. A foreign chart's schema holds, and its kinds were applied before anything else.
            component.Chart is null ? "--skip-schema-validation" : "--skip-crds",
            .. hooks is { } time ? ["--timeout", $"{(int)time.TotalSeconds}s"] : Array.Empty<string>(),
        ],
        Encoding.UTF8.GetBytes(JsonText.Write(component.Values)), Limit + (hooks ?? TimeSpan.Zero));

    public Task<Diagnostic?> Rollback(string name, int revision, bool force = false)
        => Run("roll back", name, ["rollback", name, $"{revision}", "--server-side=true", "--history-max", $"{Revisions}", .. Forced(force)]);

    /// <summary>The objects of a revision, as Helm keeps them.</summary>
    public Task<(string? Text, Diagnostic? Problem)> Manifest(string name, int revision)
        => Read("read", name, ["get", "manifest", name, "--revision", $"{revision}"]);

    /// <summary>Chart, version, status and the like of a revision, as JSON.</summary>
    public Task<(string? Text, Diagnostic? Problem)> Metadata(string name, int revision)
        => Read("read", name, ["get", "metadata", name, "--revision", $"{revision}", "--output", "json"]);

    /// <summary>The name of a release's chart, and its hooks; null where Helm cannot tell.</summary>
    public async Task<(string Chart, IReadOnlyList<RenderedObject> Hooks)?> Hooks(string name)
    {
        var (text, _) = await Read("read", name, ["get", "all", name, "--template", "{{ .Release.Chart.Metadata.Name }}\n{{ range .Release.Hooks }}---\n{{ .Manifest }}\n{{ end }}"]).ConfigureAwait(false);
        var end = text?.IndexOf('\n', StringComparison.Ordinal) ?? -1;
        return end < 0 ? null : (text![..end].Trim(), [.. YamlReader.Read(new SourceText(name, text[end..])).Documents.SelectMany(document => ForeignObjects.Of(document))]);
    }

    /// <returns>With the objects that say themselves that they are to stay (<c>helm.sh/resource-policy: keep</c>).</returns>
    public async Task<(IReadOnlyList<WorkloadId> Kept, Diagnostic? Problem)> UninstallAndTell(string name, bool withHooks = true)
    {
        var (text, problem) = await Read("uninstall", name, ["uninstall", name, "--ignore-not-found", .. withHooks ? Array.Empty<string>() : ["--no-hooks"]]).ConfigureAwait(false);
        return ([.. KeptLine().Matches(text ?? "").Select(match => new WorkloadId(match.Groups["kind"].Value, match.Groups["name"].Value))], problem);
    }

    [GeneratedRegex(@"^\[(?<kind>\w+)\] (?<name>\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex KeptLine();

    public void Dispose() => home.Delete(recursive: true);

    private static string[] Forced(bool force) => force ? ["--force-conflicts"] : [];

    private async Task<Diagnostic?> Run(string doing, string name, IReadOnlyList<string> arguments, byte[]? input = null, TimeSpan? most = null)
        => (await Read(doing, name, arguments, input, most).ConfigureAwait(false)).Problem;

    private async Task<(string? Text, Diagnostic? Problem)> Read(string doing, string name, IReadOnlyList<string> arguments, byte[]? input = null, TimeSpan? most = null)
    {
        List<string> all = [.. arguments, "--namespace", space, .. access.HelmArguments];
        using var limit = new CancellationTokenSource(most ?? Limit);
        try
        {
            var result = await helm.RunApart(all, input, HelmEnvironment.ForReleases(home.FullName), limit.Token).ConfigureAwait(false);
            return result.Succeeded ? (Encoding.UTF8.GetString(result.Output), null) : (null, HelmRules.Failed.With(doing, name, ErrorOf(result)));
        }
        catch (OperationCanceledException)
        {
            return (null, HelmRules.Failed.With([doing, name], new($"no end after {(most ?? Limit).TotalMinutes:0} minutes", $"{(most ?? Limit).TotalMinutes:0} 分钟后仍未结束")));
        }
        catch (Exception e) when (e is IOException or System.ComponentModel.Win32Exception)
        {
            return (null, HelmRules.Failed.With(doing, name, $"{helm.Path}: {e.Message}"));
        }
    }

    private static string ErrorOf(HelmResult result)
    {
        var start = result.Error.IndexOf("Error: ", StringComparison.Ordinal);
        var said = start < 0 ? result.Error : result.Error[(start + "Error: ".Length)..];
        return EventText.OneLine(said) is { Length: > 0 } line ? line : $"exit code {result.ExitCode}";
    }
}
