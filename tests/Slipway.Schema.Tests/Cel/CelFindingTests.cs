using Slipway.Schema.Cel;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Schema.Tests.Cel;

/// <summary>What people read: each finding at its place, in English and in Chinese.</summary>
public class CelFindingTests
{
    private const string Schema = """
        type: object
        properties:
          name: {type: string}
          replicas: {type: integer}
          weight: {type: number}
          enabled: {type: boolean}
          limits: {type: object, properties: {min: {type: integer}, max: {type: integer}}}
          hosts: {type: array, items: {type: string}}
          labels: {type: object, additionalProperties: {type: string}}
        """;

    private static readonly Dictionary<string, string[]> Cases = new()
    {
        ["syntax"] = ["self.replicas ==", "self.replicas = 1", "self.name == 'open", "(self.replicas > 1", "self.replicas > 1)", "self.name == '\\q'", "self.`a$`", "1 ~ 2"],
        ["undeclared"] = ["replicas > 1", "slef.replicas > 1", "self.name.startWith('a')", "sise(self.name) > 1", "Message{a: 1} == 1"],
        ["no overload"] = ["self.name + self.replicas == 'x'", "self.replicas == 1.5", "self.name == null", "!self.replicas", "self.replicas.startsWith('a')", "self.hosts[self.name] == 'a'", "self.replicas in self.hosts", "self.enabled ? 1 : 'a'"],
        ["undefined field"] = ["self.limits.mni > 1", "self.zzz", "self.limits.max > 1 && self.nmae == 'x'"],
        ["type mismatch"] = ["self.replicas && self.enabled", "self.hosts.all(h, h)", "[1, 'a'].size() == 2", "{'a': 1, 'b': 'c'}.size() == 2"],
        ["no fields"] = ["self.hosts.name == 'a'", "self.name.size == 1"],
        ["no range"] = ["self.replicas.all(x, x > 1)"],
        ["wrong result"] = ["self.replicas", "'always'"],
        ["invalid argument"] = ["self.name.matches('(a')", "duration('1d') > duration('1h')", "timestamp('tomorrow') > timestamp('2026-01-01T00:00:00Z')", "int('x') == 1", "'%d'.format(['a']) == 'a'", "'%s %s'.format(['a']) == 'a'"],
        ["macro"] = ["has(self)", "self.hosts.exists('h', true)", "self.hosts.all(h, h, true)"],
        ["too large"] = [new string('(', 300) + "true" + new string(')', 300)],
        ["literals and names"] = ["self.replicas < 99999999999999999999", "self.weight < 1e999", "if == 1"],
        ["several at once"] = ["self.nmae == 'x' && self.replicas == 'y' && unknown"],
        ["several lines"] = ["self.replicas > 1\n  && self.nmae == 'x'"],
        ["failed"] = ["self.limits.min / 0 == 1", "self.labels['absent'] == 'x'", "self.hosts[50] == 'x'", "self.name.matches(self.name + '(')", "self.limits.max == 1", "self.replicas + 9223372036854775807 > 0"],
        ["too much work"] = ["self.hosts.map(a, self.hosts.map(b, self.hosts.map(c, self.hosts.map(d, self.hosts.map(e, self.hosts.map(f, a + b + c)))))).size() > 0"],
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_wrong_expression_is_told_at_its_place_in_both_languages(string name)
    {
        var environment = CelEnvironment.For(Texts.Yaml(Schema));
        var self = Texts.Yaml("name: web\nreplicas: 2\nlimits: {min: 1}\nhosts: [a, b, c, d, e, f, g, h, i, j, k, l]\nlabels: {}\nenabled: true\n");
        var findings = Cases[name].SelectMany(text =>
        {
            var (expression, wrong) = CelExpression.Compile(text, environment, CelType.Bool);
            return expression is null ? wrong : [expression.Evaluate(self).Error.ShouldNotBeNull(text)];
        }).ToList();
        findings.Count.ShouldBeGreaterThanOrEqualTo(Cases[name].Length);
        Golden.Check(name.Replace(' ', '-') + ".txt", Texts.Print(findings.Select(f => f.Diagnostic)));
    }

    [Fact]
    public void Every_rule_has_a_golden()
    {
        var goldens = string.Concat(Directory.GetFiles(Path.Combine(TestEnvironment.Root, "tests", "Slipway.Schema.Tests", "Cel", "Goldens"), "*.txt").Select(File.ReadAllText));
        CelRules.All.Select(r => r.Code).Where(code => !goldens.Contains(code, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("rule: self.a + self.nmae", "rule: self.a + self.", 1)]
    [InlineData("rule: \"self.a + self.nmae\"", "rule: \"self.a + self.", 1)]
    [InlineData("rule: 'self.a + self.nmae'", "rule: 'self.a + self.", 1)]
    [InlineData("rule: |-\n  self.a\n    + self.nmae\n", "    + self.", 3)]
    [InlineData("rule: |2\n    self.a +\n    self.nmae\n", "    self.", 3)]
    public void A_finding_points_into_the_document_that_holds_the_expression(string document, string before, int line)
    {
        var scalar = (ScalarNode)((MapNode)Texts.Yaml(document))["rule"]!;
        var (_, findings) = CelExpression.Compile(scalar.Text, CelEnvironment.For(Texts.Yaml("properties: {a: {type: integer}}")));
        var at = findings.ShouldHaveSingleItem().In(scalar).At.ShouldNotBeNull();
        (at.Line, at.Column).ShouldBe((line, before.Length + 1));
        at.Source.Text.Substring(at.Span.Start, at.Span.Length).ShouldBe("nmae");
    }

    [Fact]
    public void Where_escapes_or_folds_change_the_text_the_whole_scalar_is_blamed()
    {
        var scalar = (ScalarNode)((MapNode)Texts.Yaml("rule: \"self.a == '\\u0041' + self.nmae\""))["rule"]!;
        var (_, findings) = CelExpression.Compile(scalar.Text, CelEnvironment.For(Texts.Yaml("properties: {a: {type: string}}")));
        findings.ShouldHaveSingleItem().In(scalar).At.ShouldBe(scalar.At);
    }
}
