using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Yaml;

/// <summary>Whether a formatted text is still the original: the same values, anchors, tags and order, and the same comments.</summary>
internal static class SameMeaning
{
    /// <summary>The first difference in a few words; null when there is none.</summary>
    public static string? Difference(string before, IReadOnlyList<string> comments, string after, YamlLayout layout)
    {
        var read = YamlReader.Read(new SourceText("", after));
        if (read.Diagnostics.FirstOrDefault(finding => finding.Severity == Severity.Error || finding.Rule == YamlRules.Tabs) is { } error)
            return error.Message(Language.English);
        if (!comments.SequenceEqual(SyntaxReader.Comments(after)))
            return "a comment";
        var (left, right) = (new Parser(new StringReader(before)), new Parser(new StringReader(after)));
        while (left.MoveNext())
            if (!right.MoveNext() || !Same(left.Current!, right.Current!, layout))
                return left.Current!.ToString();
        return right.MoveNext() ? right.Current!.ToString() : null;
    }

    private static bool Same(ParsingEvent left, ParsingEvent right, YamlLayout layout) => (left, right) switch
    {
        (Scalar a, Scalar b) => SameText(a, b, layout) && SameProperties(a, b) && IsPlain(a) == IsPlain(b),
        (AnchorAlias a, AnchorAlias b) => a.Value == b.Value,
        (MappingStart a, MappingStart b) => SameProperties(a, b),
        (SequenceStart a, SequenceStart b) => SameProperties(a, b),
        (DocumentStart a, DocumentStart b) => Equals(a.Version?.Version, b.Version?.Version) && SameTags(a, b),
        _ => left.GetType() == right.GetType(),
    };

    private static bool IsPlain(Scalar scalar) => scalar.Style == YamlDotNet.Core.ScalarStyle.Plain;

    private static bool SameText(Scalar left, Scalar right, YamlLayout layout)
        => left.Value == right.Value || (layout != YamlLayout.Any && left.IsKey && right.IsKey && string.Equals(left.Value, right.Value, StringComparison.OrdinalIgnoreCase));

    private static bool SameProperties(NodeEvent left, NodeEvent right) => left.Anchor == right.Anchor && left.Tag == right.Tag;

    private static bool SameTags(DocumentStart left, DocumentStart right)
        => (left.Tags ?? []).Select(tag => (tag.Handle, tag.Prefix)).SequenceEqual((right.Tags ?? []).Select(tag => (tag.Handle, tag.Prefix)));
}
