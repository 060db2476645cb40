using Slipway.Yaml;

namespace Slipway.Components;

/// <param name="Before">The version; null where it was not there.</param>
/// <param name="After">The version; null where it is gone.</param>
public sealed record DefinitionChange(string Name, string? Before, string? After)
{
    /// <summary>Something changed, and nobody raised the version.</summary>
    public bool IsUnsaid => Before is not null && Before == After;
}

/// <summary>What differs between two platforms, without regard to any component.</summary>
public sealed record PlatformDiff(
    IReadOnlyList<DefinitionChange> Workloads, IReadOnlyList<DefinitionChange> Traits, IReadOnlyList<FieldChange> Defaults, IReadOnlyList<FieldChange> Policy)
{
    /// <summary>Of the images that <c>build.base</c> can name.</summary>
    public IReadOnlyList<FieldChange> BaseImages { get; init; } = [];

    public bool IsEmpty => Workloads.Count + Traits.Count + Defaults.Count + Policy.Count + BaseImages.Count == 0;

    public static PlatformDiff Of(PlatformDefinition before, PlatformDefinition after) => new(
        Changes(before.Workloads, after.Workloads, w => (w.Name, w.Version), SameWorkload),
        Changes(before.Traits, after.Traits, t => (t.Name, t.Version), SameTrait),
        FieldChanges.Of(before.Defaults, after.Defaults),
        FieldChanges.Of(before.Policy.Node, after.Policy.Node))
    {
        BaseImages = FieldChanges.Of(Named(before.BaseImages), Named(after.BaseImages)),
    };

    /// <summary>What a base image is, not where it lies.</summary>
    private static MapNode Named(IReadOnlyList<BaseImage> images) => Node.Map(images.Select(image => (image.Name, (Node)Node.Of(image.Digest))));

    private static List<DefinitionChange> Changes<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, (string Name, string Version)> identity, Func<T, T, bool> same)
        where T : class
    {
        var changes = new List<DefinitionChange>();
        foreach (var name in before.Concat(after).Select(d => identity(d).Name).Distinct().Order(StringComparer.Ordinal))
        {
            var (old, now) = (before.FirstOrDefault(d => identity(d).Name == name), after.FirstOrDefault(d => identity(d).Name == name));
            if (old is null || now is null || identity(old) != identity(now) || !same(old, now))
                changes.Add(new DefinitionChange(name, old is null ? null : identity(old).Version, now is null ? null : identity(now).Version));
        }
        return changes;
    }

    private static bool SameWorkload(WorkloadDefinition one, WorkloadDefinition other)
        => ReferenceEquals(one, other) || (one.Summary == other.Summary && one.Controller == other.Controller && one.Like?.Value == other.Like?.Value && one.Requires.SequenceEqual(other.Requires) && SameText(one.Model, other.Model) && SameText(one.Objects, other.Objects));

    private static bool SameTrait(TraitDefinition one, TraitDefinition other)
        => ReferenceEquals(one, other)
            || (one.Summary == other.Summary && Nodes.Equal(one.Parameters, other.Parameters)
                && one.AppliesTo.SequenceEqual(other.AppliesTo) && one.ConflictsWith.SequenceEqual(other.ConflictsWith) && one.Requires.SequenceEqual(other.Requires)
                && one.Owns.SequenceEqual(other.Owns) && one.Order == other.Order && one.ReadsLive == other.ReadsLive
                && SameText(one.Patch, other.Patch) && SameText(one.Objects, other.Objects));

    private static bool SameText(TemplateFile? one, TemplateFile? other) => one?.Source.Text == other?.Source.Text;
}
