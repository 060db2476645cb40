using Slipway.Testing;

namespace Slipway.Cli.Tests;

public class HelmSearchTests
{
    private const string Hello = "examples/hello/service.yaml";

    [Fact]
    public async Task Without_Helm_the_error_says_what_needs_it_and_where_it_is_looked_for()
    {
        using var folder = new TemporaryFolder();
        Assert.SkipWhen(File.Exists(Path.Combine(Path.GetDirectoryName(TheProgram.Path)!, "helm")), "There is a helm beside the program.");
        var ran = await TheProgram.RunWith(new() { ["SLIPWAY_HELM"] = null, ["XDG_CACHE_HOME"] = folder.Path }, "template", Hello);
        ran.ExitCode.ShouldBe(ExitCode.Refused);
        ran.Error.ShouldContain("`slipway template` needs Helm 4.1.4");
        ran.Error.ShouldContain(Path.Combine(folder.Path, "slipway", "helm-4.1.4", "helm"));
    }

    [Fact]
    public async Task A_Helm_in_the_cache_is_found()
    {
        using var folder = new TemporaryFolder();
        Program(folder, "slipway/helm-4.1.4/helm", "echo v4.1.4; [ \"$1\" = version ]");
        Assert.SkipWhen(File.Exists(Path.Combine(Path.GetDirectoryName(TheProgram.Path)!, "helm")), "There is a helm beside the program.");
        var ran = await TheProgram.RunWith(new() { ["SLIPWAY_HELM"] = null, ["XDG_CACHE_HOME"] = folder.Path }, "template", Hello);
        ran.Error.ShouldNotContain("SLW095");
    }

    [Theory]
    [InlineData("echo v3.22.0", "SLW0952", "3.22.0")]
    [InlineData("echo v4.0.5", "SLW0952", "4.0.5")]
    [InlineData("echo v5.0.0", "SLW0952", "5.0.0")]
    [InlineData("echo I am no Helm", "SLW0953", "I am no Helm")]
    [InlineData("echo broken >&2; exit 1", "SLW0953", "broken")]
    public async Task A_Helm_outside_the_tested_range_is_refused_with_what_was_found(string script, string code, string found)
    {
        using var folder = new TemporaryFolder();
        var helm = Program(folder, "helm", script);
        var ran = await TheProgram.Run("template", Hello, "--helm", helm);
        ran.ExitCode.ShouldBe(ExitCode.Refused);
        ran.Error.ShouldContain(code);
        ran.Error.ShouldContain(found);
        ran.Error.ShouldContain(helm);
    }

    [Fact]
    public async Task A_Helm_is_asked_for_its_version_once_and_again_when_it_is_another()
    {
        using var folder = new TemporaryFolder();
        var log = folder.File("log", "");
        var helm = Program(folder, "helm", $"echo \"$1\" >> {log}; echo v4.1.4; [ \"$1\" = version ]");
        Dictionary<string, string?> environment = new() { ["XDG_CACHE_HOME"] = folder.At("cache") };
        string[] command = ["template", Hello, "--helm", helm];
        await TheProgram.RunWith(environment, command);
        await TheProgram.RunWith(environment, command);
        (await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken)).Count(line => line == "version").ShouldBe(1);
        Program(folder, "helm", "echo v3.0.0");
        (await TheProgram.RunWith(environment, command)).Error.ShouldContain("SLW0952");
    }

    [Theory]
    [InlineData("")]
    [InlineData("v")]
    [InlineData("\t\t\t\n4.9\t0\t0\t/x")]
    public async Task A_cache_of_versions_that_is_damaged_or_cannot_be_written_is_none(string text)
    {
        using var folder = new TemporaryFolder();
        var helm = Program(folder, "helm", "echo v4.1.4; [ \"$1\" = version ]");
        folder.File("cache/slipway/helm-versions", text);
        folder.File("file", "");
        foreach (var cache in new[] { folder.At("cache"), folder.At("file") })
            (await TheProgram.RunWith(new() { ["XDG_CACHE_HOME"] = cache }, "template", Hello, "--helm", helm)).Error.ShouldNotContain("SLW095");
    }

    [Fact]
    public async Task A_name_that_leads_nowhere_is_never_replaced_by_another_Helm()
    {
        (await TheProgram.Run("template", Hello, "--helm", "/nonexistent/helm")).Error.ShouldContain("--helm names");
        (await TheProgram.RunWith(new() { ["SLIPWAY_HELM"] = "/nonexistent/helm" }, "template", Hello)).Error.ShouldContain("SLIPWAY_HELM names");
    }

    [Fact]
    public void The_version_that_is_looked_for_is_the_one_that_is_pinned()
    {
        using var pin = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(TestEnvironment.Root, "eng", "helm.json")));
        pin.RootElement.GetProperty("version").GetString().ShouldBe(HelmSearch.Pinned);
    }

    private static string Program(TemporaryFolder folder, string name, string script) => TestProgram.Script(folder.At(name), script);
}
