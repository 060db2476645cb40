using Slipway.Components;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Values of one parameter, where a schema lets them be counted.</summary>
internal sealed record CountedChoice(IReadOnlyList<string> Names, IReadOnlyList<Node> Values);

/// <summary>What a schema allows, value by value: <c>enum</c>, <c>const</c>, switches, <c>examples</c>; and one value that fits where something must stand.</summary>
internal static class CountedValues
{
    private const int MostValues = 64;

    private const int MostDepth = 8;

    /// <summary>Part of every text that is made up here, where its form leaves room for it: what names it, nobody has named.</summary>
    public const string MadeUp = "slipway-example";

    /// <summary>Texts in common forms, for a pattern or format that asks for one.</summary>
    private static readonly string[] Texts =
        [MadeUp, MadeUp + ".example", "/" + MadeUp, MadeUp + ":1", "https://" + MadeUp + ".example/", "x", "1", "10", "1Gi", "100m", "10s", "1.0.0", "10.0.0.1", "0 3 * * *", "user@" + MadeUp + ".example", "2026-01-01", "2026-01-01T00:00:00Z"];

    /// <summary>Every place in a schema at which values can be counted.</summary>
    public static IEnumerable<CountedChoice> Of(MapNode root, MapNode schema, IReadOnlyList<string> names, int depth = 0)
    {
        if (depth > MostDepth)
            yield break;
        var at = ParameterSchemas.Followed(root, schema);
        var own = Own(root, at, depth);
        if (own.Count > 0)
            yield return new CountedChoice(names, own);
        foreach (var property in (at["properties"] as MapNode)?.Entries ?? [])
            if (property.Value is MapNode below)
                foreach (var choice in Of(root, below, [.. names, property.Name], depth + 1))
                    yield return choice;
        foreach (var branch in Branches(at))
            foreach (var choice in Of(root, branch, names, depth + 1).Where(choice => choice.Names.Count > names.Count))
                yield return choice;
        var inside = ((IEnumerable<Node>)[.. Inside(root, at["items"], depth).Select(item => Node.List(item)), .. Inside(root, at["additionalProperties"], depth).Select(value => Node.Map(("example", value)))]).Take(MostValues).ToList();
        if (inside.Count > 0)
            yield return new CountedChoice(names, inside);
    }

    /// <summary>Whole values of what a list or map holds, each with one thing chosen.</summary>
    private static IEnumerable<Node> Inside(MapNode root, Node? schema, int depth)
    {
        if (schema is not MapNode held || (Sample(root, held, depth + 1) ?? Node.Map()) is not MapNode sample)
            return [];
        return Of(root, held, [], depth + 1).Where(choice => choice.Names.Count > 0)
            .SelectMany(choice => choice.Values.Select(value => (Node)MergePatch.Apply(sample, (MapNode)choice.Names.Reverse().Aggregate(value, (below, name) => Node.Map((name, below))))));
    }

    /// <returns>Null where none was found.</returns>
    public static Node? Sample(MapNode root, MapNode schema, int depth = 0)
    {
        var at = ParameterSchemas.Followed(root, schema);
        if (depth > MostDepth)
            return null;
        var (check, _) = JsonSchema.Compile(at.With("$defs", root["$defs"] ?? Node.Map()), new SchemaOptions { AssertFormats = true });
        return Candidates(root, at, depth).FirstOrDefault(value => check.Check(value) is []);
    }

    private static IEnumerable<Node> Candidates(MapNode root, MapNode at, int depth)
    {
        if (at["default"] is { } usual)
            yield return usual;
        foreach (var value in Own(root, at, depth))
            yield return value;
        foreach (var branch in Branches(at))
            if (Sample(root, branch, depth + 1) is { } value)
                yield return value;
        if (Object(root, at, depth) is { } map)
            yield return map;
        if (at["additionalProperties"] is MapNode other && Sample(root, other, depth + 1) is { } held)
            yield return Node.Map(("example", held));
        if (at["items"] is MapNode items && Sample(root, items, depth + 1) is { } item)
            yield return Node.List(Enumerable.Repeat(item, (int)Math.Clamp(Number(at["minItems"]) ?? 0, 0, 16)));
        yield return Node.List();
        foreach (var number in (decimal?[])[Number(at["minimum"]), Number(at["exclusiveMinimum"]) + 1, Number(at["maximum"]), 1, 0])
            if (number is { } there)
                yield return new ScalarNode(decimal.IsInteger(there) ? ScalarKind.Integer : ScalarKind.Float, there.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var text in Texts)
            yield return Node.Of(text.PadRight((int)Math.Clamp(Number(at["minLength"]) ?? 0, 0, 256), 'x'));
    }

    /// <summary>What it must have.</summary>
    private static MapNode? Object(MapNode root, MapNode at, int depth)
    {
        var map = Node.Map();
        foreach (var name in (at["required"] as ListNode)?.Items.OfType<ScalarNode>().Select(one => one.Text) ?? [])
            if ((at["properties"] as MapNode)?[name] is MapNode property && Sample(root, property, depth + 1) is { } value)
                map = map.With(name, value);
            else
                return null;
        return map;
    }

    private static List<Node> Own(MapNode root, MapNode at, int depth)
    {
        var values = new List<Node>();
        if (at["const"] is { } only)
            values.Add(only);
        values.AddRange((at["enum"] as ListNode)?.Items ?? []);
        values.AddRange((at["examples"] as ListNode)?.Items ?? []);
        if (values.Count == 0 && at["type"] is ScalarNode { Text: "boolean" })
            values.AddRange([Node.Of(true), Node.Of(false)]);
        foreach (var branch in depth > MostDepth ? [] : Branches(at))
            values.AddRange(Own(root, ParameterSchemas.Followed(root, branch), depth + 1));
        if (at["items"] is MapNode items && depth <= MostDepth)
            values.AddRange(Own(root, ParameterSchemas.Followed(root, items), depth + 1).Select(item => (Node)Node.List(item)));
        return [.. values.DistinctBy(value => JsonText.Write(value)).Take(MostValues)];
    }

    private static IEnumerable<MapNode> Branches(MapNode at)
        => ((string[])["oneOf", "anyOf", "allOf"]).SelectMany(word => (at[word] as ListNode)?.Items.OfType<MapNode>() ?? []);

    private static decimal? Number(Node? node) => node is ScalarNode scalar && decimal.TryParse(scalar.Text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
