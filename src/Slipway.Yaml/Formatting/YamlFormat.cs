namespace Slipway.Yaml;

/// <param name="Text">Null where the text was refused; <paramref name="Diagnostics"/> then says why.</param>
/// <param name="Diagnostics">Errors only: what else is wrong with a text is not a matter of form.</param>
public sealed record Formatted(string? Text, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>
/// One form for a text: two blanks a level, lists indented below their key, one blank after colons and before comments, no tab and no blank
/// at a line's end, at most one empty line in a row. Order, comments, quotes, anchors, tags and the content of block scalars stay.
/// </summary>
public static class YamlFormat
{
    /// <summary>
    /// Refuses a text that cannot be read. The result is read again and compared before it is given: it means what the original means, to
    /// the last comment. Formatting it again changes nothing.
    /// </summary>
    public static Formatted Format(SourceText source, YamlLayout? layout = null) => Format(source, YamlReader.Read(source), layout);

    /// <param name="read">What reading the source gave.</param>
    public static Formatted Format(SourceText source, YamlRead read, YamlLayout? layout)
    {
        if (read.HasErrors)
            return new Formatted(null, [.. read.Diagnostics.Where(finding => finding.Severity == Severity.Error)]);
        var (text, detail) = TryFormat(Unix(source), layout ?? YamlLayout.Any);
        return text is not null
            ? new Formatted(text, [])
            : new Formatted(null, [Diagnostic.Of(YamlRules.NotFormatted, new Location(source, default), source.Name, detail)]);
    }

    private static SourceText Unix(SourceText source)
        => new(source.Name, source.Text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));

    /// <summary>What a second formatting would change, or could not read, is a form that the formatter does not know well enough.</summary>
    private static (string? Text, string Detail) TryFormat(SourceText source, YamlLayout layout)
    {
        var (text, detail) = Once(source, layout);
        return text is null || Once(new SourceText(source.Name, text), layout).Text == text ? (text, detail) : (null, "it is not stable");
    }

    private static (string? Text, string Detail) Once(SourceText source, YamlLayout layout)
    {
        try
        {
            var written = Tabs.Expand(source).Text.Text;
            var plain = PlainCharacters.Of(written);
            var expanded = plain.Hide(written);
            var (documents, comments) = SyntaxReader.Read(expanded);
            var text = FormatWriter.Write(documents, layout);
            // Behind an empty line the parser takes it for content; at the beginning of a file it is none.
            if (text.StartsWith('\uFEFF'))
                return (null, "U+FEFF");
            return SameMeaning.Difference(expanded, comments, text, layout) is { } difference ? (null, plain.Show(difference)) : (plain.Show(text), "");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The reader took the text, so this is a form that the formatter does not know. Nothing is lost by leaving the text as it is.
            return (null, failure.Message);
        }
    }
}
