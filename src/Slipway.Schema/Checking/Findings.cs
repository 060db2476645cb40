namespace Slipway.Schema;

/// <summary>Puts findings in order and drops what only repeats another.</summary>
internal static class Findings
{
    public static IReadOnlyList<SchemaFinding> InOrder(List<SchemaFinding> findings)
    {
        // Where `conatiner` was probably meant to be `container`, that `container` is missing is no news.
        var suggested = findings.Where(f => f.Suggestion is not null).Select(f => (Parent(f.InstancePointer), f.Suggestion)).ToHashSet();
        return findings
            .Where(f => f.Missing is null || !suggested.Contains((Parent(f.InstancePointer), f.Missing)))
            .DistinctBy(f => (f.Diagnostic.Rule.Code, f.InstancePointer, string.Join('\0', f.Diagnostic.Arguments)))
            .OrderBy(f => f.Diagnostic.At?.Span.Start ?? 0)
            .ToList();
    }

    private static string Parent(string pointer) => pointer[..Math.Max(0, pointer.LastIndexOf('/'))];
}
