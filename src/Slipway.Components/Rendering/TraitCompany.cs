using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Which traits may stand beside each other on a workload.</summary>
internal static class TraitCompany
{
    public static bool Known(MapEntry named, PlatformDefinition platform, List<Diagnostic> findings)
        => Known(named.Key, named.Name, platform, findings);

    public static bool Known(Node at, string name, PlatformDefinition platform, List<Diagnostic> findings)
    {
        if (platform.Trait(name) is not null)
            return true;
        var known = string.Join(", ", platform.Traits.Select(t => t.Name).Order(StringComparer.Ordinal));
        findings.Add(NearestName.Find(name, platform.Traits.Select(t => t.Name)) is { } near
            ? Diagnostic.Of(RenderingRules.UnknownTraitNear, at, name, known, near) with
            {
                Edits = at.At is { } place ? [new Edit(place, near, Safe: true)] : [],
            }
            : Diagnostic.Of(RenderingRules.UnknownTrait, at, name, known));
        return false;
    }

    /// <summary>A trait that is named is meant: it is on unless it says <c>enabled: false</c>.</summary>
    public static MapEntry SwitchedOn(MapEntry named)
        => named.Value is MapNode parameters && parameters["enabled"] is null ? named with { Value = parameters.With("enabled", Node.Of(true)) } : named;

    public static bool IsOn(MapNode traits, string name) => traits[name] is MapNode map && map["enabled"] is ScalarNode enabled && IsTrue(enabled);

    public static bool IsTrue(ScalarNode flag) => flag.Text.Equals("true", StringComparison.OrdinalIgnoreCase);

    public static void Check(TraitDefinition trait, string workload, MapNode traits, Location? at, PlatformDefinition platform, List<Diagnostic> findings)
    {
        if (!platform.Applies(trait, workload))
            findings.Add(Diagnostic.Of(RenderingRules.DoesNotApply, at, trait.Name, workload, string.Join(", ", trait.AppliesTo)));
        foreach (var other in trait.ConflictsWith.Where(o => IsOn(traits, o)))
            findings.Add(Diagnostic.Of(RenderingRules.Conflict, at, trait.Name, other));
        foreach (var other in platform.Required(trait, workload).Where(o => !IsOn(traits, o)))
            findings.Add(Diagnostic.Of(RenderingRules.Requires, at, trait.Name, other));
    }
}
