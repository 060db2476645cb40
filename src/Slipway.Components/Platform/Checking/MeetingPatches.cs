using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// Pairs of traits whose patches write different values to one field: which of them wins would hang on their order alone. A trait that owns the field, and one
/// that excludes the other, may.
/// </summary>
internal static class MeetingPatches
{
    private sealed record Leaves(TraitDefinition Trait, IReadOnlyList<(string Path, Node Value)> Fields);

    public static IEnumerable<Diagnostic> Find(PlatformDefinition platform, IReadOnlyList<(PlatformSample Sample, RenderedComponent Rendered)> tried)
    {
        var told = new HashSet<(string, string)>();
        foreach (var workload in tried.Where(t => t.Sample.Trait is not null).GroupBy(t => t.Sample.Workload.Name, StringComparer.Ordinal))
        {
            var all = workload.Select(t => new Leaves(t.Sample.Trait!, Of(t.Rendered, t.Sample.Trait!.Name))).Where(l => l.Fields.Count > 0).ToList();
            for (var i = 0; i < all.Count; i++)
                for (var j = i + 1; j < all.Count; j++)
                    if (IsTold(platform, all[i].Trait, all[j].Trait) && Meet(all[i], all[j]) is { } path && told.Add((all[i].Trait.Name, all[j].Trait.Name)))
                        yield return Say(all[i].Trait, all[j].Trait, path);
        }
    }

    /// <summary>The built-in traits among themselves are our own business, which a test of ours looks after.</summary>
    private static bool IsTold(PlatformDefinition platform, TraitDefinition one, TraitDefinition other)
        => (IsOwn(one) || IsOwn(other))
            && !one.ConflictsWith.Contains(other.Name) && !other.ConflictsWith.Contains(one.Name)
            && platform.Traits.Count > 1;

    private static bool IsOwn(TraitDefinition trait) => !ReferenceEquals(PlatformReader.BuiltIn.Trait(trait.Name), trait);

    private static Diagnostic Say(TraitDefinition one, TraitDefinition other, string path)
    {
        var own = IsOwn(other) ? other : one;
        return Diagnostic.Of(PlatformRules.PatchesMeet, TemplatePlace.Find(own.Patch!.Source, path), own.Name, own == one ? other.Name : one.Name, path);
    }

    private static string? Meet(Leaves one, Leaves other)
    {
        foreach (var (path, value) in one.Fields)
            foreach (var (otherPath, otherValue) in other.Fields)
                if ((path == otherPath ? !Nodes.Equal(value, otherValue) : IsAbove(path, otherPath) || IsAbove(otherPath, path)) && !Owns(one.Trait, path) && !Owns(other.Trait, otherPath))
                    return path.Length > otherPath.Length ? path : otherPath;
        return null;
    }

    private static bool IsAbove(string path, string below) => below.StartsWith(path + "/", StringComparison.Ordinal);

    private static bool Owns(TraitDefinition trait, string path)
    {
        var parts = path.Split('/');
        return trait.Owns.Any(owned => owned.Split('/') is var pattern && pattern.Length <= parts.Length && !pattern.Where((part, i) => part != "*" && part != parts[i]).Any());
    }

    private static List<(string Path, Node Value)> Of(RenderedComponent rendered, string trait)
        => [.. rendered.Trace.Patches.Where(patch => patch.Trait == trait).SelectMany(patch => Below(patch.Patch, ""))];

    private static IEnumerable<(string Path, Node Value)> Below(Node node, string path)
        => node is MapNode map
            ? map.Entries.SelectMany(e => Below(e.Value, $"{path}/{e.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}"))
            : [(path, node)];
}
