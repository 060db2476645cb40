namespace Slipway.Yaml;

/// <summary>
/// Follows a text line by line, just far enough to tell indentation from content: whether a line begins inside a block scalar, a
/// quoted text, a flow collection or none of these. It works on columns with tabs counted, since the parser cannot yet.
/// </summary>
internal sealed class LineScanner
{
    private int flow;
    private char quote;
    private bool inPlain;

    /// <summary>The column of the innermost key or dash; -1 at the root.</summary>
    private int structure = -1;

    /// <summary>The block scalar that the next line may belong to; its content's column is -1 until its first full line is seen.</summary>
    private (int Parent, int Content)? block;

    /// <summary>
    /// What of a line is indentation: up to which offset, up to which column at most, and whether its tabs are worth a warning (they
    /// are legal between brackets and on lines of nothing but white space).
    /// </summary>
    public (int Until, int Limit, bool Counts) Take(string text, int start, int end)
    {
        while (end > start && text[end - 1] is '\n' or '\r')
            end--;
        var (content, width, blanks) = Measure(text, start, end);
        if (quote != 0)
        {
            Scan(text, start, end, 0);
            return (start, 0, false);
        }
        if (block is not null && TakeBlockLine(text, start, content, end, width, blanks) is { } taken)
            return taken;
        if (content == end)
            return (content, int.MaxValue, false);
        block = null;
        var inFlow = flow > 0;
        if (inFlow || !(inPlain && width > structure))
            Scan(text, content, end, width);
        return (content, int.MaxValue, !inFlow);
    }

    private static (int Content, int Width, int Blanks) Measure(string text, int start, int end)
    {
        var (at, width, blanks) = (start, 0, -1);
        for (; at < end && text[at] is ' ' or '\t'; at++)
        {
            if (text[at] == '\t' && blanks < 0)
                blanks = width;
            width = text[at] == '\t' ? Tabs.NextStop(width) : width + 1;
        }
        return (at, width, blanks < 0 ? width : blanks);
    }

    private (int, int, bool)? TakeBlockLine(string text, int start, int content, int end, int width, int blanks)
    {
        var (parent, column) = block!.Value;
        if (content == end && column < 0 && blanks > Math.Max(parent, 0) && blanks < end - start)
            block = (parent, column = blanks);
        if (content == end)
            return (column >= 0 && blanks >= column ? start : content, Math.Max(column, 0), false);
        if (width <= parent || (column >= 0 && width < column))
            return null;
        if (column < 0)
        {
            // Enough blanks before the first tab make that tab content, as in every YAML.
            column = blanks > parent && blanks > 0 ? blanks : width;
            block = (parent, column);
        }
        return blanks >= column ? (start, 0, false) : (Indentation(text, start, column), int.MaxValue, true);
    }

    /// <summary>The offset at which a block's column is reached, tabs counted; what follows is content.</summary>
    private static int Indentation(string text, int start, int column)
    {
        var (at, width) = (start, 0);
        for (; width < column; at++)
            width = text[at] == '\t' ? Tabs.NextStop(width) : width + 1;
        return at;
    }

    /// <summary>The tokens of a line that matter here.</summary>
    private void Scan(string text, int at, int end, int column)
    {
        var (origin, key, fresh) = (at - column, column, true);
        inPlain = false;
        if (quote == 0 && column == 0 && end - at >= 3 && text.AsSpan(at, 3) is "---" or "..." && IsGap(text, at + 3, end))
            (structure, flow, at, key) = (-1, 0, at + 3, -1);
        while (at < end)
        {
            var c = text[at];
            if (quote != 0)
            {
                at = SkipQuoted(text, at, end);
                fresh = false;
            }
            else if (c is ' ' or '\t')
                at++;
            else if (c == '#' && (at == 0 || text[at - 1] is ' ' or '\t' or '\n' or '\r'))
                return;
            else if (fresh && BeginsBlock(text, at, end, out var indicator))
            {
                block = (structure, indicator == 0 ? -1 : Math.Max(structure, 0) + indicator);
                return;
            }
            else if (fresh && flow == 0 && c is '-' or '?' && IsGap(text, at + 1, end))
            {
                structure = at - origin;
                at++;
                key = -1;
            }
            else
                (at, key, fresh) = Token(text, at, end, origin, key < 0 ? at - origin : key, fresh);
        }
        inPlain = !fresh && quote == 0 && flow == 0;
    }

    private (int At, int Key, bool Fresh) Token(string text, int at, int end, int origin, int key, bool fresh)
    {
        switch (text[at])
        {
            case '"' or '\'' when fresh:
                quote = text[at];
                return (at + 1, key, false);
            case '[' or '{' when fresh || flow > 0:
                flow++;
                return (at + 1, key, true);
            case ']' or '}' when flow > 0:
                flow--;
                return (at + 1, key, false);
            case ',' when flow > 0:
                return (at + 1, key, true);
            case ':' when IsGap(text, at + 1, end) || flow > 0:
                if (flow == 0)
                    structure = key;
                return (at + 1, key, true);
            case '&' or '*' or '!' when fresh:
                while (at < end && text[at] is not (' ' or '\t' or ',' or ']' or '}'))
                    at++;
                return (at, key, true);
            default:
                return (at + 1, key, false);
        }
    }

    private int SkipQuoted(string text, int at, int end)
    {
        while (at < end)
        {
            var c = text[at++];
            if (c == '\\' && quote == '"')
                at++;
            else if (c == quote && quote == '\'' && at < end && text[at] == '\'')
                at++;
            else if (c == quote)
            {
                quote = '\0';
                break;
            }
        }
        return Math.Min(at, end);
    }

    /// <param name="indicator">The digit after <c>|</c>; 0 when there is none.</param>
    private bool BeginsBlock(string text, int at, int end, out int indicator)
    {
        indicator = 0;
        if (flow > 0 || text[at] is not ('|' or '>'))
            return false;
        for (at++; at < end && text[at] is '+' or '-' or (>= '1' and <= '9'); at++)
            if (char.IsAsciiDigit(text[at]))
                indicator = text[at] - '0';
        while (at < end && text[at] is ' ' or '\t')
            at++;
        return at == end || text[at] == '#';
    }

    private static bool IsGap(string text, int at, int end) => at >= end || text[at] is ' ' or '\t';
}
