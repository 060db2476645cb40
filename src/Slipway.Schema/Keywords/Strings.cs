using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary><c>minLength</c> and <c>maxLength</c>, in Unicode code points.</summary>
internal sealed class Length(Subschema home, string name, int limit, bool isLower) : Assertion(home, name)
{
    public int Limit => limit;

    public bool IsLower => isLower;

    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Count("minLength") is { } least)
            into.Add(new Length(schema.Home, "minLength", least, true));
        if (schema.Count("maxLength") is { } most)
            into.Add(new Length(schema.Home, "maxLength", most, false));
        schema.Compare("minLength", "maxLength");
    }

    protected override bool Fits(Node instance)
    {
        if (instance is not ScalarNode { Kind: ScalarKind.String } scalar)
            return true;
        // A code point takes one or two units: most texts need no counting.
        var units = scalar.Text.Length;
        if (isLower)
            return units >= limit && (units / 2 >= limit || CodePoints(scalar.Text) >= limit);
        return units <= limit || (units / 2 <= limit && CodePoints(scalar.Text) <= limit);
    }

    private static int CodePoints(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++, count++)
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
        return count;
    }

    protected override void Explain(Node instance, Evaluation run)
        => run.Refuse(this, isLower ? SchemaRules.TooShort : SchemaRules.TooLong, instance.At,
            [Words.Neutral(CodePoints(((ScalarNode)instance).Text)), Words.Neutral(limit)]);
}

/// <summary><c>pattern</c>.</summary>
internal sealed class Patterned(Subschema home, Pattern pattern) : Keyword(home, "pattern")
{
    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Text("pattern") is { } text && schema.Pattern(text.Text, text) is { } pattern)
            into.Add(new Patterned(schema.Home, pattern));
    }

    public override bool Check(Node instance, Evaluation run)
    {
        if (instance is not ScalarNode { Kind: ScalarKind.String } scalar || run.Matches(pattern, scalar.Text))
            return true;
        if (run.Collecting)
            run.Refuse(this, SchemaRules.PatternDiffers, instance.At, [Words.Neutral(Words.Cut(scalar.Text)), Words.Neutral(pattern.Text)],
                more: finding => KnownPatterns.Help(pattern.Text) is { } help ? finding.WithHelp(help.English, help.Chinese) : finding);
        return false;
    }
}
