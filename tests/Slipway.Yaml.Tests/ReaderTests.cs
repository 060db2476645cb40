using System.Text;

namespace Slipway.Yaml.Tests;

public class ReaderTests
{
    [Fact]
    public void Keys_and_values_know_where_they_begin_and_end()
    {
        var root = (MapNode)Read("# c\nname: sleep # why\nlist:\n  - 'one'\n  - {a: 1}\ntext: |\n  x\n  y\nempty:\nlast: z\n").Documents.Single();
        Text(root.Entry("name")!.Key).ShouldBe("name");
        Text(root["name"]!).ShouldBe("sleep");
        Text(root["list"]!).ShouldBe("- 'one'\n  - {a: 1}");
        Text(((ListNode)root["list"]!).Items[0]).ShouldBe("'one'");
        Text(((ListNode)root["list"]!).Items[1]).ShouldBe("{a: 1}");
        Text(root["text"]!).ShouldBe("|\n  x\n  y");
        (root["empty"]!.At!.Line, root["empty"]!.At!.Span.Length).ShouldBe((9, 0));
        root.At!.Span.Start.ShouldBe(4);
        Text(root).ShouldEndWith("last: z");
    }

    [Fact]
    public void Places_are_right_after_characters_of_every_size()
    {
        var root = (MapNode)Read("服: \"😀\"\r\n名: 值\r\n").Documents.Single();
        Text(root.Entry("名")!.Key).ShouldBe("名");
        Text(root["名"]!).ShouldBe("值");
        Text(root["服"]!).ShouldBe("\"😀\"");
    }

    [Fact]
    public void What_ended_a_line_in_YAML_1_1_is_a_character_in_1_2()
    {
        const string text = "# x\u0085y\na: \"x\u2028y\"\nb: p\u2029q\u0085r # s\u0085t\n? |\n c\u2028d\n: \uE000\n";
        var map = (MapNode)Read(text).Documents.Single();
        map.Entries.Select(e => (e.Name, e.Value.ToString())).ShouldBe([("a", "x\u2028y"), ("b", "p\u2029q\u0085r"), ("c\u2028d\n", "\uE000")]);
        (map["b"]!.At!.Line, map["b"]!.At!.Span.Length).ShouldBe((3, 5));
        var formatted = YamlFormat.Format(new SourceText("x", text)).Text!;
        formatted.ShouldContain("# x\u0085y\n");
        formatted.ShouldContain("b: p\u2029q\u0085r # s\u0085t\n");
    }

    [Fact]
    public void Several_byte_order_marks_are_no_content()
    {
        var read = YamlReader.Read("x", Encoding.UTF8.GetBytes("\uFEFF\uFEFFname: a\n"));
        read.Diagnostics.ShouldBeEmpty();
        ((MapNode)read.Documents.Single()).Keys.ShouldBe(["name"]);
    }

    [Theory]
    [InlineData("1", ScalarKind.Integer), InlineData("-1", ScalarKind.Integer), InlineData("0x1F", ScalarKind.Integer), InlineData("0o17", ScalarKind.Integer)]
    [InlineData("1.0", ScalarKind.Float), InlineData("1e3", ScalarKind.Float), InlineData(".5", ScalarKind.Float), InlineData("-.inf", ScalarKind.Float)]
    [InlineData("true", ScalarKind.Boolean), InlineData("False", ScalarKind.Boolean), InlineData("yes", ScalarKind.String), InlineData("on", ScalarKind.String)]
    [InlineData("~", ScalarKind.Null), InlineData("null", ScalarKind.Null), InlineData("3.0.1", ScalarKind.String), InlineData("1_000", ScalarKind.String)]
    [InlineData("'1'", ScalarKind.String), InlineData("\"true\"", ScalarKind.String), InlineData("!!str 1", ScalarKind.String), InlineData("! 1", ScalarKind.String)]
    [InlineData("!!int '7'", ScalarKind.Integer), InlineData("!!float 1", ScalarKind.Float), InlineData("!!null ''", ScalarKind.Null), InlineData(".", ScalarKind.String)]
    [InlineData("+", ScalarKind.String), InlineData("1e", ScalarKind.String), InlineData("0x", ScalarKind.String), InlineData("12:30", ScalarKind.String)]
    public void Scalars_are_what_the_core_schema_says(string text, ScalarKind kind)
        => ((MapNode)Read("a: " + text).Documents.Single())["a"].ShouldBeOfType<ScalarNode>().Kind.ShouldBe(kind);

    [Theory]
    [InlineData("b: &b {x: 1, y: 2}\na: {y: 3, <<: *b}\n", """{"y":3,"x":1}""")]
    [InlineData("b: &b {x: 1, y: 2}\na: {<<: *b, y: 3}\n", """{"x":1,"y":3}""")]
    [InlineData("b: &b {x: 1}\nc: &c {x: 2, z: 4}\na: {<<: [*b, *c], w: 0}\n", """{"x":1,"z":4,"w":0}""")]
    [InlineData("a: {'<<': 1}\n", """{"<<":1}""")]
    [InlineData("b: &k key\na: {*k : 1}\n", """{"key":1}""")]
    public void Aliases_and_merge_keys_are_resolved(string text, string json) => JsonText.Write(((MapNode)Read(text).Documents.Single())["a"]!).ShouldBe(json);

