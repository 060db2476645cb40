using System.Text;
using System.Text.Json;
using Slipway.Testing;

namespace Slipway.Yaml.Tests;

/// <summary>The YAML project's own test suite. What we refuse or read otherwise is listed in a golden, case by case.</summary>
public class YamlTestSuiteTests
{
    private const string TabsCount = "tabs in indentation count to the next multiple of four here, and are warned about";
    private const string NullKeys = "keys are text here, so two empty keys are the same key";
    private const string Directives = "directives other than %YAML 1.x and %TAG are refused here; the suite wants them ignored";
    private const string ParserTooStrict = "YamlDotNet refuses it; nobody writes it";
    private const string ParserTooLax = "YamlDotNet reads it";

    /// <summary>Why a case ends otherwise than the suite wants; complex keys, which are refused on purpose, need no reason each.</summary>
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["2JQS"] = NullKeys,
        ["4EJS"] = TabsCount,
        ["4MUZ/3"] = ParserTooStrict,
        ["DK95/2"] = TabsCount,
        ["JEF9/2"] = ParserTooStrict,
        ["L24T/2"] = "YamlDotNet drops the line break before a last line of blanks that the text does not end",
        ["MUS6/1"] = ParserTooLax,
        ["SM9W/2"] = "the suite's own JSON has no null keys; the tree of the case is a map, as here",
        ["UKK6/1"] = ParserTooStrict,
        ["UKK6/3"] = "the tag ! makes any value a string, also an empty one",
        ["VJP3/2"] = ParserTooStrict,
        ["Y79Y/1"] = TabsCount,
        ["Y79Y/4"] = TabsCount,
        ["Y79Y/5"] = TabsCount,
        ["Y79Y/6"] = TabsCount,
        ["ZYU8/1"] = Directives,
        ["ZYU8/2"] = Directives,
        ["ZYU8/3"] = Directives,
        ["ZYU8/4"] = Directives,
    };

    [Fact]
    public void Every_case_is_read_or_refused_at_a_place()
    {
        foreach (var test in YamlTestSuite.Cases())
        {
            var read = YamlReader.Read(test.Id, Encoding.UTF8.GetBytes(test.Yaml));
            foreach (var finding in read.Diagnostics)
            {
                finding.At.ShouldNotBeNull(test.Id);
                finding.At.Span.Start.ShouldBeInRange(0, finding.At.Source.Text.Length, test.Id);
                finding.At.Span.End.ShouldBeInRange(finding.At.Span.Start, finding.At.Source.Text.Length, test.Id);
                DiagnosticText.Write(finding).ShouldStartWith($"{test.Id}:{finding.At.Line}:{finding.At.Column}: ");
            }
        }
    }

    [Fact]
    public void Exceptions_are_known()
    {
        var (report, right) = (new StringBuilder(), 0);
        foreach (var test in YamlTestSuite.Cases())
        {
            var read = YamlReader.Read(new SourceText(test.Id, test.Yaml));
            var outcome = Outcome(test, read);
            if (outcome is null)
                right++;
            else
                report.Append($"{test.Id} {test.Name}\n    {outcome}\n    because {Reason(test.Id, read)}\n");
        }
        report.ToString().ShouldNotContain("no reason is known");
        Golden.Check("yaml-test-suite.txt", $"{right} cases as the suite wants them. The others:\n\n{report}");
    }

    [Fact]
    public void What_is_read_is_written_and_read_again_unchanged()
    {
        foreach (var test in YamlTestSuite.Cases())
            foreach (var document in YamlReader.Read(new SourceText(test.Id, test.Yaml)).Documents)
            {
                var written = YamlWriter.Write(document);
                var again = YamlReader.Read(new SourceText(test.Id, written));
                again.Diagnostics.ShouldBeEmpty($"{test.Id}\n{written}");
                Nodes.Equal(again.Documents.Single(), document).ShouldBeTrue($"{test.Id}\n{written}");
            }
    }

    private static string Reason(string id, YamlRead read)
        => read.Diagnostics.Any(d => d.Rule == YamlRules.ComplexKey) ? "complex keys are refused on purpose" : Reasons.GetValueOrDefault(id, "(no reason is known: find one)");

    private static string? Outcome(SuiteCase test, YamlRead read)
    {
        if (test.Fails)
            return read.HasErrors ? null : $"read, though the suite refuses it: {string.Join(" ", read.Documents.Select(d => JsonText.Write(d)))}";
        if (read.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } error)
            return $"refused: {error.At!.Line}:{error.At.Column} {error.Rule.Code} {error.Message(Language.English)}";
        if (test.Json is null)
            return null;
        var actual = string.Join(" ", read.Documents.Select(d => JsonText.Write(d)));
        var expected = JsonValues(test.Json);
        return expected.Count == read.Documents.Count && expected.Zip(read.Documents).All(pair => SameValue(pair.First, pair.Second))
            ? null
            : $"read as {actual} instead of {string.Join(" ", expected.Select(d => JsonText.Write(d)))}";
    }

    /// <summary>JSON has one kind of number, and no null keys.</summary>
    private static bool SameValue(Node expected, Node actual) => (expected, actual) switch
    {
        (ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Float } a, ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Float } b)
            => double.Parse(a.Text) == double.Parse(JsonText.Write(b)),
        (MapNode a, MapNode b) => a.Count == b.Count && a.Entries.All(e => b[e.Name] is { } value && SameValue(e.Value, value)),
        (ListNode a, ListNode b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => SameValue(pair.First, pair.Second)),
        _ => Nodes.Equal(expected, actual),
    };

    private static List<Node> JsonValues(string json)
    {
        var values = new List<Node>();
        var rest = Encoding.UTF8.GetBytes(json).AsSpan();
        while (!rest.Trim(" \n"u8).IsEmpty)
        {
            var reader = new Utf8JsonReader(rest, new JsonReaderOptions { AllowMultipleValues = true });
            reader.Read();
            reader.TrySkip();
            values.Add(JsonText.Read(rest[..(int)reader.BytesConsumed]));
            rest = rest[(int)reader.BytesConsumed..];
        }
        return values;
    }
}
