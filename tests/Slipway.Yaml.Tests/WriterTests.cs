namespace Slipway.Yaml.Tests;

public class WriterTests
{
    [Fact]
    public void Maps_lists_and_scalars_come_out_in_block_style()
    {
        var node = Node.Map(
            ("apiVersion", Node.Of("v1")),
            ("count", Node.Of(3)),
            ("ready", Node.Of(true)),
            ("nothing", Node.Null),
            ("items", Node.List(Node.Map(("name", Node.Of("a")), ("args", Node.List(Node.Of("-c"), Node.Of("echo: hi")))), Node.List(Node.Of("x"), Node.List()))),
            ("empty", Node.Map()),
            ("script", Node.Of("set -e\n\techo 1\n\nexit 0\n")));
        YamlWriter.Write(node).ShouldBe("""
            apiVersion: v1
            count: 3
            ready: true
            nothing: null
            items:
            - name: a
              args:
              - -c
              - 'echo: hi'
            - - x
              - []
            empty: {}
            script: |
              set -e
              	echo 1

              exit 0

            """.Replace("\r", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("y"), InlineData("No"), InlineData("on"), InlineData("~"), InlineData("null"), InlineData(""), InlineData("1e3"), InlineData("0x1F")]
    [InlineData("012"), InlineData("1_000"), InlineData("12:30:45"), InlineData("2001-12-14"), InlineData("="), InlineData("<<"), InlineData(" a")]
    [InlineData("a "), InlineData("a: b"), InlineData("a #b"), InlineData("a:"), InlineData("- a"), InlineData("@a"), InlineData("`a"), InlineData("%a")]
    [InlineData("*a"), InlineData("&a"), InlineData("!a"), InlineData("{a"), InlineData("[a"), InlineData("#a"), InlineData("---"), InlineData("...")]
    [InlineData("a\tb"), InlineData("\u001b[31m"), InlineData("a\u2028b"), InlineData("a\u0085b"), InlineData("\ufeffa"), InlineData("0o17"), InlineData(".5")]
    [InlineData("+1"), InlineData("1,000"), InlineData(".inf"), InlineData(".NaN"), InlineData("0b11"), InlineData("a\u202eb")]
    public void What_a_reader_could_take_for_something_else_is_quoted(string text)
    {
        var written = YamlWriter.Write(Node.Of(text));
        (written[0] is '\'' or '"').ShouldBeTrue(written);
        Nodes.Equal(YamlReader.Read(new SourceText("t", written)).Documents.Single(), Node.Of(text)).ShouldBeTrue(written);
    }

    [Theory]
    [InlineData("sleep"), InlineData("/fun/custom/sleep"), InlineData("3.0.1"), InlineData("10d"), InlineData("64Mi"), InlineData("a-b_c"), InlineData("-c")]
    [InlineData("--flag=x"), InlineData("10.0.0.1"), InlineData("http://a/b?c=d#e"), InlineData("服务"), InlineData("it's"), InlineData("v1"), InlineData("^3.0.4")]
    public void What_every_reader_takes_for_text_stays_plain(string text) => YamlWriter.Write(Node.Of(text)).ShouldBe(text + "\n");

    [Theory]
    [InlineData("1e3", "1.0e+3"), InlineData(".5", "0.5"), InlineData("+1.", "1.0"), InlineData("-007.50", "-7.50"), InlineData("1.5E-3", "1.5e-3")]
    public void Floats_are_written_so_that_old_readers_see_a_number_too(string text, string expected)
        => YamlWriter.Write(new ScalarNode(ScalarKind.Float, text)).ShouldBe(expected + "\n");
}
