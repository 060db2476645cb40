using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>
/// Kinds that components bring in their charts' <c>crds/</c>. They belong to no release, for their end would be the end of every object of the kind in the whole cluster: they are applied
/// before anything else, an older one never overwrites a newer one, and nothing deletes them.
/// </summary>
internal static class Crds
{
    private const string ChartAnnotation = "slipway/chart";
    private const string VersionAnnotation = "slipway/chart-version";
    private const string HolderAnnotation = "slipway/crd-of";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static readonly ApiResource Resource = new("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", false);

    /// <summary>A kind's definition, and the chart that it is from.</summary>
    public sealed record Brought(string Name, RenderedObject Object, string Chart, string Version)
    {
        public string From => $"{Chart} {Version}";
    }

    /// <summary>Each kind once: of several versions of one chart the newest, else the first.</summary>
    public static IReadOnlyList<Brought> Of(IEnumerable<RenderedComponent> components)
        => [.. components.SelectMany(c => c.Crds.Select(crd => new Brought(crd.Name, crd, c.Component.Chart?.Name ?? c.Component.Name, c.Component.Version)))
            .GroupBy(crd => crd.Name, StringComparer.Ordinal)
            .Select(same => same.Aggregate((one, other) => one.Chart == other.Chart && ChartVersions.IsOlder(one.Version, other.Version) ? other : one))];

    /// <summary>Whether an object is of a kind that a definition brings.</summary>
    public static bool Bring(IReadOnlyList<Brought> crds, RenderedObject one)
        => crds.Any(crd => crd.Object.Content is MapNode { } content && content["spec"] is MapNode spec && Text(spec["group"]) is { } group
            && one.ApiVersion.StartsWith(group + "/", StringComparison.Ordinal) && Text((spec["names"] as MapNode)?["kind"]) == one.Kind);

    /// <summary>Those of components that change, applied and served.</summary>
    /// <returns>What is wrong, or worth saying.</returns>
    public static async Task<IReadOnlyList<Diagnostic>> Apply(
        ClusterClient client, string holder, IReadOnlyList<Brought> crds, TimeProvider time, CancellationToken cancellation)
    {
        var said = new List<Diagnostic>();
        foreach (var crd in crds)
        {
            var live = await client.Get(Resource, null, crd.Name, cancellation).ConfigureAwait(false);
            if (live is { } there && await Stays(client, crd, there, said, cancellation).ConfigureAwait(false))
                continue;
            await client.Apply(Resource, null, crd.Name, Marked(crd, [.. HoldersOf(live), holder]), force: true, cancellation: cancellation).ConfigureAwait(false);
        }
        foreach (var crd in crds)
            if (await Unserved(client, crd.Name, time, cancellation).ConfigureAwait(false) is { } why)
                said.Add(CrdRules.NotServed.With(crd.Name, why));
        return said;
    }

    /// <summary>The kinds that an installation brought and that stay when it goes, or when components of it go.</summary>
    /// <param name="charts">Only those from charts of these names; null for all.</param>
    public static async Task<IReadOnlyList<Diagnostic>> Remaining(ClusterClient client, string space, string installation, IReadOnlyCollection<string>? charts = null)
        => [.. (await HeldBy(client, $"{space}/{installation}").ConfigureAwait(false)).Where(crd => charts?.Contains(crd.Text("metadata", "annotations", ChartAnnotation) ?? "") != false).Select(Say)];

    /// <summary>The same where nothing of the installation is left: it holds them no more.</summary>
    /// <param name="shared">Also those that other installations have brought, too.</param>
    public static async Task<IReadOnlyList<Diagnostic>> Left(ClusterClient client, string space, string installation, bool shared)
    {
        var holder = $"{space}/{installation}";
        var held = await HeldBy(client, holder).ConfigureAwait(false);
        foreach (var crd in held)
            try
            {
                var others = new JsonObject { [HolderAnnotation] = string.Join(',', HoldersOf(crd).Where(other => other != holder)) };
                await client.Patch(Resource, null, crd.Name(), new() { ["metadata"] = new JsonObject { ["annotations"] = others } }).ConfigureAwait(false);
            }
            catch (ApiException)
            {
                // It is named once more at the end of the next installation of this name; that is all.
            }
        return [.. held.Where(crd => shared || HoldersOf(crd).Length == 1).Select(Say)];
    }

