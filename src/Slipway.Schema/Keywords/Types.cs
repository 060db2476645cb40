using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary><c>type</c>.</summary>
internal sealed class Typed(Subschema home, JsonTypes wanted) : Assertion(home, "type")
{
    public JsonTypes Types => wanted;

    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Value("type") is not { } value)
            return;
        var names = value is ListNode { Items.Count: > 0 } list ? list.Items : [value];
        var wanted = JsonTypes.None;
        foreach (var name in names)
        {
            if (name is not ScalarNode { Kind: ScalarKind.String } text || JsonType.Named(text.Text) is not { } type)
            {
                schema.Refuse("type", name, Choices());
                return;
            }
            wanted |= type;
        }
        if (schema.IsNullable)
            wanted |= JsonTypes.Null;
        into.Add(new Typed(schema.Home, wanted));
    }

    private static LocalText Choices()
    {
        var names = Words.List([.. JsonType.Names.Select(n => n.Name)]);
        return new LocalText($"one of {names.English}, or a list of them", $"以下类型之一或其列表：{names.Chinese}");
    }

    protected override bool Fits(Node instance) => (JsonType.Of(instance) & wanted) != 0;

    protected override void Explain(Node instance, Evaluation run)
        => run.Refuse(this, SchemaRules.WrongType, instance.At, [Words.Describe(instance), Words.Wanted(wanted)],
            more: f => Mend(f with { Wanted = wanted }, instance));

    /// <summary>A number or boolean that lacks quotes to be a text, or a text whose quotes keep it from being one.</summary>
    private SchemaFinding Mend(SchemaFinding finding, Node instance)
    {
        if (instance is not ScalarNode scalar)
            return finding;
        if (wanted.HasFlag(JsonTypes.String) && scalar is { Kind: ScalarKind.Integer or ScalarKind.Float or ScalarKind.Boolean, Style: ScalarStyle.Plain })
        {
            var quoted = $"\"{scalar.Text}\"";
            return finding.WithHelp($"put it in quotes: {quoted}", $"请加引号：{quoted}").WithEdit(scalar.At, quoted);
        }
        if (scalar is { Kind: ScalarKind.String, Style: ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted } && IsUnquoted(scalar.Text))
            return finding.WithHelp($"take the quotes away: {scalar.Text}", $"请去掉引号：{scalar.Text}").WithEdit(scalar.At, scalar.Text);
        return finding;
    }

    private bool IsUnquoted(string text)
        => (wanted.HasFlag(JsonTypes.Boolean) && text is "true" or "false")
            || (Number.TryRead(new ScalarNode(ScalarKind.Float, text), out var number)
                && (wanted.HasFlag(JsonTypes.Number) || (wanted.HasFlag(JsonTypes.Integer) && number.IsWhole && !text.AsSpan().ContainsAny('.', 'e', 'E'))));
}

/// <summary><c>enum</c>, and <c>const</c> as the one choice.</summary>
internal sealed class Choice(Subschema home, string name, Node[] choices) : Assertion(home, name)
{
    /// <summary>From so many choices on, a set finds faster than a look at each.</summary>
    private const int Many = 8;

    private List<string>? names;

    public IReadOnlyList<Node> Choices => choices;

    private readonly HashSet<Node>? set = choices.Length < Many ? null : new HashSet<Node>(choices, Same.Value);

    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Value("const") is { } constant)
            into.Add(new Choice(schema.Home, "const", [constant]));
        if (schema.Value("enum") is ListNode list)
            into.Add(new Choice(schema.Home, "enum", [.. list.Items]));
        else if (schema.Value("enum") is { } other)
            schema.Refuse("enum", other, new LocalText("a list of values", "值的列表"));
    }

    protected override bool Fits(Node instance)
    {
        if (set is not null)
            return set.Contains(instance);
        foreach (var choice in choices)
            if (Same.Value.Equals(choice, instance))
                return true;
        return false;
    }

    protected override void Explain(Node instance, Evaluation run) => Refuse(run, this, instance, choices, names ??= Names(choices));

    private static List<string> Names(IReadOnlyList<Node> choices) => [.. choices.Select(Words.Short).Distinct()];

    /// <summary>Names the choices, the nearest one first.</summary>
    /// <param name="pointer">Where the value stands, when that is not where the run is.</param>
    public static void Refuse(Evaluation run, Keyword keyword, Node instance, IReadOnlyList<Node> choices, string? pointer = null)
        => Refuse(run, keyword, instance, choices, Names(choices), pointer);

    private static void Refuse(Evaluation run, Keyword keyword, Node instance, IReadOnlyList<Node> choices, List<string> names, string? pointer = null)
    {
        var nearest = instance is ScalarNode scalar ? NearestName.Find(scalar.Text, names) : null;
        if (nearest is not null)
            names = [nearest, .. names.Where(n => n != nearest)];
        var rule = names.Count == 1 ? SchemaRules.NotTheConstant : SchemaRules.NotAChoice;
        var choice = names.Count == 1 ? Words.Neutral(names[0]) : Words.List(names);
        run.Refuse(keyword, rule, instance.At, [Words.Neutral(Words.Short(instance)), choice],
            more: f => Mend(f with { Choices = choices, InstancePointer = pointer ?? f.InstancePointer }, instance, nearest));
    }

    private static SchemaFinding Mend(SchemaFinding finding, Node instance, string? nearest)
    {
        if (nearest is null || finding.Choices is [_])
            return finding;
        var told = finding.WithHelp($"did you mean `{Braces.Double(nearest)}`?", $"是否想写 `{Braces.Double(nearest)}`？");
        return instance is ScalarNode { Kind: ScalarKind.String, Style: ScalarStyle.Plain } && Braces.IsWord(nearest) ? told.WithEdit(instance.At, nearest) : told;
    }
}
