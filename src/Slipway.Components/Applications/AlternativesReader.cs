using Slipway.Yaml;

namespace Slipway.Components;

/// <summary><c>oneOf</c>: by a name for the choice, components of which exactly one runs.</summary>
internal static class AlternativesReader
{
    public static IReadOnlyList<AlternativeDefinition> Read(FieldReader root, List<Diagnostic> findings)
    {
        var read = new List<AlternativeDefinition>();
        var place = root.PlaceOf("oneOf");
        foreach (var named in root.Named("oneOf"))
            if (FieldReader.Of(named.Value, place.Key(named.Name, named), KnownFields.Alternative, findings) is { } fields && One(named, fields, findings) is { } one)
                read.Add(one);
        return read;
    }

    private static AlternativeDefinition? One(MapEntry named, FieldReader fields, List<Diagnostic> findings)
    {
        Names.CheckLabel(named.Key, fields.Place.Path, ApplicationReader.LongestName, "database", findings);
        fields.Require("components", "components: [postgres, mysql]");
        var components = ComponentReader.Words(fields, "components", findings);
        if (fields.Entry("components")?.Value is ListNode list && list.Items.Count < 2)
            findings.Add(Diagnostic.Of(ApplicationRules.NoChoice, Place.Start(list) ?? fields.PlaceOf("components").At, fields.Place.Path));
        if (components.Count < 2)
            return null;
        var chosen = fields.WrittenValue("default") ?? new(components[0].Value);
        if (chosen.At is { } at && components.All(one => one.Value != chosen.Value))
            findings.Add(Diagnostic.Of(ApplicationRules.DefaultNotOfThem, at, chosen.Value, fields.Place.Path, string.Join(", ", components.Select(one => one.Value))));
        return new AlternativeDefinition(new(named.Name, named.Key), components, chosen);
    }
}
