namespace Slipway.Yaml.Tests;

public class SafeFixesTests
{
    private static readonly Rule Wrong = new("SLW0098", Severity.Error, new("wrong `{0}`", "错误 `{0}`"), new("mend it", "请更正"));

    [Fact]
    public void Faults_that_hide_each_other_are_mended_one_after_the_other()
    {
        var done = SafeFixes.Apply(new SourceText("t", "a:1\nb:2\nc: @x\n\td: 1\n"), Read);
        done.Text.ShouldBe("a: 1\nb: 2\nc: '@x'\nd: 1\n".Replace("d: 1", "    d: 1", StringComparison.Ordinal));
        done.Applied.Select(finding => finding.Rule).ShouldContain(SyntaxRules.MissingBlank);
        done.Left.ShouldAllBe(finding => !finding.Edits.Any(edit => edit.Safe));
    }

    [Fact]
    public void Comments_and_order_stay()
        => SafeFixes.Apply(new SourceText("t", "# top\nb:1 # of b\na: 2\n"), Read).Text.ShouldBe("# top\nb: 1 # of b\na: 2\n");

    [Fact]
    public void An_edit_that_makes_it_worse_is_not_applied_and_the_others_are()
    {
        // x becomes y, which is fine; p becomes q, and each q is three errors.
        var done = SafeFixes.Apply(new SourceText("t", "x p"), text => [.. Each(text, 'x', "y"), .. Each(text, 'p', "q"), .. Each(text, 'q', null), .. Each(text, 'q', null), .. Each(text, 'q', null)]);
        done.Text.ShouldBe("y p");
        done.Applied.Single().Arguments.ShouldBe(["x"]);
        done.Left.Single().Arguments.ShouldBe(["p"]);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    [InlineData("c")]
    public void Edits_that_go_round_in_a_circle_end_in_one_place(string start)
        => SafeFixes.Apply(new SourceText("t", start), text => [.. Each(text, 'a', "b"), .. Each(text, 'b', "c"), .. Each(text, 'c', "a")]).Text.ShouldBe("a");

    [Fact]
    public void Edits_without_an_end_have_one()
        => SafeFixes.Apply(new SourceText("t", "a"), text => [.. Each(text, 'a', "aa")]).Left.ShouldNotBeEmpty();

    [Fact]
    public void Over_the_whole_suite_it_ends_is_never_worse_and_changes_nothing_the_second_time()
    {
        foreach (var test in YamlTestSuite.Cases())
        {
            var source = new SourceText(test.Id, test.Yaml);
            var done = SafeFixes.Apply(source, Read);
            SafeFixes.Apply(new SourceText(test.Id, done.Text), Read).Text.ShouldBe(done.Text, test.Id);
            var (before, after) = (YamlReader.Read(source), YamlReader.Read(new SourceText(test.Id, done.Text)));
            if (!before.HasErrors)
                after.Documents.Zip(before.Documents).ShouldAllBe(pair => Nodes.Equal(pair.First, pair.Second), test.Id);
        }
    }

    private static IReadOnlyList<Diagnostic> Read(SourceText source) => YamlReader.Read(source).Diagnostics;

    private static IEnumerable<Diagnostic> Each(SourceText text, char wrong, string? right)
    {
        if (text.Text.Length < 64)
            for (var at = text.Text.IndexOf(wrong); at >= 0; at = text.Text.IndexOf(wrong, at + 1))
            {
                var place = new Location(text, new Span(at, at + 1));
                yield return Diagnostic.Of(Wrong, place, wrong.ToString()) with { Edits = right is null ? [] : [new Edit(place, right, Safe: true)] };
            }
    }
}
