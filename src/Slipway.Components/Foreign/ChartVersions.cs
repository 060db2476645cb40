using Semver;

namespace Slipway.Components;

/// <summary>Versions of charts: SemVer, often with a leading <c>v</c>.</summary>
public static class ChartVersions
{
    /// <summary>False also where one of them is no version.</summary>
    public static bool IsOlder(string one, string other)
        => SemVersion.TryParse(one, SemVersionStyles.Any, out var first) && SemVersion.TryParse(other, SemVersionStyles.Any, out var second)
            && first.ComparePrecedenceTo(second) < 0;
}