    private static async Task<IReadOnlyList<JsonElement>> HeldBy(ClusterClient client, string holder)
    {
        var held = new List<JsonElement>();
        try
        {
            await foreach (var crd in client.ListMetadata(Resource, null, HolderAnnotation).ConfigureAwait(false))
                if (HoldersOf(crd).Contains(holder) && crd.Text("metadata", "annotations", ChartAnnotation) is not null)
                    held.Add(crd);
        }
        catch (ApiException)
        {
            // Who may not see them has not made them either.
        }
        return held;
    }

    /// <summary>Every installation that has brought it, as NAMESPACE/NAME: the first stays one when another comes, whatever becomes of that.</summary>
    private static string[] HoldersOf(JsonElement? crd)
        => (crd?.Text("metadata", "annotations", HolderAnnotation) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static Diagnostic Say(JsonElement crd)
        => CrdRules.KindStays.With(crd.Name(), $"{crd.Text("metadata", "annotations", ChartAnnotation)} {crd.Text("metadata", "annotations", VersionAnnotation)}");

    private static async Task<bool> Stays(ClusterClient client, Brought crd, JsonElement live, List<Diagnostic> said, CancellationToken cancellation)
    {
        var (chart, version) = (live.Text("metadata", "annotations", ChartAnnotation), live.Text("metadata", "annotations", VersionAnnotation));
        if (chart == crd.Chart && version is not null)
        {
            if (!ChartVersions.IsOlder(crd.Version, version))
                return false;
            said.Add(CrdRules.NewerStays.With(crd.Name, $"{chart} {version}", crd.From));
            return true;
        }
        var next = await client.Apply(Resource, null, crd.Name, crd.Object.Yaml, dryRun: true, force: true, cancellation: cancellation).ConfigureAwait(false);
        if (live.At("spec") is not { } now || next.At("spec") is not { } then || !JsonElement.DeepEquals(now, then))
            said.Add(CrdRules.OthersStays.With(crd.Name, crd.From));
        return true;
    }

    private static string Marked(Brought crd, IEnumerable<string> holders)
    {
        var content = (MapNode)crd.Object.Content;
        var metadata = content["metadata"] as MapNode ?? Node.Map();
        var annotations = (metadata["annotations"] as MapNode ?? Node.Map())
            .With(ChartAnnotation, Node.Of(crd.Chart)).With(VersionAnnotation, Node.Of(crd.Version)).With(HolderAnnotation, Node.Of(string.Join(',', holders.Distinct(StringComparer.Ordinal))));
        // By the label they are found among hundreds.
        var labels = (metadata["labels"] as MapNode ?? Node.Map()).With(HolderAnnotation, Node.Of("true"));
        return JsonText.Write(content.Without("status").With("metadata", metadata.With("annotations", annotations).With("labels", labels)));
    }

    /// <returns>Null when it is served.</returns>
    private static async Task<string?> Unserved(ClusterClient client, string name, TimeProvider time, CancellationToken cancellation)
    {
        for (var start = time.GetTimestamp(); ; await Task.Delay(Pause, time, cancellation).ConfigureAwait(false))
        {
            var live = await client.Get(Resource, null, name, cancellation).ConfigureAwait(false);
            if (live?.Condition("Established")?.Text("status") == "True")
                return null;
            var names = live?.Condition("NamesAccepted");
            // A name that another kind has stays taken.
            if (names?.Text("status") == "False" || time.GetElapsedTime(start) > Patience)
                return names?.Text("message") ?? "-";
        }
    }

    private static string? Text(Node? node) => (node as ScalarNode)?.Text;
}
