using System.Text.Json;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>A pod as a status lists it.</summary>
/// <param name="Phase">Kubernetes' word, or <c>Terminating</c>.</param>
public sealed record PodStatus(string Name, string Phase, bool IsReady, long Restarts, string Node, IReadOnlyList<Blocker> Reasons);

/// <summary>One component as it is now.</summary>
/// <param name="Release">Null when the release is gone.</param>
public sealed record ComponentStatus(string Name, string Version, HelmRelease? Release, IReadOnlyList<Readiness> Workloads, IReadOnlyList<PodStatus> Pods)
{
    /// <summary>Where a component without pods leads; null for one that has them, or whose Service is gone.</summary>
    public Outside? Outside { get; init; }

    /// <summary>Workloads that somebody has scaled to nothing: they are as they should be, and nobody is served.</summary>
    public IReadOnlyList<Diagnostic> Halted { get; init; } = [];

    /// <summary>Of a task that can be asked, or that was interrupted; null for all else.</summary>
    public TaskAnswer? Task { get; init; }

    /// <summary>A task that does not answer takes nothing away.</summary>
    public bool IsReady => Release is { Status: "deployed" } && Workloads.All(w => w.IsReady) && Task?.IsReady != false;
}

/// <summary>An installation as it is now; without a receipt when an install was interrupted before it wrote one.</summary>
public sealed record InstallationStatus(
    string Installation, string Context, string Namespace, Receipt? Receipt, IReadOnlyList<ComponentStatus> Components, IReadOnlyList<Diagnostic> Problems);

/// <summary>Receipt and live state of an installation. Changes nothing.</summary>
public static class Status
{
    public static Task<InstallationStatus> Read(string installation, RunOptions options, CancellationToken cancellation = default)
        => Read(installation, null, false, options, cancellation);

    /// <param name="component">Only this one; null for all.</param>
    /// <param name="asksPrograms">Programs of tasks may run on this machine, to say how what they made is.</param>
    public static async Task<InstallationStatus> Read(string installation, string? component, bool asksPrograms, RunOptions options, CancellationToken cancellation = default)
    {
        var reached = await Reached.Cluster(options, cancellation).ConfigureAwait(false);
        if (reached.Client is not { } client)
            return new(installation, reached.Context, reached.Space, null, [], [reached.Problem!]);
        using (client)
            try
            {
                return await Of(client, reached.Space, installation, component, asksPrograms, options, cancellation).ConfigureAwait(false);
            }
            catch (ClusterException e)
            {
                return new(installation, reached.Context, reached.Space, null, [], [e.Problem]);
            }
    }

    private static async Task<InstallationStatus> Of(ClusterClient client, string space, string installation, string? component, bool asksPrograms, RunOptions options, CancellationToken cancellation)
    {
        var context = client.Access.Context;
        var receipt = await Receipt.Read(client, space, installation, cancellation).ConfigureAwait(false);
        var releases = await HelmReleases.OfInstallation(client, space, installation, cancellation).ConfigureAwait(false);
        var names = (receipt?.Components ?? []).Select(c => c.Name).Union(releases.Select(r => r.Name)).ToList();
        if (names.Count == 0)
            return new(installation, context, space, receipt, [], [RunRules.NotInstalled.With(installation, space, context)]);
        if (component is not null && !names.Contains(component))
            return new(installation, context, space, receipt, [], [RunRules.NoComponent.With(installation, component, string.Join(", ", names.Order(StringComparer.Ordinal)))]);
        names = component is null ? names : [component];
        var leadsOutside = receipt?.Components.Any(c => c.Workloads.Any(w => Outside.IsPart(w.Kind))) == true;
        var live = await Live.Of(client, space, $"{Live.InstanceLabel}={installation},!{TaskStatus.Label}", leadsOutside, cancellation).ConfigureAwait(false);
        live = await LiveForeign.Add(live, client, space, receipt, cancellation).ConfigureAwait(false);
        var store = new TaskStore(JournalFolder.Of(JournalFolder.Root(options.State), installation, space, context));
        var answers = await new TaskStatus(client, space, installation, asksPrograms ? store : null, options.Time).Ask(names, cancellation).ConfigureAwait(false);
        return new(installation, context, space, receipt,
            [.. names.Select(name => live.Component(name, receipt?.Components.FirstOrDefault(c => c.Name == name), releases.FirstOrDefault(r => r.Name == name)?.Newest) with { Task = answers.GetValueOrDefault(name) })], []);
    }
}

