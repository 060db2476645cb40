using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>The turn from keyed maps to lists once more, in C#, as an independent opinion about the chart's.</summary>
internal static class ModelLists
{
    public static MapNode Controller(MapNode model, MapNode rendered)
    {
        var pod = (MapNode)model["pod"]!;
        var controller = model["controller"] as MapNode ?? new MapNode([]);
        var own = (MapNode)rendered["metadata"]!;
        var selector = new MapNode(((MapNode)own["labels"]!).Entries.Where(e => e.Name is "app.kubernetes.io/name" or "app.kubernetes.io/instance"));
        var spec = pod.Without("labels").Without("annotations");
        foreach (var field in new[] { "containers", "initContainers" })
            if (spec[field] is MapNode { Count: > 0 } containers)
                spec = spec.With(field, List(new MapNode(containers.Entries.Select(c => c with { Value = Container((MapNode)c.Value) })), "name"));
        foreach (var field in new[] { "volumes", "imagePullSecrets" })
            spec = spec[field] is MapNode { Count: > 0 } map ? spec.With(field, List(map, "name")) : spec.Without(field);
        var metadata = Node.Map(("labels", MergePatch.Apply(selector, pod["labels"] as MapNode ?? new MapNode([]))));
        if (pod["annotations"] is MapNode { Count: > 0 } annotations)
            metadata = metadata.With("annotations", annotations);
        var template = Node.Map(("metadata", metadata), ("spec", spec));
        var whole = controller["spec"] as MapNode ?? new MapNode([]);
        whole = (rendered["kind"] as ScalarNode)?.Text switch
        {
            "Job" => whole.With("template", template),
            "CronJob" => whole.With("jobTemplate", Node.Map(("spec", (controller["job"] as MapNode ?? new MapNode([])).With("template", template)))),
            _ => whole.With("selector", Node.Map(("matchLabels", selector))).With("template", template),
        };
        if (controller["labels"] is MapNode labels)
            own = own.With("labels", MergePatch.Apply((MapNode)own["labels"]!, labels));
        own = controller["annotations"] is MapNode { Count: > 0 } notes ? own.With("annotations", notes) : own.Without("annotations");
        return rendered.With("spec", whole).With("metadata", own);
    }

    private static MapNode Container(MapNode container)
    {
        foreach (var (field, key) in new[] { ("env", "name"), ("ports", "name"), ("volumeMounts", "mountPath"), ("volumeDevices", "devicePath") })
            if (container[field] is MapNode { Count: > 0 } map)
                container = container.With(field, field == "env" ? List(Leveled(map), key) : List(map, key));
            else
                container = container.Without(field);
        return container;
    }

    /// <summary>Who refers to others stands behind them: the longest way of references decides.</summary>
    private static MapNode Leveled(MapNode env)
    {
        int Level(string name, int depth) => depth > env.Count ? 0 : env.Keys
            .Where(other => other != name && Text(env[name]!).Contains($"$({other})", StringComparison.Ordinal))
            .Select(other => Level(other, depth + 1) + 1).DefaultIfEmpty(0).Max();
        return new MapNode(env.Entries.Select(e => e with { Value = ((MapNode)e.Value).With("order", Node.Of(100L + (1000L * Level(e.Name, 0)))) }));
    }

    private static string Text(Node variable) => ((variable as MapNode)?["value"] as ScalarNode)?.Text ?? "";

    private static ListNode List(MapNode map, string key) => new(map.Entries
        .OrderBy(e => long.Parse(((e.Value as MapNode)?["order"] as ScalarNode)?.Text ?? "100"))
        .ThenBy(e => e.Name, StringComparer.Ordinal)
        .Select(e => ((MapNode)e.Value).Without("order").With(key, Node.Of(e.Name))));
}
