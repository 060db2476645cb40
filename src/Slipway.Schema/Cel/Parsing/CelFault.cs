using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>What is wrong with an expression, before it is told.</summary>
internal sealed record CelFault(Span At, Rule Rule, params LocalText[] Arguments)
{
    public LocalText? Help { get; init; }

    public static CelFault Syntax(Span at, string english, string chinese) => new(at, CelRules.Syntax, new LocalText(english, chinese));

    public static CelFault Macro(Span at, string english, string chinese) => new(at, CelRules.Macro, new LocalText(english, chinese));
}
