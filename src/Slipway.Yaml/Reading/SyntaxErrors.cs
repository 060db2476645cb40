using YamlDotNet.Core;

namespace Slipway.Yaml;

/// <summary>
/// The parser's exceptions in plain words. Its messages say where it gave up; what was meant is read from the lines around that place.
/// </summary>
internal static class SyntaxErrors
{
    internal const int LongestKey = 1024;

    /// <param name="lastEnd">Where the last event ended: the place when the exception has none.</param>
    /// <param name="open">The collections that are still open, innermost first.</param>
    public static Diagnostic Explain(SourceText source, ExpandedText text, Exception failure, int lastEnd, IEnumerable<OpenNode> open)
    {
        // The single pair of `[a: b]` has no bracket of its own that could be missing.
        var innermost = open.FirstOrDefault(node => node.Opening != OpenNode.Unplaced);
        if (failure is not YamlException yaml)
            return innermost is { IsFlow: true } flow ? Unclosed(source, flow) : Unreadable(source, lastEnd, failure);
        var place = new SyntaxPlace(source, text, Math.Min((int)yaml.Start.Index, text.Text.Length));
        return ByMessage(place, yaml.Message, innermost) ?? Unreadable(source, text.Original(place.At), failure);
    }

    private static Diagnostic? ByMessage(SyntaxPlace place, string message, OpenNode? innermost) => message switch
    {
        _ when Has(message, "flow sequence, did", "flow mapping, did", "flow mapping,  did") => InFlow(place, innermost),
        _ when Has(message, "end of stream", "double-quoted scalar, found wrong", "unexpected document indicator") => UnclosedQuote(place),
        _ when Has(message, "escape character", "hexadecimal number", "Unicode") => BadEscape(place),
        _ when Has(message, "cannot start any token", "expected node content", "Mapping keys are not") => Reserved(place, innermost),
        _ when Has(message, "invalid mapping", "Mapping values are not") => SyntaxLines.UnexpectedColon(place),
        _ when Has(message, "expected key", "expected '-' indicator", "<document end>", "<document start>", "expected ':'") => Misplaced(place),
        _ when Has(message, "Block sequence entries") => place.Say(SyntaxRules.ItemInPlace),
        _ when Has(message, "tab ", "a tab") => place.Say(SyntaxRules.TabInPlace),
        _ when Has(message, "extra spaces", "more spaces in lines") => place.Say(SyntaxRules.BlockIndentation),
        _ when Has(message, "block scalar") => place.Say(SyntaxRules.BlockHeader),
        _ when Has(message, "directive", "incompatible YAML document", "document end,", "%TAG", "%YAML") => place.Say(SyntaxRules.Directive),
        _ when Has(message, "scanning a tag", "tag handle", "end of tag") => place.Say(SyntaxRules.TagHandle),
        _ when Has(message, "anchor or alias", "Anchor value", "Anchor cannot") => place.Say(SyntaxRules.AnchorName),
        _ => null,
    };

    private static bool Has(string message, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
            if (message.Contains(part, StringComparison.Ordinal))
                return true;
        return false;
    }

    private static Diagnostic Unreadable(SourceText source, int at, Exception failure)
        => Diagnostic.Of(SyntaxRules.Unreadable, new Location(source, new Span(at, at)), failure.Message.TrimEnd('.'));

    private static Diagnostic Unclosed(SourceText source, OpenNode flow)
        => Diagnostic.Of(SyntaxRules.UnclosedBracket, new Location(source, new Span(flow.Opening.End, flow.Opening.End + 1)),
            flow.IsMap ? "{" : "[", flow.IsMap ? "}" : "]");

    /// <summary>Unclosed when the text ends, or goes on in another line as block style; else a comma or a bracket is missing here.</summary>
    private static Diagnostic InFlow(SyntaxPlace place, OpenNode? innermost)
    {
        var wanted = innermost is { IsMap: true } ? "}" : "]";
        if (innermost is { IsFlow: true } flow && (place.Rest.AsSpan().Trim().Length == 0
            || (place.Line != flow.Opening.Line(place.Source) && place.Rest.Length > 0 && place.Rest[0] is not (']' or '}'))))
            return Unclosed(place.Source, flow);
        return place.Say(SyntaxRules.MissingComma, wanted);
    }

    private static int Line(this Span span, SourceText source) => source.Position(span.Start).Line;

    private static Diagnostic UnclosedQuote(SyntaxPlace place) => place.Rest.StartsWith('\'')
        ? place.Say(SyntaxRules.UnclosedQuote, "'", "''")
        : place.Rest.StartsWith('"') ? place.Say(SyntaxRules.UnclosedQuote, "\"", "\\\"") : place.Say(SyntaxRules.Directive);

    private static Diagnostic BadEscape(SyntaxPlace place)
    {
        var text = place.Text;
        for (var at = place.At + 1; at + 1 < text.Length && text[at] != '"'; at++)
        {
            if (text[at] != '\\')
                continue;
            if (!@"0abt nvfre""/\N_LPxuU".Contains(text[at + 1]) && text[at + 1] is not ('\t' or '\n' or '\r'))
            {
                var found = place with { At = at };
                return found.Say(SyntaxRules.BadEscape, text[at..(at + 2)]) with { Edits = [new Edit(found.Locate(at, at), "\\", Safe: false)] };
            }
            if (text[at + 1] is 'x' or 'u' or 'U')
                return (place with { At = at }).Say(SyntaxRules.BadEscape, text[at..Math.Min(at + 4, text.Length)]);
            at++;
        }
        return place.Say(SyntaxRules.BadEscape, "\\");
    }

    private static Diagnostic? Reserved(SyntaxPlace place, OpenNode? innermost)
    {
        if (place.Rest.Length == 0 && innermost is { IsFlow: true } flow)
            return Unclosed(place.Source, flow);
        if (place.Rest.Length == 0)
            return null;
        if (place.Rest[0] == '\t')
            return place.Say(SyntaxRules.TabInPlace);
        var finding = place.Say(SyntaxRules.ReservedStart, place.Rest[..1]);
        if (place.Rest[0] is not ('@' or '`' or '%') || innermost is { IsFlow: true })
            return finding;
        var value = place.Rest.Split(" #")[0].TrimEnd();
        var quoted = "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'";
        return finding with { Edits = [new Edit(place.Locate(place.At, place.At + value.Length), quoted, Safe: true)] };
    }

    private static Diagnostic Misplaced(SyntaxPlace place)
    {
        if (place.At - place.LineStart > LongestKey)
            return place.Say(SyntaxRules.LongKey, LongestKey.ToString("N0"));
        if (place.Rest.StartsWith("...", StringComparison.Ordinal) || place.Rest.StartsWith("---", StringComparison.Ordinal) || place.Rest.StartsWith('%'))
            return place.Say(SyntaxRules.Directive);
        return place.Column > place.Indent ? place.Say(SyntaxRules.TextAfterValue) : SyntaxLines.Misplaced(place);
    }
}
