using System.Globalization;
using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>A semantic version, 2.0.0.</summary>
internal sealed class SemverValue(ulong major, ulong minor, ulong patch, string[] prerelease, string text) : CelOpaque
{
    public ulong Major => major;

    public ulong Minor => minor;

    public ulong Patch => patch;

    private string[] Prerelease => prerelease;

    public override CelType Type => CelTypes.Semver;

    public override string Text => text;

    public override bool Same(CelOpaque other) => other is SemverValue version && CompareTo(version) == 0;

    public int CompareTo(SemverValue other)
    {
        var core = (major, minor, patch).CompareTo((other.Major, other.Minor, other.Patch));
        if (core != 0)
            return Math.Sign(core);
        if (prerelease.Length == 0 || other.Prerelease.Length == 0)
            return other.Prerelease.Length.CompareTo(0) - prerelease.Length.CompareTo(0);
        for (var i = 0; i < prerelease.Length && i < other.Prerelease.Length; i++)
            if (Compare(prerelease[i], other.Prerelease[i]) is not 0 and var order)
                return order;
        return prerelease.Length.CompareTo(other.Prerelease.Length);
    }

    private static int Compare(string left, string right)
    {
        var (isNumber, otherIsNumber) = (IsNumber(left), IsNumber(right));
        if (isNumber && otherIsNumber)
            return left.Length != right.Length ? left.Length.CompareTo(right.Length) : Math.Sign(string.CompareOrdinal(left, right));
        return isNumber != otherIsNumber ? isNumber ? -1 : 1 : Math.Sign(string.CompareOrdinal(left, right));
    }

    private static bool IsNumber(string text) => !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <param name="isTolerant">Takes a <c>v</c> before, leading zeros, and fills in missing parts.</param>
    public static SemverValue? Read(string text, bool isTolerant) => isTolerant ? Normalized(text) is { } normal ? Read(normal) : null : Read(text);

    private static string? Normalized(string text)
    {
        var parts = (text.StartsWith('v') ? text[1..] : text).Split('.', 3);
        for (var i = 0; i < parts.Length; i++)
        {
            var trimmed = parts[i].TrimStart('0');
            parts[i] = parts[i].Length <= 1 ? parts[i] : trimmed.Length == 0 || !char.IsAsciiDigit(trimmed[0]) ? "0" + trimmed : trimmed;
        }
        if (parts.Length < 3 && parts[^1].AsSpan().ContainsAny('+', '-'))
            return null;
        return string.Join('.', parts.Concat(Enumerable.Repeat("0", 3 - parts.Length)));
    }

    private static SemverValue? Read(string text)
    {
        var rest = text;
        if (rest.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus)
        {
            if (!Identifiers(rest[(plus + 1)..], isBuild: true))
                return null;
            rest = rest[..plus];
        }
        string[] prerelease = [];
        if (rest.IndexOf('-', StringComparison.Ordinal) is >= 0 and var dash)
        {
            if (!Identifiers(rest[(dash + 1)..], isBuild: false))
                return null;
            (prerelease, rest) = (rest[(dash + 1)..].Split('.'), rest[..dash]);
        }
        var core = rest.Split('.');
        return core.Length == 3 && Part(core[0]) is { } major && Part(core[1]) is { } minor && Part(core[2]) is { } patch
            ? new SemverValue(major, minor, patch, prerelease, text) : null;
    }

    private static ulong? Part(string text) => text.Length > 0 && (text.Length == 1 || text[0] != '0')
        && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static bool Identifiers(string text, bool isBuild)
        => text.Split('.').All(p => p.Length > 0 && p.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && (isBuild || p.Length == 1 || p[0] != '0' || !IsNumber(p)));
}

/// <summary>Kubernetes' library for semantic versions.</summary>
internal static class Semvers
{
    public static IEnumerable<CelOverload> All { get; } =
    [
        On("semver(string): Semver", (_, a) => Of(a[0].AsString, isTolerant: false)),
        On("semver(string, bool): Semver", (_, a) => Of(a[0].AsString, a[1].AsBool)),
        On("isSemver(string): bool", (_, a) => CelValue.Of(SemverValue.Read(a[0].AsString, isTolerant: false) is not null)),
        On("isSemver(string, bool): bool", (_, a) => CelValue.Of(SemverValue.Read(a[0].AsString, a[1].AsBool) is not null)),
        On("Semver.major(): int", (_, a) => CelValue.Of((long)Version(a[0]).Major)),
        On("Semver.minor(): int", (_, a) => CelValue.Of((long)Version(a[0]).Minor)),
        On("Semver.patch(): int", (_, a) => CelValue.Of((long)Version(a[0]).Patch)),
        On("Semver.isGreaterThan(Semver): bool", (_, a) => CelValue.Of(Version(a[0]).CompareTo(Version(a[1])) > 0)),
        On("Semver.isLessThan(Semver): bool", (_, a) => CelValue.Of(Version(a[0]).CompareTo(Version(a[1])) < 0)),
        On("Semver.compareTo(Semver): int", (_, a) => CelValue.Of((long)Version(a[0]).CompareTo(Version(a[1])))),
    ];

    private static SemverValue Version(CelValue value) => (SemverValue)value.AsOpaque;

    private static CelValue Of(string text, bool isTolerant) => SemverValue.Read(text, isTolerant) is { } version
        ? CelValue.Of(version) : Fail(CelErrors.Of($"no semantic version: \"{text}\"", $"\"{text}\" 不是语义化版本"));
}
