using System.Diagnostics;
using CsCheck;
using Slipway.Schema.Cel;
using Slipway.Yaml;

namespace Slipway.Schema.Tests.Cel;

/// <summary>Expressions and values that somebody made to hurt.</summary>
public class CelHostileTests
{
    private static readonly CelEnvironment Any = CelEnvironment.For(Node.Of(true));

    private static readonly string[] Pieces =
    [
        "self", "self.a", "x", "1", "2u", "1.5", "'a'", "b'a'", "true", "null", "[", "]", "(", ")", "{", "}", ",", ".", ".?", "[?", ":", "?", " + ", " - ", " * ", " / ", " % ",
        " == ", " != ", " < ", " >= ", " in ", " && ", " || ", "!", "-", ".map(x, ", ".all(x, ", ".exists(i, v, ", ".filter(x, ", ".transformMap(k, v, ", "has(", ".size()", "size(",
        "int(", "string(", "dyn(", "type(", ".matches('a*')", ".split('')", ".join()", ".replace('', 'aa')", ".format([", "])", "timestamp('2026-01-01T00:00:00Z')", "duration('1h')",
        "optional.of(", ".orValue(", ".optMap(x, ", "math.greatest(", "quantity('1')", "ip('::1')", "cidr('::/0')", "url('/a?b')", "semver('1.2.3')", "cel.bind(x, ", "'%s'", "9223372036854775807",
        "\"\"\"", "r'\\", "\\", "`a-b`", "//", "\n", "🐱", "\ud83d", ".sum()", ".max()", ".isSorted()", ".find('(a|b)+')", "sets.contains(", "base64.decode(", ".getHours('+01:00')",
    ];

