using System.Text;
using Slipway.Testing;

namespace Slipway.Yaml.Tests;

/// <summary>The formatter over the YAML project's own test suite: every way there is to write something.</summary>
public class FormatSuiteTests
{
    [Fact]
    public void What_can_be_read_is_formatted_without_a_change_of_meaning_and_only_once()
    {
        var (report, formatted) = (new StringBuilder(), 0);
        foreach (var test in YamlTestSuite.Cases())
        {
            var source = new SourceText(test.Id, test.Yaml);
            var read = YamlReader.Read(source);
            if (read.HasErrors)
                continue;
            var result = YamlFormat.Format(source);
            if (result.Text is not { } text)
            {
                report.Append($"{test.Id} {test.Name}\n    {result.Diagnostics.Single().Arguments[1]}\n{test.Yaml}\n");
                continue;
            }
            formatted++;
            var again = YamlReader.Read(new SourceText(test.Id, text));
            again.Documents.Count.ShouldBe(read.Documents.Count, test.Id);
            again.Documents.Zip(read.Documents).ShouldAllBe(pair => Nodes.Equal(pair.First, pair.Second), test.Id);
            var second = YamlFormat.Format(new SourceText(test.Id, text)).Text;
            if (second != text)
                report.Append($"{test.Id} NOT IDEMPOTENT\n{test.Yaml}\n--1\n{text}\n--2\n{second}\n");
        }
        Golden.Check("format-suite.txt", $"{formatted} cases formatted. Left as they are:\n\n{report}");
    }

    [Fact]
    public void How_the_cases_look_afterwards()
    {
        var report = new StringBuilder();
        foreach (var test in YamlTestSuite.Cases())
            if (YamlFormat.Format(new SourceText(test.Id, test.Yaml)).Text is { } text && text != test.Yaml)
                report.Append($"=== {test.Id} {test.Name}\n{test.Yaml}--- formatted\n{text}");
        Golden.Check("format-suite-look.txt", report.ToString());
    }
}
