using System.Runtime.CompilerServices;
using System.Text;
using CsCheck;
using Slipway.Yaml;

namespace Slipway.Components.Tests.Definitions;

internal static class Here
{
    public static string Folder { get; } = Find();

    /// <summary>A case's first line may hold <c># allow: adopted containers</c>.</summary>
    public static DefinitionOptions Options(byte[] bytes)
    {
        var first = Encoding.UTF8.GetString(bytes).Split('\n')[0];
        bool Allows(string what) => first.StartsWith("# allow:", StringComparison.Ordinal) && first.Contains(what, StringComparison.Ordinal);
        return new DefinitionOptions { AllowAdopted = Allows("adopted"), AllowContainers = Allows("containers") };
    }

    public static string Printed(IReadOnlyList<Diagnostic> diagnostics)
    {
        var text = new StringWriter { NewLine = "\n" };
        foreach (var language in new[] { Language.English, Language.Chinese })
        {
            text.WriteLine(language == Language.English ? "--- English" : "--- 中文");
            foreach (var diagnostic in diagnostics)
                DiagnosticText.Write(diagnostic, language, text, colour: false);
        }
        return text.ToString();
    }

    /// <summary>Reads a definition that must be without any finding.</summary>
    public static ServiceDefinition Good(string text, DefinitionOptions? options = null)
    {
        var read = DefinitionReader.Read(new SourceText("service.yaml", text), options);
        read.Diagnostics.Count.ShouldBe(0, Printed(read.Diagnostics));
        return read.Definition.ShouldNotBeNull();
    }

    public static IReadOnlyList<string> Codes(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.Select(diagnostic => diagnostic.Rule.Code)];

    /// <summary>A definition with what differs put in: below <c>container</c>, and at the root.</summary>
    public static string Definition(string container = "", string root = "") => $"""
        name: sleep
        version: 3.0.1
        {root}
        container:
          imagesName: /fun/custom/sleep
          {container.ReplaceLineEndings("\n  ")}
          health:
            livenessProbe: {"{exec: {command: [live]}}"}
            startupProbe: {"{exec: {command: [start]}}"}
            readinessProbe: {"{exec: {command: [ready]}}"}
        """;

    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Find([CallerFilePath] string caller = "") => Path.GetDirectoryName(caller)!;
}
