using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Findings about the outside world have no place in a text.</summary>
internal static class RuleArguments
{
    public static Diagnostic With(this Rule rule, params string[] arguments) => new(rule, null, arguments);
}
