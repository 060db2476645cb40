using System.Text;
using Slipway.Testing;

namespace Slipway.Components.Tests;

public class HelmApartTests
{
    /// <summary>Else Ctrl-C ends a Helm in the middle of an upgrade, and the operator reads that Helm failed.</summary>
    [Fact]
    public async Task A_helm_that_changes_something_is_not_in_the_group_that_the_terminal_interrupts()
    {
        var shell = new HelmProgram(TestEnvironment.Needs("sh"), "");
        const string group = "cut -d' ' -f5 /proc/$$/stat";
        var own = await shell.Run(["-c", group], cancellation: TestContext.Current.CancellationToken);
        var apart = await shell.RunApart(["-c", group + "; echo $$; cat; echo said >&2; exit 3"], Encoding.UTF8.GetBytes("in"), null, TestContext.Current.CancellationToken);
        own.Succeeded.ShouldBeTrue(own.Error);
        var lines = Encoding.UTF8.GetString(apart.Output).Split('\n');
        lines[0].ShouldBe(lines[1]);
        lines[0].ShouldNotBe(Encoding.UTF8.GetString(own.Output).Trim());
        lines[2].ShouldBe("in");
        (apart.Error, apart.ExitCode).ShouldBe(("said\n", 3));
    }

    [Fact]
    public async Task One_that_is_interrupted_before_it_is_apart_is_started_again()
    {
        var shell = new HelmProgram(TestEnvironment.Needs("sh"), "");
        var first = Path.GetTempFileName();
        var result = await shell.RunApart(["-c", $"test -e {first} && {{ rm {first}; kill -INT $$; }}; echo again"], null, null, TestContext.Current.CancellationToken);
        (Encoding.UTF8.GetString(result.Output), result.ExitCode).ShouldBe(("again\n", 0));
        var said = await shell.RunApart(["-c", "echo something; kill -INT $$"], null, null, TestContext.Current.CancellationToken);
        (Encoding.UTF8.GetString(said.Output), said.ExitCode).ShouldBe(("something\n", 130));
    }
}
