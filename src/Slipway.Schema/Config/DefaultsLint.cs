using Slipway.Schema.Cel;
using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>
/// Rules that break as long as nobody sets anything. Looked at where the defaults alone make a configuration, and for rules that name a key
/// with a default: that one of two keys without any must be given is what a rule may well ask for.
/// </summary>
internal sealed class DefaultsLint(List<Diagnostic> findings)
{
    public void Check(ConfigSchema config)
    {
        if (config.Rules.Count == 0 || findings.Exists(finding => finding.Severity == Severity.Error))
            return;
        var effective = config.Effective(new MapNode([]));
        var wrong = ConfigCheck.Check(config, effective, ValueLint.Patience).Where(found => found.Keyword != "rules" && found.Diagnostic.Severity == Severity.Error).Select(found => found.Diagnostic.Rule).ToList();
        if (wrong.Exists(rule => rule == SchemaRules.TooMuchWork || rule == SchemaRules.TooDeep))
            findings.Add(Told.Diagnostic(LintRules.ValueUnjudged, config.Rules[0].Expression.At));
        if (wrong.Count > 0)
            return;
        foreach (var rule in config.Rules)
            if (rule.Expression.Compiled is { } compiled && compiled.Evaluate(effective).Bool == false && Values(config, compiled.Text, effective) is { } values)
                findings.Add(Told.Diagnostic(ConfigRules.DefaultsBreakRule, rule.Expression.At, Words.Neutral(Words.Cut(rule.Expression.Text)), values));
    }

    /// <summary>What the defaults give for the keys that a rule names; null where they give nothing.</summary>
    private static LocalText? Values(ConfigSchema config, string rule, Node effective)
    {
        var (given, absent) = (new List<LocalText>(), new List<LocalText>());
        foreach (var names in CelPaths.Of(rule))
            if (JsonPointer.Resolve(effective, names) is not { } value)
                absent.Add(new LocalText($"no `{Dotted(names)}`", $"缺少 `{Dotted(names)}`"));
            else if (config.Key(JsonPointer.Of(names)) is { IsSecret: true })
                given.Add(new LocalText($"`{Dotted(names)}` (secret)", $"`{Dotted(names)}`（机密）"));
            else
                given.Add(Words.Neutral($"`{Dotted(names)}: {Words.Short(value)}`"));
        return given.Count == 0 ? null : Words.And([.. given, .. absent]);
    }

    private static string Dotted(IReadOnlyList<string> names) => Words.Cut(string.Join('.', names));
}
