using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The traits that a platform gives every component of a workload.</summary>
internal static class PlatformDefaults
{
    private const string Locked = "locked";

    /// <summary>Those of the workload that it is like, with its own on top.</summary>
    public static MapNode Of(PlatformDefinition platform, string workload)
        => platform.Workload(workload)?.Like is { } like ? MergePatch.Apply(Of(platform.Defaults, like.Value), Of(platform.Defaults, workload)) : Of(platform.Defaults, workload);

    public static MapNode Of(MapNode defaults, string workload)
        => (defaults[workload] as MapNode)?["traits"] as MapNode ?? new MapNode([]);

    public static bool IsLocked(MapEntry trait) => trait.Value is MapNode map && map[Locked] is ScalarNode { Kind: ScalarKind.Boolean } locked && TraitCompany.IsTrue(locked);

    /// <summary>As a level of traits: without the lock, and on unless it says otherwise.</summary>
    public static MapEntry Plain(MapEntry trait)
        => TraitCompany.SwitchedOn(trait.Value is MapNode map && map[Locked] is not null ? trait with { Value = map.Without(Locked) } : trait);

    /// <summary>What a team's own defaults have wrong, each at its place in their file.</summary>
    public static IEnumerable<Diagnostic> Check(PlatformDefinition platform, MapNode own)
    {
        var findings = new List<Diagnostic>();
        foreach (var workload in own.Entries)
            if (platform.Workload(workload.Name) is null)
                findings.Add(Diagnostic.Of(RenderingRules.UnknownWorkload, workload.Key, workload.Name, string.Join(", ", platform.Workloads.Select(w => w.Name))));
            else
                CheckWorkload(platform, workload.Name, Of(own, workload.Name), findings);
        return findings;
    }

    private static void CheckWorkload(PlatformDefinition platform, string workload, MapNode own, List<Diagnostic> findings)
    {
        var known = own.Entries.Where(trait => TraitCompany.Known(trait, platform, findings)).ToList();
        var all = platform.DefaultTraits(workload);
        foreach (var named in known)
        {
            var trait = platform.Trait(named.Name)!;
            if (all[trait.Name] is not MapNode parameters)
                continue;
            findings.AddRange(JsonSchema.Compile(ValuesSchema.Trait(trait), new SchemaOptions { AssertFormats = true }).Schema.Check(parameters).Select(f => f.Diagnostic));
            if (TraitCompany.IsOn(all, trait.Name))
                TraitCompany.Check(trait, workload, all, named.Key.At, platform, findings);
        }
        // A default of the program's own may have lost what it needs.
        foreach (var trait in platform.Traits.Where(t => known.All(k => k.Name != t.Name) && TraitCompany.IsOn(all, t.Name)))
            TraitCompany.Check(trait, workload, all, own.At, platform, findings);
    }
}
