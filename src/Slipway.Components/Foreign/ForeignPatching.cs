using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// An entry's objects and patches on what a foreign chart rendered. The rules are the generic chart's, with two differences: no object is the component's own, so a
/// patch without name means the object that is called like the component, or the only one of its kind; and items of lists can be named, for no trait can.
/// </summary>
internal sealed class ForeignPatching(string component, ComponentEntry entry, IReadOnlyList<RenderedObject> rendered)
{
    private const int DefaultOrder = 100;

    private readonly MapNode written = Node.Map(("objects", entry.Objects), ("patches", entry.Patches));

    public List<RenderedObject> Objects { get; } = [.. rendered];

    public List<Diagnostic> Findings { get; } = [];

    public void Run()
    {
        foreach (var one in entry.Objects.Entries)
            if (one.Value is MapNode map)
                Add(one.Name, map);
        foreach (var patch in entry.Patches.Entries.Where(patch => patch.Value is MapNode).OrderBy(patch => Order((MapNode)patch.Value)).ThenBy(patch => patch.Name, StringComparer.Ordinal))
            Patch(patch.Name, (MapNode)patch.Value);
    }

    private static int Order(MapNode patch) => Text(patch["order"]) is { } order ? int.Parse(order, System.Globalization.CultureInfo.InvariantCulture) : DefaultOrder;

    private void Add(string name, MapNode map)
    {
        var made = ForeignObjects.Object(map) with { Origin = $"/objects{JsonPointer.Of(name)}" };
        if (Objects.Any(one => one.Kind == made.Kind && one.Name == made.Name && Group(one) == Group(made)))
            Say(InjectionRules.ObjectTwice, made.Origin, new($"the chart renders {made.Kind} {made.Name} itself", $"chart 自身已渲染 {made.Kind} {made.Name}"));
        else
            Objects.Add(made);
    }

    private void Patch(string name, MapNode patch)
    {
        var pointer = $"/patches{JsonPointer.Of(name)}";
        var (kind, version) = (Text(patch["kind"])!, Text(patch["apiVersion"]));
        var ofKind = Objects.Where(one => one.Kind == kind && (version is null || version == one.ApiVersion)).ToList();
        var meant = Text(patch["name"]) switch
        {
            "*" => ofKind,
            { } named => [.. ofKind.Where(one => one.Name == named)],
            null when ofKind.Count == 1 => ofKind,
            null => [.. ofKind.Where(one => one.Name == component)],
        };
        if (meant.Count == 0 && ofKind.Count > 1 && patch["name"] is null)
            Findings.Add(Diagnostic.Of(ForeignRules.PatchUnclear, ValuePlace.Of(written, pointer), component, pointer, kind, Names(ofKind)));
        else if (meant.Count == 0)
            MeetsNothing(pointer, $"{(version is null ? "" : version + " ")}{kind} {Text(patch["name"]) ?? component}", Names(ofKind));
        else
            Apply(name, pointer, patch, meant);
    }

    private void Apply(string name, string pointer, MapNode patch, List<RenderedObject> meant)
    {
        var changed = false;
        var removed = new HashSet<int>();
        var paths = (patch["remove"] as ListNode)?.Items ?? [];
        foreach (var one in meant)
        {
            var before = (MapNode)one.Content;
            Node after = before;
            for (var i = 0; i < paths.Count; i++)
                if (NamedItems.Without(after, JsonPointer.Parse(((ScalarNode)paths[i]).Text)!) is { } less)
                {
                    removed.Add(i);
                    after = less;
                }
            if (patch["merge"] is MapNode merge)
                after = NamedItems.Merged(after, merge, (path, key, there) => Unknown(pointer, one, path, key, there));
            if (JsonText.Write(before) == JsonText.Write(after))
                continue;
            changed = true;
            Keeps(pointer, one, before, (MapNode)after);
            Objects[Objects.IndexOf(one)] = ForeignObjects.Object((MapNode)after) with { Origin = one.Origin, PatchedBy = [.. one.PatchedBy, name] };
        }
        for (var i = 0; i < paths.Count; i++)
            if (!removed.Contains(i))
                Say(RenderingRules.PatchMeetsNothing, $"{pointer}/remove/{i}", new($"there is nothing to remove at {Text(paths[i])}", $"{Text(paths[i])} 处没有可移除的内容"));
        if (!changed && removed.Count == paths.Count && !Findings.Any(finding => finding.Severity == Severity.Error))
            Say(InjectionRules.PatchIdle, pointer, new("what it says stands there already", "它所写的内容已经存在"));
    }

    /// <summary>What Kubernetes refuses to change once it is installed.</summary>
    private void Keeps(string pointer, RenderedObject one, MapNode before, MapNode after)
    {
        var who = $"{one.Kind} {one.Name}";
        var isController = one.ApiVersion.StartsWith("apps/", StringComparison.Ordinal);
        if (isController && Written((before["spec"] as MapNode)?["selector"]) != Written((after["spec"] as MapNode)?["selector"]))
            Say(InjectionRules.PatchFixed, pointer, new($"the selector of {who} is for ever: it finds the pods that run", $"{who} 的选择器不能更改：它用于找到正在运行的 Pod"));
    }

    private static string Written(Node? node) => node is null ? "" : JsonText.Write(node);

    private void Unknown(string pointer, RenderedObject one, string path, string key, string there)
        => Say(RenderingRules.PatchMeetsNothing, pointer, new(
            $"{one.Kind} {one.Name} has no item `{key}` in the list {path}; there is: {there}",
            $"{one.Kind} {one.Name} 的列表 {path} 中没有名为 `{key}` 的项；现有：{there}"));

    private void MeetsNothing(string pointer, string who, string others)
        => Say(RenderingRules.PatchMeetsNothing, pointer, new(
            $"this patch meets no object: there is no {who}{(others.Length == 0 ? "" : $", only {others}")}",
            $"该补丁没有匹配任何对象：不存在 {who}{(others.Length == 0 ? "" : $"，只有 {others}")}"));

    private void Say(Rule rule, string pointer, LocalText text)
        => Findings.Add(new Diagnostic(LocalRule.Of(rule, [component, pointer], text), ValuePlace.Of(written, pointer), []));

    private static string Names(List<RenderedObject> objects) => string.Join(", ", objects.Select(one => one.Name).Order(StringComparer.Ordinal));

    private static string Group(RenderedObject one) => one.ApiVersion.Contains('/', StringComparison.Ordinal) ? one.ApiVersion.Split('/')[0] : "";

    private static string? Text(Node? node) => (node as ScalarNode)?.Text;
}
