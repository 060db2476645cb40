using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Keywords that do nothing where they stand.</summary>
internal sealed class KeywordLint(List<Diagnostic> findings)
{
    private const JsonTypes Numeric = JsonTypes.Integer | JsonTypes.Number;

    private static readonly Dictionary<string, JsonTypes> Wanted = new[]
    {
        (JsonTypes.String, "minLength maxLength pattern contentEncoding contentMediaType contentSchema"),
        (Numeric, "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf"),
        (JsonTypes.Array, "items prefixItems contains minContains maxContains minItems maxItems uniqueItems unevaluatedItems"),
        (JsonTypes.Object, "properties patternProperties additionalProperties propertyNames required minProperties maxProperties dependentRequired dependentSchemas unevaluatedProperties"),
    }.SelectMany(group => group.Item2.Split(' ').Select(name => (Name: name, Types: group.Item1))).ToDictionary(k => k.Name, k => k.Types, StringComparer.Ordinal);

    /// <summary>Keywords that only say more about another one.</summary>
    private static readonly (string Keyword, string Needed)[] Companions =
    [
        ("then", "if"), ("else", "if"), ("minContains", "contains"), ("maxContains", "contains"), ("contentSchema", "contentMediaType"),
    ];

    /// <summary>Formats of OpenAPI's registry that say how a value is shown or carried, not how it is written.</summary>
    private static readonly HashSet<string> OnlyNotes = new(StringComparer.Ordinal)
    {
        "char", "commonmark", "decimal", "decimal128", "double-int", "html", "http-date", "int16", "int8", "uint16", "uint32", "uint64", "uint8", "media-range",
    };

    public void Check(Linted schema)
    {
        var types = schema.Facets.Declared;
        if (types == JsonTypes.None && schema.Schema.Keywords.Any(k => k is Typed or Reference or AllOf))
            Tell(LintRules.NoTypeLeft, schema.Text.Entry("type")?.Key.At ?? schema.Text.Entries[0].Key.At);
        foreach (var entry in schema.Text.Entries)
        {
            if (types != JsonTypes.None && Wanted.TryGetValue(entry.Name, out var wanted) && (types & wanted) == JsonTypes.None)
                Tell(LintRules.OtherType, entry.Key.At, Words.Neutral(entry.Name), Words.Wanted(types));
            if (Vocabulary.Of(entry.Name) is null)
                Unknown(entry);
        }
        Alone(schema.Text, schema.Schema);
        Format(schema.Text, types);
    }

    private void Unknown(MapEntry entry)
    {
        var name = entry.Name;
        // OpenAPI's place for schemas that references lead to.
        if (name == "components" && entry.Value is MapNode components && components["schemas"] is not null)
            return;
        if (name.StartsWith("x-", StringComparison.Ordinal) || name == "nullable" || Vocabulary.Old.ContainsKey(name) || NearestName.Find(name, Vocabulary.Names) is not null)
            return;
        var told = Told.Diagnostic(LintRules.NoKeyword, entry.Key.At, Words.Neutral(Words.Cut(name)));
        var isSchema = entry.Value is MapNode inner && inner.Entries.Any(e => Vocabulary.Of(e.Name) is not null);
        findings.Add(isSchema ? told with { SpecialHelp = new LocalText("a key of the value is described below `properties`", "值中的键应在 `properties` 下描述") } : told);
    }

    private void Alone(MapNode text, Subschema schema)
    {
        foreach (var (keyword, needed) in Companions)
            if (text.Entry(keyword) is { } entry && text[needed] is null)
                Tell(LintRules.Alone, entry.Key.At, Words.Neutral(keyword), Words.Neutral($"`{needed}`"));
        if (text.Entry("if") is { } condition && text["then"] is null && text["else"] is null)
            Tell(LintRules.Alone, condition.Key.At, Words.Neutral("if"), new LocalText("`then` or `else`", "`then` 或 `else`"));
        if (!schema.Resource.Dialect.ReadsOpenApi30)
            return;
        if (text.Entry("nullable") is { } nullable && text["type"] is null)
            Tell(LintRules.Alone, nullable.Key.At, Words.Neutral("nullable"), Words.Neutral("`type`"));
        foreach (var (flag, limit) in ((string, string)[])[("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")])
            if (text.Entry(flag) is { Value: ScalarNode { Kind: ScalarKind.Boolean } } entry && text[limit] is null)
                Tell(LintRules.Alone, entry.Key.At, Words.Neutral($"{flag}: {Words.Short(entry.Value)}"), Words.Neutral($"`{limit}`"));
    }

    private void Format(MapNode text, JsonTypes types)
    {
        if (text["format"] is not ScalarNode { Kind: ScalarKind.String } format)
            return;
        if (KnownFormats.Find(format.Text) is not { } known)
        {
            if (!OnlyNotes.Contains(format.Text))
                Unknown(format);
        }
        else if (types != JsonTypes.None && (types & (known.Text is null ? Numeric : known.Number is null ? JsonTypes.String : Numeric | JsonTypes.String)) == JsonTypes.None)
            Tell(LintRules.OtherType, text.Entry("format")!.Key.At, Words.Neutral($"format: {format.Text}"), Words.Wanted(types));
    }

    private void Unknown(ScalarNode format)
    {
        var told = Told.Diagnostic(LintRules.UnknownFormat, format.At, Words.Neutral(Words.Cut(format.Text)), Words.List(KnownFormats.Names, 30));
        if (NearestName.Find(format.Text, KnownFormats.Names) is { } near)
        {
            told = told with { SpecialHelp = new LocalText($"did you mean `{near}`?", $"是否想写 `{near}`？") };
            if (format is { Style: ScalarStyle.Plain, At: { } at })
                told = told with { Edits = [new Edit(at, near, Safe: false)] };
        }
        findings.Add(told);
    }

    private void Tell(Rule rule, Location? at, params ReadOnlySpan<LocalText> words) => findings.Add(Told.Diagnostic(rule, at, words));
}
