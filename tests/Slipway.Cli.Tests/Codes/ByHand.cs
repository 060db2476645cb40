using Slipway.Yaml;

namespace Slipway.Cli.Tests.Codes;

/// <summary>Codes that no command line can be brought to tell; each begins at the lowest entry that can.</summary>
internal static class ByHand
{
    public static IReadOnlyDictionary<string, Func<Task<IReadOnlyList<Diagnostic>>>> Cases { get; } = new Dictionary<string, Func<Task<IReadOnlyList<Diagnostic>>>>
    {
        ["SLW0008"] = () => Found(YamlReader.Read("service.yaml", new byte[YamlReader.SizeLimit + 1]).Diagnostics),
        ["SLW0960"] = Broken,
    };

    private static Task<IReadOnlyList<Diagnostic>> Found(IReadOnlyList<Diagnostic> diagnostics) => Task.FromResult(diagnostics);

    private static async Task<IReadOnlyList<Diagnostic>> Broken()
    {
        var session = new Session(Language.English, OutputForm.Text, TextWriter.Null, TextWriter.Null)
        {
            Environment = name => throw new InvalidCastException($"no value fits {name}"),
        };
        var general = GeneralOptions.In(Language.English);
        string[] words = ["template", Path.Combine(Slipway.Testing.TestEnvironment.Root, "examples/hello/service.yaml")];
        return (await Shell.Ask(session, general, Commands.Root(general, Language.English).Parse(words), words, TestContext.Current.CancellationToken)).Diagnostics;
    }
}
