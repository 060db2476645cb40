namespace Slipway.Schema.Tests;

public class SuiteTests(ITestOutputHelper output)
{
    /// <summary>Optional cases that are not done, and why. The formats are all done.</summary>
    private static readonly Dictionary<string, string> LeftOut = new()
    {
        ["optional/cross-draft.json: refs to historic drafts"] = "only 2020-12 is read; another $schema is a warning",
        ["optional/dependencies-compatibility.json:"] = "the keyword left JSON Schema in 2019-09; it is a warning that names its successors",
    };

    [Fact]
    public void Every_required_test_of_the_suite_comes_out_as_it_says()
    {
        var cases = Suite.Cases().ToList();
        cases.Count.ShouldBeGreaterThan(1000);
        Check(cases);
    }

    [Fact]
    public void The_optional_tests_come_out_as_they_say_but_for_those_left_out_with_a_reason()
        => Check([.. Suite.Cases("optional")]);

    [Fact]
    public void The_formats_come_out_as_the_suite_says_but_for_those_left_out_with_a_reason()
        => Check([.. Suite.Cases("optional", "format")], assertFormats: true);

    [Fact]
    public void What_is_left_out_still_fails()
    {
        var failures = Suite.Failures(Suite.Cases("optional")).Concat(Suite.Failures(Suite.Cases("optional", "format"), assertFormats: true)).ToList();
        LeftOut.Keys.Where(start => !failures.Any(f => f.StartsWith(start, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    /// <summary>Prints for each file how many cases ran, passed and were left out, and why.</summary>
    private void Check(List<Suite.Case> cases, bool assertFormats = false)
    {
        var failures = Suite.Failures(cases, assertFormats);
        var wrong = Without(failures).ToList();
        foreach (var file in cases.GroupBy(c => c.File))
        {
            var (failed, unexpected) = (failures.Count(f => f.StartsWith(file.Key + ":", StringComparison.Ordinal)), wrong.Count(f => f.StartsWith(file.Key + ":", StringComparison.Ordinal)));
            var reasons = failed == unexpected ? "" : ": " + string.Join("; ", LeftOut.Where(l => l.Key.StartsWith(file.Key + ":", StringComparison.Ordinal)).Select(l => l.Value));
            output.WriteLine($"{file.Key}: {file.Count()} ran, {file.Count() - failed} passed, {failed - unexpected} left out{reasons}");
        }
        wrong.ShouldBeEmpty();
    }

    private static IEnumerable<string> Without(List<string> failures) => failures.Where(failure => !LeftOut.Keys.Any(start
        => failure.StartsWith(start, StringComparison.Ordinal)
            && (failure.EndsWith(": fits", StringComparison.Ordinal) || !failure.StartsWith("optional/format/", StringComparison.Ordinal))));
}
