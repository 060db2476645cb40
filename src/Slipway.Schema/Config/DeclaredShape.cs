using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>
/// A schema as one without <c>allOf</c>: types for expressions come from what a schema says itself, and a key that stands in a part of it
/// would be unknown to them.
/// </summary>
internal sealed class DeclaredShape
{
    private const int Limit = 5_000;

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Queue<(int Number, Facets Facets)> open = new();

    public static MapNode Of(JsonSchema schema, MapNode text)
    {
        if (!schema.All.Any(part => part.Keywords.Any(k => k is AllOf) || (part.Keywords.Any(k => k is Reference) && part.Keywords.Any(k => k is Members))))
            return text;
        var shape = new DeclaredShape();
        var root = shape.Refer(Facets.Of(schema.Root));
        var parts = new List<(string, Node)>();
        while (shape.open.TryDequeue(out var next))
            parts.Add((next.Number.ToString(), shape.Part(next.Facets)));
        return root.With("$defs", Node.Map(parts));
    }

    private MapNode Refer(Facets facets)
    {
        var key = $"{facets.All.Count}\n{string.Join('\n', facets.All.Select(part => part.Pointer))}";
        if (!numbers.TryGetValue(key, out var number))
        {
            if (numbers.Count >= Limit)
                return new MapNode([]);
            number = numbers[key] = numbers.Count;
            open.Enqueue((number, facets));
        }
        return Node.Map(("$ref", Node.Of($"#/$defs/{number}")));
    }

    private MapNode Part(Facets facets)
    {
        var entries = new List<(string, Node)>();
        foreach (var keyword in (string[])["type", "format", "enum", "const"])
            if (facets.Texts.Select(text => text[keyword]).FirstOrDefault(value => value is not null) is { } value)
                entries.Add((keyword, value));
        if (facets.HasProperties)
            entries.Add(("properties", Node.Map(facets.Properties.Select(p => (p.Name, (Node)Refer(facets.For(p.Name)))))));
        if (facets.Keywords<Members>().Select(m => m.Additional).OfType<Subschema>().FirstOrDefault(s => !s.Never) is { } additional)
            entries.Add(("additionalProperties", Refer(Facets.Of(additional))));
        if (facets.Keywords<Items>().Any())
            entries.Add(("items", Refer(facets.For(int.MaxValue))));
        return Node.Map(entries);
    }
}
