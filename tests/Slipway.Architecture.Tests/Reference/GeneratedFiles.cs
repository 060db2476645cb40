using Slipway.Yaml;

namespace Slipway.Architecture.Tests.Reference;

/// <summary>All files that are made from the program's own data, by their path in the repository.</summary>
internal static class GeneratedFiles
{
    public static IReadOnlyDictionary<string, Func<string>> All { get; } = Pages()
        .Append(new("src/Slipway.Cli/Explaining/examples.json", CodeExamples.Write)).ToDictionary();

    private static IEnumerable<KeyValuePair<string, Func<string>>> Pages()
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var end = language == Language.Chinese ? ".zh.md" : ".md";
            yield return new($"docs/reference/README{end}", () => IndexPage.Write(language));
            yield return new($"docs/reference/service{end}", () => FieldsPage.Service(language));
            yield return new($"docs/reference/formats{end}", () => FieldsPage.Others(language));
            yield return new($"docs/reference/traits{end}", () => TraitsPage.Write(language));
            yield return new($"docs/reference/init{end}", () => InitPage.Write(language));
            yield return new($"docs/reference/diagnostics{end}", () => DiagnosticsPage.Write(language));
        }
    }
}
