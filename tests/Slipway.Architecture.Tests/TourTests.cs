using System.Diagnostics;
using System.Text.RegularExpressions;
using Slipway.Testing;

namespace Slipway.Architecture.Tests;

/// <summary>What the READMEs show as the program's output is what the program prints.</summary>
public partial class TourTests
{
    [Theory]
    [InlineData("README.md", "en")]
    [InlineData("README.zh.md", "zh")]
    public async Task The_tour_of_the_README_is_real(string page, string language)
    {
        var helm = TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        var shown = Shown(File.ReadAllText(Path.Combine(TestEnvironment.Root, page))).ToList();
        shown.Count.ShouldBe(3);
        foreach (var (command, output) in shown)
        {
            var printed = await Run(command.Split(' '), helm, language);
            // Three dots end what is shown of a long output.
            if (output.EndsWith("\n…", StringComparison.Ordinal))
                printed.ShouldStartWith(output[..^1]);
            else
                printed.TrimEnd().ShouldBe(output);
        }
    }

    private static IEnumerable<(string Command, string Output)> Shown(string page)
        => Example().Matches(page).Select(match => (match.Groups[1].Value.Split(" #")[0].Trim(), match.Groups[2].Value.TrimEnd()));

    /// <summary>In the root; where the tour checks a definition with typing errors, in a folder that has one.</summary>
    private static async Task<string> Run(string[] arguments, string helm, string language)
    {
        var folder = arguments.Contains("service.yaml") ? WithTypingErrors() : TestEnvironment.Root;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "slipway.dll"), .. arguments, "--lang", language])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SLIPWAY_HELM"] = helm;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (folder != TestEnvironment.Root)
            Directory.Delete(folder, recursive: true);
        return output + await error;
    }

    private static string WithTypingErrors()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-tour-").FullName;
        var text = File.ReadAllText(Path.Combine(TestEnvironment.Root, "examples", "hello", "service.yaml"));
        File.WriteAllText(Path.Combine(folder, "service.yaml"), text
            .Replace("version: 1.0.0", "version: 1.0", StringComparison.Ordinal)
            .Replace("livenessProbe", "livenesProbe", StringComparison.Ordinal));
        return folder;
    }

    [GeneratedRegex(@"^\$ slipway ((?:check|template) [^\n]*)\n(.*?)(?=\n\n\$ |\n```)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();
}
