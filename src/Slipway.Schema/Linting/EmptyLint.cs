using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Schemas that no value at all can fit, whatever it is. Only what is certain: a schema may refuse everything in ways that nobody can list.</summary>
internal sealed class EmptyLint(List<Diagnostic> findings)
{
    /// <summary>Keywords that only describe: two branches that differ in them accept the same values.</summary>
    private static readonly HashSet<string> OnlyWords = new(StringComparer.Ordinal)
    {
        "title", "description", "$comment", "default", "example", "examples", "deprecated", "readOnly", "writeOnly", "externalDocs", "xml",
    };

    private static readonly LocalText RefusesAll = new("the schema refuses every value", "该模式拒绝所有值");
    private static readonly LocalText NoChoice = new("`enum` names no value", "`enum` 没有列出任何值");

    public void Check(Linted schema)
    {
        // Of types that have none in common something else tells.
        if (schema.Facets.Declared == JsonTypes.None)
            return;
        if (schema.Text["enum"] is ListNode { Items.Count: 0 } list)
            Tell(list.At, NoChoice);
        if (schema.Schema.Pointer.Length == 0 && schema.Facets.All.Any(Refuses))
            Tell(schema.Text.Entry("not")?.Key.At ?? schema.Text.At, RefusesAll);
        foreach (var keyword in schema.Schema.Keywords)
            if (keyword is Not && keyword.InPlace.Any(refused => HoldsAll(refused, schema.Facets.Types)))
                Tell(keyword.At, new LocalText($"`not` refuses {Words.Wanted(schema.Facets.Types).English}, and nothing else may stand here",
                    $"此处只允许{Words.Wanted(schema.Facets.Types).Chinese}，而 `not` 将其拒绝"));
            else if (keyword is AnyOf or OneOf)
                Branches(schema, keyword);
    }

    /// <summary>It is <c>false</c>, or <c>not</c> of what accepts everything.</summary>
    public static bool Refuses(Subschema schema) => schema.Never || schema.Keywords.OfType<Not>().Any(not => not.InPlace.All(AcceptsAll));

    private static bool AcceptsAll(Subschema schema) => schema.Keywords.Count == 0
        && (schema.Text is ScalarNode || (schema.Text is MapNode map && map.Entries.All(IsWords)));

    private static bool IsWords(MapEntry entry) => OnlyWords.Contains(entry.Name) || entry.Name.StartsWith("x-", StringComparison.Ordinal);

    /// <summary>A schema that asks for types alone, and has all that are left.</summary>
    private static bool HoldsAll(Subschema refused, JsonTypes left)
        => left != JsonTypes.None && refused.Keywords.Count > 0 && refused.Keywords.All(k => k is Typed) && (left & ~Facets.Of(refused).Declared) == JsonTypes.None;

    private void Branches(Linted schema, Keyword keyword)
    {
        var branches = keyword.InPlace.ToList();
        if (branches.TrueForAll(branch => CannotFit(branch, schema.Facets.Declared)))
            Tell(keyword.At, new LocalText($"`{keyword.Name}` has no branch that can fit", $"`{keyword.Name}` 的所有分支都无法满足"));
        else if (keyword is OneOf)
            Twins(keyword, branches, schema.Facets.Declared);
    }

    private static bool CannotFit(Subschema branch, JsonTypes allowed)
    {
        var facets = Facets.Of(branch);
        return facets.All.Any(Refuses) || facets.Keywords<Choice>().Any(choice => choice.Choices.Count == 0) || (facets.Types & allowed) == JsonTypes.None;
    }

    /// <summary>Of equal branches either none fits or several do: never exactly one.</summary>
    private void Twins(Keyword keyword, List<Subschema> branches, JsonTypes allowed)
    {
        var groups = branches.Where(branch => branch.Text is not null).GroupBy(branch => Bare(branch.Text!), Same.Value).Select(group => group.ToList()).ToList();
        if (groups.Sum(group => group.Count) == branches.Count && groups.TrueForAll(group => group.Count > 1))
            findings.Add(Told.Diagnostic(LintRules.NothingFits, keyword.At, new LocalText("exactly one branch of `oneOf` must fit, but all of them stand there more than once",
                "`oneOf` 要求恰好一个分支满足，但所有分支都重复出现")) with
            { SpecialHelp = new LocalText("take the repeated branches away, or write `anyOf`", "请删除重复的分支，或改用 `anyOf`") });
        else
            foreach (var (first, twin) in groups.SelectMany(group => group.Skip(1).Select(twin => (group[0], twin))).Where(pair => !CannotFit(pair.twin, allowed)))
                findings.Add(Told.Diagnostic(LintRules.Repeated, twin.Text!.At, Words.Neutral(Words.Short(twin.Text)), Words.Neutral("oneOf")) with
                {
                    SpecialHelp = new LocalText("what fits both is refused: take one of them away", "同时满足两者的值会被拒绝：请删除其中一个"),
                    Related = first.Text!.At is { } at ? [at] : [],
                });
    }

    private static Node Bare(Node text) => text is MapNode map ? new MapNode([.. map.Entries.Where(entry => !IsWords(entry))], map.At) : text;

    private void Tell(Location? at, LocalText why) => findings.Add(Told.Diagnostic(LintRules.NothingFits, at, why));
}
