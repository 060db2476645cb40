using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>All schemas that surely apply to one value: the one written there, and those it takes in by <c>$ref</c> and <c>allOf</c>.</summary>
internal sealed class Facets
{
    private const JsonTypes Any = JsonTypes.Null | JsonTypes.Boolean | JsonTypes.Integer | JsonTypes.Number | JsonTypes.String | JsonTypes.Array | JsonTypes.Object;

    private readonly List<Subschema> all = [];

    private Facets(IEnumerable<Subschema> schemas)
    {
        // Nearest first, so that what stands beside a $ref comes before what it refers to.
        var open = new Queue<Subschema>(schemas);
        var seen = open.ToHashSet();
        while (open.TryDequeue(out var next))
        {
            all.Add(next);
            foreach (var inner in next.Keywords.Where(k => k is Reference or AllOf).SelectMany(k => k.InPlace).Where(seen.Add))
                open.Enqueue(inner);
        }
    }

    public static Facets Of(Subschema schema) => new([schema]);

    /// <summary>What applies to a key's value.</summary>
    public Facets For(string name) => new(Keywords<Members>().SelectMany(m => m.For(name)).Distinct());

    /// <summary>What applies to the value at a pointer through maps.</summary>
    public Facets At(string pointer) => JsonPointer.Parse(pointer)!.Aggregate(this, (facets, name) => facets.For(name));

    /// <summary>What applies to an item of a list.</summary>
    public Facets For(int index) => new(Keywords<Items>().Select(i => i.For(index)).OfType<Subschema>().Distinct());

    public IReadOnlyList<Subschema> All => all;

    public IEnumerable<MapNode> Texts => all.Select(s => s.Text).OfType<MapNode>();

    public IEnumerable<T> Keywords<T>() where T : Keyword => all.SelectMany(s => s.Keywords).OfType<T>();

    public Node? Default => Texts.Select(text => text["default"]).FirstOrDefault(node => node is not null);

    /// <summary>What <c>type</c> alone leaves.</summary>
    public JsonTypes Declared => Keywords<Typed>().Aggregate(Any, (left, typed) => left & Wider(typed.Types));

    public JsonTypes Types
    {
        get
        {
            var types = Declared;
            foreach (var choice in Keywords<Choice>())
                types &= choice.Choices.Aggregate(JsonTypes.None, (left, node) => left | JsonType.Of(node));
            return types;
        }
    }

    /// <summary>What is a number may be a whole one.</summary>
    private static JsonTypes Wider(JsonTypes types) => types.HasFlag(JsonTypes.Number) ? types | JsonTypes.Integer : types;

    /// <summary>Keys by name, in written order, each once.</summary>
    public IEnumerable<(string Name, Subschema Schema)> Properties
        => Keywords<Members>().SelectMany(m => m.Properties).Select(p => (p.Key, p.Value)).DistinctBy(p => p.Key);

    /// <summary>The schemas of all keys and items below.</summary>
    public IEnumerable<Subschema> Parts => Keywords<Members>().SelectMany(m => m.Parts).Concat(Keywords<Items>().SelectMany(i => i.Parts));

    public ISet<string> Required => Keywords<Required>().SelectMany(r => r.Names).ToHashSet(StringComparer.Ordinal);

    public bool HasProperties => Keywords<Members>().Any(m => m.Properties.Count > 0);

    /// <summary>Its values are maps with keys of their own, rather than one value.</summary>
    public bool IsBranch => HasProperties && (Types & ~JsonTypes.Null) is JsonTypes.Object or (Any & ~JsonTypes.Null);

    /// <summary>Where a key below this value stands in the schema's text.</summary>
    public Location? KeyAt(string name)
        => Texts.Select(text => (text["properties"] as MapNode)?.Entry(name)?.Key.At).FirstOrDefault(at => at is not null);
}
