using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Schema.Tests;

/// <summary>Schemas that say something in vain, or that nothing can fit.</summary>
public class SchemaLintTests
{
    private static readonly Dictionary<string, string> Doubtful = new()
    {
        ["keywords without effect"] = """
            type: object
            properties:
              a: {type: integer, minLength: 2, format: email}
              b: {type: string, maximum: 3, items: {}, format: int32}
              c: {then: {type: string}, minContains: 2}
              d: {if: {type: string}}
              e: {nullable: true, enum: [a]}
              f: {type: number, exclusiveMinimum: true}
              g: {$ref: '#/properties/a', pattern: a}
              h: {type: string, contentSchema: {type: string}}
            """,
        ["unknown keywords and formats"] = """
            type: object
            propertys: {}
            port: {type: integer}
            extra: 1
            x-mine: 1
            properties:
              a: {type: string, format: datetime}
              b: {type: string, format: cron}
              c: {type: string, format: html}
            """,
        ["ranges with nothing between"] = """
            type: object
            minProperties: 9
            additionalProperties: false
            properties:
              a: {type: number, exclusiveMinimum: 3, maximum: 3}
              b: {type: integer, exclusiveMinimum: 3, exclusiveMaximum: 4}
              c: {type: number, minimum: 1, maximum: 9, multipleOf: 10}
              d: {$ref: '#/$defs/port', maximum: 1000}
              e: {type: string, minLength: 70, $ref: '#/$defs/name'}
              f: {type: array, prefixItems: [true], items: false, minItems: 2}
              g: {allOf: [{minimum: 5}, {maximum: 4}]}
              h: {$ref: '#/properties/g'}
            $defs:
              port: {type: integer, minimum: 1024}
              name: {type: string, maxLength: 63}
            """,
        ["choices that nothing takes"] = """
            properties:
              a: {type: integer, enum: [one, two]}
              b: {type: string, enum: [one, 2, null]}
              c: {type: string, maxLength: 3, const: long text}
              d: {enum: [a, b, a, 1, 1.0]}
              e: {type: [string, integer, string]}
              f: {type: string, $ref: '#/$defs/number'}
            $defs:
              number: {type: integer}
            """,
        ["keys that are required in vain"] = """
            type: object
            additionalProperties: false
            required: [name, port, prot, name]
            properties:
              name: {type: string}
              port: false
              inner: {type: object, required: [hots], properties: {host: {type: string}}}
              next: {$ref: '#/$defs/node'}
            $defs:
              node: {type: object, required: [next, value], properties: {next: {$ref: '#/$defs/node'}, value: {type: string}}}
            """,
        ["defaults and examples that do not fit"] = """
            properties:
              a: {type: integer, minimum: 1, default: 0}
              b: {type: string, default: 3.0}
              c: {type: array, items: {type: string}, default: [a, 1]}
              d: {type: object, required: [x], properties: {x: {type: string}, y: {type: integer}}, default: {y: no number}}
              e: {type: string, format: ipv4, examples: [10.0.0.1, 10.0.0.1000]}
              f: {$ref: '#/properties/a', default: -1, example: -2}
            """,
        ["regular expressions that blow up"] = """
            properties:
              a: {pattern: '^(a+)+$'}
              b: {pattern: '^\s*(.*)\s*$'}
              c: {pattern: '^([a-z0-9]|[-a-z])*;$'}
            patternProperties: {'^(x-)?([a-z]+-?)*$': true}
            """,
        ["properties that nothing can fit"] = """
            type: object
            required: [h, i, j]
            properties:
              a: {enum: []}
              b: {type: integer, enum: []}
              c: {type: integer, $ref: '#/$defs/level'}
              d: {allOf: [{$ref: '#/$defs/level'}, {enum: [middle]}]}
              e: {type: array, minItems: 3, uniqueItems: true, items: {enum: [a, b, a]}}
              f: {type: array, $ref: '#/$defs/four', prefixItems: [true], items: {type: boolean}}
              g: {oneOf: [{type: string}, {type: string, title: The same}]}
              h: {not: {}}
              i: {$ref: '#/$defs/none'}
              j: {not: true, title: Never}
              k: {oneOf: [{type: string}, {type: string}, {type: integer}]}
              l: {type: string, not: {type: [string, boolean]}}
              m: {type: boolean, anyOf: [{type: string}, {enum: [1]}, false]}
            $defs:
              level: {enum: [low, high]}
              none: {allOf: [false]}
              four: {minItems: 4, uniqueItems: true}
            """,
        ["a root that refuses everything"] = "not: {}\n",
    };

    public static TheoryData<string> Names => [.. Doubtful.Keys];

    [Theory, MemberData(nameof(Names))]
    public void What_is_doubtful_is_told_at_its_place_in_both_languages(string name)
        => Golden.Check($"{name.Replace(' ', '-')}.txt", Texts.Print(SchemaLint.Check(Texts.Yaml(Doubtful[name], "schema.yaml"))));

