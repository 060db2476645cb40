using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>A Helm release that Slipway did not make and that becomes an installation's.</summary>
/// <param name="Method">How it was applied, in Helm's words: <c>client-side apply</c> (Helm 3) or <c>server-side apply</c>.</param>
/// <param name="Replaces">Its pods are replaced, for their template differs.</param>
internal sealed record TakenRelease(int Revision, string Chart, string Version, string Method, bool Replaces)
{
    /// <summary>For the record.</summary>
    public JsonObject Facts => new() { ["revision"] = Revision, ["chart"] = $"{Chart} {Version}", ["appliedBy"] = Method, ["replacesPods"] = Replaces };

    public Diagnostic Say(string name)
        => RunRules.TakenOver.With([name, $"{Revision}", $"{Chart} {Version}"],
            Replaces ? new("its pods are replaced one after another, for they differ", "其 Pod 有差异，会逐个替换") : new("none of its pods restarts", "其 Pod 均不重启"));
}

/// <summary>
/// What a take-over means, before anything is changed. The release itself is taken by Helm's upgrade, which also turns what Helm 3 applied into
/// server-side apply.
/// </summary>
internal static class TakeOver
{
    /// <returns>Null with a problem where it cannot be.</returns>
    public static async Task<TakenRelease?> Look(
        InstallState state, ComponentWork work, HelmRelease foreign, IReadOnlyDictionary<RenderedObject, ApiResource> kinds, CancellationToken cancellation)
    {
        var (metadata, unread) = await state.Helm.Metadata(work.Name, foreign.Revision).ConfigureAwait(false);
        var (manifest, unread2) = metadata is null ? (null, unread) : await state.Helm.Manifest(work.Name, foreign.Revision).ConfigureAwait(false);
        if (manifest is null)
        {
            state.Problems.Add(unread2!);
            return null;
        }
        var surplus = Surplus(manifest, work.Rendered);
        if (surplus.Count > 0)
        {
            state.Problems.Add(RunRules.TakeOverDeletes.With(work.Name, string.Join(", ", surplus)));
            return null;
        }
        var replaces = TakesOut(manifest, work.Rendered) || await Replaces(state.Session, work.Rendered, kinds, cancellation).ConfigureAwait(false);
        using var read = JsonDocument.Parse(metadata!);
        var release = read.RootElement;
        return new(foreign.Revision, release.Text("chart") ?? "?", release.Text("version") ?? "?", release.Text("applyMethod") ?? "client-side apply", replaces);
    }

    /// <summary>What Helm's upgrade would delete: objects that the new manifest has not.</summary>
    internal static IReadOnlyList<string> Surplus(string manifest, RenderedComponent component)
    {
        var kept = component.Objects.Select(o => (o.Kind, o.Name)).ToHashSet();
        return [.. YamlReader.Read(new SourceText("manifest", manifest)).Documents.OfType<MapNode>()
            .Select(d => (Kind: Text(d["kind"]) ?? "", Metadata: d["metadata"] as MapNode))
            .Where(d => !kept.Contains((d.Kind, Text(d.Metadata?["name"]) ?? "")) && Text((d.Metadata?["annotations"] as MapNode)?["helm.sh/resource-policy"]) != "keep")
            .Select(d => $"{d.Kind} {Text(d.Metadata?["name"])}").Order(StringComparer.Ordinal)];
    }

    /// <summary>
    /// Whether a pod's template loses a field. Helm 3's fields are held by another manager until the upgrade turns them over, so the server's dry run still shows
    /// what the upgrade takes out.
    /// </summary>
    internal static bool TakesOut(string manifest, RenderedComponent component)
    {
        var before = YamlReader.Read(new SourceText("manifest", manifest)).Documents.OfType<MapNode>().ToList();
        foreach (var one in component.Objects.Where(o => WorkloadId.ResourceOf(o.ApiVersion, o.Kind) is not null))
            if (before.Find(d => Text(d["kind"]) == one.Kind && Text((d["metadata"] as MapNode)?["name"]) == one.Name) is { } old
                && Template(old) is { } then && one.Content is MapNode content && Template(content) is { } now
                && Leaves(then, "").Except(Leaves(now, "")).Any())
                return true;
        return false;
    }

    private static Node? Template(MapNode workload) => (workload["spec"] as MapNode)?["template"];

    /// <summary>The paths of single values; items of lists go by what Kubernetes merges them by.</summary>
    private static IEnumerable<string> Leaves(Node node, string path) => node switch
    {
        MapNode map => map.Entries.SelectMany(entry => Leaves(entry.Value, $"{path}/{entry.Name}")),
        ListNode list => list.Items.SelectMany((item, i) => Leaves(item, $"{path}/{((string[])["name", "mountPath", "containerPort"]).Select(key => Text((item as MapNode)?[key])).FirstOrDefault(name => name is not null) ?? $"{i}"}")),
        _ => [path],
    };

    /// <summary>Whether a workload's pods come out otherwise, by the server's own word; what it refuses is told by the check that follows.</summary>
    private static async Task<bool> Replaces(Session session, RenderedComponent component, IReadOnlyDictionary<RenderedObject, ApiResource> kinds, CancellationToken cancellation)
    {
        foreach (var one in component.Objects.Where(o => WorkloadId.ResourceOf(o.ApiVersion, o.Kind) is not null))
            try
            {
                var space = one.Namespace ?? session.Space;
                if (await session.Client.Get(kinds[one], space, one.Name, cancellation).ConfigureAwait(false) is not { } live)
                    continue;
                var next = await session.Client.Apply(
                    kinds[one], space, one.Name, one.Yaml, dryRun: true, force: true, manager: ClusterClient.HelmManager, cancellation: cancellation).ConfigureAwait(false);
                if (live.At("spec", "template") is { } now && next.At("spec", "template") is { } then && !JsonElement.DeepEquals(now, then))
                    return true;
            }
            catch (ApiException)
            {
                return true;
            }
        return false;
    }

    private static string? Text(Node? node) => (node as ScalarNode)?.Text;
}
