namespace Slipway.Yaml;

/// <param name="Applied">What was mended, in order; each place is one in the text as it was then.</param>
/// <param name="Left">What is found in the result.</param>
public sealed record Fixed(string Text, IReadOnlyList<Diagnostic> Applied, IReadOnlyList<Diagnostic> Left);

/// <summary>Applies the safe edits of what is found in a text, and of what is found then, until there are none.</summary>
public static class SafeFixes
{
    /// <summary>A syntax error hides those behind it, so each of them takes a round. A text with more is left half mended, which its findings tell.</summary>
    private const int MostChecks = 2000;

    /// <summary>
    /// Applying it to its own result changes nothing. An edit after which the text would have more errors, or could not be read any more, is
    /// not applied.
    /// </summary>
    /// <param name="check">Everything that is wrong with a text; called with the text and with what edits made of it.</param>
    public static Fixed Apply(SourceText source, Func<SourceText, IReadOnlyList<Diagnostic>> check)
    {
        var applied = new List<Diagnostic>();
        var state = new State(source, check(source));
        var seen = new List<(string Text, int Applied)> { (source.Text, 0) };
        for (var checks = 1; checks < MostChecks && Next(state, check, ref checks) is { } next;)
        {
            if (seen.FindIndex(before => before.Text == next.After.Source.Text) is var first and >= 0)
                return Least(state, check, seen[first..], applied);
            applied.AddRange(next.Applied);
            state = next.After;
            seen.Add((state.Source.Text, applied.Count));
        }
        return new Fixed(state.Source.Text, applied, state.Findings);
    }

    private sealed record State(SourceText Source, IReadOnlyList<Diagnostic> Findings);

    /// <summary>All edits at once; where they do not go together, the first finding whose edits do.</summary>
    private static (State After, IReadOnlyList<Diagnostic> Applied)? Next(State state, Func<SourceText, IReadOnlyList<Diagnostic>> check, ref int checks)
    {
        List<Diagnostic> mendable = [.. state.Findings.Where(finding => finding.Edits.Any(edit => edit.Safe))];
        if (mendable.Count == 0)
            return null;
        if (Try(state, mendable, check, ref checks) is { } whole)
            return whole;
        foreach (var finding in mendable)
            if (checks < MostChecks && mendable.Count > 1 && Try(state, [finding], check, ref checks) is { } one)
                return one;
        return null;
    }

    private static (State After, IReadOnlyList<Diagnostic> Applied)? Try(
        State state, List<Diagnostic> findings, Func<SourceText, IReadOnlyList<Diagnostic>> check, ref int checks)
    {
        var edited = Edits.Apply(state.Source, findings.SelectMany(finding => finding.Edits.Where(edit => edit.Safe)));
        if (edited.Text == state.Source.Text)
            return null;
        checks++;
        var source = new SourceText(state.Source.Name, edited.Text);
        var after = new State(source, check(source));
        return IsWorse(state, after) ? null : (after, [.. findings.Where(finding => !finding.Edits.Any(edited.NotApplied.Contains))]);
    }

    /// <summary>Of a text with a syntax error nothing is known but that error, and of the next one only that it is another; both count as equally bad.</summary>
    private static bool IsWorse(State before, State after)
        => IsUnreadable(after) ? !IsUnreadable(before) : !IsUnreadable(before) && Errors(after) > Errors(before);

    private static bool IsUnreadable(State state) => state.Findings.Any(finding => SyntaxRules.All.Contains(finding.Rule));

    private static int Errors(State state) => state.Findings.Count(finding => finding.Severity == Severity.Error);

    /// <summary>Edits that undo each other end in the first of their texts by order, so that they end there whichever one they began with.</summary>
    private static Fixed Least(State state, Func<SourceText, IReadOnlyList<Diagnostic>> check, List<(string Text, int Applied)> circle, List<Diagnostic> applied)
    {
        var (text, count) = circle.MinBy(one => one.Text, StringComparer.Ordinal);
        return new Fixed(text, applied[..count], text == state.Source.Text ? state.Findings : check(new SourceText(state.Source.Name, text)));
    }
}