    [Theory]
    [InlineData("{type: [integer, string], minLength: 2, minimum: 1}")]
    [InlineData("{minLength: 2}")]
    [InlineData("{type: integer, format: int32}")]
    [InlineData("{type: integer, format: int64, multipleOf: 5, minimum: 1, maximum: 5}")]
    [InlineData("{type: number, minimum: 1.5, maximum: 1.5}")]
    [InlineData("{type: integer, exclusiveMinimum: 0, exclusiveMaximum: 2}")]
    [InlineData("{type: number, minimum: 0, exclusiveMinimum: true}")]
    [InlineData("{type: string, nullable: true, default: null}")]
    [InlineData("{type: object, required: [a], additionalProperties: {type: string}}")]
    [InlineData("{type: object, required: [a-b], patternProperties: {'^a': true}, additionalProperties: false}")]
    [InlineData("{type: object, properties: {a: {type: string, default: b}}, required: [a], default: {}}")]
    [InlineData("{type: object, required: [next], properties: {next: {anyOf: [{$ref: '#'}, {type: 'null'}]}}}")]
    [InlineData("{type: object, required: [next], properties: {next: {$ref: '#/$defs/n'}}, $defs: {n: {type: [object, 'null'], required: [next], properties: {next: {$ref: '#/$defs/n'}}}}}")]
    [InlineData("{type: array, items: {$ref: '#'}, minItems: 1}")]
    [InlineData("{type: object, properties: {a: {$ref: '#/$defs/a', description: more}}, $defs: {a: {type: string, minLength: 1}}}")]
    [InlineData("{x-order: 1, title: a, description: b, $comment: c, deprecated: true, readOnly: true, xml: {}, externalDocs: {}, discriminator: {}}")]
    [InlineData("{enum: [a, b], default: a, examples: [b]}")]
    [InlineData("{type: integer, maximum: 1e400, minimum: -1e400, multipleOf: 3}")]
    [InlineData("{minimum: 79228162514264337593543950334, maximum: 79228162514264337593543950335, multipleOf: 7}")]
    [InlineData("{properties: {a: {not: {}}, b: false, c: {not: true}}}")]
    [InlineData("{type: object, required: [a], properties: {a: {not: {required: [b]}}}}")]
    [InlineData("{type: [array, 'null'], minItems: 3, uniqueItems: true, items: {enum: [a, b]}}")]
    [InlineData("{type: array, minItems: 3, uniqueItems: true, prefixItems: [true], items: {enum: [a, b]}}")]
    [InlineData("{type: array, minItems: 3, items: {enum: [a, b]}}")]
    [InlineData("{type: array, minItems: 3, uniqueItems: true, items: {type: [boolean, 'null']}}")]
    [InlineData("{oneOf: [{type: string}, {type: string, minLength: 1}]}")]
    [InlineData("{anyOf: [{type: string}, {type: string}]}")]
    [InlineData("{type: number, not: {type: integer}}")]
    [InlineData("{type: integer, anyOf: [{type: number}, {type: string}]}")]
    [InlineData("{type: integer, enum: [1.0, 2]}")]
    [InlineData("{$defs: {level: {enum: [low, high]}}, properties: {a: {type: string, $ref: '#/$defs/level'}, b: {$ref: '#/$defs/level', not: {const: low}}}}")]
    [InlineData("true")]
    public void What_is_fine_is_not_told(string schema) => SchemaLint.Check(Texts.Yaml(schema)).Select(f => DiagnosticText.Write(f)).ShouldBeEmpty();

    [Fact]
    public void What_explodes_is_not_waited_for()
    {
        var steps = Enumerable.Range(0, 40).Select(i => ($"s{i}", (Node)Node.Map(("allOf", Node.List(Refer(i + 1), Refer(i + 1))), ("default", Node.Of(1)))));
        var schema = Node.Map(("$defs", Node.Map([.. steps, ("s40", Node.Map(("type", Node.Of("integer"))))])), ("$ref", Node.Of("#/$defs/s0")));
        SchemaLint.Check(schema).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_referred_to_twice_again_and_again_is_judged_once()
    {
        var steps = Enumerable.Range(0, 40).Select(i => ($"s{i}", (Node)Node.Map(("allOf", Node.List(Refer(i + 1), Refer(i + 1))))));
        var root = Node.Map(("$defs", Node.Map([.. steps, ("s40", Node.Map(("type", Node.Of("integer"))))])), ("$ref", Node.Of("#/$defs/s0")), ("default", Node.Of("one")));
        SchemaLint.Check(root).ShouldHaveSingleItem().Rule.ShouldBe(LintRules.DefaultRefused);
    }

    [Fact]
    public void What_takes_too_long_to_judge_is_told_as_such()
    {
        // Where unevaluated keys are asked for, what was looked at counts, and nothing is remembered.
        var steps = Enumerable.Range(0, 40).Select(i => ($"s{i}", (Node)Node.Map(("allOf", Node.List(Refer(i + 1), Refer(i + 1))))));
        var root = Node.Map(("$defs", Node.Map([.. steps, ("s40", Node.Map(("type", Node.Of("object"))))])), ("$ref", Node.Of("#/$defs/s0")),
            ("unevaluatedProperties", Node.Of(false)), ("default", Node.Map(("a", Node.Of(1)))), ("examples", Node.List(Node.Of(1), Node.Of(2), Node.Of(3))));
        SchemaLint.Check(root).Select(f => f.Rule).Distinct().ShouldHaveSingleItem().ShouldBe(LintRules.ValueUnjudged);
    }

    [Fact]
    public void A_regular_expression_that_cannot_be_judged_is_told_as_such()
        => SchemaLint.Check(Node.Map(("pattern", Node.Of("^" + string.Concat(Enumerable.Repeat("(a|", 200)) + "a" + string.Concat(Enumerable.Repeat(")*", 200)) + "$"))))
            .ShouldHaveSingleItem().Rule.ShouldBe(LintRules.PatternUnjudged);

    private static MapNode Refer(int step) => Node.Map(("$ref", Node.Of($"#/$defs/s{step}")));

    [Fact]
    public void The_schemas_of_JSON_Schema_itself_are_fine_but_for_what_they_cannot_know()
        => SchemaLint.Check(Texts.Yaml("$ref: https://json-schema.org/draft/2020-12/schema")).ShouldBeEmpty();
}
