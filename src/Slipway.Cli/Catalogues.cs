using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Every diagnostic that the program can give, in the order of their codes.</summary>
internal static class Catalogues
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. ((IReadOnlyList<Rule>[])
        [
            UsageRules.All,
            ProgramRules.All,
        ]).SelectMany(rules => rules).OrderBy(rule => rule.Code, StringComparer.Ordinal),
    ];
}
