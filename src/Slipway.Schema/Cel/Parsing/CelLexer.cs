using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>Text to tokens.</summary>
internal sealed class CelLexer(string text)
{
    private static readonly string[] Symbols =
    [
        "==", "!=", "<=", ">=", "&&", "||", "[", "]", "{", "}", "(", ")", ".", ",", "-", "!", "?", ":", "+", "*", "/", "%", "<", ">",
    ];

    private readonly List<CelToken> tokens = [];
    private int at;

    /// <summary>All tokens, the last one <see cref="CelTokenKind.End"/>; or the first fault.</summary>
    public static (IReadOnlyList<CelToken> Tokens, CelFault? Fault) Read(string text)
    {
        var lexer = new CelLexer(text);
        while (lexer.SkipBlanks())
            if (lexer.Next() is { } fault)
                return ([], fault);
        lexer.tokens.Add(new CelToken(CelTokenKind.End, new Span(text.Length, text.Length), ""));
        return (lexer.tokens, null);
    }

    private bool SkipBlanks()
    {
        while (at < text.Length)
        {
            if (text[at] is ' ' or '\t' or '\n' or '\r' or '\f')
                at++;
            else if (text.AsSpan(at).StartsWith("//"))
                at = text.IndexOf('\n', at) is var end && end < 0 ? text.Length : end;
            else
                return true;
        }
        return false;
    }

    private CelFault? Next()
    {
        var c = text[at];
        if (CelLiterals.PrefixLength(text, at) is { } prefix)
            return Quoted(prefix);
        if (char.IsAsciiLetter(c) || c == '_')
            return Word();
        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            return Number();
        if (c == '`')
            return QuotedField();
        foreach (var symbol in Symbols)
            if (text.AsSpan(at).StartsWith(symbol))
                return Add(CelTokenKind.Symbol, symbol.Length, symbol);
        if (c is '=' or '&' or '|')
            return CelFault.Syntax(new Span(at, at + 1), $"'{c}' is no operator; write `{c}{c}`", $"'{c}' 不是运算符；请写 `{c}{c}`");
        var length = CodePoints.Length(text, at);
        return CelFault.Syntax(new Span(at, at + length), $"token recognition error at: '{text.AsSpan(at, length)}'", $"无法识别的字符 '{text.AsSpan(at, length)}'");
    }

    private CelFault? Add(CelTokenKind kind, int length, string value, CelValue literal = default)
    {
        tokens.Add(new CelToken(kind, new Span(at, at + length), value, literal));
        at += length;
        return null;
    }

    private CelFault? Word()
    {
        var end = at + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            end++;
        var word = text[at..end];
        return Add(word is "in" or "true" or "false" or "null" ? CelTokenKind.Symbol : CelTokenKind.Identifier, word.Length, word);
    }

    private CelFault? QuotedField()
    {
        var end = at + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '.' or '-' or '/' or ' '))
            end++;
        if (end == text.Length || text[end] != '`' || end == at + 1)
            return CelFault.Syntax(new Span(at, Math.Min(end + 1, text.Length)), "a field between backticks holds letters, digits and `_ . - /`", "反引号内的字段只能含字母、数字和 `_ . - /`");
        return Add(CelTokenKind.QuotedField, end + 1 - at, text[(at + 1)..end]);
    }

    private CelFault? Number()
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("0x"))
        {
            var hex = 2;
            while (hex < rest.Length && char.IsAsciiHexDigit(rest[hex]))
                hex++;
            return hex == 2 ? Add(CelTokenKind.Int, 1, "0") : Whole(hex);
        }
        var digits = Digits(rest, 0);
        var end = digits;
        if (end + 1 < rest.Length && rest[end] == '.' && char.IsAsciiDigit(rest[end + 1]))
            end = Digits(rest, end + 1);
        end = Exponent(rest, end);
        return end == digits ? Whole(end) : Add(CelTokenKind.Double, end, rest[..end].ToString());
    }

    private CelFault? Whole(int length)
    {
        var isUnsigned = at + length < text.Length && text[at + length] is 'u' or 'U';
        return Add(isUnsigned ? CelTokenKind.Uint : CelTokenKind.Int, isUnsigned ? length + 1 : length, text.Substring(at, length));
    }

    private static int Digits(ReadOnlySpan<char> rest, int from)
    {
        while (from < rest.Length && char.IsAsciiDigit(rest[from]))
            from++;
        return from;
    }

    private static int Exponent(ReadOnlySpan<char> rest, int end)
    {
        if (end >= rest.Length || rest[end] is not ('e' or 'E'))
            return end;
        var from = end + 1 < rest.Length && rest[end + 1] is '+' or '-' ? end + 2 : end + 1;
        return Digits(rest, from) is var to && to > from ? to : end;
    }

    private CelFault? Quoted(int prefix)
    {
        var (value, length, fault) = CelLiterals.Read(text, at, prefix);
        if (fault is not null)
            return fault;
        return Add(value.Kind == CelKind.Bytes ? CelTokenKind.Bytes : CelTokenKind.String, length, "", value);
    }
}
