using YamlDotNet.Core.Tokens;

namespace Slipway.Yaml;

/// <summary>Where tokens stand. The scanner ends some of them where they begin.</summary>
internal static class TokenPlaces
{
    public static int Start(Token token) => (int)token.Start.Index;

    public static int End(Token token, string text) => token switch
    {
        FlowMappingStart or FlowMappingEnd or FlowSequenceStart or FlowSequenceEnd or FlowEntry or BlockEntry or Value => Start(token) + 1,
        DocumentStart or DocumentEnd => Start(token) + 3,
        VersionDirective or TagDirective => DirectiveEnd(text, Start(token)),
        _ => Math.Min((int)token.End.Index, text.Length),
    };

    /// <summary>A directive takes its line, without the comment.</summary>
    private static int DirectiveEnd(string text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] != '\n' && !(text[end] == '#' && text[end - 1] is ' ' or '\t'))
            end++;
        while (end > start && text[end - 1] is ' ' or '\t')
            end--;
        return end;
    }
}
