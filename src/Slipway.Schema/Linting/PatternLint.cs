using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Regular expressions that can blow up. Ours are ended; those of editors, browsers and other readers of the schema may not be.</summary>
internal sealed class PatternLint(List<Diagnostic> findings)
{
    private readonly Dictionary<string, (Ambiguity? Found, LocalText? Unjudged)> known = new(StringComparer.Ordinal);

    public void Check(MapNode schema)
    {
        if (schema["pattern"] is ScalarNode { Kind: ScalarKind.String } pattern)
            Check(pattern);
        if (schema["patternProperties"] is MapNode patterns)
            foreach (var entry in patterns.Entries)
                Check(entry.Key);
    }

    private void Check(ScalarNode pattern)
    {
        if (!known.TryGetValue(pattern.Text, out var judgement))
            known[pattern.Text] = judgement = Pattern.Read(pattern.Text).Pattern is null ? default : Ambiguity.Judge(pattern.Text);
        if (judgement.Unjudged is { } why)
            findings.Add(Told.Diagnostic(LintRules.PatternUnjudged, pattern.At, Words.Neutral(Words.Cut(pattern.Text)), why));
        else if (judgement.Found is { } found)
            findings.Add(Told.Diagnostic(found.IsExponential ? LintRules.PatternExplodes : LintRules.PatternSlows, pattern.At,
                Words.Neutral(Words.Cut(pattern.Text)), Words.Neutral(Words.Cut(found.Pump))));
    }
}
