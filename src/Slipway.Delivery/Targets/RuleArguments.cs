using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Findings about the outside world have no place in a text.</summary>
internal static class RuleArguments
{
    public static Diagnostic With(this Rule rule, params string[] arguments) => new(rule, null, arguments);

    /// <summary>With a last argument that is words of ours, not a name or what others said.</summary>
    public static Diagnostic With(this Rule rule, IReadOnlyList<string> arguments, LocalText last)
        => new(rule, null, [.. arguments, last.English]) { ChineseArguments = [.. arguments, last.Chinese] };
}
