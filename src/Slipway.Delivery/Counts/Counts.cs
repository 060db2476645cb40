using System.Text;
using System.Text.Json;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>
/// How many pods the workloads of a component have, and who decides on it: the configuration, an autoscaler, or somebody who scaled by hand. A count
/// that is not the configuration's stands in no manifest, so that neither an upgrade nor a rollback touches it.
/// </summary>
internal static class Counts
{
    /// <summary>What stands in the cluster, and what of it is somebody else's.</summary>
    public static IReadOnlyList<CountFacts> Look(
        RenderedComponent component, IReadOnlyDictionary<RenderedObject, JsonElement> live, IReadOnlyList<Autoscaler> autoscalers)
    {
        var facts = new List<CountFacts>();
        foreach (var one in component.Objects)
        {
            if (WorkloadId.ResourceOf(one.ApiVersion, one.Kind) is not { } resource || (resource != ApiResource.Deployments && resource != ApiResource.StatefulSets))
                continue;
            var id = new WorkloadId(one.Kind, one.Name);
            var rendered = Autoscalers.Of(component, id);
            var standing = autoscalers.Where(a => a.AimsAt(id)).ToList();
            var going = standing.Where(a => a.Release == component.Component.Name && component.Objects.All(o => (o.Kind, o.Name) != a.Source)).ToList();
            facts.Add(new(id, resource, Configured(one), live.TryGetValue(one, out var found) ? LiveCount.Read(found) : null, rendered,
                standing.Except(going).FirstOrDefault()?.Name ?? "", going.FirstOrDefault()));
        }
        return facts;
    }

    /// <summary>The component with those counts taken out of its manifest that others decide on: by a patch of the chart's, which Helm keeps with the release.</summary>
    /// <param name="kinds">Gets the changed objects, too.</param>
    public static RenderedComponent LeaveOut(RenderedComponent component, IReadOnlyList<CountPlan> plans, Dictionary<RenderedObject, ApiResource> kinds)
    {
        var left = plans.Where(p => p.IsLeftOut).Select(p => p.Workload).ToHashSet();
        if (left.Count == 0)
            return component;
        var patches = left.SelectMany(Removal).Aggregate(component.Component.Values["patches"] as MapNode ?? Node.Map(), (all, patch) => all.With(patch.Name, patch.Patch));
        var values = component.Component.Values.With("patches", patches);
        var objects = component.Objects.Select(one => left.Contains(new(one.Kind, one.Name)) ? WithoutCount(one, kinds) : one).ToList();
        return component with { Component = component.Component with { Values = values }, Objects = objects };
    }

    /// <summary>Every count in a manifest of Helm's, null where a workload names none.</summary>
    public static IReadOnlyDictionary<WorkloadId, int?> In(string manifest)
        => YamlReader.Read(new SourceText("manifest", manifest)).Documents.OfType<MapNode>()
            .Where(d => Text(d["kind"]) is "Deployment" or "StatefulSet")
            .GroupBy(d => new WorkloadId(Text(d["kind"])!, Text((d["metadata"] as MapNode)?["name"]) ?? ""))
            .ToDictionary(g => g.Key, g => Number((g.First()["spec"] as MapNode)?["replicas"]));

    private static int? Configured(RenderedObject one) => Number(((one.Content as MapNode)?["spec"] as MapNode)?["replicas"]);

    private static RenderedObject WithoutCount(RenderedObject one, Dictionary<RenderedObject, ApiResource> kinds)
    {
        var content = (MapNode)one.Content;
        var changed = content["spec"] is MapNode spec ? content.With("spec", spec.Without("replicas")) : content;
        var made = one with { Yaml = HelmYaml.Write(changed) + "\n", Json = Encoding.UTF8.GetBytes(JsonText.Write(changed)) };
        kinds[made] = kinds[one];
        return made;
    }

    /// <summary>The last two of all patches. The first makes sure that there is something for the second to remove, which would else be an error.</summary>
    private static IEnumerable<(string Name, MapNode Patch)> Removal(WorkloadId workload)
    {
        var (kind, name) = (Node.Of(workload.Kind), Node.Of(workload.Name));
        yield return ($"slipway-count-{workload.Name}-named", Node.Map(
            ("kind", kind), ("name", name), ("order", Node.Of(999_998)), ("merge", Node.Map(("spec", Node.Map(("replicas", Node.Of(1))))))));
        yield return ($"slipway-count-{workload.Name}-left", Node.Map(
            ("kind", kind), ("name", name), ("order", Node.Of(999_999)), ("remove", Node.List(Node.Of("/spec/replicas")))));
    }

    private static int? Number(Node? node) => node is ScalarNode scalar && int.TryParse(scalar.Text, out var number) ? number : null;

    private static string? Text(Node? node) => (node as ScalarNode)?.Text;
}
