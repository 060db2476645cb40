using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary><c>minimum</c>, <c>maximum</c> and their exclusive forms.</summary>
internal sealed class Bound(Subschema home, string name, Number limit, string text, bool isLower, bool exclusive) : Assertion(home, name)
{
    private LocalText? wanted;

    public bool IsLower => isLower;

    public Number Limit => limit;

    public string Text => text;

    public bool IsExclusive => exclusive;

    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        foreach (var (name, isLower, exclusive) in ((string, bool, bool)[])[
            ("minimum", true, false), ("exclusiveMinimum", true, true), ("maximum", false, false), ("exclusiveMaximum", false, true)])
            if (!IsFlag(schema, name) && schema.Number(name) is { } limit)
                into.Add(new Bound(schema.Home, name, limit, Words.Short(schema.Value(name)!), isLower, exclusive || SharpensLimit(schema, name)));
        schema.Compare("minimum", "maximum");
    }

    /// <summary>In OpenAPI 3.0 the exclusive forms are flags that sharpen the limit beside them.</summary>
    private static bool IsFlag(SchemaMap schema, string name)
        => schema.ReadsOpenApi30 && name.StartsWith("exclusive", StringComparison.Ordinal) && schema.Value(name) is ScalarNode { Kind: ScalarKind.Boolean };

    private static bool SharpensLimit(SchemaMap schema, string name)
    {
        var flag = name == "minimum" ? "exclusiveMinimum" : "exclusiveMaximum";
        return IsFlag(schema, flag) && schema.Flag(flag);
    }

    protected override bool Fits(Node instance)
    {
        if (instance is not ScalarNode scalar || !Number.TryRead(scalar, out var number))
            return true;
        var order = number.CompareTo(limit);
        return isLower ? order > 0 || (order == 0 && !exclusive) : order < 0 || (order == 0 && !exclusive);
    }

    protected override void Explain(Node instance, Evaluation run)
        => run.Refuse(this, isLower ? SchemaRules.TooSmall : SchemaRules.TooLarge, instance.At, [Words.Neutral(Words.Short(instance)), wanted ??= Wanted()]);

    private LocalText Wanted() => (isLower, exclusive) switch
    {
        (true, false) => new($"{text} or more", $"不小于 {text} 的数"),
        (true, true) => new($"more than {text}", $"大于 {text} 的数"),
        (false, false) => new($"{text} or less", $"不大于 {text} 的数"),
        (false, true) => new($"less than {text}", $"小于 {text} 的数"),
    };
}

/// <summary><c>multipleOf</c>.</summary>
internal sealed class MultipleOf(Subschema home, Number divisor, string text) : Assertion(home, "multipleOf")
{
    public Number Divisor => divisor;

    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Number("multipleOf") is not { } divisor)
            return;
        if (divisor.CompareTo(Number.Of(0)) > 0)
            into.Add(new MultipleOf(schema.Home, divisor, Words.Short(schema.Value("multipleOf")!)));
        else
            schema.Refuse("multipleOf", schema.Value("multipleOf")!, new LocalText("a number above 0", "大于 0 的数字"));
    }

    protected override bool Fits(Node instance)
        => instance is not ScalarNode scalar || !Number.TryRead(scalar, out var number) || number.IsMultipleOf(divisor);

    protected override void Explain(Node instance, Evaluation run)
        => run.Refuse(this, SchemaRules.NoMultiple, instance.At, [Words.Neutral(Words.Short(instance)), Words.Neutral(text)]);
}
