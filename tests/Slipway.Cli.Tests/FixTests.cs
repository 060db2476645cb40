using Slipway.Testing;

namespace Slipway.Cli.Tests;

public class FixTests
{
    private const string Wrong = """
        # a greeter
        name: hello
        version: v1.0.0 # the first
        conatiner:
          imagesName:/examples/hello
          health:
            startupProbe:
              httpGet: {path: /started, port: "8080"}
              failureThreshold: "30"
            livenessProbe:
              httpGet: {path: /live, port: 8080}
            readinessProbe:
              httpGet: {path: /ready, port: 8080}
        replicas: 3

        """;

    [Fact]
    public async Task What_has_one_plain_correction_is_corrected_and_the_rest_told()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("service.yaml", Wrong);
        var ran = await TheProgram.Run("fix", file);
        Golden.Check("fix.txt", ran.Shown.Replace(folder.Path, "FOLDER", StringComparison.Ordinal));
        Golden.Check("fix.yaml", File.ReadAllText(file));
        var again = await TheProgram.Run("fix", file);
        again.Out.ShouldBeEmpty();
        Directory.GetFiles(folder.Path).ShouldBe([file]);
    }

    [Theory]
    [InlineData("--dry-run")]
    [InlineData("--diff")]
    public async Task Only_looking_changes_nothing(string option)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("service.yaml", Wrong);
        var ran = await TheProgram.Run("fix", file, option, "--lang", "zh");
        Golden.Check($"fix{option}.txt", ran.Shown.Replace(folder.Path, "FOLDER", StringComparison.Ordinal));
        File.ReadAllText(file).ShouldBe(Wrong);
        var json = (await TheProgram.Run("fix", file, option, "--output", "json")).Json;
        json.GetProperty("changed")[0].GetProperty("corrected").GetArrayLength().ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task A_missing_blank_after_a_colon_is_put_in_where_a_map_is_wanted_and_an_address_is_left()
    {
        using var folder = new TemporaryFolder();
        var right = File.ReadAllText(Path.Combine(Slipway.Testing.TestEnvironment.Root, "examples/hello/service.yaml"));
        var file = folder.File("service.yaml", right + "resources:\n  requests:\n    memory:64Mi\n    cpu:10m\nstorage:\n  http://example.com\n");
        (await TheProgram.Run("fix", file)).Error.ShouldContain("SLW0107");
        var text = File.ReadAllText(file);
        text.ShouldContain("    memory: 64Mi\n    cpu: 10m\n");
        text.ShouldContain("  http://example.com\n");
    }

    [Fact]
    public async Task A_backup_is_the_first_original()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("service.yaml", Wrong);
        await TheProgram.Run("fix", file, "--backup");
        File.ReadAllText(file + ".bak").ShouldBe(Wrong);
        File.WriteAllText(file, File.ReadAllText(file).Replace("container:", "containr:", StringComparison.Ordinal));
        await TheProgram.Run("fix", file, "--backup");
        File.ReadAllText(file).ShouldContain("\ncontainer:");
        File.ReadAllText(file + ".bak").ShouldBe(Wrong);
    }

    [Fact]
    public async Task Standard_input_goes_to_standard_output()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("service.yaml", Wrong);
        var ran = await TheProgram.Start("/bin/sh", [], "-c", $"'{TheProgram.Path}' fix - < '{file}'");
        ran.Out.ShouldStartWith("# a greeter\nname: hello\nversion: 1.0.0 # the first\ncontainer:\n");
        ran.Error.ShouldStartWith("<stdin>:");
    }

    [Fact]
    public async Task A_file_without_faults_keeps_its_bytes()
    {
        using var folder = new TemporaryFolder();
        var file = folder.At("service.yaml");
        var bytes = (byte[])[0xEF, 0xBB, 0xBF, .. File.ReadAllBytes(Path.Combine(TestEnvironment.Root, "examples/hello/service.yaml"))];
        File.WriteAllBytes(file, bytes);
        (await TheProgram.Run("fix", file)).ExitCode.ShouldBe(ExitCode.Done);
        File.ReadAllBytes(file).ShouldBe(bytes);
    }
}
