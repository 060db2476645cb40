using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// Templates of a platform call only functions on a list: the same input then gives the same bytes, in a batch as alone, offline as beside a cluster.
/// </summary>
public static class TemplateCheck
{
    /// <summary>All functions and keywords of Go templates that a platform's template may use.</summary>
    public static IReadOnlySet<string> Allowed { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "if", "else", "end", "range", "with", "break", "continue", "true", "false", "nil",
        "and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "len", "index", "slice", "printf", "include",
        "default", "coalesce", "ternary", "empty", "kindIs",
        "dict", "list", "get", "set", "unset", "hasKey", "keys", "values", "pick", "omit", "merge", "append", "prepend", "concat", "first", "last", "has", "uniq", "sortAlpha", "until", "deepCopy",
        "toString", "quote", "squote", "trim", "trimPrefix", "trimSuffix", "trunc", "substr", "lower", "upper", "replace", "contains", "hasPrefix", "hasSuffix", "splitList", "join", "indent", "nindent", "regexMatch", "regexFindAll", "regexReplaceAll",
        "int64", "add", "add1", "sub", "mul", "div", "mod", "max", "min", "ceil", "floor",
        "toJson", "fromJson", "toYaml", "fromYaml", "b64enc", "sha256sum",
    };

    private static readonly string[] Reserved = [".Release", ".Capabilities", ".Files", ".Template", ".Chart", ".Values", ".Subcharts"];

    public static IReadOnlyList<Diagnostic> Check(SourceText source)
    {
        var findings = new List<Diagnostic>();
        var text = source.Text;
        for (var at = text.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = text.IndexOf("{{", at, StringComparison.Ordinal))
        {
            var end = CheckAction(source, at + 2, findings);
            if (end < 0)
            {
                findings.Add(Diagnostic.Of(PlatformRules.Unclosed, new Location(source, new Span(at, at + 2))));
                break;
            }
            at = end;
        }
        return findings;
    }

    /// <summary>Walks one action and returns the offset behind its <c>}}</c>, or -1.</summary>
    private static int CheckAction(SourceText source, int at, List<Diagnostic> findings)
    {
        var text = source.Text;
        var inner = at < text.Length && text[at] == '-' ? at + 1 : at;
        while (inner < text.Length && char.IsWhiteSpace(text[inner]))
            inner++;
        if (string.CompareOrdinal(text, inner, "/*", 0, 2) == 0)
        {
            var close = text.IndexOf("*/", inner, StringComparison.Ordinal);
            var end = close < 0 ? -1 : text.IndexOf("}}", close, StringComparison.Ordinal);
            return end < 0 ? -1 : end + 2;
        }
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '}' && at + 1 < text.Length && text[at + 1] == '}')
                return at + 2;
            if (c is '"' or '`' or '\'')
                at = SkipQuoted(text, at);
            else if (c is '.' or '$')
                at = CheckPath(source, at, findings);
            else if (char.IsAsciiLetter(c) || c == '_')
                at = CheckWord(source, at, findings);
            else if (char.IsAsciiDigit(c))
                while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '.' or '_'))
                    at++;
            else
                at++;
        }
        return -1;
    }

    private static int SkipQuoted(string text, int at)
    {
        var quote = text[at++];
        while (at < text.Length && text[at] != quote)
            at += text[at] == '\\' && quote != '`' ? 2 : 1;
        return at + 1;
    }

    private static int CheckPath(SourceText source, int at, List<Diagnostic> findings)
    {
        var start = at++;
        while (at < source.Text.Length && (char.IsAsciiLetterOrDigit(source.Text[at]) || source.Text[at] is '.' or '_' or '$'))
            at++;
        var path = source.Text[start..at];
        var rooted = path.StartsWith("$.", StringComparison.Ordinal) ? path[1..] : path;
        if (Reserved.FirstOrDefault(r => rooted == r || rooted.StartsWith(r + ".", StringComparison.Ordinal)) is { } reserved)
            findings.Add(Diagnostic.Of(PlatformRules.Reserved, new Location(source, new Span(start, at)), reserved));
        return at;
    }

    private static int CheckWord(SourceText source, int at, List<Diagnostic> findings)
    {
        var start = at;
        while (at < source.Text.Length && (char.IsAsciiLetterOrDigit(source.Text[at]) || source.Text[at] == '_'))
            at++;
        var word = source.Text[start..at];
        if (!Allowed.Contains(word))
            findings.Add(Diagnostic.Of(PlatformRules.Function, new Location(source, new Span(start, at)), word));
        return at;
    }
}
