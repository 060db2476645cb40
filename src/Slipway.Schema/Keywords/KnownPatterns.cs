using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Patterns that stand in many schemas and say little to people, in words.</summary>
internal static class KnownPatterns
{
    /// <summary>Ours, and the one of Kubernetes' generated schemas.</summary>
    private static readonly HashSet<string> Amounts = new(StringComparer.Ordinal)
    {
        @"^\+?([0-9]+(\.[0-9]*)?|\.[0-9]+)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]+)?$",
        @"^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$",
    };

    private static readonly LocalText Amount = new(
        "it is an amount: write a number and perhaps a unit, such as `500m` or `1Gi`; units are m (a thousandth), k, M, G, T, P, E and Ki, Mi, Gi, Ti, Pi, Ei, large and small letters as they stand here",
        "此处为数量：请填写数字，可带单位，例如 `500m` 或 `1Gi`；单位有 m（千分之一）、k、M、G、T、P、E 以及 Ki、Mi、Gi、Ti、Pi、Ei，区分大小写");

    /// <summary>Null for any other.</summary>
    public static LocalText? Help(string pattern) => Amounts.Contains(pattern) ? Amount : null;
}
