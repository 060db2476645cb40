using Slipway.Testing;

namespace Slipway.Cli.Tests;

public class TemplateTests
{
    private const string Hello = "examples/hello/service.yaml";

    [Fact]
    public async Task The_objects_of_several_services_are_one_stream_of_YAML()
    {
        Helm();
        var ran = await TheProgram.Run("template", Hello, "examples/sleep/service.yaml", "-n", "shop", "--trait", "replicas.count=2", "--registry", "registry.example:5000");
        ran.ExitCode.ShouldBe(ExitCode.Done);
        ran.Error.ShouldBeEmpty();
        Golden.Check("template.yaml", ran.Out);
    }

    [Fact]
    public async Task As_data_the_objects_are_JSON()
    {
        Helm();
        var objects = (await TheProgram.Run("template", Hello, "--output", "json")).Json.GetProperty("objects").EnumerateArray().ToList();
        objects.Select(o => o.GetProperty("kind").GetString()).ShouldBe(["Service", "Deployment"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_definition_with_errors_does_not_hide_the_objects_of_the_others()
    {
        Helm();
        using var folder = new TemporaryFolder();
        var ran = await TheProgram.Run("template", folder.File("service.yaml", "name: x\n"), Hello);
        ran.ExitCode.ShouldBe(ExitCode.Findings);
        ran.Out.ShouldContain("name: hello");
        ran.Error.ShouldContain("SLW01");
    }

    [Theory]
    [InlineData("SLW0300", Hello, "--trait", "replicas.count=x")]
    [InlineData("SLW0220", Hello, "--trait", "nonsense.count=3")]
    [InlineData("SLW0300", "examples/shop", "--trait", "frontend.replicas.count=x")]
    [InlineData("SLW0908", Hello, "--trait", "replicas.count=2", "--trait", "replicas.count=3")]
    [InlineData("SLW0908", "examples/shop", "--trait", "frontend.replicas.count=2", "--trait", "frontend.replicas.count=3")]
    public async Task What_options_have_wrong_leaves_nothing_that_somebody_could_apply(string code, params string[] line)
    {
        Helm();
        var ran = await TheProgram.Run(["template", .. line]);
        ran.ExitCode.ShouldNotBe(ExitCode.Done);
        ran.Out.ShouldBeEmpty();
        ran.Error.ShouldContain(code);
    }

    [Fact]
    public async Task Manifests_go_into_a_folder_only_when_somebody_agrees_and_only_once()
    {
        Helm();
        using var folder = new TemporaryFolder();
        foreach (var example in (string[])["hello", "sleep"])
            folder.File($"in/{example}.yaml", await File.ReadAllTextAsync(Path.Combine(TestEnvironment.Root, "examples", example, "service.yaml"), TestContext.Current.CancellationToken));
        string[] line = ["install", folder.At("in"), "-n", "shop", "--target", $"dir:{folder.At("out")}"];
        var asked = await TheProgram.Run(line);
        asked.ExitCode.ShouldBe(ExitCode.NeedsApproval);
        asked.Error.ShouldContain("SLW0954");
        Directory.Exists(folder.At("out")).ShouldBeFalse();
        var first = (await TheProgram.Run([.. line, "--yes", "--output", "json"])).Json;
        first.GetProperty("written").GetArrayLength().ShouldBe(3);
        (await TheProgram.Run([.. line, "--yes"])).Error.ShouldBe($"{folder.At("out")}: written 0, unchanged 3, removed 0\n");
    }

    [Theory]
    [InlineData("--context", "x")]
    [InlineData("--kubeconfig", "x")]
    [InlineData("--create-namespace")]
    public async Task A_folder_and_a_cluster_exclude_each_other(params string[] cluster)
    {
        var ran = await TheProgram.Run(["install", Hello, "--target", "dir:out", .. cluster]);
        ran.ExitCode.ShouldBe(ExitCode.Usage);
        ran.Error.ShouldContain(cluster[0]);
    }

    [Fact]
    public async Task Several_services_in_a_cluster_need_a_name_for_their_installation()
    {
        Helm();
        var ran = await TheProgram.RunWith(new() { ["KUBECONFIG"] = "/nonexistent" }, "install", "examples", "--yes");
        ran.Error.ShouldContain("--installation");
    }

    [Theory]
    [InlineData("install", Hello, "--yes")]
    [InlineData("uninstall", "hello", "--yes")]
    [InlineData("status", "hello")]
    [InlineData("logs", "hello")]
    [InlineData("history", "hello")]
    public async Task A_kubeconfig_that_is_missing_is_an_error_and_never_a_folder(params string[] line)
    {
        Helm();
        using var folder = new TemporaryFolder();
        using var cache = new TemporaryFolder();
        var ran = await TheProgram.RunWith(
            new() { ["KUBECONFIG"] = "", ["HOME"] = folder.Path, ["XDG_STATE_HOME"] = folder.Path, ["XDG_CACHE_HOME"] = cache.Path }, line);
        ran.ExitCode.ShouldBe(ExitCode.Refused);
        ran.Out.ShouldBeEmpty();
        ran.Error.ShouldContain("SLW04");
        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    private static void Helm() => TestEnvironment.Needs("helm", "SLIPWAY_HELM");
}
