using System.Text;
using System.Text.Json;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>A workload that runs in a cluster, with the objects that its definition needs, as manifests. Nothing is changed, and no Secret is read.</summary>
internal static class FromCluster
{
    private static readonly Dictionary<string, ApiResource> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["deployment"] = ApiResource.Deployments,
        ["deployments"] = ApiResource.Deployments,
        ["deploy"] = ApiResource.Deployments,
        ["statefulset"] = ApiResource.StatefulSets,
        ["statefulsets"] = ApiResource.StatefulSets,
        ["sts"] = ApiResource.StatefulSets,
        ["daemonset"] = ApiResource.DaemonSets,
        ["daemonsets"] = ApiResource.DaemonSets,
        ["ds"] = ApiResource.DaemonSets,
        ["job"] = ApiResource.Jobs,
        ["jobs"] = ApiResource.Jobs,
        ["pod"] = ApiResource.Pods,
        ["pods"] = ApiResource.Pods,
        ["po"] = ApiResource.Pods,
        ["cronjob"] = CronJobs,
        ["cronjobs"] = CronJobs,
        ["cj"] = CronJobs,
    };

    private static ApiResource CronJobs => new("batch", "v1", "CronJob", "cronjobs", true);

    private static ApiResource Services => new("", "v1", "Service", "services", true);

    /// <summary><c>deployment/hello</c>; null where a text names nothing in a cluster.</summary>
    public static (ApiResource Resource, string Name)? Named(string source)
        => source.Split('/') is [var kind, { Length: > 0 } name] && Kinds.TryGetValue(kind, out var resource) && !Path.Exists(source) ? (resource, name) : null;

    public static async Task<DraftsRead> Read(string source, ClusterChoice cluster, TimeProvider time, CancellationToken cancellation)
    {
        var (resource, name) = Named(source)!.Value;
        var resolved = Kubeconfig.Resolve(cluster.ForKubeconfig);
        if (resolved.Access is not { } access)
            return new DraftsRead([], [resolved.Problem!]);
        var space = cluster.Namespace ?? access.Namespace ?? "default";
        try
        {
            using var client = await ClusterClient.Connect(access, time, cancellation).ConfigureAwait(false);
            if (await client.Get(resource, space, name, cancellation).ConfigureAwait(false) is not { } found)
                return new DraftsRead([], [Diagnostic.Of(InitRules.NotInCluster, (Location?)null, resource.Kind, name, space, access.Context)]);
            var objects = new List<Node> { Read(found, resource) };
            await foreach (var service in client.List(Services, space, cancellation: cancellation).ConfigureAwait(false))
                objects.Add(Read(service, Services));
            await Beside(objects, client, ApiResource.ConfigMaps, space, Names(objects[0], "configMapKeyRef", "configMapRef"), cancellation).ConfigureAwait(false);
            await Beside(objects, client, ApiResource.Claims, space, Names(objects[0], "persistentVolumeClaim"), cancellation).ConfigureAwait(false);
            var list = Node.Map(("apiVersion", Node.Of("v1")), ("kind", Node.Of("List")), ("items", new ListNode(objects)));
            return InitSource.Read($"{source} ({access.Context}/{space})", Encoding.UTF8.GetBytes(YamlWriter.Write(list)));
        }
        catch (ClusterException refused)
        {
            return new DraftsRead([], [refused.Problem]);
        }
    }

    private static async Task Beside(List<Node> objects, ClusterClient client, ApiResource resource, string space, IEnumerable<string> names, CancellationToken cancellation)
    {
        foreach (var name in names.Distinct(StringComparer.Ordinal))
            try
            {
                if (await client.Get(resource, space, name, cancellation).ConfigureAwait(false) is { } found)
                    objects.Add(Read(found, resource));
            }
            catch (ApiException)
            {
                // Who may read the workload need not be allowed to read what it refers to; then its values are among what is asked for.
            }
    }

    private static MapNode Read(JsonElement found, ApiResource resource)
    {
        var map = (MapNode)JsonText.Read(Encoding.UTF8.GetBytes(found.GetRawText()));
        var metadata = map["metadata"] as MapNode;
        return map.With("apiVersion", Node.Of(resource.ApiVersion)).With("kind", Node.Of(resource.Kind)).Without("status")
            .With("metadata", metadata?.Without("managedFields") ?? Node.Map());
    }

    /// <summary>The names in references of these kinds, wherever they stand.</summary>
    private static IEnumerable<string> Names(Node node, params string[] references) => node switch
    {
        MapNode map => map.Entries.SelectMany(entry => references.Contains(entry.Name) && entry.Value is MapNode reference
            && (reference["name"] ?? reference["claimName"]) is ScalarNode name ? [name.Text] : Names(entry.Value, references)),
        ListNode list => list.Items.SelectMany(item => Names(item, references)),
        _ => [],
    };
}
