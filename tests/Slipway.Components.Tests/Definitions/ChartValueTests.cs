using Slipway.Yaml;

namespace Slipway.Components.Tests.Definitions;

/// <summary>What is said of a number with a leading zero, which Helm reads as an octal one.</summary>
public class ChartValueTests
{
    [Theory]
    [InlineData("    values: {mode: 0644}\n")]
    [InlineData("    values:\n      mode: 0644\n      deep:\n        - last: 0644\n")]
    [InlineData("    values:\n      0644: x\n")]
    public void It_is_not_called_a_decimal_one_in_a_chart_s_values(string more)
        => Read(more).ShouldBeEmpty();

    [Fact]
    public void It_is_called_one_elsewhere_in_the_file()
        => Read("    values: {mode: 0644}\nconfig:\n  defaults: {mode: 0644}\n").ShouldBe([YamlRules.LeadingZero]);

    private static IEnumerable<Rule> Read(string more)
        => ApplicationReader.Read(new SourceText("application.yaml", $"name: shop\nversion: 1.0.0\ncomponents:\n  db:\n    chart: db.tgz\n{more}")).Diagnostics
            .Select(finding => finding.Rule).Where(rule => rule == YamlRules.LeadingZero);
}
