namespace Slipway.Yaml.Tests;

public class TabTests
{
    [Theory]
    [InlineData("a:\n\tb: 1\n", """{"a":{"b":1}}""")]
    [InlineData("a:\n\tb:\n  \t\tc: 1\n", """{"a":{"b":{"c":1}}}""")]
    [InlineData("a:\n\t- x\n\t- y\n", """{"a":["x","y"]}""")]
    [InlineData("a:\tb\n", """{"a":"b"}""")]
    [InlineData("a: \"x\n\ty: |\n\tz\"\nb: 1\n", """{"a":"x y: | z","b":1}""")]
    [InlineData("a: it's\n\t\"more\nb: |\n\tx\n", """{"a":"it's \"more","b":"x\n"}""")]
    [InlineData("a: {\n\tb: [\n\t\t1,\n\t\t2]\n\t}\n", """{"a":{"b":[1,2]}}""")]
    [InlineData("a: b\t# c\n\t\nd: 1\n", """{"a":"b","d":1}""")]
    [InlineData("a:\r\n\tb: 1\r\n\tc: 2\r\n", """{"a":{"b":1,"c":2}}""")]
    public void Tabs_count_to_the_next_multiple_of_four(string text, string json) => Json(text).ShouldBe(json);

    [Theory]
    [InlineData("a: |\n  x\n  \ty\n", "x\n\ty\n")]
    [InlineData("a: |\n\tx\n\t\ty\n", "x\n\ty\n")]
    [InlineData("a: |\n\tx\n    y\n\t  z\n", "x\ny\n  z\n")]
    [InlineData("a: |\n  \tx\n", "\tx\n")]
    [InlineData("a: |\n\tx\n\t\n\ty\n", "x\n\ny\n")]
    [InlineData("a: |2\n  \tx\n", "\tx\n")]
    [InlineData("a: >-\n\tx\n\ty\n", "x y")]
    [InlineData("a: | # why\n\tif x; then\n\t\ty\n\tfi\n", "if x; then\n\ty\nfi\n")]
    public void Tabs_beyond_the_indentation_of_a_block_are_content(string text, string content)
        => ((MapNode)Read(text).Documents.Single())["a"]!.ToString().ShouldBe(content);

    [Fact]
    public void A_block_in_a_list_ends_where_its_item_ends()
        => Json("a:\n\t- |\n\t\tx\n\t- y: |\n\t\t\tz\n\t  w: 1\nb: 2\n").ShouldBe("""{"a":["x\n",{"y":"z\n","w":1}],"b":2}""");

    [Fact]
    public void One_warning_names_the_first_line_and_how_many_and_mends_each()
    {
        var source = new SourceText("t", "a:\n\tb: 1\n\tc: |\n\t  x\n\t\ty\nd: 1\n");
        var read = YamlReader.Read(source);
        var warning = read.Diagnostics.ShouldHaveSingleItem();
        (warning.Rule, warning.At!.Line).ShouldBe((YamlRules.Tabs, 2));
        warning.Message(Language.English).ShouldBe("tabs in the indentation of 4 line(s), first in line 2");
        var mended = YamlReader.Read(new SourceText("t", Edits.Apply(source, warning.Edits).Text));
        mended.Diagnostics.ShouldBeEmpty();
        Nodes.Equal(mended.Documents.Single(), read.Documents.Single()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("a: \"x\n\ty\"\n"), InlineData("a: [\n\t1]\n"), InlineData("a: |\n  x\n  \ty\n"), InlineData("a: 1\n\t\nb:\t2\t\n")]
    public void Tabs_that_every_reader_takes_are_not_warned_about(string text) => Read(text).Diagnostics.ShouldBeEmpty();

    private static YamlRead Read(string text)
    {
        var read = YamlReader.Read(new SourceText("t", text));
        read.HasErrors.ShouldBeFalse(string.Concat(read.Diagnostics.Select(d => DiagnosticText.Write(d))));
        return read;
    }

    private static string Json(string text) => JsonText.Write(Read(text).Documents.Single());
}
