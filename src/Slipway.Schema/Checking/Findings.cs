namespace Slipway.Schema;

/// <summary>Puts findings in order and drops what only repeats another.</summary>
internal static class Findings
{
    public static IReadOnlyList<SchemaFinding> InOrder(List<SchemaFinding> findings)
    {
        if (findings.Count < 2)
            return findings;
        DropExpected(findings);
        findings = Distinct(findings);
        return IsOrdered(findings) ? findings : [.. findings.OrderBy(Start)];
    }

    /// <summary>Where <c>conatiner</c> was probably meant to be <c>container</c>, that <c>container</c> is missing is no news.</summary>
    private static void DropExpected(List<SchemaFinding> findings)
    {
        if (!findings.Exists(f => f.Suggestion is not null))
            return;
        var suggested = findings.Where(f => f.Suggestion is not null).Select(f => (Parent(f.InstancePointer), f.Suggestion)).ToHashSet();
        findings.RemoveAll(f => f.Missing is not null && suggested.Contains((Parent(f.InstancePointer), f.Missing)));
    }

    private static List<SchemaFinding> Distinct(List<SchemaFinding> findings)
    {
        var seen = new Dictionary<(string Code, string Pointer), List<SchemaFinding>>(findings.Count);
        var kept = new List<SchemaFinding>(findings.Count);
        foreach (var finding in findings)
        {
            var key = (finding.Diagnostic.Rule.Code, finding.InstancePointer);
            if (!seen.TryGetValue(key, out var before))
                seen[key] = [finding];
            else if (before.Exists(f => f.Diagnostic.Arguments.SequenceEqual(finding.Diagnostic.Arguments)))
                continue;
            else
                before.Add(finding);
            kept.Add(finding);
        }
        return kept;
    }

    private static bool IsOrdered(List<SchemaFinding> findings)
    {
        for (var i = 1; i < findings.Count; i++)
            if (Start(findings[i - 1]) > Start(findings[i]))
                return false;
        return true;
    }

    private static int Start(SchemaFinding finding) => finding.Diagnostic.At?.Span.Start ?? 0;

    private static string Parent(string pointer) => pointer[..Math.Max(0, pointer.LastIndexOf('/'))];
}