    private static readonly Gen<string> Text = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).List[1, 14].Select(string.Concat);

    private static readonly Node[] Values =
    [
        Node.Null, Node.Of(1), Node.Of("a"), Node.Of(true), Node.List(Node.Of(1), Node.Of("b"), Node.Null), Node.Map(("a", Node.List(Node.Of(3), Node.Of(4)))),
        Node.Map(("a", Node.Map(("b", Node.Of("c")), ("d", new ScalarNode(ScalarKind.Float, ".nan"))))), new ScalarNode(ScalarKind.Integer, "99999999999999999999999"),
    ];

    [Fact]
    public void Neither_compiling_nor_evaluating_ever_throws()
        => Gen.Select(Text, Gen.Int[0, Values.Length - 1]).Sample((text, index) =>
        {
            var (isChecked, findings) = CelExpression.Compile(text, Any);
            var (isUnchecked, _) = CelExpression.CompileUnchecked(text, Any);
            foreach (var finding in findings)
            {
                finding.Diagnostic.Help(Language.Chinese).ShouldNotBeEmpty();
                finding.Message(Language.English).ShouldNotBeEmpty();
                (finding.Offset >= 0 && finding.Offset + finding.Length <= text.Length).ShouldBeTrue();
            }
            foreach (var expression in new[] { isChecked, isUnchecked })
                if (expression?.Evaluate(Values[index], costLimit: 20_000) is { } result)
                    (result.Value is null).ShouldBe(result.Error is not null);
        }, iter: 100_000);

    [Fact]
    public void A_value_that_passed_the_checker_never_meets_a_function_that_is_not_there()
        => Text.Sample(text =>
        {
            if (CelExpression.Compile(text, CelEnvironment.Empty.With("x", CelType.Int)).Expression is { } expression)
                expression.Evaluate(new Dictionary<string, Node> { ["x"] = Node.Of(1) }, costLimit: 20_000).Error?.Message(Language.English).ShouldNotContain("unbound function");
        }, iter: 20_000);

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("size([", "])")]
    [InlineData("!(", ")")]
    [InlineData("true ? true : (", ")")]
    public void Nesting_of_any_depth_is_refused(string opening, string closing)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 4_000)) + "true" + string.Concat(Enumerable.Repeat(closing, 4_000));
        CelExpression.Compile(text, Any).Findings.ShouldHaveSingleItem().Rule.ShouldBe(CelRules.TooLarge);
    }

    [Fact]
    public void A_long_chain_of_plus_is_refused_and_one_of_and_is_not()
    {
        CelExpression.Compile(string.Join(" + ", Enumerable.Repeat("1", 5_000)), Any).Findings.ShouldHaveSingleItem().Rule.ShouldBe(CelRules.TooLarge);
        CelExpression.Compile(string.Join(" && ", Enumerable.Repeat("true", 10_000)), Any).Expression!.EvaluateBool(Node.Null).ShouldBe(true);
        CelExpression.Compile(new string(' ', 200_000), Any).Findings.ShouldHaveSingleItem().Rule.ShouldBe(CelRules.TooLarge);
        CelExpression.Compile(string.Concat(Enumerable.Repeat("-", 20_000)) + "1", Any).Expression.ShouldNotBeNull();
        CelExpression.Compile("self" + string.Concat(Enumerable.Repeat(".a", 5_000)), Any).Findings.ShouldHaveSingleItem().Rule.ShouldBe(CelRules.TooLarge);
    }

    [Theory]
    [InlineData("self.map(a, self.map(b, self.map(c, self.map(d, self.map(e, a + b + c + d + e))))).size() > 0")]
    [InlineData("self.all(a, self.all(b, self.all(c, self.all(d, self.all(e, a + b + c + d + e >= 0)))))")]
    [InlineData("cel.bind(a, self + self, cel.bind(b, a + a + a + a, cel.bind(c, b + b + b + b + b + b, cel.bind(d, c + c + c + c + c + c, d.all(x, d.exists(y, y > 1000) || x >= 0)))))")]
    [InlineData("self.map(x, 'aaaaaaaaaa').map(x, x.replace('', 'bbbbbbbbbbbbbbbbbbbb')).map(x, x.replace('', x)).map(x, x.replace('', x)).map(x, x.replace('', x)).size() > 0")]
    [InlineData("cel.bind(a, 'aaaaaaaaaa', cel.bind(b, self.map(x, a).join(), cel.bind(c, self.map(x, b).join(), cel.bind(d, self.map(x, c).join(), self.map(x, d).join().size() > 0))))")]
    [InlineData("cel.bind(a, [1, 1], cel.bind(b, [a, a, a, a, a, a], cel.bind(c, [b, b, b, b, b, b], cel.bind(d, [c, c, c, c, c, c], cel.bind(e, [d, d, d, d, d, d], cel.bind(f, [e, e, e, e, e, e], cel.bind(g, [f, f, f, f, f, f], cel.bind(h, [g, g, g, g, g, g, g, g], [h] == [h] && '%s'.format([h]).size() > 0))))))))")]
    [InlineData("self.map(a, self.map(b, self.map(c, self.map(d, 'x'.matches('[a-z]+[0-9]+$'))))).size() < 0")]
    public void Work_is_bounded(string text)
    {
        var self = new ListNode(Enumerable.Range(0, 60).Select(i => Node.Of(i)));
        var watch = Stopwatch.StartNew();
        var expression = CelExpression.Compile(text, CelEnvironment.For(Texts.Yaml("type: array\nitems: {type: integer}")));
        expression.Findings.ShouldBeEmpty();
        expression.Expression!.Evaluate(self).Error.ShouldNotBeNull().Rule.ShouldBe(CelRules.TooMuchWork);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("([a-z]+)*x")]
    [InlineData("(x+x+)+y")]
    [InlineData("(.*)(.*)(.*)(.*)(.*)z")]
    public void A_pattern_is_answered_in_linear_time(string pattern)
    {
        var watch = Stopwatch.StartNew();
        var expression = CelExpression.Compile("self.matches(r'" + pattern + "')", CelEnvironment.For(Texts.Yaml("type: string"))).Expression!;
        expression.EvaluateBool(Node.Of(new string('a', 3_000) + new string('x', 3_000) + "!")).ShouldBe(pattern.StartsWith('(') && pattern[1] == '[');
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void What_a_step_costs_is_about_what_it_costs_in_kubernetes()
    {
        long Cost(string text) => CelExpression.Compile(text, CelEnvironment.For(Texts.Yaml("properties: {n: {type: integer}, s: {type: string}}"))).Expression!
            .Evaluate(Texts.Yaml("n: 1\ns: " + new string('x', 100))).Cost;
        Cost("1 == 1").ShouldBe(1);
        Cost("self.n == 1").ShouldBe(3);
        Cost("[1, 2]").ShouldBe(10);
        Cost("{'a': 1}").ShouldBe(30);
        Cost("self.s.startsWith('x')").ShouldBe(12);
        Cost("self.s + self.s").ShouldBe(24);
        Cost("true && false").ShouldBe(0);
    }

    [Fact]
    public void An_expression_can_be_used_by_many_threads()
    {
        var expression = CelExpression.Compile("self.list.map(x, x * 2).exists(y, y == self.n) && self.s.matches('^[a-z]+$')",
            CelEnvironment.For(Texts.Yaml("properties: {n: {type: integer}, s: {type: string}, list: {type: array, items: {type: integer}}}"))).Expression!;
        var (good, bad) = (Texts.Yaml("n: 4\ns: abc\nlist: [1, 2, 3]"), Texts.Yaml("n: 5\ns: abc\nlist: [1, 2, 3]"));
        Enumerable.Range(0, 5_000).AsParallel().Count(i => expression.EvaluateBool(i % 2 == 0 ? good : bad) == true).ShouldBe(2_500);
    }
}
