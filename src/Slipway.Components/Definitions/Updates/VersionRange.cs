using Semver;

namespace Slipway.Components;

/// <summary>Versions that belong together, by the grammar of npm; a pre-release belongs only where a bound of the same number is one.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Range">Never empty.</param>
public sealed record VersionRange(string Text, SemVersionRange Range)
{
    public bool Contains(SemVersion version) => Range.Contains(version);

    /// <summary>Cheap, and false only where <see cref="Common"/> is null.</summary>
    public bool MayMeet(VersionRange other)
        => Range.Any(left => other.Range.Any(right => IsBefore(left.Start, right.End) && IsBefore(right.Start, left.End)));

    /// <summary>A version that both hold; null when there is none.</summary>
    public static SemVersion? Common(VersionRange left, VersionRange right)
    {
        var bounds = Bounds(left).Concat(Bounds(right)).SelectMany(Near).Where(version => left.Contains(version) && right.Contains(version)).ToList();
        return bounds.Where(version => version.IsRelease).Order(SemVersion.PrecedenceComparer).FirstOrDefault()
            ?? bounds.Order(SemVersion.PrecedenceComparer).FirstOrDefault();
    }

    /// <summary>A version of this range that is lower than another; null when there is none.</summary>
    public SemVersion? Below(SemVersion version) => Common(this, new VersionRange("", SemVersionRange.LessThan(version.WithoutMetadata(), includeAllPrerelease: true)));

    /// <summary>A version of this range that is not lower than another; null when there is none.</summary>
    public SemVersion? NotBelow(SemVersion version) => Common(this, new VersionRange("", SemVersionRange.AtLeast(version.WithoutMetadata(), includeAllPrerelease: true)));

    /// <summary>As <c>depsService</c> writes it: a bare version means all that are compatible with it. Null for what is no range.</summary>
    public static VersionRange? Compatible(string text) => RangeReader.Compatible(text);

    public override string ToString() => Text;

    private static bool IsBefore(SemVersion? start, SemVersion? end) => start is null || end is null || start.ComparePrecedenceTo(end) <= 0;

    private static IEnumerable<SemVersion> Bounds(VersionRange range)
        => range.Range.SelectMany(part => new[] { part.Start, part.End }).OfType<SemVersion>().Append(new SemVersion(0, 0, 0));

    /// <summary>
    /// A bound, and what comes next after it: where two ranges have a version in common at all, one of these is such a version, because the lowest
    /// one lies at a bound or directly behind it.
    /// </summary>
    private static IEnumerable<SemVersion> Near(SemVersion bound)
    {
        yield return bound.WithoutMetadata();
        yield return bound.WithoutPrereleaseOrMetadata();
        yield return bound.WithoutPrereleaseOrMetadata().WithPrerelease("0");
        if (bound.IsPrerelease)
            yield return bound.WithoutMetadata().WithPrerelease([.. bound.PrereleaseIdentifiers, new PrereleaseIdentifier(0)]);
        if (bound.Patch == int.MaxValue)
            yield break;
        var next = bound.WithoutPrereleaseOrMetadata().WithPatch(bound.Patch + 1);
        yield return next;
        yield return next.WithPrerelease("0");
    }
}
