using System.Globalization;
using System.Text;
using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>Texts and bytes: single, double and triple quotes, raw or with escapes.</summary>
internal static class CelLiterals
{
    private const string Simple = "abfnrtv\\?\"'`";
    private const string SimpleValues = "\a\b\f\n\r\t\v\\?\"'`";

    /// <summary>How many letters stand before the quote of a literal that begins here; null when none does.</summary>
    public static int? PrefixLength(string text, int at)
    {
        for (var length = 0; length <= 2 && at + length < text.Length; length++)
        {
            var c = text[at + length];
            if (c is '"' or '\'')
                return length;
            if (!(c is 'r' or 'R' or 'b' or 'B') || (length == 1 && char.ToLowerInvariant(c) == char.ToLowerInvariant(text[at])))
                return null;
        }
        return null;
    }

    public static (CelValue Value, int Length, CelFault? Fault) Read(string text, int start, int prefix)
    {
        var letters = text.AsSpan(start, prefix);
        var (isRaw, isBytes) = (letters.ContainsAny('r', 'R'), letters.ContainsAny('b', 'B'));
        var at = start + prefix;
        var isTriple = text.AsSpan(at).StartsWith(text[at] == '"' ? "\"\"\"" : "'''");
        var quote = text.Substring(at, isTriple ? 3 : 1);
        var end = End(text, at + quote.Length, quote, isRaw);
        if (end < 0)
            return Fail(start, text.Length, "the literal is never closed", "字面量没有闭合");
        var inner = text[(at + quote.Length)..end];
        if (inner.Contains('\r', StringComparison.Ordinal))
            inner = inner.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var length = end + quote.Length - start;
        if (isRaw || !inner.Contains('\\', StringComparison.Ordinal))
            return (isBytes ? CelValue.Of(Encoding.UTF8.GetBytes(inner)) : CelValue.Of(inner), length, null);
        return Unescape(inner, isBytes) is { } value ? (value, length, null) : Fail(start, start + length, "the literal holds an escape that CEL does not know", "字面量中有 CEL 不支持的转义");
    }

    private static (CelValue, int, CelFault?) Fail(int start, int end, string english, string chinese)
        => (default, 0, CelFault.Syntax(new Span(start, end), english, chinese));

    private static int End(string text, int at, string quote, bool isRaw)
    {
        for (; at < text.Length; at++)
        {
            if (text.AsSpan(at).StartsWith(quote))
                return at;
            if (quote.Length == 1 && text[at] is '\n' or '\r' && quote.Length == 1)
                return -1;
            if (text[at] == '\\' && !isRaw)
                at++;
        }
        return -1;
    }

    private static CelValue? Unescape(string inner, bool isBytes)
    {
        var bytes = new List<byte>();
        var text = new StringBuilder();
        for (var at = 0; at < inner.Length;)
        {
            if (inner[at] != '\\')
            {
                var length = CodePoints.Length(inner, at);
                text.Append(inner, at, length);
                if (isBytes)
                    bytes.AddRange(Encoding.UTF8.GetBytes(inner.Substring(at, length)));
                at += length;
                continue;
            }
            if (Escape(inner, at, isBytes) is not { } escape)
                return null;
            if (isBytes)
                bytes.Add((byte)escape.Value);
            else
                text.Append(new Rune(escape.Value).ToString());
            at += escape.Length;
        }
        return isBytes ? CelValue.Of(bytes.ToArray()) : CelValue.Of(text.ToString());
    }

    /// <summary>The code point, or the byte, that an escape stands for; null when it is none.</summary>
    private static (int Value, int Length)? Escape(string inner, int at, bool isBytes)
    {
        if (at + 1 == inner.Length)
            return null;
        var c = inner[at + 1];
        if (Simple.IndexOf(c, StringComparison.Ordinal) is >= 0 and var simple)
            return (SimpleValues[simple], 2);
        return c switch
        {
            'x' or 'X' => Digits(inner, at, 2, 2, 16),
            'u' when !isBytes => Digits(inner, at, 2, 4, 16),
            'U' when !isBytes => Digits(inner, at, 2, 8, 16),
            >= '0' and <= '3' => Digits(inner, at, 1, 3, 8),
            _ => null,
        };
    }

    private static (int, int)? Digits(string inner, int at, int skip, int count, int radix)
    {
        if (at + skip + count > inner.Length)
            return null;
        var digits = inner.AsSpan(at + skip, count);
        long value = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiHexDigit(c) || int.Parse([c], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is var digit && digit >= radix)
                return null;
            value = value * radix + digit;
        }
        return value > int.MaxValue || !Rune.IsValid((int)value) ? null : ((int)value, skip + count);
    }
}
