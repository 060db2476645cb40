using Slipway.Testing;

namespace Slipway.Cli.Tests;

public class StreamTests
{
    [Fact]
    public async Task Output_and_errors_into_one_file_stand_one_after_the_other()
    {
        using var folder = new TemporaryFolder();
        var file = folder.At("both");
        var bash = TestEnvironment.Needs("bash");
        var ran = await TheProgram.Start(bash, [], "-c", $"({TheProgram.Path} --version; {TheProgram.Path} explain SLW0901; {TheProgram.Path} chek; {TheProgram.Path} --version) > {file} 2>&1");
        ran.ShouldBe(new Ran(0, "", ""));
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        lines[0].ShouldStartWith("slipway ");
        lines[1].ShouldStartWith("error SLW0901");
        Array.FindLastIndex(lines, line => line.StartsWith("error SLW0902", StringComparison.Ordinal)).ShouldBeInRange(lines.Length - 3, lines.Length - 2);
        lines[^1].ShouldBe(lines[0]);
    }

    [Fact]
    public async Task A_reader_that_has_seen_enough_is_no_error()
    {
        var bash = TestEnvironment.Needs("bash");
        var ran = await TheProgram.Start(bash, [], "-c", $"{TheProgram.Path} explain | true; echo ${{PIPESTATUS[0]}}");
        ran.ShouldBe(new Ran(0, "0\n", ""));
    }

    [Fact]
    public async Task A_full_disk_is_told()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full, a device that is always full.");
        var bash = TestEnvironment.Needs("bash");
        var ran = await TheProgram.Start(bash, [], "-c", $"{TheProgram.Path} explain > /dev/full");
        ran.ExitCode.ShouldBe(ExitCode.Refused);
        ran.Error.ShouldContain("SLW0958");
    }
}
