namespace Slipway.Yaml;

/// <summary>The YAML 1.2 core schema: what a plain scalar is.</summary>
internal static class CoreSchema
{
    /// <summary>Longer digits are no number that anybody meant, and would make arithmetic on hostile input expensive.</summary>
    private const int LongestNumber = 400;

    public const string Prefix = "tag:yaml.org,2002:";

    public static ScalarKind KindOf(string text)
    {
        if (text.Length == 0)
            return ScalarKind.Null;
        switch (text[0])
        {
            case '~' or 'n' or 'N' when text is "~" or "null" or "Null" or "NULL":
                return ScalarKind.Null;
            case 't' or 'T' when text is "true" or "True" or "TRUE":
            case 'f' or 'F' when text is "false" or "False" or "FALSE":
                return ScalarKind.Boolean;
            case '+' or '-' or '.' or (>= '0' and <= '9') when text.Length <= LongestNumber:
                return IsInteger(text) ? ScalarKind.Integer : IsFloat(text) ? ScalarKind.Float : ScalarKind.String;
            default:
                return ScalarKind.String;
        }
    }

    public static bool IsInteger(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("0o"))
            return text.Length > 2 && !text[2..].ContainsAnyExceptInRange('0', '7');
        if (text.StartsWith("0x"))
            return text.Length > 2 && text[2..].IndexOfAnyExcept(Hexadecimal) < 0;
        text = WithoutSign(text);
        return text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
    }

    public static bool IsFloat(ReadOnlySpan<char> text)
    {
        if (text is ".nan" or ".NaN" or ".NAN")
            return true;
        text = WithoutSign(text);
        if (text is ".inf" or ".Inf" or ".INF")
            return true;
        var whole = Digits(text);
        text = text[whole..];
        var fraction = 0;
        if (text.Length > 0 && text[0] == '.')
        {
            fraction = Digits(text[1..]);
            text = text[(1 + fraction)..];
        }
        if (whole + fraction == 0)
            return false;
        if (text.Length == 0)
            return true;
        if (text[0] is not ('e' or 'E'))
            return false;
        var exponent = WithoutSign(text[1..]);
        return exponent.Length > 0 && Digits(exponent) == exponent.Length;
    }

    /// <summary>Octal for YAML 1.1 readers (kubectl and Helm among them), decimal for YAML 1.2.</summary>
    public static bool ReadsAsOctalElsewhere(string text)
    {
        var digits = WithoutSign(text);
        return digits.Length > 1 && digits[0] == '0' && !digits.ContainsAnyExceptInRange('0', '7') && digits.ContainsAnyExcept('0');
    }

    private static readonly System.Buffers.SearchValues<char> Hexadecimal = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    private static ReadOnlySpan<char> WithoutSign(ReadOnlySpan<char> text)
        => text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
