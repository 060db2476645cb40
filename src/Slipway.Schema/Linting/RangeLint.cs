using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Limits that leave nothing between them, also where one of them comes from a schema referred to.</summary>
internal sealed class RangeLint(List<Diagnostic> findings)
{
    public void Check(Linted schema)
    {
        Numbers(schema);
        Counts(schema, schema.Facets.Keywords<Length>().Select(k => ((Keyword)k, k.Limit, k.IsLower)));
        Counts(schema, schema.Facets.Keywords<ItemCount>().Select(k => ((Keyword)k, k.Limit, k.IsLower))
            .Concat(schema.Facets.Keywords<Items>().Where(k => k.Most is not null).Select(k => ((Keyword)k, k.Most!.Value, false))));
        Different(schema);
        Counts(schema, schema.Facets.Keywords<KeyCount>().Select(k => ((Keyword)k, k.Limit, k.IsLower))
            .Concat(schema.Facets.Keywords<Members>().Where(m => m.Additional is { Never: true } && m.Patterns.Count == 0).Select(m => ((Keyword)m, m.Properties.Count, false))));
    }

    private void Counts(Linted schema, IEnumerable<(Keyword Keyword, int Limit, bool IsLower)> limits)
    {
        var all = limits.ToList();
        if (!all.Exists(l => l.IsLower) || all.TrueForAll(l => l.IsLower))
            return;
        var (low, high) = (all.Where(l => l.IsLower).MaxBy(l => l.Limit), all.Where(l => !l.IsLower).MinBy(l => l.Limit));
        // Two plain limits side by side are compared when the schema is read.
        if (low.Limit > high.Limit && IsNew(schema, low.Keyword, high.Keyword) && !(IsPlain(low.Keyword) && IsPlain(high.Keyword) && low.Keyword.Home == high.Keyword.Home))
            Tell(schema, low.Keyword, low.Limit.ToString(), high.Keyword, high.Limit.ToString());
    }

    /// <summary>More items, all different, than there are values for them.</summary>
    private void Different(Linted schema)
    {
        if (schema.Facets.Declared != JsonTypes.Array || schema.Facets.Keywords<UniqueItems>().FirstOrDefault() is not { } unique
            || schema.Facets.Keywords<ItemCount>().Where(k => k.IsLower).MaxBy(k => k.Limit) is not { } low || Values(schema.Facets.For(int.MaxValue)) is not { } values)
            return;
        var most = values + schema.Facets.Keywords<Items>().Max(k => k.PrefixCount);
        if (low.Limit > most && IsNew(schema, [low, unique, .. schema.Facets.Keywords<Items>()]))
            Tell(schema, low, low.Limit.ToString(), unique, most.ToString(),
                new LocalText($"there are no more than {most} different items", $"互不相同的项最多只有 {most} 个"));
    }

    /// <summary>How many different values fit at most; null where they cannot be counted.</summary>
    private static int? Values(Facets facets)
    {
        var choices = facets.Keywords<Choice>().Select(choice => choice.Choices.Distinct(Same.Value).Count()).ToList();
        if (choices.Count > 0)
            return choices.Min();
        if ((facets.Declared & ~(JsonTypes.Boolean | JsonTypes.Null)) != JsonTypes.None)
            return null;
        return (facets.Declared.HasFlag(JsonTypes.Boolean) ? 2 : 0) + (facets.Declared.HasFlag(JsonTypes.Null) ? 1 : 0);
    }

    private static bool IsPlain(Keyword keyword) => keyword is not (Items or Members);

    /// <summary>What two schemas referred to contradict each other in is told where they meet first.</summary>
    private static bool IsNew(Linted schema, params Keyword[] keywords) => keywords.Any(k => k.Home == schema.Schema)
        || !schema.Parts.Any(part => keywords.All(k => part.All.Contains(k.Home)));

    private void Numbers(Linted schema)
    {
        var bounds = schema.Facets.Keywords<Bound>().ToList();
        var (lows, highs) = (bounds.Where(b => b.IsLower).ToList(), bounds.Where(b => !b.IsLower).ToList());
        if (lows.Count == 0 || highs.Count == 0)
            return;
        var low = lows.Aggregate((a, b) => b.Limit.CompareTo(a.Limit) is > 0 || (b.Limit.Equals(a.Limit) && b.IsExclusive) ? b : a);
        var high = highs.Aggregate((a, b) => b.Limit.CompareTo(a.Limit) is < 0 || (b.Limit.Equals(a.Limit) && b.IsExclusive) ? b : a);
        if (!IsNew(schema, low, high))
            return;
        var order = low.Limit.CompareTo(high.Limit);
        var isTold = order > 0 && low.Home == high.Home && (low.Name, high.Name) == ("minimum", "maximum");
        if (isTold)
            return;
        if (order > 0 || (order == 0 && (low.IsExclusive || high.IsExclusive)))
            Tell(schema, low, low.Text, high, high.Text);
        else if (NoStepBetween(schema.Facets, low, high) is { } step)
            Tell(schema, low, low.Text, high, high.Text, step == 1
                ? new LocalText("no whole number lies between them", "两者之间没有整数")
                : new LocalText($"no multiple of {Plain(step)} lies between them", $"两者之间没有 {Plain(step)} 的倍数"));
    }

    private static string Plain(decimal number) => number.ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whole numbers and multiples may miss a narrow range: the step that does. Looked at where decimals hold all of it.</summary>
    private static decimal? NoStepBetween(Facets facets, Bound low, Bound high)
    {
        var whole = (facets.Declared & (JsonTypes.Integer | JsonTypes.Number)) == JsonTypes.Integer;
        var divisors = facets.Keywords<MultipleOf>().Select(m => m.Divisor.AsDecimal).ToList();
        if (divisors.Count > 1 || (divisors.Count == 0 && !whole) || low.Limit.AsDecimal is not { } from || high.Limit.AsDecimal is not { } to)
            return null;
        var step = divisors.Count == 0 ? 1m : divisors[0];
        if (step is not { } each || (whole && decimal.Truncate(each) != each))
            return null;
        try
        {
            var first = decimal.Ceiling(from / each) * each;
            if (first == from && low.IsExclusive)
                first += each;
            return first > to || (first == to && high.IsExclusive) ? each : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private void Tell(Linted schema, Keyword low, string least, Keyword high, string most, LocalText? help = null)
    {
        var at = low.Home == schema.Schema ? low.At : high.Home == schema.Schema ? high.At : schema.Text.At;
        Location?[] others = [low.At, high.At];
        findings.Add(Told.Diagnostic(LintRules.NothingBetween, at, Words.Neutral(low.Name), Words.Neutral(least), Words.Neutral(high.Name), Words.Neutral(most))
            with
        { SpecialHelp = help, Related = [.. others.OfType<Location>().Where(other => other != at)] });
    }
}
