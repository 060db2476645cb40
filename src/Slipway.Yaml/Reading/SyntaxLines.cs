using System.Text.RegularExpressions;

namespace Slipway.Yaml;

/// <summary>Errors whose cause is a line's indentation, or a colon that is missing, too much or without its blank.</summary>
internal static partial class SyntaxLines
{
    /// <summary>Lines further up than this are no help to anybody.</summary>
    private const int MostLines = 200;

    [GeneratedRegex(@"^(?<lead> *(- +)*)(?<key>[^\s:#'""\[\]{},&*!|>%@`-][^\s:#]*):(?<value>(/(?!/)|[^\s/]).*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex NoBlank { get; }

    [GeneratedRegex(@":\s+[|>][-+0-9]*\s*(#.*)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex BlockHeader { get; }

    /// <summary>A colon where a value is being read: in the same line as its key, or because a line above goes on in this one.</summary>
    public static Diagnostic UnexpectedColon(SyntaxPlace place)
    {
        var line = place.WholeLine;
        var first = ColonAt(line);
        if (first >= 0 && first < place.Column)
            return TwoColons(place, first);
        var start = place with { At = place.LineStart + place.Indent };
        if (first - place.Indent > SyntaxErrors.LongestKey)
            return start.Say(SyntaxRules.LongKey, SyntaxErrors.LongestKey.ToString("N0"));
        if (place.Before is not { } before)
            return start.Say(SyntaxRules.TwoColons);
        if (MissingBlank(before) is { } missing)
            return missing;
        if (ColonAt(before.WholeLine) < 0 && !before.WholeLine.TrimStart().StartsWith("- ", StringComparison.Ordinal))
            return NoColon(before);
        var wanted = KeyColumn(before.WholeLine);
        return start.Say(SyntaxRules.TooDeepIndentation) with { Edits = [start.Reindent(wanted, Math.Abs(place.Indent - wanted) == 1)] };
    }

    /// <summary>A line that fits into nothing that is open.</summary>
    public static Diagnostic Misplaced(SyntaxPlace place)
    {
        if (MissingBlank(place) is { } missing)
            return missing;
        var line = place.WholeLine;
        var isItem = IsItem(line);
        if (!isItem && ColonAt(line) < 0)
            return place.Before is { } before && BlockHeader.IsMatch(before.WholeLine) ? NotIndented(place, before.WholeLine) : NoColon(place);
        var columns = Columns(place, isItem);
        // A comment ends a text that begins like a key, and with it the document.
        if (columns.Count == 0 && place.Before is { } above && MissingBlank(above) is { } earlier)
            return earlier;
        if (columns.Contains(place.Indent) || (!isItem && AllColumns(place, items: true).Contains(place.Indent)))
            return place.Say(isItem ? SyntaxRules.ItemInPlace : SyntaxRules.MissingItem);
        return Indentation(place, columns);
    }

    private static Diagnostic TwoColons(SyntaxPlace place, int first)
    {
        var value = place.WholeLine[(first + 1)..];
        var start = place.LineStart + first + 1 + (value.Length - value.TrimStart().Length);
        value = value.Split(" #")[0].Trim();
        var finding = (place with { At = Math.Min(place.At, place.Text.Length) }).Say(SyntaxRules.TwoColons);
        if (value.Length == 0 || value[0] is '"' or '\'')
            return finding;
        var quoted = "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'";
        return finding with { Edits = [new Edit(place.Locate(start, start + value.Length), quoted, Safe: false)] };
    }

    /// <summary><c>name:sleep</c> and <c>imagesName:/sleep</c>, but not <c>http://…</c>.</summary>
    private static Diagnostic? MissingBlank(SyntaxPlace place)
    {
        if (place.WholeLine.Length > 1000 || ColonAt(place.WholeLine) >= 0 || NoBlank.Match(place.WholeLine) is not { Success: true } match)
            return null;
        var (key, value) = (match.Groups["key"], match.Groups["value"]);
        var at = place.LineStart + value.Index;
        var finding = (place with { At = place.LineStart + key.Index }).Say(SyntaxRules.MissingBlank, key.Value, $"{key.Value}: {value.Value}");
        return finding with { Edits = [new Edit(place.Locate(at, at), " ", Safe: true)] };
    }

    private static Diagnostic NoColon(SyntaxPlace place)
    {
        var wide = place.WholeLine.IndexOf(FullWidthColon, StringComparison.Ordinal);
        if (wide < 0)
            return (place with { At = place.LineStart + place.Indent }).Say(SyntaxRules.MissingColon, place.WholeLine.Trim());
        var (key, value) = (place.WholeLine[..wide].Trim(), place.WholeLine[(wide + 1)..].Trim());
        return (place with { At = place.LineStart + wide }).Say(SyntaxRules.MissingColon, place.WholeLine.Trim(), $"{key}: {value}".TrimEnd()) with { SpecialHelp = SyntaxRules.WideColon };
    }

    /// <summary>What Chinese input methods write for a colon.</summary>
    private const char FullWidthColon = '\uff1a';

    private static Diagnostic NotIndented(SyntaxPlace place, string header)
    {
        var edits = new List<Edit>();
        for (var line = place; ; line = line with { At = line.LineStart + line.WholeLine.Length + 1 })
        {
            if (line.WholeLine.Trim().Length > 0 && (line.Indent != place.Indent || IsItem(line.WholeLine) || ColonAt(line.WholeLine) >= 0))
                break;
            if (line.WholeLine.Trim().Length > 0)
                edits.Add(new Edit(line.Locate(line.LineStart, line.LineStart), "  ", Safe: false));
            if (line.LineStart + line.WholeLine.Length >= line.Text.Length)
                break;
        }
        var sign = header.AsSpan().LastIndexOfAny('|', '>');
        return place.Say(SyntaxRules.BlockNotIndented, header[sign..(sign + 1)]) with { Edits = edits };
    }

    private static Diagnostic Indentation(SyntaxPlace place, IReadOnlyList<int> columns)
    {
        var finding = place.Say(SyntaxRules.Indentation, place.Indent.ToString(), string.Join(", ", columns));
        var near = columns.OrderBy(c => Math.Abs(c - place.Indent)).ToList();
        if (near.Count == 0 || (near.Count > 1 && Math.Abs(near[0] - place.Indent) == Math.Abs(near[1] - place.Indent)))
            return finding;
        return finding with { Edits = [place.Reindent(near[0], Math.Abs(near[0] - place.Indent) == 1)] };
    }

    /// <summary>The columns at which this line could have begun: those of the lines above that it might follow, outermost first.</summary>
    private static SortedSet<int> AllColumns(SyntaxPlace place, bool items)
    {
        var columns = new SortedSet<int>();
        var least = int.MaxValue;
        var count = 0;
        for (var before = place.Before; before is { } line && count < MostLines; before = line.Before, count++)
        {
            if (line.Indent > least)
                continue;
            least = line.Indent;
            if (IsItem(line.WholeLine) && items)
                columns.Add(line.Indent);
            else if (!items && ColonAt(line.WholeLine) >= 0)
                columns.Add(KeyColumn(line.WholeLine));
        }
        return columns;
    }

    private static IReadOnlyList<int> Columns(SyntaxPlace place, bool isItem)
    {
        var columns = AllColumns(place, isItem);
        return [.. columns.Count > 0 ? columns : AllColumns(place, !isItem)];
    }

    private static bool IsItem(string line) => line.TrimStart(' ') is "-" or ['-', ' ' or '\t', ..];

    /// <summary>Where a line's first key begins, dashes skipped.</summary>
    private static int KeyColumn(string line)
    {
        var at = 0;
        while (at < line.Length && (line[at] == ' ' || (line[at] == '-' && at + 1 < line.Length && line[at + 1] == ' ')))
            at++;
        return at;
    }

    /// <summary>The first colon outside quotes that separates a key from its value; -1 when there is none.</summary>
    private static int ColonAt(string line)
    {
        var quote = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            if (quote != 0)
                quote = line[i] == quote ? '\0' : quote;
            else if (line[i] is '"' or '\'' && (i == 0 || line[i - 1] is ' ' or '{' or '[' or ','))
                quote = line[i];
            else if (line[i] == '#' && (i == 0 || line[i - 1] == ' '))
                return -1;
            else if (line[i] == ':' && (i + 1 == line.Length || line[i + 1] is ' ' or '\t'))
                return i;
        }
        return -1;
    }
}
