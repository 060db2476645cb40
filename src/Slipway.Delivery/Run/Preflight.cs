using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Everything that can be known to fail before anything is changed.</summary>
internal static class Preflight
{
    private const int Callers = 8;

    /// <summary>1.27 is the first version whose server-side field validation and apply do all that a run relies on.</summary>
    private static readonly Version Oldest = new(1, 27);

    public static async Task<Diagnostic?> Server(ClusterClient client, CancellationToken cancellation)
    {
        var said = await client.Version(cancellation).ConfigureAwait(false);
        var numbers = said.TrimStart('v').Split('.', '-', '+');
        return numbers.Length >= 2 && int.TryParse(numbers[0], out var major) && int.TryParse(numbers[1], out var minor) && new Version(major, minor) < Oldest
            ? client.Access.Problem(TargetRules.ServerTooOld, said)
            : null;
    }

    /// <returns>True also when the user may not look: then the objects' own check tells.</returns>
    public static async Task<bool> NamespaceExists(ClusterClient client, string space, CancellationToken cancellation)
    {
        try
        {
            return await client.Get(ApiResource.Namespaces, null, space, cancellation).ConfigureAwait(false) is not null;
        }
        catch (ApiException e) when (e.Code == HttpStatusCode.Forbidden)
        {
            return true;
        }
    }

    /// <summary>The server's resource of every kind that is rendered; kinds that it does not know are findings, unless the run brings them.</summary>
    public static async Task<(Dictionary<RenderedObject, ApiResource> Known, IReadOnlyList<Diagnostic> Problems)> Kinds(
        ClusterClient client, IEnumerable<RenderedObject> objects, IReadOnlyList<Crds.Brought> brought, CancellationToken cancellation)
    {
        var known = new Dictionary<RenderedObject, ApiResource>(ReferenceEqualityComparer.Instance);
        var problems = new List<Diagnostic>();
        foreach (var one in objects)
            if (await client.Resource(one.ApiVersion, one.Kind, cancellation).ConfigureAwait(false) is { } resource)
                known[one] = resource;
            else if (!Crds.Bring(brought, one) && !IsDefinedBeside(one, objects))
                problems.Add(TargetRules.KindUnknown.With(one.ApiVersion, one.Kind));
        return (known, problems);
    }

    /// <summary>Some charts have definitions of kinds among their templates.</summary>
    private static bool IsDefinedBeside(RenderedObject one, IEnumerable<RenderedObject> objects)
        => Crds.Bring([.. objects.Where(o => o.Kind == Crds.Resource.Kind && o.ApiVersion == Crds.Resource.ApiVersion).Select(o => new Crds.Brought(o.Name, o, "", ""))], one);

    /// <summary>One finding that lists every missing verb, or none.</summary>
    public static async Task<Diagnostic?> Rights(
        ClusterClient client, string space, IEnumerable<ApiResource> rendered, bool createNamespace, CancellationToken cancellation)
    {
        var everything = new ApiResource("*", "", "", "*", true);
        var mayAll = await client.May("*", everything, space, cancellation: cancellation).ConfigureAwait(false);
        var needed = mayAll ? [] : Needed(rendered);
        // Who may do all in the namespace may still not make it: the namespace itself belongs to the cluster.
        if (createNamespace)
            needed = needed.Append((ApiResource.Namespaces, "create"));
        var missing = new ConcurrentBag<(string Resource, string Verb)>();
        await Parallel.ForEachAsync(needed, Limited(cancellation), async (need, stop) =>
        {
            if (!await client.May(need.Verb, need.Resource, space, cancellation: stop).ConfigureAwait(false))
                missing.Add((need.Resource.QualifiedName, need.Verb));
        }).ConfigureAwait(false);
        return missing.IsEmpty ? null : RunRules.AccessMissing.With(client.Access.Context, space, Words(missing));
    }

    /// <summary>Names that others hold: releases first, then each object that no release of ours explains; and what cannot become what is meant.</summary>
    /// <param name="live">What of the objects is there already.</param>
    public static IReadOnlyList<Diagnostic> Held(
        string space, RenderedComponent component, HelmHistory history, IReadOnlyDictionary<RenderedObject, JsonElement> live, bool takeOver)
    {
        var (name, installation) = (component.Component.Name, component.Component.Installation);
        if (history.Newest is { Status: not "uninstalled" } release && release.Installation != installation && !(takeOver && release.Installation is null))
            return [release.Installation is { } other
                ? RunRules.HeldByInstallation.With(name, other, space)
                : RunRules.HeldByHelm.With(name, $"{release.Revision}", space)];
        return [.. component.Objects.Where(live.ContainsKey)
            .Select(one => Ending(one, live[one]) ?? Holder(one, live[one], space, name) ?? Headless(one, live[one], space))
            .OfType<Diagnostic>().OrderBy(d => d.Arguments[0], StringComparer.Ordinal)];
    }