    [Theory]
    [InlineData("", 0), InlineData("# only a comment\n", 0), InlineData("\n \n", 0), InlineData("---\n", 1), InlineData("a: 1\n---\nb: 2\n...\n---\nc\n", 3)]
    public void Documents_are_those_of_the_text(string text, int count) => Read(text).Documents.Count.ShouldBe(count);

    [Fact]
    public void Every_finding_is_reported_and_the_document_is_still_there()
    {
        var read = YamlReader.Read(new SourceText("t", "a: 1\na: 2\nb: *x\nc: !y z\n<<: 3\n? [d]\n: 4\ne: !!int f\n"));
        read.Diagnostics.Select(d => d.Rule.Code).ShouldBe(["SLW0003", "SLW0004", "SLW0014", "SLW0012", "SLW0013", "SLW0015"]);
        read.Diagnostics[0].Related.Single().Line.ShouldBe(1);
        JsonText.Write(read.Documents.Single()).ShouldBe("""{"a":1,"b":null,"c":"z","e":"f"}""");
    }

    [Fact]
    public void What_was_read_before_a_syntax_error_is_kept_apart()
    {
        var read = YamlReader.Read(new SourceText("t", "x: 1\n---\na: 1\nb:\n  c: [1, 2]\n  d: @\n"));
        read.HasErrors.ShouldBeTrue();
        read.Documents.Count.ShouldBe(1);
        JsonText.Write(read.Partial!).ShouldBe("""{"a":1,"b":{"c":[1,2]}}""");
    }

    [Fact]
    public void Codes_are_unique_and_both_languages_are_there()
    {
        YamlRules.All.Select(r => r.Code).ShouldBeUnique();
        YamlRules.All.ShouldAllBe(r => r.Code.StartsWith("SLW00") && r.Code.Length == 7);
        foreach (var text in YamlRules.All.SelectMany(r => new[] { r.Message, r.Help }))
        {
            text.English.ShouldNotBeEmpty();
            text.Chinese.ShouldContain(c => c >= '\u4e00', text.English);
        }
    }

    public static TheoryData<string, byte[]> Encoded => new()
    {
        { "UTF-8", "名: 值\n"u8.ToArray() },
        { "UTF-8 with mark", [0xef, 0xbb, 0xbf, .. "名: 值\n"u8] },
        { "UTF-16 LE", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("名: 值\n")] },
        { "UTF-16 BE", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes("名: 值\n")] },
        { "UTF-32 LE", [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes("名: 值\n")] },
        { "UTF-32 BE", [0, 0, 0xfe, 0xff, .. new UTF32Encoding(true, false).GetBytes("名: 值\n")] },
    };

    [Theory]
    [MemberData(nameof(Encoded))]
    public void Byte_order_marks_choose_the_encoding(string name, byte[] bytes)
        => JsonText.Write(YamlReader.Read(name, bytes).Documents.Single()).ShouldBe("""{"名":"值"}""");

    public static TheoryData<string, byte[], string, int, int> Undecodable => new()
    {
        { "GBK", [.. "a: 1\nb: "u8, 0xcb, 0xaf, 0xc3, 0xdf, (byte)'\n'], "SLW0009", 2, 5 },
        { "half UTF-16", [0xff, 0xfe, (byte)'a', 0, 0, 0xd8, (byte)'b', 0], "SLW0009", 1, 2 },
        { "odd UTF-16", [0xff, 0xfe, (byte)'a', 0, (byte)'b'], "SLW0009", 1, 2 },
        { "NUL", [.. "a: 1\nb: "u8, 0], "SLW0010", 2, 4 },
        { "bell", "a: 1\n\a: 2\n"u8.ToArray(), "SLW0010", 2, 1 },
        { "program", [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0x3e, 0], "SLW0011", 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Undecodable))]
    public void Bytes_that_are_no_text_are_told_once_with_their_place(string name, byte[] bytes, string code, int line, int column)
    {
        var finding = YamlReader.Read(name, bytes).Diagnostics.ShouldHaveSingleItem();
        (finding.Rule.Code, finding.At!.Line, finding.At.Column).ShouldBe((code, line, column));
        DiagnosticText.Write(finding).ShouldStartWith($"{name}:{line}:{column}: error {code}: ");
    }

    [Fact]
    public void Half_surrogate_pairs_in_a_text_are_control_characters()
        => YamlReader.Read(new SourceText("t", "a: 😀\nb: \ud800\n")).Diagnostics.Single().At!.Line.ShouldBe(2);

    private static YamlRead Read(string text)
    {
        var read = YamlReader.Read(new SourceText("t", text));
        read.HasErrors.ShouldBeFalse(string.Concat(read.Diagnostics.Select(d => DiagnosticText.Write(d))));
        return read;
    }

    private static string Text(Node node) => node.At!.Source.Text[node.At.Span.Start..node.At.Span.End];
}
