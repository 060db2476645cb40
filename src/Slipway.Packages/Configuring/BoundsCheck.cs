using System.Globalization;
using Slipway.Components;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// What an application lets a site say of a parameter, against what the trait takes. A bound that no value of the trait meets is an error; one that is wider than the trait only misleads
/// those on site, for the trait still refuses.
/// </summary>
internal static class BoundsCheck
{
    private static readonly string[] Numbers = ["integer", "number"];

    /// <summary>Keywords that say something of one type alone.</summary>
    private static readonly Dictionary<string, string[]> Types = new(StringComparer.Ordinal)
    {
        ["minimum"] = Numbers,
        ["maximum"] = Numbers,
        ["exclusiveMinimum"] = Numbers,
        ["exclusiveMaximum"] = Numbers,
        ["multipleOf"] = Numbers,
        ["minLength"] = ["string"],
        ["maxLength"] = ["string"],
        ["pattern"] = ["string"],
        ["format"] = ["string"],
        ["minItems"] = ["array"],
        ["maxItems"] = ["array"],
        ["items"] = ["array"],
        ["uniqueItems"] = ["array"],
        ["contains"] = ["array"],
        ["properties"] = ["object"],
        ["required"] = ["object"],
        ["additionalProperties"] = ["object"],
        ["minProperties"] = ["object"],
        ["maxProperties"] = ["object"],
    };

    /// <summary>The least and the most of one kind; a bound of both kinds is compared with a schema's of either.</summary>
    private static readonly (string[] Least, string[] Most)[] Ranges =
        [(["minimum", "exclusiveMinimum"], ["maximum", "exclusiveMaximum"]), (["minLength"], ["maxLength"]), (["minItems"], ["maxItems"]), (["minProperties"], ["maxProperties"])];

    /// <param name="shown">The parameter, as messages name it.</param>
    /// <param name="root">The trait's schema, in which references are found.</param>
    /// <param name="schema">The parameter's.</param>
    /// <param name="parameter">With bounds.</param>
    public static IReadOnlyList<Diagnostic> Of(string shown, MapNode root, MapNode schema, AdjustableParameter parameter)
    {
        var bounds = parameter.Written!;
        var findings = OfOtherType(shown, schema, bounds).Concat(Values(shown, root, schema, bounds)).ToList();
        return findings.Count > 0 ? findings : [.. Ranges.SelectMany(range => Range(shown, schema, bounds, range.Least, range.Most))];
    }

    private static IEnumerable<Diagnostic> OfOtherType(string shown, MapNode schema, MapNode bounds)
    {
        var takes = TypesOf(schema);
        if (takes.Count == 0)
            yield break;
        if (bounds.Entry("type") is { } type && TypesOf(bounds) is { Count: > 0 } said && !said.Any(one => Fits(one, takes)))
            yield return Impossible(shown, $"type: {string.Join(", ", said)}", takes, type.Value.At ?? type.Key.At);
        foreach (var entry in bounds.Entries)
            if (Types.TryGetValue(entry.Name, out var types) && !types.Any(one => Fits(one, takes)))
                yield return Impossible(shown, entry.Name, takes, entry.Key.At);
    }

    private static bool Fits(string type, IReadOnlyList<string> takes)
        => takes.Contains(type, StringComparer.Ordinal) || (type == "integer" && takes.Contains("number", StringComparer.Ordinal)) || (type == "number" && takes.Contains("integer", StringComparer.Ordinal));

    /// <summary>Each value that the application offers by name must be one that the trait takes.</summary>
    private static IEnumerable<Diagnostic> Values(string shown, MapNode root, MapNode schema, MapNode bounds)
    {
        IReadOnlyList<Node> offered = [.. (bounds["enum"] as ListNode)?.Items ?? [], .. bounds["const"] is { } only ? [only] : (Node[])[]];
        if (offered.Count == 0)
            yield break;
        var (check, faults) = JsonSchema.Compile(schema.With("$defs", schema["$defs"] ?? root["$defs"] ?? Node.Map()), new SchemaOptions { AssertFormats = true });
        if (faults.Any(fault => fault.Severity == Severity.Error))
            yield break;
        foreach (var value in offered)
            if (check.Check(value) is [var refused, ..])
                yield return new Diagnostic(ConfiguringRules.BoundImpossible, value.At, [shown, JsonText.Write(value), refused.Diagnostic.Message(Language.English)])
                {
                    ChineseArguments = [shown, JsonText.Write(value), refused.Diagnostic.Message(Language.Chinese)],
                };
    }

    private static IEnumerable<Diagnostic> Range(string shown, MapNode schema, MapNode bounds, string[] least, string[] most)
    {
        var (low, high) = (Highest(schema, least), Lowest(schema, most));
        foreach (var entry in bounds.Entries)
        {
            var (isLeast, isMost) = (least.Contains(entry.Name, StringComparer.Ordinal), most.Contains(entry.Name, StringComparer.Ordinal));
            if ((!isLeast && !isMost) || Number(entry.Value) is not { } said)
                continue;
            var (none, wide) = isLeast ? (high, low) : (low, high);
            if (none is { } end && (isLeast ? said > end.Value : said < end.Value))
                yield return Outside(ConfiguringRules.BoundImpossible, shown, entry, end);
            else if (wide is { } limit && (isLeast ? said < limit.Value : said > limit.Value))
                yield return Outside(ConfiguringRules.BoundTooWide, shown, entry, limit);
        }
    }

    private sealed record Limit(string Keyword, decimal Value);

    private static Limit? Highest(MapNode schema, string[] keywords) => Limits(schema, keywords).MaxBy(limit => limit.Value);

    private static Limit? Lowest(MapNode schema, string[] keywords) => Limits(schema, keywords).MinBy(limit => limit.Value);

    private static IEnumerable<Limit> Limits(MapNode schema, string[] keywords)
        => keywords.SelectMany(keyword => Number(schema[keyword]) is { } value ? [new Limit(keyword, value)] : (Limit[])[]);

    private static Diagnostic Outside(Rule rule, string shown, MapEntry entry, Limit limit)
    {
        var (said, takes) = ($"{entry.Name}: {((ScalarNode)entry.Value).Text}", $"{limit.Keyword}: {limit.Value.ToString(CultureInfo.InvariantCulture)}");
        return rule == ConfiguringRules.BoundTooWide ? Diagnostic.Of(rule, entry.Value.At ?? entry.Key.At, shown, said, takes) : Says(shown, said, takes, entry.Value.At ?? entry.Key.At);
    }

    private static Diagnostic Impossible(string shown, string said, IReadOnlyList<string> takes, Location? at)
        => Says(shown, said, $"type: {string.Join(", ", takes)}", at);

    private static Diagnostic Says(string shown, string said, string takes, Location? at)
        => new(ConfiguringRules.BoundImpossible, at, [shown, said, $"the trait says `{takes}`"]) { ChineseArguments = [shown, said, $"trait 要求 `{takes}`"] };

    private static List<string> TypesOf(MapNode schema) => schema["type"] switch
    {
        ScalarNode one => [one.Text],
        ListNode list => [.. list.Items.OfType<ScalarNode>().Select(one => one.Text)],
        _ => [],
    };

    private static decimal? Number(Node? node)
        => node is ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Float } scalar && decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
