using CsCheck;
using Slipway.Yaml;

namespace Slipway.Schema.Tests.Mapping;

public sealed class MappingTests
{
    private static ConfigSchema Schema(string properties)
        => ConfigSchema.Read(YamlReader.Read(new SourceText("config.yaml", $"type: object\nproperties:\n{properties}")).Documents[0]).Schema!;

    private static IReadOnlyList<Diagnostic> Check(string unified, string expression, string component)
    {
        var (self, target) = (Schema("  a: " + unified), Schema("  b: " + component));
        var variables = new Dictionary<string, ConfigSchema> { ["self"] = self };
        var (value, wrong) = MappedValue.Compile(Node.Of(expression), variables);
        return value is null ? wrong : MappingCheck.Check(value, new MappingTarget(target, target.Key("/b")!, "web: b"), variables, new Dictionary<string, Node> { ["self"] = self.Effective(Node.Map()) });
    }

    [Theory]
    [InlineData("{type: integer, default: 1}", "self.a", "{type: number}", null)]
    [InlineData("{type: number, default: 1}", "self.a", "{type: integer}", "SLW0364")]
    [InlineData("{type: [string, integer], default: 1}", "self.a", "{type: string}", "SLW0364")]
    [InlineData("{default: x}", "self.a", "{type: string}", "SLW0366")]
    [InlineData("{type: boolean, default: true}", "self.a ? 1 : 2", "{type: integer, maximum: 1}", "SLW0365")]
    [InlineData("{type: integer, minimum: 0, maximum: 4, default: 1}", "10 / self.a", "{type: integer}", "SLW0368")]
    [InlineData("{type: integer, minimum: 1, maximum: 4, default: 1}", "10 / self.a", "{type: integer}", null)]
    [InlineData("{type: integer, default: 1}", "10 / self.a", "{type: integer}", "SLW0366")]
    [InlineData("{type: integer, minimum: 1, maximum: 4, default: 1}", "self.a * 1.5", "{type: number}", "SLW0372")]
    [InlineData("{type: string, maxLength: 9, default: x}", "self.a", "{type: string, maxLength: 8}", "SLW0365")]
    [InlineData("{type: string, default: x}", "self.a", "{type: string, minLength: 1}", "SLW0366")]
    [InlineData("{type: string, minLength: 1, default: x}", "self.a", "{type: string, minLength: 1}", null)]
    [InlineData("{type: array, items: {type: string}, default: [x]}", "self.a", "{type: string}", "SLW0364")]
    [InlineData("{type: array, items: {type: string}, default: [x]}", "self.a.join(',')", "{type: string}", null)]
    [InlineData("{type: string, x-slipway: {secret: true}}", "self.a", "{type: string}", "SLW0367")]
    [InlineData("{type: string, x-slipway: {secret: true}}", "self.a", "{type: string, x-slipway: {secret: true}}", null)]
    [InlineData("{type: string, default: x}", "self.a", "{type: string, x-slipway: {secret: true}}", "SLW0367")]
    [InlineData("{type: string, format: date-time, default: \"2026-01-01T00:00:00Z\"}", "self.a", "{type: string}", null)]
    [InlineData("{type: string, default: x}", "a", "{type: string}", "SLW0371")]
    public void A_mapping_is_judged_before_anybody_gives_a_value(string unified, string expression, string component, string? code)
        => Check(unified, expression, component).Select(finding => finding.Rule.Code).ShouldBe(code is null ? [] : [code]);

    /// <summary>Bounds on both sides: a mapping of whole numbers is told exactly when some number is taken on one side and refused on the other.</summary>
    [Fact]
    public void Of_numbers_it_is_told_exactly_when_one_of_them_would_be_refused()
    {
        var bounds = Gen.Select(Gen.Int[-20, 20], Gen.Int[0, 20]).Select((least, more) => (Least: least, Most: least + more));
        Gen.Select(bounds, bounds, Gen.Int[-3, 3]).Sample((unified, component, plus) =>
        {
            var told = Check($"{{type: integer, minimum: {unified.Least}, maximum: {unified.Most}, default: {unified.Least}}}", $"self.a + {plus}".Replace("+ -", "- ", StringComparison.Ordinal), $"{{type: integer, minimum: {component.Least}, maximum: {component.Most}}}");
            var isWrong = unified.Least + plus < component.Least || unified.Most + plus > component.Most;
            return told.Count == (isWrong ? 1 : 0) && told.All(finding => finding.Rule == MappingRules.Refused);
        }, iter: 300);
    }

    [Fact]
    public void A_key_passes_with_its_place_and_a_computation_stands_at_its_expression()
    {
        var self = Schema("  my-key: {type: integer, default: 3}\n  map: {type: object, additionalProperties: {type: string}}");
        var variables = new Dictionary<string, ConfigSchema> { ["self"] = self };
        var given = (MapNode)YamlReader.Read(new SourceText("answers.yaml", "my-key: 4\nmap: {a: b}")).Documents[0];
        var written = YamlReader.Read(new SourceText("application.yaml", "self.my__dash__key * 2")).Documents[0];
        var values = new Dictionary<string, Node> { ["self"] = self.Effective(given) };
        var whole = MappedValue.Compile(Node.Of("self.my__dash__key"), variables).Value!;
        whole.Names.ShouldBe([new MappedName("self", "/my-key")]);
        whole.Evaluate(values).Value!.At!.Source.Name.ShouldBe("answers.yaml");
        var computed = MappedValue.Compile((ScalarNode)written, variables).Value!.Evaluate(values).Value!;
        (computed.ToString(), computed.At!.Source.Name).ShouldBe(("8", "application.yaml"));
        JsonText.Write(MappedValue.Compile(Node.Of("self.map"), variables).Value!.Evaluate(values).Value!).ShouldBe("""{"a":"b"}""");
        JsonText.Write(MappedValue.Compile(Node.Of("{'x': [self.my__dash__key, 1]}"), variables).Value!.Evaluate(values).Value!).ShouldBe("""{"x":[4,1]}""");
        MappedValue.Compile(Node.Of("has(self.map.zzz) ? dyn(self.map.zzz) : dyn(null)"), variables).Value!.Evaluate(values).ShouldBe((null, null));
    }
}
