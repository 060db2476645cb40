using System.Diagnostics;
using Slipway.Testing;

namespace Slipway.Cli.Tests;

/// <summary>The commands that go to a cluster.</summary>
public class ClusterTests
{
    private const string Hello = "examples/hello/service.yaml";

    [Fact]
    public async Task From_install_to_uninstall_every_command_tells_the_same_story()
    {
        await using var place = await Place.Make();
        var installed = await place.Run("install", Hello, "--create-namespace", "--yes", "--timeout", "90s", "--output", "json");
        installed.ExitCode.ShouldBe(ExitCode.Done, installed.Error);
        installed.Json.GetProperty("outcome").GetString().ShouldBe("succeeded");
        installed.Json.GetProperty("components")[0].GetProperty("workloads")[0].GetProperty("isReady").GetBoolean().ShouldBeTrue();

        var again = await place.Run("install", Hello, "--yes");
        again.ExitCode.ShouldBe(ExitCode.Done);
        again.Error.ShouldContain("hello: unchanged (revision 1)");

        var status = await place.Run("status", "hello", "--output", "json");
        status.ExitCode.ShouldBe(ExitCode.Done);
        status.Json.GetProperty("isReady").GetBoolean().ShouldBeTrue();
        status.Json.GetProperty("components")[0].GetProperty("pods").GetArrayLength().ShouldBe(1);
        (await place.Run("status", "hello")).Out.ShouldContain("Deployment hello");

        (await place.Run("logs", "hello", "--output", "json")).Json.GetProperty("lines").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Array);

        var runs = (await place.Run("history", "hello", "--output", "json")).Json.GetProperty("runs").EnumerateArray().ToList();
        runs.Select(run => run.GetProperty("outcome").GetString()).ShouldBe(["unchanged", "succeeded"]);
        runs[1].GetProperty("command").GetString()!.ShouldStartWith($"slipway install {Hello}");
        (await place.Run("history", "show", "hello", "latest", "--output", "json")).Json.GetProperty("events").GetArrayLength().ShouldBeGreaterThan(1);
        (await place.Run("history", "verify", "hello", "--receipt")).ExitCode.ShouldBe(ExitCode.Done);

        (await place.Run("uninstall", "hello")).ExitCode.ShouldBe(ExitCode.NeedsApproval);
        (await place.Run("uninstall", "hello", "--yes")).ExitCode.ShouldBe(ExitCode.Done);
        (await place.Run("status", "hello")).ExitCode.ShouldBe(ExitCode.Refused);
    }

    [Fact]
    public async Task An_image_that_does_not_exist_is_told_and_taken_back()
    {
        await using var place = await Place.Make();
        var file = place.Folder.File("service.yaml", (await File.ReadAllTextAsync(Path.Combine(TestEnvironment.Root, Hello), TestContext.Current.CancellationToken))
            .Replace("/examples/hello", "localhost:1/no/such-image", StringComparison.Ordinal));
        var ran = await place.Run("install", file, "--create-namespace", "--yes", "--timeout", "60s", "--output", "json");
        ran.ExitCode.ShouldBe(ExitCode.RunFailed);
        ran.Json.GetProperty("outcome").GetString().ShouldBe("failed");
        ran.Error.ShouldContain("such-image");
        (await place.Run("status", "hello")).ExitCode.ShouldBe(ExitCode.Refused);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_run_with_130_and_says_what_is_left()
    {
        await using var place = await Place.Make();
        var file = place.Folder.File("service.yaml", (await File.ReadAllTextAsync(Path.Combine(TestEnvironment.Root, Hello), TestContext.Current.CancellationToken))
            .Replace("/health/ready", "/never/ready", StringComparison.Ordinal));
        var ran = await TheProgram.Interrupted(
            "0 of 1 ready", "install", file, "-n", place.Namespace, "--create-namespace", "--yes", "--state", place.Folder.At("state"));
        ran.ExitCode.ShouldBe(ExitCode.Interrupted, ran.Error);
        ran.Error.ShouldContain("SLW0515");
        (await place.Run("history", "hello", "--output", "json")).Json.GetProperty("runs")[0].GetProperty("outcome").GetString().ShouldBe("interrupted");
        (await place.Run("uninstall", "hello", "--yes")).ExitCode.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task A_missing_namespace_is_refused_before_anything_is_sent()
    {
        await using var place = await Place.Make();
        var ran = await place.Run("install", Hello, "--yes");
        ran.ExitCode.ShouldBe(ExitCode.Refused);
        ran.Error.ShouldContain("--create-namespace");
    }

    /// <summary>A namespace of the test's own, gone afterwards.</summary>
    private sealed class Place : IAsyncDisposable
    {
        public TemporaryFolder Folder { get; } = new();

        public string Namespace { get; } = $"cli-{Guid.NewGuid():n}"[..20];

        public static async Task<Place> Make()
        {
            TestEnvironment.NeedsCluster();
            TestEnvironment.Needs("helm", "SLIPWAY_HELM");
            TestEnvironment.Needs("kubectl");
            await TestImages.Example("hello");
            return new Place();
        }

        public Task<Ran> Run(string command, params string[] more)
            => TheProgram.Run([command, .. more, "-n", Namespace, "--state", Folder.At("state")]);

        public async ValueTask DisposeAsync()
        {
            using var delete = Process.Start(TestEnvironment.Needs("kubectl"), ["delete", "namespace", Namespace, "--ignore-not-found", "--wait=false"]);
            await delete.WaitForExitAsync(CancellationToken.None);
            Folder.Dispose();
        }
    }
}
