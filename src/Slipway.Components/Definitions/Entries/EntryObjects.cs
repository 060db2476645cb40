using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>An entry's own objects, as far as they can be judged without rendering anything.</summary>
internal static class EntryObjects
{
    public const string Hook = "helm.sh/hook";

    public static void Check(MapNode objects, List<Diagnostic> findings)
    {
        var standing = new Dictionary<(string Group, string Kind, string Name), ScalarNode>();
        foreach (var entry in objects.Entries)
            if (entry.Value is MapNode map)
                CheckOne(entry, map, standing, findings);
            else if (entry.Value is not ScalarNode { Kind: ScalarKind.Null })
                findings.Add(Diagnostic.Of(EntryRules.ObjectNotMap, Place.Start(entry.Value), entry.Name, Place.Shown(entry.Value)));
    }

    private static void CheckOne(MapEntry entry, MapNode map, Dictionary<(string, string, string), ScalarNode> standing, List<Diagnostic> findings)
    {
        var metadata = map["metadata"] as MapNode;
        if (metadata?.Entry("namespace") is { } space)
            findings.Add(Diagnostic.Of(InjectionRules.ObjectNamespace, space.Key, entry.Name));
        if ((metadata?["annotations"] as MapNode)?.Entry(Hook) is { } hook)
            findings.Add(Diagnostic.Of(InjectionRules.ObjectHook, hook.Key, entry.Name));
        var version = Text(entry, map.Entry("apiVersion"), "apiVersion", findings);
        var kind = Text(entry, map.Entry("kind"), "kind", findings);
        var name = Text(entry, metadata?.Entry("name"), "metadata.name", findings);
        if (version is null || kind is null || name is null)
            return;
        if (ObjectNames.Fault(version.Text, kind.Text, name.Text) is { } fault)
            findings.Add(new Diagnostic(InjectionRules.ObjectName, name.At, [entry.Name, Place.Cut(name.Text), fault.English]) { ChineseArguments = [entry.Name, Place.Cut(name.Text), fault.Chinese] });
        // Versions of one group are the same objects.
        var called = (version.Text[..Math.Max(0, version.Text.IndexOf('/', StringComparison.Ordinal))], kind.Text, name.Text);
        if (!standing.TryAdd(called, entry.Key))
            findings.Add(Diagnostic.Of(InjectionRules.ObjectsAlike, entry.Key, standing[called].Text, entry.Name, $"{kind.Text} {name.Text}") with { Related = standing[called].At is { } first ? [first] : [] });
    }

    private static ScalarNode? Text(MapEntry owner, MapEntry? field, string path, List<Diagnostic> findings)
    {
        if (field?.Value is ScalarNode { Kind: ScalarKind.String, Text.Length: > 0 } text)
            return text;
        findings.Add(Diagnostic.Of(InjectionRules.ObjectLacks, field?.Key.At ?? owner.Key.At, owner.Name, path));
        return null;
    }
}
