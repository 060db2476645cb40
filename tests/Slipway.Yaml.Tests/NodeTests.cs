using System.Text;

namespace Slipway.Yaml.Tests;

public class NodeTests
{
    [Theory]
    [InlineData("{a: 1, b: 2}", "{b: 2, a: 1}", true)]
    [InlineData("[1, 2]", "[2, 1]", false)]
    [InlineData("1", "1.0", false)]
    [InlineData("1.0", "1.00", true)]
    [InlineData("1e3", "1000.0", true)]
    [InlineData("1.0e+400", "1.0e+401", false)]
    [InlineData("0.0", "-0.0", true)]
    [InlineData("0x10", "16", true)]
    [InlineData("'1'", "1", false)]
    [InlineData("'x'", "x", true)]
    [InlineData("~", "null", true)]
    [InlineData("True", "true", true)]
    [InlineData("{a: 1}", "{a: 1, b: 2}", false)]
    [InlineData("{a: ~}", "{}", false)]
    [InlineData("[]", "{}", false)]
    public void Equality_is_of_values(string left, string right, bool equal) => Nodes.Equal(Yaml(left), Yaml(right)).ShouldBe(equal);

    [Theory]
    [InlineData("", "{\"a/b\":{\"m~n\":[10,20]}}")]
    [InlineData("/a~1b/m~0n/1", "20")]
    [InlineData("/a~1b/m~0n/01", null)]
    [InlineData("/a~1b/m~0n/2", null)]
    [InlineData("/a~1b/m~0n/-", null)]
    [InlineData("/x/y", null)]
    [InlineData("a", null)]
    [InlineData("/a~2b", null)]
    public void Pointers_are_resolved(string pointer, string? json)
        => (JsonPointer.Resolve(Yaml("{a/b: {m~n: [10, 20]}}"), pointer) is { } found ? JsonText.Write(found) : null).ShouldBe(json);

    [Fact]
    public void A_pointer_made_from_names_gives_the_names_back()
    {
        string[] names = ["", "a/b", "~1", "~", "名"];
        JsonPointer.Parse(JsonPointer.Of(names)).ShouldBe(names);
    }

    [Theory]
    [InlineData("{\"a\": 12345678901234567890123, \"b\": 1.0, \"c\": 1e3}", "{\"a\":12345678901234567890123,\"b\":1.0,\"c\":1.0e+3}")]
    [InlineData("[null, true, \"\\u00e9\\n\", {}]", "[null,true,\"é\\n\",{}]")]
    public void JSON_keeps_every_digit(string json, string expected) => JsonText.Write(JsonText.Read(Encoding.UTF8.GetBytes(json))).ShouldBe(expected);

    [Fact]
    public void JSON_nodes_have_places_in_characters()
    {
        var source = new SourceText("t.json", "{\n  \"名\": [\"值😀\", 1]\n}");
        var root = (MapNode)JsonText.Read(Encoding.UTF8.GetBytes(source.Text), source);
        Text(root.Entry("名")!.Key).ShouldBe("\"名\"");
        Text(root["名"]!).ShouldBe("[\"值😀\", 1]");
        Text(((ListNode)root["名"]!).Items[1]).ShouldBe("1");
    }

    [Theory]
    [InlineData(""), InlineData("{"), InlineData("{\"a\":1,\"a\":2}"), InlineData("[1,]"), InlineData("1 2"), InlineData("\"\\ud800\""), InlineData("nul"), InlineData("\ufeff1")]
    public void What_is_no_JSON_is_a_format_exception(string text) => Should.Throw<FormatException>(() => JsonText.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void JSON_nested_without_end_is_a_format_exception()
        => Should.Throw<FormatException>(() => JsonText.Read(Encoding.UTF8.GetBytes(new string('[', 100_000))));

    [Theory]
    [InlineData("conatiner", "container"), InlineData("CONTAINER", "container"), InlineData("contaner", "container"), InlineData("imageName", "imagesName")]
    [InlineData("nmae", "name"), InlineData("vesrion", "version"), InlineData("x", null), InlineData("zebra", null), InlineData("", null), InlineData("arg", "args")]
    public void The_nearest_name_is_found_or_none(string wrong, string? nearest)
        => NearestName.Find(wrong, ["name", "version", "container", "containers", "imagesName", "args", "env"]).ShouldBe(nearest);

    private static Node Yaml(string text) => YamlReader.Read(new SourceText("t", text)).Documents.Single();

    private static string Text(Node node) => node.At!.Source.Text[node.At.Span.Start..node.At.Span.End];
}