    /// <summary>Server-side dry run of each object, as Helm's own field manager: admission, quota, schema and conflicts show here.</summary>
    /// <param name="components">The counts that they take from others are no conflict.</param>
    /// <param name="force">Neither is any other field of others.</param>
    /// <param name="mayRecreate">What the server does not let change, and what can be made anew, is no finding but noted at the component.</param>
    public static async Task<IReadOnlyList<Diagnostic>> DryRun(
        ClusterClient client, string space, IEnumerable<ComponentWork> components, IReadOnlyDictionary<RenderedObject, ApiResource> kinds, bool mayRecreate, bool force, CancellationToken cancellation)
    {
        // Of kinds that come with the run, and in namespaces that do, the server knows nothing yet.
        var made = components.SelectMany(work => work.Rendered.Objects).Where(one => one is { Kind: "Namespace", ApiVersion: "v1" }).Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        var all = components.SelectMany(work => work.Rendered.Objects.Select(one => (Work: work, Object: one)))
            .Where(one => kinds.ContainsKey(one.Object) && (one.Object.Namespace is not { } where || !made.Contains(where))).ToList();
        var found = new ConcurrentDictionary<int, Diagnostic>();
        await Parallel.ForEachAsync(Enumerable.Range(0, all.Count), Limited(cancellation), async (i, stop) =>
        {
            var (work, one) = all[i];
            try
            {
                await client.Apply(kinds[one], one.Namespace ?? space, one.Name, one.Yaml, dryRun: true, force: force, manager: ClusterClient.HelmManager, cancellation: stop).ConfigureAwait(false);
            }
            catch (ApiException e) when (e.Code is not HttpStatusCode.Unauthorized)
            {
                var doomed = mayRecreate && e.Code == HttpStatusCode.UnprocessableEntity
                    ? await Recreating.Refused(client, kinds[one], kinds[one].Namespaced ? one.Namespace ?? space : null, work.Name, one, stop).ConfigureAwait(false) : null;
                if (doomed is not null)
                    lock (work.Doomed)
                        work.Doomed.Add(doomed);
                else if (Refusal(work, one, e) is { } problem)
                    found[i] = problem;
            }
        }).ConfigureAwait(false);
        return [.. found.OrderBy(d => d.Key).Select(d => d.Value)];
    }

    private static Diagnostic? Refusal(ComponentWork work, RenderedObject one, ApiException e)
    {
        if (e.Code != HttpStatusCode.Conflict || e.Causes.Count == 0)
            return RunRules.ObjectRefused.With($"{one.Kind} {one.Name}", work.Name, e.Reason, EventText.OneLine(e.Said));
        var takesCount = work.Counts.Any(c => c.IsTaken && c.Workload == new WorkloadId(one.Kind, one.Name));
        // A release that Helm 3 made has another manager of the same name, which Helm 4 takes over by itself.
        var others = e.Causes.Where(c => !c.Message.StartsWith("conflict with \"helm\"", StringComparison.Ordinal) && !(takesCount && c.Field == ".spec.replicas")).ToList();
        return others.Count == 0 ? null : HelmRules.Conflict.With($"{one.Kind} {one.Name}", work.Name, string.Join("; ", others.Select(c => $"{c.Field} ({c.Message})")));
    }

    /// <summary>The server takes a change of what is on its way out, and then it is gone, with the change.</summary>
    private static Diagnostic? Ending(RenderedObject one, JsonElement live)
    {
        if (live.Text("metadata", "deletionTimestamp") is null)
            return null;
        var held = new HeldObject(one.Kind, live.Text("metadata", "namespace"), one.Name, string.Join(", ", live.Items("metadata", "finalizers").Select(finalizer => finalizer.GetString())));
        return RunRules.OnItsWayOut.With($"{one.Kind} {one.Name}", held.Finalizers.Length == 0 ? "-" : held.Finalizers, held.Command);
    }

    /// <summary>
    /// The API server takes such a change and leaves the Service as it is: callers would go on to the addresses behind it, past its ports, and nobody would know.
    /// </summary>
    private static Diagnostic? Headless(RenderedObject one, JsonElement live, string space)
    {
        if (one is not { ApiVersion: "v1", Kind: "Service" } || live.Text("spec", "clusterIP") != "None")
            return null;
        using var meant = JsonDocument.Parse(one.Json);
        return meant.RootElement.Text("spec", "clusterIP") == "None" || meant.RootElement.Text("spec", "type") == "ExternalName" ? null : RunRules.StaysHeadless.With(one.Name, space);
    }

    private static Diagnostic? Holder(RenderedObject one, JsonElement live, string space, string name)
    {
        var named = $"{one.Kind} {one.Name}";
        var (release, where) = (live.Text("metadata", "annotations", "meta.helm.sh/release-name"), live.Text("metadata", "annotations", "meta.helm.sh/release-namespace"));
        if (release is not null)
            return release == name && where == space ? null : RunRules.ObjectOfRelease.With(named, $"{where}/{release}");
        string?[] labels = [live.Text("metadata", "labels", "app.kubernetes.io/managed-by"), live.Text("metadata", "labels", "app.kubernetes.io/instance")];
        return labels.All(l => l is null) ? RunRules.ObjectHeld.With(named) : RunRules.ObjectManaged.With(named, string.Join('/', labels.OfType<string>()));
    }

    private static IEnumerable<(ApiResource Resource, string Verb)> Needed(IEnumerable<ApiResource> rendered)
    {
        foreach (var resource in rendered.Distinct())
            foreach (var verb in new[] { "get", "create", "patch", "delete" })
                yield return (resource, verb);
        // Helm keeps its releases in Secrets, Slipway its receipt in a ConfigMap.
        foreach (var verb in new[] { "get", "list", "create", "update", "patch", "delete" })
            yield return (ApiResource.Secrets, verb);
        foreach (var verb in new[] { "get", "create", "patch", "delete" })
            yield return (ApiResource.ConfigMaps, verb);
        foreach (var resource in new[] { ApiResource.Pods, ApiResource.Events, ApiResource.ReplicaSets })
            foreach (var verb in new[] { "list", "watch" })
                yield return (resource, verb);
    }

    private static string Words(IEnumerable<(string Resource, string Verb)> missing)
        => string.Join("; ", missing.Distinct().GroupBy(m => m.Resource).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{string.Join(", ", g.Select(m => m.Verb).Order(StringComparer.Ordinal))} {g.Key}"));

    private static ParallelOptions Limited(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = Callers, CancellationToken = cancellation };
}
