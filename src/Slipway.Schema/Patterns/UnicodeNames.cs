namespace Slipway.Schema;

/// <summary>Names inside of <c>\p{…}</c>: the general categories, a few properties, and the scripts that names of things are written in.</summary>
internal static class UnicodeNames
{
    private static readonly Dictionary<string, string> Categories = new(StringComparer.Ordinal)
    {
        ["Letter"] = "L",
        ["Uppercase_Letter"] = "Lu",
        ["Lowercase_Letter"] = "Ll",
        ["Titlecase_Letter"] = "Lt",
        ["Modifier_Letter"] = "Lm",
        ["Other_Letter"] = "Lo",
        ["Mark"] = "M",
        ["Combining_Mark"] = "M",
        ["Nonspacing_Mark"] = "Mn",
        ["Spacing_Mark"] = "Mc",
        ["Enclosing_Mark"] = "Me",
        ["Number"] = "N",
        ["Decimal_Number"] = "Nd",
        ["digit"] = "Nd",
        ["Letter_Number"] = "Nl",
        ["Other_Number"] = "No",
        ["Punctuation"] = "P",
        ["punct"] = "P",
        ["Connector_Punctuation"] = "Pc",
        ["Dash_Punctuation"] = "Pd",
        ["Open_Punctuation"] = "Ps",
        ["Close_Punctuation"] = "Pe",
        ["Initial_Punctuation"] = "Pi",
        ["Final_Punctuation"] = "Pf",
        ["Other_Punctuation"] = "Po",
        ["Symbol"] = "S",
        ["Math_Symbol"] = "Sm",
        ["Currency_Symbol"] = "Sc",
        ["Modifier_Symbol"] = "Sk",
        ["Other_Symbol"] = "So",
        ["Separator"] = "Z",
        ["Space_Separator"] = "Zs",
        ["Line_Separator"] = "Zl",
        ["Paragraph_Separator"] = "Zp",
        ["Other"] = "C",
        ["Control"] = "Cc",
        ["cntrl"] = "Cc",
        ["Format"] = "Cf",
        ["Private_Use"] = "Co",
        ["Unassigned"] = "Cn",
    };

    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["ASCII"] = @"\0-\x7F",
        ["Any"] = @"\0-\uFFFF",
        ["Alphabetic"] = @"\p{L}\p{Nl}",
        ["Alpha"] = @"\p{L}\p{Nl}",
        ["Uppercase"] = @"\p{Lu}",
        ["Lowercase"] = @"\p{Ll}",
        ["White_Space"] = @"\t-\r \x85\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000",
        ["Script=Latin"] = @"A-Za-z\u00AA\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02B8\u1E00-\u1EFF\u2C60-\u2C7F\uA722-\uA787\uFF21-\uFF3A\uFF41-\uFF5A",
        ["Script=Greek"] = @"\u0370-\u0373\u0375-\u0377\u037A-\u037D\u037F\u0384\u0386\u0388-\u03E1\u03F0-\u03FF\u1F00-\u1FFE",
        ["Script=Cyrillic"] = @"\u0400-\u0484\u0487-\u052F\u1C80-\u1C88\u2DE0-\u2DFF\uA640-\uA69F",
        ["Script=Han"] = @"\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAD9",
        ["Script=Hiragana"] = @"\u3041-\u3096\u309D-\u309F",
        ["Script=Katakana"] = @"\u30A1-\u30FA\u30FD-\u30FF\u31F0-\u31FF\uFF66-\uFF9D",
        ["Script=Hangul"] = @"\u1100-\u11FF\u3131-\u318E\uA960-\uA97C\uAC00-\uD7A3",
    };

    public static string? Category(string name)
    {
        foreach (var prefix in (string[])["General_Category=", "gc="])
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                name = name[prefix.Length..];
        if (Categories.TryGetValue(name, out var known))
            return known;
        return Categories.ContainsValue(name) ? name : null;
    }

    /// <summary>The body of a .NET class.</summary>
    public static string? Ranges(string name)
    {
        foreach (var prefix in (string[])["sc=", "scx=", "Script_Extensions="])
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                name = "Script=" + name[prefix.Length..];
        return Scripts.GetValueOrDefault(name);
    }
}
