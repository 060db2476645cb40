using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>
/// Words for a value that fits none of several schemas: what the closest one finds, not what all of them find. Closest is the one whose
/// type fits, then the one whose constants fit (a <c>kind: a</c> decides), then the one with the fewest keys missing or too many.
/// </summary>
internal static class Branches
{
    private sealed record Tried(List<SchemaFinding> Findings, Marks? Seen, (int Type, int Constants, int Keys, int All) Distance);

    public static void Explain(Keyword keyword, IReadOnlyList<Subschema> schemas, Node instance, Evaluation run)
    {
        var here = run.Pointer;
        var tried = schemas.Select(s => Try(s, instance, here, run)).ToList();
        var least = tried.Min(t => t.Distance);
        var closest = tried.Where(t => t.Distance == least).ToList();
        if (closest[0].Seen is { } seen)
            run.Marks!.Add(seen);
        if (least.Type > 0 && ExplainTypes(keyword, tried, here, instance, run))
            return;
        var byConstant = tried.Where(t => t.Distance.Type == least.Type && t.Distance.Constants > 0).ToList();
        if (least.Constants > 0 && ExplainChoices(keyword, byConstant, run, instance))
            return;
        if (closest.Count > 1 && ExplainKeys(keyword, closest, instance, run))
            return;
        if (closest.Count == 1 || closest.TrueForAll(t => SayTheSame(t.Findings, closest[0].Findings)))
            run.Add(closest[0].Findings);
        else
            ExplainNearest(keyword, schemas.Count, closest[0], instance, run);
    }

    private static Tried Try(Subschema schema, Node instance, string here, Evaluation run)
    {
        var (findings, seen) = run.Collect(schema, instance);
        bool IsHere(SchemaFinding f) => f.InstancePointer == here;
        bool IsBelow(SchemaFinding f) => f.InstancePointer.Length > here.Length && f.InstancePointer.LastIndexOf('/') == here.Length;
        var keys = findings.Count(f => IsBelow(f) && (f.Missing is not null || f.Diagnostic.Rule == SchemaRules.UnknownKey));
        return new Tried(findings, seen, (
            findings.Any(f => f.Wanted != JsonTypes.None && IsHere(f)) ? 1 : 0,
            findings.Count(f => f.Choices is not null && (IsHere(f) || IsBelow(f))),
            keys,
            findings.Count));
    }

    /// <summary>No type fits: all types that would are wanted.</summary>
    private static bool ExplainTypes(Keyword keyword, List<Tried> tried, string here, Node instance, Evaluation run)
    {
        var wanted = tried.SelectMany(t => t.Findings).Where(f => f.InstancePointer == here).Aggregate(JsonTypes.None, (all, f) => all | f.Wanted);
        if (tried.Select(t => t.Findings.Find(f => f.Wanted != JsonTypes.None && f.InstancePointer == here)).Distinct().ToList() is [{ } only])
            run.Add(only);
        else
            run.Refuse(keyword, SchemaRules.WrongType, instance.At, [Words.Describe(instance), Words.Wanted(wanted)], more: f => f with { Wanted = wanted });
        return true;
    }

    /// <summary>All of them are refused by the value of one and the same place: it is told once, with the choices of all.</summary>
    private static bool ExplainChoices(Keyword keyword, List<Tried> tried, Evaluation run, Node instance)
    {
        var refused = tried.Select(t => t.Findings.Find(f => f.Choices is not null)!).ToList();
        if (refused.Count < 2 || refused.Any(f => f.InstancePointer != refused[0].InstancePointer))
            return false;
        var here = run.Pointer;
        var value = refused[0].InstancePointer == here ? instance
            : instance is MapNode map ? JsonPointer.Resolve(map, refused[0].InstancePointer[here.Length..]) : null;
        if (value is null)
            return false;
        var choices = refused.SelectMany(f => f.Choices!).Distinct(Same.Value).ToList();
        Choice.Refuse(run, keyword, value, choices, refused[0].InstancePointer);
        return true;
    }

    /// <summary>Each lacks keys and nothing else.</summary>
    private static bool ExplainKeys(Keyword keyword, List<Tried> closest, Node instance, Evaluation run)
    {
        if (closest.Any(t => t.Findings is not [{ Missing: not null, Keyword: "required" }]))
            return false;
        var names = closest.Select(t => t.Findings[0].Missing!).Distinct().ToList();
        if (names.Count == 1)
            run.Add(closest[0].Findings);
        else
            run.Refuse(keyword, SchemaRules.OneKeyMissing, instance.At, [Words.List(names)]);
        return true;
    }

    private static bool SayTheSame(List<SchemaFinding> left, List<SchemaFinding> right)
        => left.Count == right.Count && left.Zip(right).All(pair => pair.First.InstancePointer == pair.Second.InstancePointer
            && pair.First.Diagnostic.Rule == pair.Second.Diagnostic.Rule
            && pair.First.Diagnostic.Arguments.SequenceEqual(pair.Second.Diagnostic.Arguments));

    private static void ExplainNearest(Keyword keyword, int count, Tried nearest, Node instance, Evaluation run)
        => run.Refuse(keyword, SchemaRules.NoFormFits, instance.At, [Words.Describe(instance), Words.Neutral(count)], more: finding =>
        {
            if (nearest.Findings is not [{ Diagnostic: var first }, ..])
                return finding;
            var (english, chinese) = (Braces.Double(first.Message(Language.English)), Braces.Double(first.Message(Language.Chinese)));
            return finding.WithHelp($"one form fails because {english}", $"其中一种形式不符合的原因：{chinese}");
        });
}