/// <summary>All that a status looks at, read once.</summary>
internal sealed record Live(
    IReadOnlyList<(string Kind, JsonElement Object)> Controllers, IReadOnlyList<JsonElement> Sets, IReadOnlyList<JsonElement> Pods, IReadOnlyList<JsonElement> Events)
{
    /// <summary>Services and EndpointSlices, where a component leads outside.</summary>
    private IReadOnlyList<(string Kind, JsonElement Object)> Leading { get; init; } = [];

    /// <summary>By uid, the component of an object that carries another name than ours: a foreign chart has its own labels.</summary>
    public IReadOnlyDictionary<string, string> Foreign { get; init; } = new Dictionary<string, string>();

    public const string InstanceLabel = "app.kubernetes.io/instance";
    public const string NameLabel = "app.kubernetes.io/name";

    public static async Task<Live> Of(ClusterClient client, string space, string labels, bool leadsOutside, CancellationToken cancellation)
    {
        var controllers = await Kinds([ApiResource.Deployments, ApiResource.StatefulSets, ApiResource.DaemonSets, ApiResource.Jobs]).ConfigureAwait(false);
        return new(controllers,
            await All(client, ApiResource.ReplicaSets, space, labels, cancellation).ConfigureAwait(false),
            await All(client, ApiResource.Pods, space, labels, cancellation).ConfigureAwait(false),
            await All(client, ApiResource.Events, space, "", cancellation).ConfigureAwait(false))
        {
            Leading = leadsOutside ? await Kinds([ApiResource.Services, ApiResource.EndpointSlices]).ConfigureAwait(false) : [],
        };

        async Task<IReadOnlyList<(string, JsonElement)>> Kinds(IEnumerable<ApiResource> resources)
        {
            var all = new List<(string, JsonElement)>();
            foreach (var resource in resources)
                foreach (var found in await All(client, resource, space, labels, cancellation).ConfigureAwait(false))
                    all.Add((resource.Kind, found));
            return all;
        }
    }

    /// <param name="meant">What the receipt says of it; its workloads that are not there are told as missing.</param>
    public ComponentStatus Component(string name, ReceiptComponent? meant, HelmRelease? release)
    {
        var found = Controllers.Where(c => IsOf(c.Object, name)).Select(c => (Id: new WorkloadId(c.Kind, c.Object.Name()), c.Object)).ToList();
        var leading = Leading.Where(c => IsOf(c.Object, name)).ToList();
        var missing = release is null ? [] : (meant?.Workloads ?? []).Except(found.Select(f => f.Id)).Except(leading.Select(l => new WorkloadId(l.Kind, l.Object.Name())));
        var workloads = found.Select(f => Explain.Of(new(f.Id, f.Object, Sets, Pods, Events)))
            .Concat(missing.Select(id => Explain.Of(new(id, null, [], [], [])))).ToList();
        return new(name, meant?.Version ?? "", release, workloads, [.. Pods.Where(p => IsOf(p, name)).OrderBy(p => p.Name(), StringComparer.Ordinal).Select(Pod)])
        {
            Halted = [.. found.Where(f => f.Id.Kind is "Deployment" or "StatefulSet").Select(f => CountSteps.SayHalted(f.Id, LiveCount.Read(f.Object))).OfType<Diagnostic>()],
            Outside = leading.Select(l => Outside.Of(l.Object)).FirstOrDefault(outside => outside is not null),
        };
    }

    private PodStatus Pod(JsonElement pod) => new(
        pod.Name(),
        pod.Text("metadata", "deletionTimestamp") is null ? pod.Text("status", "phase") ?? "Unknown" : "Terminating",
        pod.Condition("Ready")?.Text("status") == "True",
        pod.Items("status", "containerStatuses").Sum(s => s.Number("restartCount")),
        pod.Text("spec", "nodeName") ?? "",
        [.. ExplainPod.Of(pod, [.. Events.Where(e => e.Text("involvedObject", "uid") == pod.Uid())], Events)]);

    private bool IsOf(JsonElement found, string name)
        => Foreign.TryGetValue(found.Uid(), out var component) ? component == name : found.Text("metadata", "labels", NameLabel) == name;

    internal static async Task<List<JsonElement>> All(ClusterClient client, ApiResource resource, string space, string labels, CancellationToken cancellation)
    {
        var found = new List<JsonElement>();
        await foreach (var item in client.List(resource, space, labels, cancellation: cancellation).ConfigureAwait(false))
            found.Add(item);
        return found;
    }
}
