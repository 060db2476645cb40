using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The way back from a finished controller to a model: what patches did to it is judged by the same rules as what traits did.</summary>
internal static class ControllerModel
{
    private static readonly (string Field, string Key)[] OfPod = [("containers", "name"), ("initContainers", "name"), ("volumes", "name"), ("imagePullSecrets", "name")];
    private static readonly (string Field, string Key)[] OfContainer = [("env", "name"), ("ports", "name"), ("volumeMounts", "mountPath"), ("volumeDevices", "devicePath")];

    /// <summary>Lists as maps by their keys. The selector is left out: it is no part of a model.</summary>
    /// <param name="faults">Pointers into the model, and what is wrong there that it cannot show: items without a key, or with one that another has.</param>
    public static MapNode Of(MapNode controller, List<(string Pointer, LocalText Text)> faults)
    {
        var kind = (controller["kind"] as ScalarNode)?.Text;
        var spec = Map(controller, "spec");
        var job = Map(Map(spec, "jobTemplate"), "spec");
        var made = Copied(Map(controller, "metadata"), "labels", "annotations").With("spec", spec.Without("selector").Without("template").Without("jobTemplate"));
        if (kind == "CronJob")
            made = made.With("job", job.Without("template"));
        return Node.Map(("pod", Pod(Map(kind == "CronJob" ? job : spec, "template"), faults)), ("controller", made));
    }

    /// <summary>The names in a model of what has these names in a controller; no names where it reaches over pod and controller; null where a model has no place for it.</summary>
    public static IReadOnlyList<string>? PathOf(string kind, IReadOnlyList<string> path)
    {
        var template = Template(kind);
        if (path.SequenceEqual(template.Take(path.Count), StringComparer.Ordinal))
            return [];
        if (StartsWith(path, template))
            return ["pod", .. path.Skip(template.Length + 1)];
        if (kind == "CronJob" && StartsWith(path, template[..3]))
            return ["controller", "job", .. path.Skip(3)];
        return path[0] switch
        {
            "spec" => ["controller", .. path],
            "metadata" => ["controller", .. path.Skip(1)],
            _ => null,
        };
    }

    /// <summary>Where the pod's template stands in a controller.</summary>
    public static string[] Template(string kind) => kind == "CronJob" ? ["spec", "jobTemplate", "spec", "template"] : ["spec", "template"];

    private static bool StartsWith(IReadOnlyList<string> path, string[] beginning) => path.Take(beginning.Length).SequenceEqual(beginning, StringComparer.Ordinal);

    private static MapNode Pod(MapNode template, List<(string, LocalText)> faults)
    {
        var pod = MergePatch.Apply(Keyed(Map(template, "spec"), OfPod, "/pod", faults), Copied(Map(template, "metadata"), "labels", "annotations"));
        foreach (var field in (string[])["containers", "initContainers"])
            if (pod[field] is MapNode containers)
                pod = pod.With(field, new MapNode(containers.Entries.Select(c => c.Value is MapNode one ? c with { Value = Keyed(one, OfContainer, $"/pod/{field}{JsonPointer.Of(c.Name)}", faults) } : c)));
        return pod;
    }

    /// <summary>What is no list of maps stays as it is, for the schema to find.</summary>
    private static MapNode Keyed(MapNode map, (string Field, string Key)[] lists, string pointer, List<(string, LocalText)> faults)
    {
        foreach (var (field, key) in lists)
            if (map[field] is ListNode list && list.Items.All(item => item is MapNode))
                map = map.With(field, new MapNode(Entries(list, key, $"{pointer}/{field}", faults)));
        return map;
    }

    private static List<MapEntry> Entries(ListNode list, string key, string pointer, List<(string, LocalText)> faults)
    {
        var entries = new List<MapEntry>();
        foreach (var (item, place) in list.Items.Cast<MapNode>().Select((item, place) => (item, place)))
        {
            var name = item[key] as ScalarNode;
            // Only ports may go without.
            if (name is null && !pointer.EndsWith("/ports", StringComparison.Ordinal))
                faults.Add(($"{pointer}/{place}", new($"the key `{key}` is missing", $"缺少键 `{key}`")));
            else if (name is not null && entries.Any(e => e.Name == name.Text))
                faults.Add(($"{pointer}{JsonPointer.Of(name.Text)}", new($"two have the {key} {name.Text}", $"有两项的 {key} 都是 {name.Text}")));
            else
                entries.Add(name is null ? new MapEntry(Node.Of($"{place}"), item) : new MapEntry(name, item.Without(key)));
        }
        return entries;
    }

    private static MapNode Map(MapNode map, string key) => map[key] as MapNode ?? Node.Map();

    private static MapNode Copied(MapNode map, params string[] fields) => new(map.Entries.Where(e => fields.Contains(e.Name, StringComparer.Ordinal)));
}
