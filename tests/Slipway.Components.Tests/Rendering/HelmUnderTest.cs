using System.Text;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>The real Helm, as people without Slipway use it.</summary>
internal static class HelmUnderTest
{
    public static HelmProgram Pinned() => new(TestEnvironment.Needs("helm", "SLIPWAY_HELM"), "4");

    /// <summary>Documents of <c>helm template NAME CHART -f VALUES</c>, each without its separator, source line and outer line feeds.</summary>
    public static async Task<IReadOnlyList<string>> Single(HelmProgram helm, string chart, Component component, params string[] more)
    {
        var values = Encoding.UTF8.GetBytes(YamlWriter.Write(component.Values));
        var result = await helm.Run(["template", component.Name, chart, "--namespace", "test", "-f", "-", .. more], values, cancellation: TestContext.Current.CancellationToken);
        result.Succeeded.ShouldBeTrue(result.Error);
        return Documents(Encoding.UTF8.GetString(result.Output));
    }

    public static IReadOnlyList<string> Documents(string output)
        => [.. ("\n" + output).Split("\n---\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(d => string.Join('\n', d.Split('\n').Where(l => !l.StartsWith("# Source: ", StringComparison.Ordinal))).Trim('\n'))
            .Where(d => d.Length > 0)];

    /// <summary>The single chart in a folder that lives as long as the test run.</summary>
    public static string Chart()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-chart-").FullName;
        GenericChart.Single(PlatformReader.BuiltIn).Write(folder);
        return folder;
    }
}
