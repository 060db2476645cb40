using CsCheck;
using Slipway.Yaml;

namespace Slipway.Schema.Tests;

public class DefaultTests
{
    private static string Effective(string schema, string values) => JsonText.Write(ConfigReadTests.Read(schema).Effective(Texts.Yaml(values)));

    [Fact]
    public void Defaults_fill_what_is_absent()
        => Effective(ConfigReadTests.Shop, "{}").ShouldBe(
            """{"port":8080,"logLevel":"info","tls":{"enabled":false},"upstreams":[{"host":"a.example","weight":1}]}""");

    [Fact]
    public void Defaults_never_touch_what_is_said()
        => Effective(ConfigReadTests.Shop, "{port: 1, logLevel: null, tls: {enabled: true}, upstreams: [{weight: 5}, x], database: {host: db}, more: 1}").ShouldBe(
            """{"port":1,"logLevel":null,"tls":{"enabled":true},"upstreams":[{"weight":5},"x"],"database":{"host":"db","user":"app"},"more":1}""");

    [Theory]
    [InlineData("{properties: {a: {type: object, required: [x], properties: {x: {type: string}, y: {default: 1}}}}}", "{}")]
    [InlineData("{properties: {a: {type: object, required: [y], properties: {x: {type: string}, y: {default: 1}}}}}", "{\"a\":{\"y\":1}}")]
    [InlineData("{properties: {a: {type: object, default: {x: b}, required: [x], properties: {x: {type: string}, y: {default: 1}}}}}", "{\"a\":{\"x\":\"b\",\"y\":1}}")]
    [InlineData("{properties: {v: {type: integer, default: 1}, next: {$ref: '#'}}}", "{\"v\":1}")]
    public void An_absent_map_is_made_when_all_that_it_requires_has_defaults(string schema, string expected) => Effective(schema, "{}").ShouldBe(expected);

    [Fact]
    public void Defaults_reach_into_lists_and_into_maps_of_any_key()
        => Effective("{properties: {l: {type: array, items: {$ref: '#/$defs/e'}}, m: {type: object, additionalProperties: {$ref: '#/$defs/e'}}}, $defs: {e: {type: object, properties: {p: {default: 1}}}}}",
            "{l: [{}, {p: 2}], m: {x: {}}}").ShouldBe("""{"l":[{"p":1},{"p":2}],"m":{"x":{"p":1}}}""");

    [Fact]
    public void What_needs_no_default_is_the_same_value()
    {
        var (schema, values) = (ConfigReadTests.Read("properties: {a: {type: integer}}"), Texts.Yaml("a: 1\n"));
        schema.Effective(values).ShouldBeSameAs(values);
    }

    private static readonly string[] Names = ["a", "b", "c"];

    private static Gen<string> Name => Gen.Int[0, Names.Length - 1].Select(i => Names[i]);

    private static Gen<Node> Value(int depth) => depth == 0
        ? Gen.OneOf(Gen.Long[0, 3].Select(n => (Node)Node.Of(n)), Gen.Const((Node)Node.Null), Gen.Bool.Select(b => (Node)Node.Of(b)))
        : Gen.OneOf(Value(0), Value(depth - 1).List[0, 3].Select(l => (Node)new ListNode(l)), Gen.Select(Name, Value(depth - 1)).List[0, 3].Select(Map));

    private static Node Map(List<(string, Node)> entries) => Node.Map(entries.DistinctBy(e => e.Item1));

    private static Gen<Node> Schema(int depth) => Gen.Select(Value(2), Gen.Int[0, 9], depth == 0 ? Gen.Const(Node.Map()) : Gen.Select(Name, Schema(depth - 1)).List[0, 3].Select(l => (MapNode)Map(l)), Name)
        .Select((value, kind, inner, name) => (Node)(kind switch
        {
            0 => Node.Map(("$ref", Node.Of("#"))),
            1 => Node.Map(("$ref", Node.Of("#/$defs/a")), ("properties", inner)),
            2 => Node.Map(("items", inner.Entries.Count > 0 ? inner.Entries[0].Value : Node.Map()), ("default", value)),
            3 => Node.Map(("additionalProperties", inner.Entries.Count > 0 ? inner.Entries[0].Value : Node.Map()), ("default", value)),
            4 => Node.Map(("default", value)),
            5 => Node.Map(("type", Node.Of("object")), ("properties", inner), ("default", value)),
            6 => Node.Map(("type", Node.Of("object")), ("properties", inner), ("required", Node.List(Node.Of(name)))),
            7 => Node.Map(("allOf", Node.List(Node.Map(("properties", inner)), Node.Map(("$ref", Node.Of("#/$defs/a")))))),
            _ => Node.Map(("type", Node.Of("object")), ("properties", inner)),
        }));

    private static Gen<Node> Root => Gen.Select(Schema(2), Schema(2), Schema(1)).Select((a, b, shared)
        => (Node)Node.Map(("properties", Node.Map(("a", a), ("b", b))), ("$defs", Node.Map(("a", shared)))));

    [Fact]
    public void Filling_in_twice_is_filling_in_once_and_keeps_every_value_given()
        => Gen.Select(Root, Value(3)).Sample((text, values) =>
        {
            var schema = ConfigSchema.Read(text).Schema;
            if (schema is null || values is not MapNode given)
                return;
            var once = schema.Effective(given);
            Nodes.Equal(schema.Effective(once), once).ShouldBeTrue();
            Keeps(given, once).ShouldBeTrue();
        }, iter: 10_000);

    /// <summary>Maps may only grow; everything else stays.</summary>
    private static bool Keeps(Node before, Node after) => (before, after) switch
    {
        (MapNode a, MapNode b) => a.Entries.All(e => b[e.Name] is { } value && Keeps(e.Value, value)),
        (ListNode a, ListNode b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(p => Keeps(p.First, p.Second)),
        _ => Nodes.Equal(before, after),
    };
}
