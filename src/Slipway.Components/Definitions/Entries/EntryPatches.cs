using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>An entry's patches of finished objects, as far as they can be judged without rendering anything.</summary>
internal static class EntryPatches
{
    private const int LastOrder = 999_999;

    /// <summary>Fields that say which object it is.</summary>
    private static readonly string[] Identity = ["/apiVersion", "/kind", "/metadata/name", "/metadata/namespace", "/metadata/generateName"];

    private static readonly LocalText WithoutIt = new("a list replaces the whole list: write it without this", "列表会整体替换：请去掉此处再写");

    /// <summary>Name to patch with its fields in our spelling, or to null, which takes out one of a lower level.</summary>
    public static MapNode Read(FieldReader fields, List<Diagnostic> findings)
    {
        if (fields.Entry("patches") is not { } entry)
            return ComponentEntry.Empty.Patches;
        if (entry.Value is MapNode map)
            return new MapNode(map.Entries.Select(one => ReadOne(one, findings)).OfType<MapEntry>(), map.At);
        findings.Add(entry.Value is ListNode list
            ? Diagnostic.Of(InjectionRules.PatchesList, entry.Key, list.Items is [MapNode first, ..] && first["kind"] is ScalarNode kind ? kind.Text : "Deployment")
            : Diagnostic.Of(DefinitionRules.NotMap, Place.Start(entry.Value), "patches", Place.Shown(entry.Value)));
        return ComponentEntry.Empty.Patches;
    }

    private static MapEntry? ReadOne(MapEntry patch, List<Diagnostic> findings)
    {
        if (patch.Value is ScalarNode { Kind: ScalarKind.Null })
            return patch;
        if (patch.Value is not MapNode map)
        {
            findings.Add(Diagnostic.Of(EntryRules.PatchNotMap, Place.Start(patch.Value), $"patches.{patch.Name}", Place.Shown(patch.Value)));
            return null;
        }
        var fields = new FieldReader(map, new Place($"patches.{patch.Name}", patch.Key.At), KnownFields.EntryPatch, findings);
        fields.Require("kind", "kind: Deployment");
        foreach (var text in (string[])["apiVersion", "kind", "name"])
            fields.Text(text);
        fields.Whole("order", 0, LastOrder);
        if (!fields.Has("merge") && !fields.Has("remove"))
            findings.Add(Diagnostic.Of(InjectionRules.PatchEmpty, patch.Key, patch.Name));
        if (fields.Entry("merge") is { } merge)
            CheckMerge(patch, merge, findings);
        CheckRemove(patch, fields, findings);
        return patch with
        {
            Value = new MapNode(KnownFields.EntryPatch.Names.Select(name => (name, Entry: fields.Entry(name))).Where(f => f.Entry is not null).Select(f => new MapEntry(Node.Of(f.name, f.Entry!.Key.At), f.Entry.Value)), map.At),
        };
    }

    private static void CheckMerge(MapEntry patch, MapEntry merge, List<Diagnostic> findings)
    {
        if (merge.Value is not MapNode map)
            findings.Add(Diagnostic.Of(DefinitionRules.NotMap, Place.Start(merge.Value), $"patches.{patch.Name}.merge", Place.Shown(merge.Value)));
        else if (map.Count == 0)
            findings.Add(Diagnostic.Of(InjectionRules.PatchEmpty, merge.Key, patch.Name));
        else
            Below(patch.Name, map, "", findings);
    }

    private static void Below(string patch, Node node, string pointer, List<Diagnostic> findings, bool inList = false)
    {
        if (node is ScalarNode { Kind: ScalarKind.Null })
            findings.Add(Diagnostic.Of(InjectionRules.PatchNull, node, patch, pointer) with { SpecialHelp = inList ? WithoutIt : null });
        for (var i = 0; i < ((node as ListNode)?.Items.Count ?? 0); i++)
            Below(patch, ((ListNode)node).Items[i], $"{pointer}/{i}", findings, inList: true);
        foreach (var entry in (node as MapNode)?.Entries ?? [])
        {
            var at = pointer + JsonPointer.Of(entry.Name);
            if (Identity.Contains(at, StringComparer.Ordinal))
                findings.Add(Diagnostic.Of(InjectionRules.PatchIdentity, entry.Key, patch, at[1..].Replace('/', '.')));
            else if (at is "/metadata" or "/spec" or "/metadata/annotations" && entry.Value is not MapNode)
                findings.Add(Diagnostic.Of(DefinitionRules.NotMap, Place.Start(entry.Value), $"patches.{patch}.merge{at.Replace('/', '.')}", Place.Shown(entry.Value)));
            else if (at == "/metadata/annotations" + JsonPointer.Of(EntryObjects.Hook))
                findings.Add(Diagnostic.Of(InjectionRules.ObjectHook, entry.Key, patch));
            else
                Below(patch, entry.Value, at, findings, inList);
        }
    }

    private static void CheckRemove(MapEntry patch, FieldReader fields, List<Diagnostic> findings)
    {
        foreach (var item in fields.Items("remove") ?? [])
            if (item is not ScalarNode { Kind: ScalarKind.String, Text: ['/', ..] text } || JsonPointer.Parse(text) is not { } names || names.Contains("", StringComparer.Ordinal))
                findings.Add(Diagnostic.Of(InjectionRules.PatchPointer, Place.Start(item), patch.Name, Place.Shown(item)));
            else if (text == "/metadata" || Identity.Contains(text, StringComparer.Ordinal))
                findings.Add(Diagnostic.Of(InjectionRules.PatchIdentity, item, patch.Name, text[1..].Replace('/', '.')));
        if (fields.Entry("remove") is { Value: ListNode { Items.Count: 0 } } empty)
            findings.Add(Diagnostic.Of(InjectionRules.PatchEmpty, empty.Key, patch.Name));
    }
}
