using Slipway.Schema.Cel;
using Slipway.Yaml;

namespace Slipway.Schema.Tests.Cel;

/// <summary>Which types a schema declares, and how values of documents become values of expressions.</summary>
public class CelSchemaTests
{
    [Theory]
    [InlineData("type: string", "string")]
    [InlineData("{type: string, format: date-time}", "timestamp")]
    [InlineData("{type: string, format: date}", "timestamp")]
    [InlineData("{type: string, format: duration}", "duration")]
    [InlineData("{type: string, format: byte}", "bytes")]
    [InlineData("{type: string, format: hostname}", "string")]
    [InlineData("type: integer", "int")]
    [InlineData("type: number", "double")]
    [InlineData("type: boolean", "bool")]
    [InlineData("type: [string, 'null']", "string")]
    [InlineData("type: [string, integer]", "dyn")]
    [InlineData("{type: string, nullable: true}", "string")]
    [InlineData("x-kubernetes-int-or-string: true", "dyn")]
    [InlineData("{}", "dyn")]
    [InlineData("true", "dyn")]
    [InlineData("enum: [a, b]", "string")]
    [InlineData("enum: [1, b]", "dyn")]
    [InlineData("const: 5", "int")]
    [InlineData("{type: array, items: {type: integer}}", "list(int)")]
    [InlineData("type: array", "list(dyn)")]
    [InlineData("type: object", "map(string, dyn)")]
    [InlineData("{type: object, additionalProperties: {type: array, items: {type: number}}}", "map(string, list(double))")]
    [InlineData("{type: object, additionalProperties: true}", "map(string, dyn)")]
    [InlineData("{properties: {a: {type: string}}}", "object.value")]
    [InlineData("$ref: '#/$defs/port'", "int")]
    [InlineData("$ref: '#/$defs/missing'", "dyn")]
    [InlineData("$ref: '#/$defs/endless'", "list(dyn)")]
    public void A_schema_declares_a_type(string schema, string type)
    {
        var root = $"properties: {{value: {{{Texts.Yaml(schema) switch { MapNode map => JsonText.Write(map)[1..^1], var other => "\"allOf\": [" + JsonText.Write(other) + "]" }}}}}}\n"
            + "$defs: {port: {type: integer}, endless: {type: array, items: {$ref: '#/$defs/endless'}}}";
        CelExpression.Compile("self.value", CelEnvironment.For(Texts.Yaml(root))).Expression.ShouldNotBeNull().Type.ToString().ShouldBe(type);
    }

    [Fact]
    public void A_schema_may_refer_to_itself_below_its_properties()
    {
        var environment = CelEnvironment.For(Texts.Yaml("properties: {name: {type: string}, next: {$ref: '#'}, all: {type: array, items: {$ref: '#'}}}"));
        var (expression, _) = CelExpression.Compile("self.next.next.name == 'x' && self.all.all(a, has(a.name))", environment);
        expression.ShouldNotBeNull().EvaluateBool(Texts.Yaml("next: {next: {name: x}}\nall: [{name: a}]")).ShouldBe(true);
    }

    [Theory]
    [InlineData("my-key", "my__dash__key")]
    [InlineData("a.b/c", "a__dot__b__slash__c")]
    [InlineData("two__parts", "two__underscores__parts")]
    [InlineData("_x_", "_x_")]
    [InlineData("namespace", "__namespace__")]
    [InlineData("true", "__true__")]
    [InlineData("a___b", "a__underscores___b")]
    [InlineData("1a", null)]
    [InlineData("a b", null)]
    [InlineData("größe", null)]
    [InlineData("", null)]
    public void A_key_is_written_as_kubernetes_has_it(string key, string? name) => FieldNames.Escape(key).ShouldBe(name);

    [Theory]
    [InlineData("self.i == 5", "i: 5.0", true)]
    [InlineData("self.i == 16", "i: 0x10", true)]
    [InlineData("self.i == 1", "i: 1.5", null)]
    [InlineData("self.i == 1", "i: 99999999999999999999", null)]
    [InlineData("self.i == 1", "i: one", null)]
    [InlineData("self.d == 5.0", "d: 5", true)]
    [InlineData("self.d > 1e300", "d: .inf", true)]
    [InlineData("self.s == '5'", "s: 5", null)]
    [InlineData("self.b", "b: true", true)]
    [InlineData("self.b", "b: yes", null)]
    [InlineData("self.t == timestamp('2026-03-01T07:30:00Z')", "t: '2026-03-01T08:30:00+01:00'", true)]
    [InlineData("self.t == timestamp('2026-03-01T00:00:00Z')", "t: '2026-03-01'", true)]
    [InlineData("self.t == timestamp('2026-03-01T00:00:00Z')", "t: soon", null)]
    [InlineData("self.p == duration('90m')", "p: 1h30m", true)]
    [InlineData("self.p == duration('36h')", "p: P1DT12H", true)]
    [InlineData("self.p == duration('1h')", "p: P1M", null)]
    [InlineData("self.y == b'hi'", "y: aGk=", true)]
    [InlineData("self.y == b'hi'", "y: '***'", null)]
    [InlineData("has(self.s)", "s: null", false)]
    [InlineData("self.any == 1 || self.any == 'a'", "any: a", true)]
    [InlineData("self.any.x[0] == 1.5", "any: {x: [1.5]}", true)]
    [InlineData("self.any == null", "any: null", null)]
    [InlineData("self.m.k == null", "m: {k: null}", true)]
    [InlineData("'a' in self.m && self.m.size() == 1", "m: {a: 1}", true)]
    [InlineData("self == {'i': 1}", "i: 1\nother: 2", null)]
    public void A_value_of_the_document_is_read_by_its_type(string rule, string document, bool? holds)
    {
        var schema = """
            properties:
              i: {type: integer}
              d: {type: number}
              s: {type: string}
              b: {type: boolean}
              t: {type: string, format: date-time}
              p: {type: string, format: duration}
              y: {type: string, format: byte}
              m: {type: object}
              any: {}
            """;
        CelExpression.Compile(rule, CelEnvironment.For(Texts.Yaml(schema))).Expression?.EvaluateBool(Texts.Yaml(document)).ShouldBe(holds);
    }

    [Fact]
    public void Several_variables_are_values_of_several_schemas()
    {
        var environment = CelEnvironment.For(Texts.Yaml("type: integer")).With("limit", Texts.Yaml("type: integer")).With("name", CelType.String);
        var expression = CelExpression.Compile("self < limit && name == 'x'", environment).Expression.ShouldNotBeNull();
        expression.Evaluate(new Dictionary<string, Node> { ["self"] = Node.Of(1), ["limit"] = Node.Of(2), ["name"] = Node.Of("x") }).Bool.ShouldBe(true);
        expression.Evaluate(Node.Of(1)).Error.ShouldNotBeNull().Message(Language.English).ShouldContain("no such attribute: limit");
    }

    [Fact]
    public void A_rule_about_a_change_sees_the_value_before()
    {
        var environment = CelEnvironment.ForChanges(Texts.Yaml("properties: {size: {type: integer}}"));
        var rule = CelExpression.Compile("self.size >= oldSelf.size", environment, CelType.Bool).Expression.ShouldNotBeNull();
        rule.Evaluate(Texts.Yaml("size: 2"), Texts.Yaml("size: 1")).Bool.ShouldBe(true);
        rule.Evaluate(Texts.Yaml("size: 1"), Texts.Yaml("size: 2")).Bool.ShouldBe(false);
    }

    [Fact]
    public void A_list_or_map_of_the_document_keeps_its_place()
    {
        var document = Texts.Yaml("a: 1\nlist:\n  - {b: 1}\n");
        var environment = CelEnvironment.For(Texts.Yaml("properties: {list: {type: array, items: {properties: {b: {type: integer}}}}}"));
        var value = CelExpression.Compile("self.list[0]", environment).Expression!.Evaluate(document).Value.ShouldNotBeNull();
        value.Node.ShouldNotBeNull().At!.Line.ShouldBe(3);
    }

    [Fact]
    public void A_wrapper_admits_null_and_its_values()
    {
        var environment = CelEnvironment.Empty.With("x", CelType.Wrapper(CelType.Int));
        CelExpression.Compile("x == null || x + 1 == 2", environment).Findings.ShouldBeEmpty();
        CelExpression.Compile("x == 'a'", environment).Findings.ShouldHaveSingleItem().Message(Language.English).ShouldBe("found no matching overload for '_==_' applied to '(wrapper(int), string)'");
    }
}
