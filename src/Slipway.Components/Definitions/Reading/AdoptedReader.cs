using Semver;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The excuse of a service that came from elsewhere. A refused one still excuses, so that the one cause is told alone.</summary>
internal static class AdoptedReader
{
    private static readonly string[] Excuses = [.. KnownFields.Health.Names.Where(name => name.EndsWith("Probe", StringComparison.Ordinal)), Adopted.DistinctProbes];

    public static Adopted? Read(FieldReader service, SemVersion? version, DefinitionScope scope)
    {
        if (service.Fields("adopted", KnownFields.Adopted) is not { } fields)
            return null;
        fields.Require("without", "without: [startupProbe]");
        fields.Require("until", "until: 3.0.2");
        var without = Without(fields, scope);
        var until = fields.Entry("until") is { } entry ? VersionReader.Read(entry, fields.Place.To("until"), scope.Findings) : null;
        var key = service.PlaceOf("adopted").At;
        if (!scope.Options.AllowAdopted)
            scope.Add(AdoptedRules.Refused, key, "adopted");
        if (until is not { } end)
            return new Adopted(without, new Placed<SemVersion>(new SemVersion(0, 0, 0)), fields.Map);
        if (version is not null && version.ComparePrecedenceTo(end.Value) >= 0)
        {
            scope.Add(AdoptedRules.Over, end.At, "adopted", $"{end}", $"{version}");
            return null;
        }
        if (scope.Options.AllowAdopted && without.Count > 0)
            scope.Add(AdoptedRules.Excused, key, "adopted", string.Join(", ", without), $"{end}");
        return new Adopted(without, end, fields.Map);
    }

    private static List<string> Without(FieldReader fields, DefinitionScope scope)
    {
        var without = new List<string>();
        if (fields.Entry("without") is not { } entry)
            return without;
        if (entry.Value is not ListNode list)
        {
            scope.Add(DefinitionRules.NotList, Place.Start(entry.Value), fields.Place.To("without"), Place.Shown(entry.Value));
            return without;
        }
        foreach (var item in list.Items)
            if (Excuses.FirstOrDefault(excuse => item is ScalarNode text && excuse.Equals(text.Text, StringComparison.OrdinalIgnoreCase)) is { } known)
                without.Add(known);
            else
                scope.Add(AdoptedRules.UnknownExcuse, Place.Start(item), Place.Shown(item));
        return without;
    }
}
