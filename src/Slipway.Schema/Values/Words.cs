using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Values and types in words, in both languages.</summary>
internal static class Words
{
    private const int LongestQuote = 60;

    public static LocalText Neutral(string text) => new(text, text);

    public static LocalText Neutral(long number) => Neutral(number.ToString());

    /// <summary>What stands there: kind and, for a scalar, its text.</summary>
    public static LocalText Describe(Node node) => node switch
    {
        MapNode { Count: 0 } => new("an empty map", "空映射"),
        MapNode => new("a map", "映射"),
        ListNode { Items.Count: 0 } => new("an empty list", "空列表"),
        ListNode => new("a list", "列表"),
        ScalarNode scalar => Describe(scalar),
        _ => Neutral("?"),
    };

    private static LocalText Describe(ScalarNode scalar) => scalar.Kind switch
    {
        ScalarKind.Null => new("nothing (null)", "空值（null）"),
        ScalarKind.Boolean => new($"the boolean `{scalar.Text}`", $"布尔值 `{scalar.Text}`"),
        ScalarKind.String when scalar.Text.Length == 0 => new("an empty text", "空文本"),
        ScalarKind.String => new($"the text `{Cut(scalar.Text)}`", $"文本 `{Cut(scalar.Text)}`"),
        _ when JsonType.Of(scalar) == JsonTypes.None => new($"`{Cut(scalar.Text)}` (no number in JSON)", $"非 JSON 数字 `{Cut(scalar.Text)}`"),
        _ => new($"the number `{Cut(scalar.Text)}`", $"数字 `{Cut(scalar.Text)}`"),
    };

    /// <summary>A value short enough for a sentence, without its kind.</summary>
    public static string Short(Node node) => node switch
    {
        ScalarNode { Kind: ScalarKind.String, Text: "" } => "\"\"",
        ScalarNode scalar => Cut(scalar.Text),
        MapNode { Count: 0 } => "{}",
        MapNode map => $"{{{Cut(map.Entries[0].Name)}: …}}",
        ListNode { Items.Count: 0 } => "[]",
        _ => "[…]",
    };

    /// <summary>The wanted types, joined by "or".</summary>
    public static LocalText Wanted(JsonTypes types)
    {
        if (types.HasFlag(JsonTypes.Number))
            types &= ~JsonTypes.Integer;
        return Or(JsonType.Names.Where(n => types.HasFlag(n.Type)).Select(n => Wanted(n.Name)).ToList());
    }

    private static LocalText Wanted(string type) => type switch
    {
        "null" => new("nothing (null)", "空值（null）"),
        "boolean" => new("`true` or `false`", "布尔值（`true` 或 `false`）"),
        "integer" => new("a whole number", "整数"),
        "number" => new("a number", "数字"),
        "string" => new("a text", "文本"),
        "array" => new("a list", "列表"),
        _ => new("a map", "映射"),
    };

    public static LocalText Or(IReadOnlyList<LocalText> choices) => Join(choices, " or ", "或");

    public static LocalText And(IReadOnlyList<LocalText> parts) => Join(parts, " and ", "和");

    private static LocalText Join(IReadOnlyList<LocalText> parts, string english, string chinese)
    {
        if (parts.Count < 2)
            return parts.Count == 0 ? Neutral("") : parts[0];
        return new LocalText(
            string.Join(", ", parts.Take(parts.Count - 1).Select(p => p.English)) + english + parts[^1].English,
            string.Join("、", parts.Take(parts.Count - 1).Select(p => p.Chinese)) + chinese + parts[^1].Chinese);
    }

    /// <summary>Names in backquotes, at most so many, the rest counted.</summary>
    public static LocalText List(IReadOnlyCollection<string> names, int most = 8)
    {
        var shown = names.Take(most).Select(n => $"`{Cut(n)}`").ToList();
        var rest = names.Count - shown.Count;
        return rest == 0
            ? new LocalText(string.Join(", ", shown), string.Join("、", shown))
            : new LocalText($"{string.Join(", ", shown)} and {rest} more", $"{string.Join("、", shown)} 等 {names.Count} 个");
    }

    /// <summary>One line, at most so long, never half a surrogate pair.</summary>
    public static string Cut(string text)
    {
        var line = text.AsSpan().IndexOfAny('\r', '\n');
        if (line < 0 && text.Length <= LongestQuote)
            return text;
        var end = Math.Min(line < 0 ? text.Length : line, LongestQuote);
        if (end > 0 && char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[..end] + "…";
    }
}
