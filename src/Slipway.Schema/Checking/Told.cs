using Slipway.Yaml;

namespace Slipway.Schema;

internal static class Told
{
    /// <summary>A diagnostic whose arguments hold words of both languages.</summary>
    public static Diagnostic Diagnostic(Rule rule, Location? at, params ReadOnlySpan<LocalText> words)
    {
        var (english, chinese) = (new string[words.Length], new string[words.Length]);
        for (var i = 0; i < words.Length; i++)
            (english[i], chinese[i]) = (words[i].English, words[i].Chinese);
        return new Diagnostic(rule, at, english) { ChineseArguments = english.AsSpan().SequenceEqual(chinese) ? null : chinese };
    }

    /// <summary>The same finding with a help text of its own.</summary>
    public static SchemaFinding WithHelp(this SchemaFinding finding, string english, string chinese)
        => finding with { Diagnostic = finding.Diagnostic with { SpecialHelp = new LocalText(english, chinese) } };

    public static SchemaFinding WithEdit(this SchemaFinding finding, Location? at, string text)
        => at is null ? finding : finding with { Diagnostic = finding.Diagnostic with { Edits = [new Edit(at, text, Safe: true)] } };
}
