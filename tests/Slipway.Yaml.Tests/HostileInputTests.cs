using System.Text;

namespace Slipway.Yaml.Tests;

/// <summary>Input made to exhaust a reader: bounded by counts, since a clock on a busy machine proves nothing.</summary>
public class HostileInputTests
{
    [Theory]
    [InlineData("["), InlineData("{a: "), InlineData("- "), InlineData("? "), InlineData("[\n"), InlineData("&a [")]
    public void Deep_nesting_stops_at_the_limit(string piece)
    {
        var read = YamlReader.Read(new SourceText("deep", string.Concat(Enumerable.Repeat(piece, 100_000))));
        read.Diagnostics[^1].Rule.ShouldBe(YamlRules.TooDeep);
        read.Documents.ShouldBeEmpty();
    }

    [Fact]
    public void Nesting_up_to_the_limit_is_read_and_written()
    {
        var text = new string('[', YamlReader.DepthLimit) + new string(']', YamlReader.DepthLimit);
        var document = YamlReader.Read(new SourceText("deep", text)).Documents.Single();
        Nodes.Equal(YamlReader.Read(new SourceText("deep", YamlWriter.Write(document))).Documents.Single(), document).ShouldBeTrue();
    }

    [Fact]
    public void A_billion_laughs_stay_few()
    {
        var text = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (var i = 1; i < 12; i++)
            text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        var read = YamlReader.Read(new SourceText("bomb", text.ToString()));
        read.Diagnostics.Select(d => d.Rule).ShouldBe([YamlRules.TooManyAliases]);
        Count(read.Documents.Single()).ShouldBeLessThan(2 * YamlReader.AliasLimit);
    }

    [Fact]
    public void Aliases_inside_aliases_do_not_pass_the_depth_limit()
    {
        var text = new StringBuilder("- &a0 [x]\n");
        for (var i = 1; i < 5_000; i++)
            text.Append($"- &a{i} [*a{i - 1}]\n");
        var read = YamlReader.Read(new SourceText("chain", text.ToString()));
        read.Diagnostics.ShouldContain(d => d.Rule == YamlRules.TooDeep);
        Depth(read.Documents.Single()).ShouldBeLessThanOrEqualTo(YamlReader.DepthLimit);
    }

    [Theory]
    [InlineData("&a [*a]"), InlineData("a: &a {b: *a}"), InlineData("&a {<<: *a}"), InlineData("- &a\n  - &b\n    - *a\n    - *b\n")]
    public void An_anchor_inside_itself_is_a_finding(string text)
        => YamlReader.Read(new SourceText("loop", text)).Diagnostics.ShouldContain(d => d.Rule == YamlRules.RecursiveAlias);

    [Fact]
    public void Ten_megabytes_are_read()
    {
        var text = new StringBuilder();
        while (text.Length < 10_000_000)
            text.Append("- name: sleep\n  image: fun/custom/sleep\n  args: [a, b, c]\n");
        var read = YamlReader.Read(new SourceText("large", text.ToString()));
        read.Diagnostics.ShouldBeEmpty();
        ((ListNode)read.Documents.Single()).Items.Count.ShouldBe(text.Length / 58 + (text.Length % 58 == 0 ? 0 : 1));
    }

    [Fact]
    public void One_map_of_many_keys_finds_its_duplicates()
    {
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"k{i}: {i}\n")) + "k5: again\n";
        YamlReader.Read(new SourceText("wide", text)).Diagnostics.ShouldHaveSingleItem().At!.Line.ShouldBe(100_001);
    }

    /// <summary>Each of these once cost the square of its length, or could have.</summary>
    [Theory]
    [InlineData("a", " \t"), InlineData("a: |\n", " \t\n"), InlineData("", "a: |\n"), InlineData(" a: |\n", "|\n"), InlineData("a: b\n", "\n"), InlineData("[", "[],")]
    public void Two_hundred_thousand_repetitions_are_no_trouble(string head, string piece)
        => YamlReader.Read(new SourceText("many", head + string.Concat(Enumerable.Repeat(piece, 200_000)))).Diagnostics.ShouldAllBe(d => d.At != null);

    [Fact]
    public void Every_key_twice_is_a_finding_each()
    {
        var keys = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"k{i}: {i}\n"));
        YamlReader.Read(new SourceText("twice", keys + keys)).Diagnostics.Count.ShouldBe(20_000);
    }

    [Fact]
    public void More_than_the_limit_is_refused_unread()
    {
        YamlReader.Read("huge", new byte[YamlReader.SizeLimit + 1]).Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(YamlRules.TooLarge);
        YamlReader.Read(new SourceText("huge", new string('a', YamlReader.SizeLimit + 1))).Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(YamlRules.TooLarge);
    }

    [Theory]
    [InlineData('\t'), InlineData('\n'), InlineData('"'), InlineData('\''), InlineData('!'), InlineData('&'), InlineData('#'), InlineData('-'), InlineData('9')]
    public void A_million_times_one_character_is_no_trouble(char c)
    {
        var read = YamlReader.Read(new SourceText("same", new string(c, 1_000_000)));
        read.Diagnostics.ShouldAllBe(d => d.At != null);
        foreach (var finding in read.Diagnostics)
            DiagnosticText.Write(finding).Length.ShouldBeLessThan(2_000);
    }

    private static int Count(Node node) => 1 + (node switch
    {
        MapNode map => map.Entries.Sum(e => Count(e.Value)),
        ListNode list => list.Items.Sum(Count),
        _ => 0,
    });

    private static int Depth(Node node) => node switch
    {
        MapNode { Count: > 0 } map => 1 + map.Entries.Max(e => Depth(e.Value)),
        ListNode { Items.Count: > 0 } list => 1 + list.Items.Max(Depth),
        _ => 0,
    };
}
