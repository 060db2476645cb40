using System.Text.Json.Nodes;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>A release that is uninstalled, and what of it stays.</summary>
/// <param name="Policy">What says of itself that it is to be kept.</param>
/// <param name="Lasting">What holds more than the release, whatever it says.</param>
internal sealed record LeftOfRelease(IReadOnlyList<WorkloadId> Policy, IReadOnlyList<RenderedObject> Lasting, string Chart, Diagnostic? Problem)
{
    /// <summary>All else that it consisted of: it is deleted, now or once its finalizers are gone.</summary>
    public IReadOnlyList<RenderedObject> Going { get; init; } = [];
}

/// <summary>The end of a release, or of objects of it, without what must not end with them.</summary>
internal static class Leaving
{
    /// <summary>
    /// Uninstalls a release. What lasts is marked in Helm's own record of it first, so that this holds for releases of any origin, those of earlier versions among them;
    /// where that cannot be done, nothing is uninstalled.
    /// </summary>
    public static async Task<LeftOfRelease> Uninstall(ClusterClient client, HelmCommands helm, string space, string name, bool withHooks = true)
    {
        IReadOnlyList<RenderedObject> lasting = [], all = [];
        var chart = "";
        try
        {
            if (await Newest(client, space, name).ConfigureAwait(false) is { } record)
            {
                (var manifest, lasting) = Marks(record);
                chart = record.Chart;
                all = Objects(record.Manifest);
                if (manifest != record.Manifest)
                    await record.Rewrite(client, space, manifest).ConfigureAwait(false);
            }
        }
        catch (ClusterException e)
        {
            return new([], [], chart, e.Problem);
        }
        var (kept, problem) = await helm.UninstallAndTell(name, withHooks).ConfigureAwait(false);
        return new([.. kept.Where(id => !lasting.Any(one => one.Kind == id.Kind && one.Name == id.Name))], lasting, chart, problem)
        {
            Going = [.. all.Where(one => !lasting.Any(other => IsSame(one, other, space)) && !kept.Any(id => id.Kind == one.Kind && id.Name == one.Name))],
        };
    }

    private static IReadOnlyList<RenderedObject> Objects(string manifest)
        => YamlReader.Read(new SourceText("manifest", manifest)) is { HasErrors: false } read ? [.. read.Documents.SelectMany(document => ForeignObjects.Of(document))] : [];

    /// <summary>What is left of an uninstalled release; configurations of ours go.</summary>
    /// <param name="selectors">Of its workloads: their claims carry the same labels.</param>
    public static async Task<IReadOnlyList<Diagnostic>> Stays(
        ClusterClient client, string space, string installation, string component, LeftOfRelease left, IEnumerable<string> selectors)
    {
        var ours = await KeptConfig.DeleteAll(client, space, installation, component).ConfigureAwait(false);
        List<Diagnostic> stays = [.. left.Policy.Where(id => id.Kind != ApiResource.ConfigMaps.Kind || !ours.Contains(id.Name)).Select(id => LastingObjects.Say(id.Kind, space, id.Name))];
        foreach (var one in left.Lasting)
            if (await IsThere(client, one, space).ConfigureAwait(false))
                stays.Add(LastingObjects.Say(one, space, left.Chart));
        // A claim carries the labels of whoever made it: of our chart both, of a foreign one mostly its release's name, of a StatefulSet its selector.
        string[] labels = [$"{Live.InstanceLabel}={installation},{Live.NameLabel}={component}", $"{Live.InstanceLabel}={component}", .. selectors];
        foreach (var some in labels.Distinct(StringComparer.Ordinal))
            await foreach (var claim in client.ListMetadata(ApiResource.Claims, space, some).ConfigureAwait(false))
                if (claim.Text("metadata", "deletionTimestamp") is null)
                    stays.Add(LastingObjects.Say(ApiResource.Claims.Kind, space, claim.Name()));
        return [.. stays.DistinctBy(one => (one.Rule.Code, one.Arguments[0]))];
    }

    /// <summary>
    /// Before a release becomes another one: what lasts of the revisions so far and is no part of that one would be deleted by Helm, which asks the object itself whether it may.
    /// </summary>
    /// <param name="next">The objects that the release will have.</param>
    /// <returns>What will stay without being part of it.</returns>
    public static async Task<IReadOnlyList<Diagnostic>> Protect(ClusterClient client, string space, string name, IEnumerable<int> revisions, IReadOnlyList<RenderedObject> next)
    {
        var stays = new List<Diagnostic>();
        foreach (var revision in revisions.Distinct())
            if (await HelmRecord.Read(client, space, name, revision).ConfigureAwait(false) is { } record)
                foreach (var one in Marks(record).Lasting.Where(one => !next.Any(other => IsSame(one, other, space))))
                    if (await IsThere(client, one, space).ConfigureAwait(false))
                    {
                        var keep = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [LastingKinds.PolicyAnnotation] = LastingKinds.Keep } } };
                        await client.Patch(ResourceOf(one), LastingObjects.SpaceOf(one, space), one.Name, keep).ConfigureAwait(false);
                        stays.Add(LastingObjects.Say(one, space, record.Chart));
                    }
        return [.. stays.DistinctBy(one => (one.Rule.Code, one.Arguments[0]))];
    }

    private static async Task<HelmRecord?> Newest(ClusterClient client, string space, string name)
    {
        var history = await HelmReleases.Of(client, space, name).ConfigureAwait(false);
        return history.Newest is { Status: not "uninstalled" } newest ? await HelmRecord.Read(client, space, name, newest.Revision).ConfigureAwait(false) : null;
    }

    private static (string Manifest, IReadOnlyList<RenderedObject> Lasting) Marks(HelmRecord record)
        => LastingObjects.Marked(record.Manifest) is { Manifest: { } manifest } marked
            ? (manifest, marked.Lasting)
            : throw new ClusterException(HelmRules.Failed.With(
                ["read", record.Name], new("its manifest is no YAML, so what would be deleted with it is not known", "其清单不是有效的 YAML，因此无法得知会一并删除什么")));

    private static bool IsSame(RenderedObject one, RenderedObject other, string space)
        => one.Kind == other.Kind && one.Name == other.Name && LastingObjects.SpaceOf(one, space) == LastingObjects.SpaceOf(other, space);

    /// <summary>Who may not look is told that it stays: nothing has deleted it.</summary>
    private static async Task<bool> IsThere(ClusterClient client, RenderedObject one, string space)
    {
        try
        {
            return await client.Get(ResourceOf(one), LastingObjects.SpaceOf(one, space), one.Name).ConfigureAwait(false) is { } live
                && live.Text("metadata", "deletionTimestamp") is null;
        }
        catch (ApiException e) when (e.Code == System.Net.HttpStatusCode.Forbidden)
        {
            return true;
        }
    }

    private static ApiResource ResourceOf(RenderedObject one) => one.Kind switch
    {
        "PersistentVolumeClaim" => ApiResource.Claims,
        "PersistentVolume" => ApiResource.Volumes,
        "Namespace" => ApiResource.Namespaces,
        _ => Crds.Resource,
    };
}
