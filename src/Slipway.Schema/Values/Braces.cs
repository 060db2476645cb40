namespace Slipway.Schema;

/// <summary>Foreign text inside of message templates.</summary>
internal static class Braces
{
    /// <summary>Special help texts are templates, in which a brace stands for itself only when doubled.</summary>
    public static string Double(string text)
        => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    /// <summary>Whether a text can stand in YAML as it is, and stays a text.</summary>
    public static bool IsWord(string text)
        => text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n");
}
