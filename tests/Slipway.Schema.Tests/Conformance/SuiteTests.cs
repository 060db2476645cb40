namespace Slipway.Schema.Tests;

public class SuiteTests
{
    /// <summary>What is not done, and why.</summary>
    private static readonly Dictionary<string, string> LeftOut = new()
    {
    };

    [Fact]
    public void Every_required_test_of_the_suite_comes_out_as_it_says()
    {
        var cases = Suite.Cases().ToList();
        cases.Count.ShouldBeGreaterThan(1000);
        Suite.Failures(cases).ShouldBeEmpty();
    }

    [Fact]
    public void The_optional_tests_come_out_as_they_say_but_for_those_left_out_with_a_reason()
        => Without(Suite.Failures(Suite.Cases("optional"))).ShouldBeEmpty();

    [Fact]
    public void The_formats_come_out_as_the_suite_says_but_for_those_left_out_with_a_reason()
        => Without(Suite.Failures(Suite.Cases("optional", "format"), assertFormats: true)).ShouldBeEmpty();

    private static IEnumerable<string> Without(List<string> failures)
        => failures.Where(failure => !LeftOut.Keys.Any(start => failure.StartsWith(start, StringComparison.Ordinal)));
}
