namespace Slipway.Yaml.Tests;

public class FormatTests
{
    [Theory]
    [InlineData("a:   1\nb :  2\n", "a: 1\nb: 2\n")]
    [InlineData("a:\n    b:\n        c: 1\n", "a:\n  b:\n    c: 1\n")]
    [InlineData("a:\n- 1\n-   2\n", "a:\n  - 1\n  - 2\n")]
    [InlineData("a:\n- - 1\n  - 2\n", "a:\n  - - 1\n    - 2\n")]
    [InlineData("-\n  a: 1\n  b: 2\n", "- a: 1\n  b: 2\n")]
    [InlineData("a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n")]
    [InlineData("a:\n\tb: 1\n", "a:\n  b: 1\n")]
    [InlineData("a: 1   \n\n\n\nb: 2", "a: 1\n\nb: 2\n")]
    [InlineData("\n\na: 1\n\n", "a: 1\n")]
    [InlineData("a: [ 1,2 , 3 ]\n", "a: [1, 2, 3]\n")]
    [InlineData("a: { x : 1,y: 2 }\n", "a: {x: 1, y: 2}\n")]
    [InlineData("a: {\n x: 1,\n y: [1,\n  2] }\n", "a:\n  x: 1\n  y:\n    - 1\n    - 2\n")]
    [InlineData("a: 'x'\nb: \"y\"\nc: z\n", "a: 'x'\nb: \"y\"\nc: z\n")]
    [InlineData("a:\n  - \n    - 1\n", "a:\n  - - 1\n")]
    [InlineData("a:\nb: ~\n", "a:\nb: ~\n")]
    [InlineData("", "")]
    [InlineData("{\"a\":1,\n\"b\":[]}\n", "{\n  \"a\": 1,\n  \"b\": []\n}\n")]
    public void White_space_has_one_form(string written, string formatted) => Format(written).ShouldBe(formatted);

    [Theory]
    [InlineData("a: 1# no\nb: 2   # yes\n#c\n  #d\n", "a: 1# no\nb: 2 # yes\n#c\n#d\n")]
    [InlineData("a:    # of a\n    b: 1\n    # end of a\nc: 2\n", "a: # of a\n  b: 1\n  # end of a\nc: 2\n")]
    [InlineData("a:\n- 1\n# of b\nb: 2\n", "a:\n  - 1\n# of b\nb: 2\n")]
    [InlineData("a:\n  - 1\n  # of the list\nb: 2\n", "a:\n  - 1\n  # of the list\nb: 2\n")]
    [InlineData("a: [1, # one\n  2, # two\n  # end\n]\n", "a:\n  - 1 # one\n  - 2 # two\n  # end\n")]
    [InlineData("a:\n  # before\n  text\n", "a:\n  # before\n  text\n")]
    [InlineData("a: | # of the text\n   # text\n# of b\nb: 1\n", "a: | # of the text\n  # text\n# of b\nb: 1\n")]
    [InlineData("# top\n\n\n# second\na: 1\n\n# last\n", "# top\n\n# second\na: 1\n\n# last\n")]
    [InlineData("- # of the item\n  a: 1\n", "- # of the item\n  a: 1\n")]
    [InlineData("a: [ # nothing\n ]\n", "a: [] # nothing\n")]
    public void Comments_stay_where_they_belong(string written, string formatted) => Format(written).ShouldBe(formatted);

    [Theory]
    [InlineData("a: |\n      x\n       y\n\n      z\nb: 1\n", "a: |\n  x\n   y\n\n  z\nb: 1\n")]
    [InlineData("a:\n    b: |-\n     x  \n     \ty\n", "a:\n  b: |-\n    x  \n    \ty\n")]
    [InlineData("a: |4\n      x\n    y\n", "a: |2\n    x\n  y\n")]
    [InlineData("a: |+\n    x\n\n\n\nb: 1\n", "a: |+\n  x\n\n\n\nb: 1\n")]
    [InlineData("a: >\n    x\n    y\n\n      z\n", "a: >\n  x\n  y\n\n    z\n")]
    [InlineData("a: |\n    no line feed at the end", "a: |-\n  no line feed at the end\n")]
    [InlineData("a: |\n    x\n\n\n\nb: 1\n", "a: |\n  x\n\nb: 1\n")]
    [InlineData("a: |\r\n    x\r\n    y\r\n", "a: |\n  x\n  y\n")]
    public void A_block_of_text_moves_as_a_whole(string written, string formatted) => Format(written).ShouldBe(formatted);

    [Theory]
    [InlineData("%YAML 1.2\n---\na:   1\n...\n---  # second\nb: 2\n", "%YAML 1.2\n---\na: 1\n...\n--- # second\nb: 2\n")]
    [InlineData("a: &x   { b: 1 }\nc:  *x\nd: !!str   1\n", "a: &x {b: 1}\nc: *x\nd: !!str 1\n")]
    [InlineData("a:   &x\n    b: 1\n", "a: &x\n  b: 1\n")]
    [InlineData("*x : 1\n", null)]
    [InlineData("&x a: 1\nb: { *x : 2 }\n", "&x a: 1\nb: {*x : 2}\n")]
    [InlineData("<<: &x\n    a: 1\n", "<<: &x\n  a: 1\n")]
    public void Documents_anchors_and_tags_survive(string written, string? formatted) => Format(written).ShouldBe(formatted);

    [Theory]
    [InlineData("a: [1\n", "SLW0021")]
    [InlineData("a: 1\na: 2\n", "SLW0003")]
    [InlineData("a: b: c\n", "SLW0024")]
    public void What_cannot_be_read_is_refused_with_the_place(string written, string code)
    {
        var result = YamlFormat.Format(new SourceText("t", written));
        result.Text.ShouldBeNull();
        result.Diagnostics.ShouldContain(finding => finding.Rule.Code == code && finding.At != null);
    }

    [Fact]
    public void What_would_not_mean_the_same_is_left_alone_and_said()
    {
        var result = YamlFormat.Format(new SourceText("t", "%FOO bar\n---\na:   1\n"));
        result.Text.ShouldBeNull();
        result.Diagnostics.Single().Rule.ShouldBe(YamlRules.NotFormatted);
    }

    [Fact]
    public void A_format_of_its_own_has_its_spellings_and_its_brackets()
    {
        var layout = new OfTheTest();
        YamlFormat.Format(new SourceText("t", "Name: {A: 1}\nkept: {NAME: 2}\nlist: [{a: 1}]\nscalars: [1, 2]\n"), layout).Text
            .ShouldBe("name:\n  A: 1\nkept: {NAME: 2}\nlist:\n  - a: 1\nscalars: [1, 2]\n");
        YamlFormat.Format(new SourceText("t", "Name: 1\nname: 2\n"), layout).Text.ShouldBe("Name: 1\nname: 2\n");
    }

    private sealed class OfTheTest : YamlLayout
    {
        public override string? Spelling(IReadOnlyList<string> path, string key) => path.Count == 0 && key.Equals("name", StringComparison.OrdinalIgnoreCase) ? "name" : null;

        public override bool KeepsFlow(IReadOnlyList<string> path) => path is ["kept", ..];
    }

    private static string? Format(string written)
    {
        var text = YamlFormat.Format(new SourceText("t", written)).Text;
        if (text is not null)
            YamlFormat.Format(new SourceText("t", text)).Text.ShouldBe(text);
        return text;
    }
}
