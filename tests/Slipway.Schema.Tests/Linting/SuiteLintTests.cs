using Slipway.Yaml;

namespace Slipway.Schema.Tests;

/// <summary>The lint against the JSON Schema Test Suite: what it is sure of must be so.</summary>
public class SuiteLintTests
{
    [Fact]
    public void What_something_fits_is_not_told_to_fit_nothing()
    {
        Rule[] sure = [LintRules.NothingFits, LintRules.NothingBetween, LintRules.NoChoiceFits, LintRules.RequiredForbidden];
        var groups = Suite.Cases().GroupBy(c => c.Schema).ToList();
        groups.Where(group => group.Any(c => c.Valid)).SelectMany(group => Lint(group.Key).Where(f => sure.Contains(f.Rule)).Select(f => $"{group.First()}: {f.Message(Language.English)}"))
            .ShouldBeEmpty();
        groups.Count(group => Lint(group.Key).Any(f => f.Rule == LintRules.NothingFits)).ShouldBeGreaterThan(6);
    }

    private static IReadOnlyList<Diagnostic> Lint(Node schema) => SchemaLint.Check(schema, new SchemaOptions { Resolve = Suite.Remote });

    [Fact]
    public void What_is_remembered_changes_no_answer()
    {
        var wrong = new List<string>();
        foreach (var group in Suite.Cases().GroupBy(c => c.Schema))
        {
            var (schema, _) = JsonSchema.Compile(group.Key, new SchemaOptions { Resolve = Suite.Remote });
            if (schema.IsDynamic)
                continue;
            foreach (var @case in group)
            {
                var found = new List<SchemaFinding>();
                var fits = schema.Root.Check(@case.Data, new Evaluation { Memory = new Memory() });
                schema.Root.Check(@case.Data, new Evaluation(found) { Memory = new Memory() });
                var plain = schema.Check(@case.Data);
                if (fits != @case.Valid || !Findings.InOrder(found).Select(Line).SequenceEqual(plain.Select(Line)))
                    wrong.Add($"{@case}: {string.Join(" | ", found.Select(Line))} instead of {string.Join(" | ", plain.Select(Line))}");
            }
        }
        wrong.ShouldBeEmpty();
    }

    private static string Line(SchemaFinding finding) => $"{finding.InstancePointer} {finding.Diagnostic.Rule.Code} {finding.Diagnostic.Message(Language.English)}";
}
