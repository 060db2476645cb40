using System.Diagnostics;
using CsCheck;
using Slipway.Yaml;

namespace Slipway.Schema.Tests;

/// <summary>Schemas and values that somebody made to hurt.</summary>
public class HostileTests
{
    private static readonly string[] Keywords =
    [
        "$ref", "$dynamicRef", "$id", "$anchor", "$dynamicAnchor", "$defs", "$schema", "type", "enum", "const", "multipleOf", "maximum", "exclusiveMinimum",
        "maxLength", "minLength", "pattern", "maxItems", "uniqueItems", "contains", "minContains", "maxContains", "minProperties", "required",
        "dependentRequired", "dependentSchemas", "properties", "patternProperties", "additionalProperties", "propertyNames", "items", "prefixItems",
        "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "unevaluatedProperties", "unevaluatedItems", "format", "a", "definitions",
    ];

    private static readonly string[] Strings =
    [
        "", "a", "b", "string", "integer", "object", "array", "#", "#/", "#a", "#/properties/a", "#/$defs/a", "a#a", "/a", "http://a/b", "urn:a:b", "%", "[a-z]+", "(a+)+$",
        "^\\p{L}", "[^\\w-]", "\\", "(?<a>b)\\k<a>", "date-time", "uri", "ipv6", "duration", "\ud83d\ude00", "\ud83d", "0", "~1", "https://json-schema.org/draft/2020-12/schema",
    ];

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static readonly Gen<Node> Scalar = Gen.OneOf(
        OneOf(Strings).Select(t => (Node)Node.Of(t)),
        Gen.Bool.Select(b => (Node)Node.Of(b)),
        Gen.Long[-3, 5].Select(n => (Node)Node.Of(n)),
        OneOf("1.0", "1e400", "-1e-400", "1e99999999999999999999", ".inf", ".nan", "0.1", "-0.0", "nonsense", "123456789012345678901234567890").Select(t => (Node)new ScalarNode(ScalarKind.Float, t)),
        OneOf("0x10", "0o17", "+1", "00", "0x", "zz").Select(t => (Node)new ScalarNode(ScalarKind.Integer, t)),
        Gen.Const(Node.Null).Select(n => (Node)n));

    private static Gen<Node> Tree(int depth) => depth == 0 ? Scalar : Gen.OneOf(
        Scalar,
        Tree(depth - 1).List[0, 4].Select(items => (Node)new ListNode(items)),
        Gen.Select(OneOf(Keywords), Tree(depth - 1)).List[0, 5].Select(entries => (Node)Map(entries)));

    private static MapNode Map(List<(string, Node)> entries) => Node.Map(entries.DistinctBy(e => e.Item1));

    private static Gen<Node> Schema(int depth) => Gen.Select(OneOf(Keywords), depth == 0 ? Tree(1) : Gen.OneOf(Schema(depth - 1), Tree(2)))
        .List[1, 6].Select(entries => (Node)Map([.. entries.Select(e => (e.Item1, Fit(e.Item1, e.Item2)))]));

    /// <summary>Most keywords get the shape they want, else hardly anything of a schema would run.</summary>
    private static Node Fit(string keyword, Node value) => keyword switch
    {
        "allOf" or "anyOf" or "oneOf" or "prefixItems" => Node.List(value, value),
        "properties" or "$defs" or "dependentSchemas" or "definitions" => Node.Map(("a", value)),
        "patternProperties" => Node.Map(("^a", value)),
        _ => value,
    };

    [Fact]
    public void Neither_compiling_nor_checking_ever_throws()
        => Gen.Select(Schema(3), Tree(3), Gen.Bool).Sample((schema, value, asserts) =>
        {
            var (compiled, faults) = JsonSchema.Compile(schema, new SchemaOptions { AssertFormats = asserts, Resolve = _ => value });
            foreach (var diagnostic in compiled.Check(value).Select(f => f.Diagnostic).Concat(faults))
            {
                diagnostic.Message(Language.English).ShouldNotBeEmpty();
                diagnostic.Help(Language.Chinese).ShouldNotBeEmpty();
            }
        }, iter: 20_000);

    [Fact]
    public void Nesting_of_any_depth_is_survived()
    {
        Node schema = Node.Of(true);
        Node value = Node.Of(1);
        for (var i = 0; i < 20_000; i++)
            (schema, value) = (Node.Map(("items", schema)), Node.List(value));
        JsonSchema.Compile(schema).Schema.Check(value).ShouldHaveSingleItem().Diagnostic.Rule.ShouldBe(SchemaRules.TooDeep);
    }

    [Fact]
    public void A_dynamic_reference_in_a_circle_ends()
        => Check("$dynamicAnchor: a\n$dynamicRef: '#a'", Node.Of(1)).ShouldBe(SchemaRules.TooDeep);

    [Fact]
    public void A_schema_that_doubles_at_each_step_ends()
    {
        var steps = Enumerable.Range(0, 40).Select(i => ($"s{i}", (Node)Node.Map(("allOf", Node.List(Refer(i + 1), Refer(i + 1))))));
        var schema = Node.Map(("$defs", Node.Map([.. steps, ("s40", Node.Map(("type", Node.Of("integer"))))])), ("$ref", Node.Of("#/$defs/s0")));
        var watch = Stopwatch.StartNew();
        JsonSchema.Compile(schema).Schema.Check(Node.Of(1)).ShouldHaveSingleItem().Diagnostic.Rule.ShouldBe(SchemaRules.TooMuchWork);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    private static MapNode Refer(int step) => Node.Map(("$ref", Node.Of($"#/$defs/s{step}")));

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^([a-z]+)*$")]
    [InlineData("(x+x+)+y")]
    public void A_pattern_that_would_never_end_is_answered_in_linear_time(string pattern)
    {
        var schema = JsonSchema.Compile(Node.Map(("pattern", Node.Of(pattern)))).Schema;
        var watch = Stopwatch.StartNew();
        schema.Check(Node.Of(new string('a', 5_000) + new string('x', 5_000) + "!")).ShouldHaveSingleItem().Diagnostic.Rule.ShouldBe(SchemaRules.PatternDiffers);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_pattern_that_cannot_be_answered_in_time_is_said_to_be_one()
        => Check(@"pattern: '^(a+)+\1$'", Node.Of(new string('a', 5_000) + "!")).ShouldBe(SchemaRules.TooMuchWork);

    [Fact]
    public void Thousands_of_findings_are_cut_off()
        => JsonSchema.Compile(Texts.Yaml("items: {type: string}")).Schema.Check(new ListNode(Enumerable.Range(0, 5_000).Select(i => Node.Of(i)))).Count.ShouldBe(1_000);

    [Fact]
    public void A_schema_can_be_used_by_many_threads()
    {
        var schema = Texts.Schema("$dynamicAnchor: n\ntype: object\nproperties: {next: {$dynamicRef: '#n'}, name: {pattern: '^[a-z]+$'}}\nunevaluatedProperties: false");
        var (good, bad) = (Texts.Yaml("next: {next: {name: abc}}"), Texts.Yaml("next: {next: {name: ABC}}"));
        var counts = Enumerable.Range(0, 2_000).AsParallel().Select(i => schema.Check(i % 2 == 0 ? good : bad).Count).ToList();
        counts.Sum().ShouldBe(1_000);
    }

    private static Rule Check(string schema, Node value) => JsonSchema.Compile(Texts.Yaml(schema)).Schema.Check(value).ShouldHaveSingleItem().Diagnostic.Rule;
}
