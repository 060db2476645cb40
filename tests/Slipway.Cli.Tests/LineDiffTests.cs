using CsCheck;

namespace Slipway.Cli.Tests;

public class LineDiffTests
{
    [Fact]
    public void A_change_is_shown_with_three_lines_around_it()
        => LineDiff.Unified("a.yaml", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n").ShouldBe("""
            --- a.yaml
            +++ a.yaml
            @@ -2,7 +2,7 @@
             2
             3
             4
            -5
            +five
             6
             7
             8

            """);

    [Fact]
    public void A_missing_line_feed_at_the_end_is_a_difference_that_is_named()
        => LineDiff.Unified("a", "x", "x\n").ShouldBe("--- a\n+++ a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n");

    [Fact]
    public void Equal_texts_have_none() => LineDiff.Unified("a", "x\n", "x\n").ShouldBeEmpty();

    [Fact]
    public void Applied_to_the_old_text_it_gives_the_new_one()
        => Gen.Select(Text, Text).Sample((before, after) => Apply(before, LineDiff.Unified("a", before, after)).ShouldBe(after), iter: 2000);

    [Fact]
    public void Thousands_of_differing_lines_take_no_time_to_speak_of()
    {
        var (before, after) = (string.Concat(Enumerable.Range(0, 20_000).Select(i => $"a{i}\n")), string.Concat(Enumerable.Range(0, 20_000).Select(i => $"b{i}\n")));
        Apply(before, LineDiff.Unified("a", before, after)).ShouldBe(after);
    }

    private static Gen<string> Text => Gen.Select(Gen.Int[0, 4].Array[0, 30], Gen.Bool, (lines, ends) => string.Join('\n', lines) + (ends && lines.Length > 0 ? "\n" : ""));

    /// <summary>What <c>patch</c> does, without any fuzz.</summary>
    private static string Apply(string before, string diff)
    {
        if (diff.Length == 0)
            return before;
        var (left, result, at) = (Lines(before), new List<string>(), 0);
        var lines = diff.Split('\n')[2..^1];
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("@@ -", StringComparison.Ordinal))
            {
                var range = lines[i][4..].Split(' ')[0].Split(',');
                var start = int.Parse(range[0]) - (range is [_, "0"] ? 0 : 1);
                result.AddRange(left[at..start]);
                at = start;
                continue;
            }
            if (lines[i][0] == '\\')
                continue;
            var line = lines[i][1..] + (i + 1 < lines.Length && lines[i + 1][0] == '\\' ? "" : "\n");
            if (lines[i][0] != '+')
                left[at++].ShouldBe(line);
            if (lines[i][0] != '-')
                result.Add(line);
        }
        return string.Concat([.. result, .. left[at..]]);
    }

    private static List<string> Lines(string text)
    {
        var parts = text.Split('\n');
        return [.. parts[..^1].Select(line => line + "\n"), .. parts[^1].Length > 0 ? [parts[^1]] : Array.Empty<string>()];
    }
}
