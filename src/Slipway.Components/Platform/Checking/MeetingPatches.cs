using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Pairs of traits whose patches write different values to one field, by <see cref="Commuting"/>: which of them wins would hang on their order alone.</summary>
internal static class MeetingPatches
{
    private sealed record Patched(TraitDefinition Trait, MapNode Model, MapNode Patch, IReadOnlyList<PatchLeaf> Leaves);

    public static IEnumerable<Diagnostic> Find(IReadOnlyList<(PlatformSample Sample, RenderedComponent Rendered)> tried)
    {
        var told = new HashSet<(string, string)>();
        foreach (var workload in tried.Where(t => t.Sample.Trait is not null).GroupBy(t => t.Sample.Workload.Name, StringComparer.Ordinal))
        {
            var all = workload.SelectMany(t => Of(t.Sample.Trait!, t.Rendered.Trace)).ToList();
            for (var i = 0; i < all.Count; i++)
                for (var j = i + 1; j < all.Count; j++)
                    // The built-in traits among themselves are our own business, which a test of ours looks after.
                    if ((IsOwn(all[i].Trait) || IsOwn(all[j].Trait))
                        && Commuting.Unsettled(all[i].Trait, all[i].Leaves, all[j].Trait, all[j].Leaves) is [var pointer, ..]
                        && !Commuting.SameInBothOrders(all[i].Model, all[i].Patch, all[j].Patch)
                        && told.Add((all[i].Trait.Name, all[j].Trait.Name)))
                        yield return Say(all[i].Trait, all[j].Trait, pointer);
        }
    }

    private static bool IsOwn(TraitDefinition trait) => !ReferenceEquals(PlatformReader.BuiltIn.Trait(trait.Name), trait);

    private static Diagnostic Say(TraitDefinition one, TraitDefinition other, string pointer)
    {
        var own = IsOwn(other) ? other : one;
        return Diagnostic.Of(PlatformRules.PatchesMeet, TemplatePlace.Find(own.Patch!.Source, pointer), own.Name, own == one ? other.Name : one.Name, pointer);
    }

    private static IEnumerable<Patched> Of(TraitDefinition trait, ComponentTrace trace)
        => trace.Patches.Where(patch => patch.Trait == trait.Name && patch.Patch.Count > 0).Select(patch => new Patched(trait, trace.Model, patch.Patch, Commuting.Leaves(patch.Patch)));
}
