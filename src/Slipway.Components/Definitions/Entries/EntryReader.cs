using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Text to an entry (<c>entry/alpha1</c>). Trait names and parameters are checked by the platform that has the traits.</summary>
public static class EntryReader
{
    /// <summary>The entry is null as soon as there is an error.</summary>
    public static (ComponentEntry? Entry, IReadOnlyList<Diagnostic> Diagnostics) Read(SourceText source) => Read(source, YamlReader.Read(source));

    public static (ComponentEntry? Entry, IReadOnlyList<Diagnostic> Diagnostics) Read(string name, byte[] bytes)
        => Read(new SourceText(name, ""), YamlReader.Read(name, bytes));

    internal static (ComponentEntry? Entry, IReadOnlyList<Diagnostic> Diagnostics) Read(SourceText source, YamlRead yaml)
    {
        var findings = new List<Diagnostic>(yaml.Diagnostics);
        var root = Documents.Single(source, yaml, EntryRules.Empty, findings);
        var entry = root is null ? null : Entry(root, findings);
        var ordered = Documents.InOrder(findings);
        return (ordered.Any(finding => finding.Severity == Severity.Error) ? null : entry, ordered);
    }

    private static ComponentEntry Entry(MapNode root, List<Diagnostic> findings)
    {
        var fields = new FieldReader(root, Place.Root(root), KnownFields.Entry, findings);
        Documents.CheckFormat(fields, "entry/alpha1", findings);
        return Parts(fields, findings);
    }

    /// <summary>What makes an entry, wherever it stands.</summary>
    internal static ComponentEntry Parts(FieldReader fields, List<Diagnostic> findings)
    {
        var traits = Traits(fields, findings);
        var objects = Map(fields, "objects", findings);
        EntryObjects.Check(objects, findings);
        return new ComponentEntry(traits, Map(fields, "config", findings), objects, EntryPatches.Read(fields, findings)) { Values = ChartValues(fields, findings) };
    }

    /// <summary>A chart's values are read as Helm reads them: there `0644` is the octal number, so that it is the decimal one must not be said.</summary>
    private static MapNode ChartValues(FieldReader fields, List<Diagnostic> findings)
    {
        var values = Map(fields, "values", findings);
        if (values.At is { } all)
            findings.RemoveAll(finding => finding.Rule == YamlRules.LeadingZero && finding.At is { } at && at.Source == all.Source && at.Span.Start >= all.Span.Start && at.Span.End <= all.Span.End);
        return values;
    }

    internal static MapNode Traits(FieldReader fields, List<Diagnostic> findings)
    {
        var traits = Map(fields, "traits", findings);
        foreach (var trait in traits.Entries)
            CheckTrait(trait, findings);
        return new MapNode(traits.Entries.Select(SwitchedOn), traits.At);
    }

    private static MapNode Map(FieldReader fields, string name, List<Diagnostic> findings)
    {
        if (fields.Entry(name) is not { } entry)
            return ComponentEntry.Empty.Traits;
        if (entry.Value is MapNode map)
            return map;
        findings.Add(Diagnostic.Of(DefinitionRules.NotMap, Place.Start(entry.Value), name, Place.Shown(entry.Value)));
        return ComponentEntry.Empty.Traits;
    }

    private static void CheckTrait(MapEntry trait, List<Diagnostic> findings)
    {
        if (trait.Value is MapNode parameters)
        {
            if (parameters["enabled"] is { } enabled and not ScalarNode { Kind: ScalarKind.Boolean or ScalarKind.Null })
                findings.Add(Diagnostic.Of(DefinitionRules.NotBoolean, Place.Start(enabled), $"traits.{trait.Name}.enabled", Place.Shown(enabled)));
        }
        else if (trait.Value is not ScalarNode { Kind: ScalarKind.Null })
            findings.Add(Diagnostic.Of(EntryRules.TraitNotMap, Place.Start(trait.Value), trait.Name, Place.Shown(trait.Value)));
    }

    /// <summary>A trait that is named is meant: <c>autoscale:</c> with nothing behind it is the trait as it is. A written null takes it out.</summary>
    internal static MapEntry SwitchedOn(MapEntry trait)
        => trait.Value is ScalarNode { Kind: ScalarKind.Null, Text: "" } ? trait with { Value = new MapNode([], trait.Key.At) } : trait;
}
