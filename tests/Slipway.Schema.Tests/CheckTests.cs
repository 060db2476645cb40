using Slipway.Yaml;

namespace Slipway.Schema.Tests;

public class CheckTests
{
    private const string Model = """
        type: object
        required: [kind, containers]
        properties:
          kind: {enum: [Deployment, StatefulSet]}
          replicas: {type: integer, minimum: 0, maximum: 1000}
          containers: {type: object, additionalProperties: {$ref: '#/$defs/container'}, minProperties: 1, propertyNames: {maxLength: 63}}
        additionalProperties: false
        $defs:
          container:
            allOf: [{type: object, required: [image]}]
            properties:
              image: {type: string, pattern: '^[a-z0-9./:-]+$', minLength: 1}
              env: {type: array, items: {type: object, properties: {name: {type: string}, value: {type: [string, 'null']}}, required: [name]}}
              cpu: {anyOf: [{type: number}, {type: string, pattern: '^[0-9]+m$'}]}
            patternProperties: {'^x-': true}
            additionalProperties: false
        """;

    private const string Fitting = """
        kind: Deployment
        replicas: 3
        containers:
          main: {image: registry.example.com/web:1.0, cpu: 500m, env: [{name: A, value: b}, {name: C}], x-note: 1}
          side: {image: busybox, cpu: 0.25}
        """;

    [Fact]
    public void What_fits_costs_no_memory_beyond_the_one_run()
    {
        var (schema, value) = (Texts.Schema(Model), Texts.Yaml(Fitting));
        schema.Check(value).ShouldBeEmpty();
        var before = GC.GetAllocatedBytesForCurrentThread();
        schema.Check(value);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(300);
    }

    [Fact]
    public void A_finding_knows_its_place_in_value_and_schema()
    {
        var finding = Texts.Check(Model, Fitting.Replace("busybox", "Busy Box", StringComparison.Ordinal)).ShouldHaveSingleItem();
        finding.Keyword.ShouldBe("pattern");
        finding.InstancePointer.ShouldBe("/containers/side/image");
        finding.SchemaPointer.ShouldBe("/$defs/container/properties/image/pattern");
        finding.Diagnostic.At!.ToString().ShouldBe("value.yaml:5:17");
    }

    [Fact]
    public void A_finding_in_another_document_names_it()
    {
        var options = new SchemaOptions { BaseUri = new Uri("https://example.com/a/"), Resolve = uri => uri.AbsolutePath == "/a/b.json" ? Texts.Yaml("$defs: {c/d: {type: 'null'}}") : null };
        Texts.Schema("$ref: b.json#/$defs/c~1d", options).Check(Node.Of(1)).ShouldHaveSingleItem().SchemaPointer
            .ShouldBe("https://example.com/a/b.json#/$defs/c~1d/type");
    }

    [Fact]
    public void Findings_stand_in_the_order_of_the_text_and_each_once()
    {
        var findings = Texts.Check("allOf: [{properties: {b: {type: string}, a: {type: string}}}, {properties: {a: {type: string}}}]", "a: 1\nb: 2\n");
        findings.Select(f => f.InstancePointer).ShouldBe(["/a", "/b"]);
    }

    [Fact]
    public void Values_made_by_the_program_have_no_place_but_are_checked()
    {
        var finding = Texts.Schema(Model).Check(Node.Map(("kind", Node.Of("Deployment")), ("container", Node.Map()))).ShouldHaveSingleItem();
        finding.Diagnostic.At.ShouldBeNull();
        finding.InstancePointer.ShouldBe("/container");
    }

    [Theory]
    [InlineData("1.0", "type: integer", true)]
    [InlineData("1e3", "const: 1000", true)]
    [InlineData("0x10", "const: 16.0", true)]
    [InlineData("0o17", "maximum: 15", true)]
    [InlineData("1.00000000000000000000000000000000001", "type: integer", false)]
    [InlineData("100000000000000000000000000000000000.0", "const: 100000000000000000000000000000000000", true)]
    [InlineData("1e1000000000", "maximum: 1e999999999", false)]
    [InlineData("1e1000000000", "multipleOf: 7e5", false)]
    [InlineData("7e1000000000", "multipleOf: 7e5", true)]
    [InlineData("4.35", "multipleOf: 0.01", true)]
    [InlineData("-0.0", "enum: [0]", true)]
    [InlineData("-1e-400", "exclusiveMaximum: 0", true)]
    [InlineData(".nan", "type: number", false)]
    public void Numbers_count_by_their_mathematical_value(string value, string schema, bool fits)
        => (Texts.Check(schema, value).Count == 0).ShouldBe(fits);

    [Theory]
    [InlineData("^.$", "😀", true)]
    [InlineData("^[😀-😂]$", "😁", true)]
    [InlineData("^[^a]$", "😁", true)]
    [InlineData("^[^a]{2}$", "😁", false)]
    [InlineData("^[^😁]$", "😁", false)]
    [InlineData("^😀+$", "😀😀", true)]
    [InlineData("^\\p{Script=Han}+$", "中文", true)]
    [InlineData("^\\p{Script=Han}+$", "zhong", false)]
    [InlineData("^\\P{Lu}+$", "abc", true)]
    [InlineData("^[\\w-]+$", "a-b_c", true)]
    [InlineData("^a{2,3}$", "aaaa", false)]
    [InlineData("^a{$", "a{", true)]
    [InlineData("\\bcat\\b", "a cat.", true)]
    [InlineData("^(?<x>a)\\k<x>$", "aa", true)]
    [InlineData("^a/b\\/c$", "a/b/c", true)]
    [InlineData("^[\\]\\[]$", "[", true)]
    [InlineData("[]", "a", false)]
    [InlineData("^[^]$", "a", true)]
    [InlineData("^\\u{1F600}$", "😀", true)]
    [InlineData("^\\ud83d\\ude00$", "😀", true)]
    [InlineData("$a", "$a", false)]
    [InlineData("^x-", "x-a", true)]
    [InlineData("^abc$", "abc\n", false)]
    [InlineData("b$", "ab", true)]
    [InlineData("b", "abc", true)]
    public void Patterns_mean_what_they_mean_in_JavaScript(string pattern, string text, bool fits)
    {
        var (schema, faults) = JsonSchema.Compile(Node.Map(("pattern", Node.Of(pattern))));
        faults.ShouldBeEmpty();
        (schema.Check(Node.Of(text)).Count == 0).ShouldBe(fits);
    }

    [Fact]
    public void A_number_that_lacks_quotes_comes_with_the_edit_that_adds_them()
    {
        var edit = Texts.Check("properties: {version: {type: string}}", "version: 3.0\n").ShouldHaveSingleItem().Diagnostic.Edits.ShouldHaveSingleItem();
        edit.NewText.ShouldBe("\"3.0\"");
        edit.At.ToString().ShouldBe("value.yaml:1:10");
    }

    [Fact]
    public void A_misspelt_key_comes_with_an_edit_unless_the_right_one_is_there_too()
    {
        const string schema = "properties: {container: true}\nadditionalProperties: false";
        Texts.Check(schema, "conatiner: 1\n").ShouldHaveSingleItem().Diagnostic.Edits.ShouldHaveSingleItem().NewText.ShouldBe("container");
        Texts.Check(schema, "conatiner: 1\ncontainer: 2\n").ShouldHaveSingleItem().Diagnostic.Edits.ShouldBeEmpty();
    }
}
