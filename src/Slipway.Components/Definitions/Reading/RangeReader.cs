using System.Buffers;
using Semver;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Versions and ranges of versions, by the grammar of npm. A version that lacks a part is refused: whether <c>3.0</c> is 3.0.0 or 3.0.x is not ours to guess.</summary>
internal static class RangeReader
{
    /// <summary>Longer ones are no ranges that a person wrote.</summary>
    private const int Longest = 256;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly LocalText Nothing = new(
        "no version lies in it: a range such as `>=3.0.1 <3.0.6` has its lower bound first",
        "没有任何版本属于该范围：范围应先写下界，例如 `>=3.0.1 <3.0.6`");

    private static readonly LocalText Whole = new(
        "write all three numbers, such as `{3}`, or `{2}.x` for every version that begins so",
        "请写全三段数字，例如 `{3}`；若指所有以它开头的版本，请写 `{2}.x`");

    /// <param name="compatible">A bare version means all that are compatible with it.</param>
    public static Placed<VersionRange>? Read(MapEntry entry, string path, List<Diagnostic> findings, bool compatible = false)
    {
        if (entry.Value is not ScalarNode scalar)
        {
            findings.Add(Diagnostic.Of(DefinitionRules.NotText, Place.Start(entry.Value), path, Place.Shown(entry.Value)));
            return null;
        }
        var text = scalar.Text.Trim();
        var help = IsPartial(text) ? Whole : (LocalText?)null;
        // Ranges know no build metadata, which does not count in comparisons.
        if (SemVersion.TryParse(text, SemVersionStyles.Strict, out var version))
            text = (compatible ? "^" : "") + version.WithoutMetadata();
        if (help is null && Parse(text) is { } range)
        {
            if (range.Count > 0)
                return new Placed<VersionRange>(new VersionRange(scalar.Text, range), scalar);
            help = Nothing;
        }
        findings.Add(Diagnostic.Of(UpdateRules.Range, scalar, path, Place.Shown(scalar), text, Completed(text)) with { SpecialHelp = help });
        return null;
    }

    public static VersionRange? Compatible(string text)
    {
        var bare = SemVersion.TryParse(text.Trim(), SemVersionStyles.Strict, out var version);
        return Parse(bare ? "^" + version!.WithoutMetadata() : text.Trim()) is { Count: > 0 } range ? new VersionRange(text, range) : null;
    }

    private static SemVersionRange? Parse(string text)
        => text.Length is > 0 and <= Longest && SemVersionRange.TryParseNpm(text, out var range, Longest) ? range : null;

    private static string Completed(string text) => text + string.Concat(Enumerable.Repeat(".0", Math.Max(0, 2 - text.Count(c => c == '.'))));

    /// <summary><c>3</c> and <c>3.0</c>.</summary>
    private static bool IsPartial(string text)
        => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(NumberCharacters) && text.Count(c => c == '.') < 2 && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1]);
}
