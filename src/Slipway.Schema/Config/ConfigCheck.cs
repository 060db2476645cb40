using Slipway.Schema.Cel;
using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Values against a configuration's schema, conditions and rules.</summary>
internal static class ConfigCheck
{
    public static IReadOnlyList<SchemaFinding> Check(ConfigSchema config, Node values, int workLimit = Evaluation.WorkLimit)
    {
        var effective = config.Effective(values);
        var found = config.Schema.Check(effective, workLimit).Select(finding => finding with { Diagnostic = finding.WithSchemaPlace() }).ToList();
        var unused = Unused(config, effective, found);
        found.RemoveAll(finding => finding.Missing is not null && finding.Keyword == "required" && unused.ContainsKey(finding.InstancePointer));
        foreach (var (pointer, condition) in unused)
            if (JsonPointer.Resolve(values, pointer) is { } given)
                found.Add(new SchemaFinding("when", pointer, "", At(condition, Told.Diagnostic(ConfigRules.NotUsed, KeyOf(values, pointer) ?? given.At,
                    Words.Neutral(pointer), Words.Neutral(Words.Cut(condition.Text))))));
        // Rules speak of values that are what the schema says; of others they could only say that they are not.
        if (!found.Exists(finding => finding.Diagnostic.Severity == Severity.Error))
            found.AddRange(Rules(config, effective));
        return Findings.InOrder(found);
    }

    /// <summary>Keys whose conditions are not true, with the first condition that is not.</summary>
    private static Dictionary<string, ConfigExpression> Unused(ConfigSchema config, Node effective, List<SchemaFinding> found)
    {
        var unused = new Dictionary<string, ConfigExpression>(StringComparer.Ordinal);
        var answers = new Dictionary<ConfigExpression, bool>(ReferenceEqualityComparer.Instance);
        foreach (var key in config.Keys)
            foreach (var condition in key.When)
            {
                if (!answers.TryGetValue(condition, out var holds))
                    answers[condition] = holds = Holds(condition, effective, found);
                if (!holds)
                    unused.TryAdd(key.Pointer, condition);
            }
        return unused;
    }

    /// <summary>A condition that cannot be evaluated hides nothing.</summary>
    private static bool Holds(ConfigExpression condition, Node effective, List<SchemaFinding> found)
    {
        if (condition.Compiled is not { } compiled)
            return true;
        var result = compiled.Evaluate(effective);
        if (result.Error is { } error)
            found.Add(Failed("when", condition, error.Diagnostic, effective));
        return result.Bool ?? true;
    }

    private static IEnumerable<SchemaFinding> Rules(ConfigSchema config, Node effective)
    {
        foreach (var rule in config.Rules)
        {
            if (rule.Expression.Compiled is not { } compiled)
                continue;
            var result = compiled.Evaluate(effective);
            if (result.Error is { } error)
                yield return Failed("rules", rule.Expression, error.Diagnostic, effective);
            else if (result.Bool != true)
                yield return new SchemaFinding("rules", "", "", At(rule.Expression, Told.Diagnostic(ConfigRules.RuleBroken, effective.At,
                    rule.Message, Words.Neutral(Words.Cut(rule.Expression.Text)))));
        }
    }

    private static SchemaFinding Failed(string keyword, ConfigExpression expression, Diagnostic error, Node effective)
        => new(keyword, "", "", At(expression, Told.Diagnostic(ConfigRules.RuleFailed, effective.At, Words.Neutral(Words.Cut(expression.Text)), Reason(error))));

    /// <summary>Without "the expression could not be evaluated", which the finding says by itself.</summary>
    private static LocalText Reason(Diagnostic error) => error.Rule == CelRules.Failed
        ? new LocalText(error.Arguments[0], (error.ChineseArguments ?? error.Arguments)[0])
        : new LocalText(error.Message(Language.English), error.Message(Language.Chinese));

    private static Diagnostic At(ConfigExpression expression, Diagnostic told) => expression.At is { } at ? told with { Related = [at] } : told;

    /// <summary>The place of a key, rather than of its value.</summary>
    private static Location? KeyOf(Node values, string pointer)
    {
        var names = JsonPointer.Parse(pointer)!;
        return (JsonPointer.Resolve(values, names.Take(names.Count - 1)) as MapNode)?.Entry(names[^1])?.Key.At;
    }
}
