
namespace Slipway.Schema.Tests;

/// <summary>OpenAPI 3.0's own forms, read wherever no <c>$schema</c> says otherwise.</summary>
public class OpenApi30Tests
{
    [Theory]
    [InlineData("{type: string, nullable: true}", "null", true)]
    [InlineData("{type: string, nullable: false}", "null", false)]
    [InlineData("{type: string, nullable: true}", "1", false)]
    [InlineData("{nullable: true, enum: [a]}", "null", false)]
    [InlineData("{type: integer, minimum: 1, exclusiveMinimum: true}", "1", false)]
    [InlineData("{type: integer, minimum: 1, exclusiveMinimum: true}", "2", true)]
    [InlineData("{type: integer, minimum: 1, exclusiveMinimum: false}", "1", true)]
    [InlineData("{type: number, maximum: 1, exclusiveMaximum: true}", "1.0", false)]
    [InlineData("{type: number, maximum: 1, exclusiveMaximum: true}", "0.999", true)]
    [InlineData("{exclusiveMinimum: true}", "0", true)]
    [InlineData("{type: integer, minimum: 1, exclusiveMinimum: 3}", "2", false)]
    [InlineData("{type: integer, format: int32}", "2147483648", false)]
    [InlineData("{type: integer, format: int64}", "9223372036854775808", false)]
    [InlineData("{type: number, format: float}", "1e39", false)]
    [InlineData("{type: number, format: float}", "-3.4028234e38", true)]
    [InlineData("{type: number, format: double}", "1e309", false)]
    [InlineData("{type: string, format: byte}", "c2xpcA==", true)]
    [InlineData("{type: string, format: byte}", "'***'", false)]
    [InlineData("{type: string, format: password}", "any", true)]
    [InlineData("{type: string, format: binary}", "any", true)]
    public void Its_keywords_mean_what_they_mean_there(string schema, string value, bool fits)
    {
        var (compiled, faults) = JsonSchema.Compile(Texts.Yaml(schema), new SchemaOptions { AssertFormats = true });
        faults.ShouldBeEmpty();
        (compiled.Check(Texts.Yaml(value)).Count == 0).ShouldBe(fits);
    }

    [Fact]
    public void A_schema_that_names_its_dialect_has_none_of_them()
    {
        var (_, faults) = JsonSchema.Compile(Texts.Yaml("$schema: https://json-schema.org/draft/2020-12/schema\ntype: string\nnullable: true\nminimum: 1\nexclusiveMinimum: true\n"));
        faults.Select(f => f.Rule).ShouldBe([SchemaFaults.OldKeyword, SchemaFaults.WrongKeyword]);
    }

    [Fact]
    public void Places_are_those_of_the_authors_text()
    {
        var finding = Texts.Schema("type: object\nproperties:\n  a: {type: integer, minimum: 1, exclusiveMinimum: true}\n").Check(Texts.Yaml("a: 1\n")).ShouldHaveSingleItem();
        finding.SchemaPointer.ShouldBe("/properties/a/minimum");
        finding.SchemaAt!.ToString().ShouldBe("schema.yaml:3:22");
        finding.Diagnostic.Related.ShouldBeEmpty();
        finding.WithSchemaPlace().Related.ShouldHaveSingleItem().ToString().ShouldBe("schema.yaml:3:22");
    }
}
