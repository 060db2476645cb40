using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A rule whose last argument is itself a text in both languages.</summary>
internal static class LocalRule
{
    /// <summary>The rule with its arguments filled in and the inner text as the one behind them; it takes no more arguments.</summary>
    public static Rule Of(Rule rule, IReadOnlyList<string> arguments, LocalText inner, LocalText? help = null)
    {
        string[] english = [.. arguments, inner.English];
        string[] chinese = [.. arguments, inner.Chinese];
        return rule with
        {
            Message = new(rule.Message.In(Language.English, english), rule.Message.In(Language.Chinese, chinese)),
            Help = help ?? new(rule.Help.In(Language.English, english), rule.Help.In(Language.Chinese, chinese)),
        };
    }
}
