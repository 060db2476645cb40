using System.Diagnostics;
using System.Security.Cryptography;
using Slipway.Testing;

namespace Slipway.Examples.Tests;

/// <summary>A namespace and a folder of records for one test, and the program as its users start it. Both go when the test ends.</summary>
public sealed class OnCluster : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-examples-").FullName;
    private readonly string _kubectl = TestEnvironment.Needs("kubectl");
    private readonly string _helm = TestEnvironment.Needs("helm", "SLIPWAY_HELM");

    private OnCluster()
    {
    }

    public string State => _folder;

    public string Namespace { get; } = $"examples-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";

    /// <summary>Skips the test where there is no cluster to be changed at will, or no way to give it the image.</summary>
    public static async Task<OnCluster> With(string example)
    {
        TestEnvironment.NeedsCluster();
        await TestImages.Example(example);
        return new OnCluster();
    }

    /// <summary>For examples/shop, whose images take minutes and a compiler: `dotnet dev.cs shop` made them before, of the sources as they are.</summary>
    public static async Task<OnCluster> WithShop()
    {
        TestEnvironment.NeedsCluster();
        var stamp = Path.Combine(TestEnvironment.Root, "dist", "shop", "inputs");
        Assert.SkipUnless(File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == ShopImages.Inputs(Path.Combine(TestEnvironment.Root, "examples", "shop")),
            "Needs the images of examples/shop as its sources are: dotnet dev.cs shop");
        return new OnCluster();
    }

    public Task<(int Code, string Output)> Install(string definition, string timeout) => Slipway(
        "install", definition, "-n", Namespace, "--create-namespace", "--timeout", timeout, "--yes", "--state", _folder, "--lang", "en");

    public Task<(int Code, string Output)> Uninstall(string installation) => Slipway(
        "uninstall", installation, "-n", Namespace, "--yes", "--state", _folder, "--lang", "en");

    public Task<(int Code, string Output)> Status(string installation) => Slipway("status", installation, "-n", Namespace, "--lang", "en");

    /// <summary>A definition beside the records.</summary>
    public string Write(string definition)
    {
        var file = Path.Combine(_folder, "service.yaml");
        File.WriteAllText(file, definition);
        return file;
    }

    public async Task<string> Kubectl(params string[] arguments)
    {
        var (code, output) = await Run(_kubectl, arguments);
        code.ShouldBe(0, output);
        return output;
    }

    /// <summary>Asks again until the answer satisfies, at most a minute.</summary>
    public static async Task<string> Until(Func<string, bool> satisfied, Func<Task<string>> ask)
    {
        for (var clock = Stopwatch.StartNew(); ;)
        {
            var answer = await ask();
            if (satisfied(answer))
                return answer;
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1), $"the last answer was:\n{answer}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Run(_kubectl, ["delete", "namespace", Namespace, "--ignore-not-found", "--wait=false"]);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>
    /// Where the program was built. Its copy beside the tests lacks what the shop's frameworks bring: to the program, which asks for fewer, these files are missing.
    /// </summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "..", "..", "Slipway.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "slipway.dll");

    public Task<(int Code, string Output)> Slipway(params string[] arguments) => Run("dotnet", [Program, .. arguments]);

    private async Task<(int Code, string Output)> Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = TestEnvironment.Root };
        start.Environment["SLIPWAY_HELM"] = _helm;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
