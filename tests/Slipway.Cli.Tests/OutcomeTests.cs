using Slipway.Yaml;

namespace Slipway.Cli.Tests;

public class OutcomeTests
{
    private static Diagnostic Finding(int code, Severity severity = Severity.Error)
        => Diagnostic.Of(new Rule($"SLW{code:0000}", severity, new("", ""), new("", "")), (Location?)null);

    [Theory]
    [InlineData(0)]
    [InlineData(1, 1)]
    [InlineData(1, 101, 230)]
    [InlineData(3, 101, 401)]
    [InlineData(4, 501, 401)]
    [InlineData(2, 101, 901)]
    [InlineData(3, 955 + 20)]
    public void The_gravest_error_decides_the_exit_code(int expected, params int[] codes)
        => Outcome.Of([.. codes.Select(code => Finding(code))]).ExitCode.ShouldBe(expected);

    [Fact]
    public void Warnings_and_informations_fail_nothing()
        => Outcome.Of(Finding(101, Severity.Warning), Finding(401, Severity.Information)).ExitCode.ShouldBe(ExitCode.Done);

    [Fact]
    public void What_needs_somebody_to_approve_has_a_code_of_its_own()
    {
        Outcome.Of(ProgramRules.NeedsApproval, "x").ExitCode.ShouldBe(ExitCode.NeedsApproval);
        Outcome.Of(ProgramRules.Interrupted).ExitCode.ShouldBe(130);
    }
}
