using YamlDotNet.Core;

namespace Slipway.Yaml;

/// <summary>The parser's exceptions in plain words.</summary>
internal static class SyntaxErrors
{
    public static Diagnostic Explain(SourceText source, ExpandedText text, Exception failure, int lastEnd, Stack<OpenNode> open)
    {
        var start = failure is YamlException { Start.Index: > 0 } yaml ? text.Original((int)yaml.Start.Index) : lastEnd;
        return Diagnostic.Of(SyntaxRules.Unreadable, new Location(source, new Span(start, start)), failure.Message);
    }
}
