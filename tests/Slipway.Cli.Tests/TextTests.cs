using CsCheck;

namespace Slipway.Cli.Tests;

public class TextTests
{
    private static readonly string[] Words = ["check", "the", "服务定义，", "安装。", "a", "（默认）", "long-word-here"];

    [Fact]
    public void No_text_from_outside_keeps_a_character_that_a_terminal_obeys()
        => Gen.String.Sample(text => SafeText.Lines(text).All(c => c is '\n' or '\t' || !char.IsControl(c)) && SafeText.Line(text).All(c => !char.IsControl(c)));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\u001b[31mb", "a\\x1b[31mb")]
    [InlineData("a\nb", "a\\nb")]
    [InlineData("a\u202eb", "a\\u202eb")]
    [InlineData("中文", "中文")]
    public void A_line_shows_what_it_does_not_print(string text, string shown) => SafeText.Line(text).ShouldBe(shown);

    [Fact]
    public void Wrapped_text_keeps_every_word_and_the_width()
        => Gen.Select(Gen.Int[0, Words.Length - 1].Select(i => Words[i]).Array[0, 30], Gen.Int[14, 60]).Sample((words, width) =>
        {
            var text = string.Join(' ', words);
            var lines = Columns.Wrap(text, width).ToList();
            string.Concat(lines).Replace(" ", "", StringComparison.Ordinal).ShouldBe(text.Replace(" ", "", StringComparison.Ordinal));
            lines.ShouldAllBe(line => Columns.Width(line) <= width);
        });

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("中文", 4)]
    [InlineData("a中", 3)]
    [InlineData("🚢", 2)]
    public void A_wide_character_takes_two_columns(string text, int width) => Columns.Width(text).ShouldBe(width);

    [Theory]
    [InlineData("90", 90)]
    [InlineData("90s", 90)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5400)]
    [InlineData("0", null)]
    [InlineData("", null)]
    [InlineData("5 m", null)]
    [InlineData("-5m", null)]
    [InlineData("5d", null)]
    [InlineData("999999h", null)]
    public void A_duration_is_written_as_Helm_and_kubectl_write_it(string text, int? seconds)
        => Values.Duration(text).ShouldBe(seconds is { } some ? TimeSpan.FromSeconds(some) : null);
}
