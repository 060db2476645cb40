using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Schema.Tests;

/// <summary>Schemas that are themselves wrong.</summary>
public class SchemaFaultTests
{
    private static readonly Dictionary<string, string> Cases = new()
    {
        ["keywords with the wrong kind of value"] = """
            type: strnig
            minimum: one
            maxLength: -1
            required: name
            uniqueItems: yes please
            multipleOf: 0
            enum: a
            allOf: []
            properties: [a]
            items: 3
            pattern: 4
            """,
        ["patterns"] = """
            properties:
              a: {pattern: '(a'}
              b: {pattern: '[a'}
              c: {pattern: 'a**'}
              d: {pattern: '\Z'}
              e: {pattern: '(?i)a'}
              f: {pattern: '[z-a]'}
            patternProperties: {'+': true}
            """,
        ["references"] = """
            properties:
              a: {$ref: '#/$defs/missing'}
              b: {$ref: 'https://example.com/other.json'}
              c: {$dynamicRef: '#nowhere'}
            """,
        ["loops"] = """
            $defs:
              a: {allOf: [{$ref: '#/$defs/b'}]}
              b: {$ref: '#/$defs/a'}
              c: {properties: {again: {$ref: '#/$defs/c'}}}
            """,
        ["ranges"] = "minimum: 3\nmaximum: 2.5\nminLength: 2\nmaxLength: 1\nminItems: 2\nmaxItems: 1\nminProperties: 2\nmaxProperties: 1",
        ["names"] = """
            $defs:
              a: {$id: 'a#b'}
              b: {$anchor: '1'}
              c: {$anchor: same}
              d: {$anchor: same}
              e: {$id: 'https://example.com/e'}
              f: {$id: 'https://example.com/e'}
            """,
        ["unknown keywords"] = "requierd: [a]\nadditionalProperites: false\nx-slipway: {reload: hot}\nnullable: true\ndependencies: {}\n",
        ["unknown dialect"] = "$schema: http://json-schema.org/draft-04/schema#\ntype: string\n",
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_fault_of_a_schema_is_told_at_its_place_in_both_languages(string name)
    {
        var (_, findings) = JsonSchema.Compile(Texts.Yaml(Cases[name], "schema.yaml"));
        findings.ShouldNotBeEmpty();
        Golden.Check($"schema-{name.Replace(' ', '-')}.txt", Texts.Print(findings));
    }

    [Fact]
    public void A_required_vocabulary_that_is_not_known_is_an_error()
    {
        var metaschema = Texts.Yaml("$vocabulary: {'https://example.com/vocab': true, 'https://json-schema.org/draft/2020-12/vocab/core': true}");
        var options = new SchemaOptions { Resolve = uri => uri.AbsoluteUri == "https://example.com/dialect" ? metaschema : null };
        var (_, findings) = JsonSchema.Compile(Texts.Yaml("$schema: https://example.com/dialect"), options);
        findings.ShouldHaveSingleItem().Rule.ShouldBe(SchemaFaults.UnknownVocabulary);
        Golden.Check("schema-unknown-vocabulary.txt", Texts.Print(findings));
    }

    [Fact]
    public void Something_that_is_no_schema_is_told_and_lets_everything_pass()
    {
        var (schema, findings) = JsonSchema.Compile(Node.Of("text"));
        findings.ShouldHaveSingleItem().Rule.ShouldBe(SchemaFaults.NoSchema);
        schema.Check(Node.Of(1)).ShouldBeEmpty();
    }

    [Fact]
    public void A_faulty_keyword_is_left_out_and_the_others_count()
    {
        var (schema, findings) = JsonSchema.Compile(Texts.Yaml("minimum: one\nmaximum: 5"));
        findings.Count.ShouldBe(1);
        schema.Check(Node.Of(4)).ShouldBeEmpty();
        schema.Check(Node.Of(6)).ShouldHaveSingleItem().Keyword.ShouldBe("maximum");
    }

    [Fact]
    public void A_schema_of_schemas_has_no_faults_and_finds_those_of_others()
    {
        var schema = Texts.Schema("$ref: https://json-schema.org/draft/2020-12/schema");
        schema.Check(Texts.Yaml("{type: object, properties: {a: {type: [string, 'null']}}}")).ShouldBeEmpty();
        schema.Check(Texts.Yaml("{properties: {a: {minLength: -1}}}")).ShouldHaveSingleItem().InstancePointer.ShouldBe("/properties/a/minLength");
    }

    [Fact]
    public void The_format_vocabulary_of_2020_12_is_known_too()
        => Texts.Schema("$ref: https://json-schema.org/draft/2020-12/meta/format-assertion").Check(Texts.Yaml("format: 3")).ShouldHaveSingleItem();
}
