using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>A key with everything that its schema says of it, by name.</summary>
internal sealed record KeyFacets(ConfigKey Key, IReadOnlyDictionary<string, Node> Facets)
{
    /// <summary>What is told of a key by itself, or says nothing of its value.</summary>
    private static readonly HashSet<string> NoBounds =
        ["type", "default", "title", "description", "x-slipway", "$ref", "$defs", "$comment", "allOf", "properties", "required", "example", "examples", "nullable"];

    /// <summary>What says nothing of which values fit: words for people, and where the value goes.</summary>
    private static readonly HashSet<string> NoShape = ["title", "description", "group", "order", "unit", "widget", "env", "file", "required", "when", "scope"];

    /// <summary>What the key is mapped to.</summary>
    public IReadOnlySet<string> Reaches { get; init; } = new HashSet<string>();

    /// <summary>Words for people; a likeness in them is no accident.</summary>
    public IEnumerable<string> Words => new[] { "title", "description" }.Select(name => Facets.GetValueOrDefault(name)).OfType<Node>().Select(node => JsonText.Write(node));

    /// <summary>Equal for keys that take the same values and start with the same.</summary>
    public string Shape { get; } = string.Join('\n', Facets.Where(facet => !NoShape.Contains(facet.Key)).OrderBy(facet => facet.Key, StringComparer.Ordinal).Select(facet => $"{facet.Key}: {JsonText.Write(facet.Value)}"));

    public static List<KeyFacets> Of(ConfigSchema? schema, Func<ConfigKey, IEnumerable<string>>? reaches)
        => schema is null ? [] : [.. schema.Keys.Select(key => new KeyFacets(key, Read(key, Down(schema, key))) { Reaches = (reaches?.Invoke(key) ?? []).ToHashSet(StringComparer.Ordinal) })];

    public IReadOnlyList<FacetChange> Compare(KeyFacets other)
        => [.. Facets.Keys.Union(other.Facets.Keys).Select(name => new FacetChange(name, Facets.GetValueOrDefault(name), other.Facets.GetValueOrDefault(name)))
            .Where(change => !Nodes.Equal(change.Before, change.After)).OrderBy(change => change.Name, StringComparer.Ordinal)];

    private static Facets? Down(ConfigSchema schema, ConfigKey key)
        => JsonPointer.Parse(key.Pointer) is { } names ? names.Aggregate(Schema.Facets.Of(schema.Schema.Root), (facets, name) => facets.For(name)) : null;

    private static Dictionary<string, Node> Read(ConfigKey key, Facets? written)
    {
        var facets = new Dictionary<string, Node>(StringComparer.Ordinal) { ["type"] = Node.Of(string.Join(" | ", key.Types)), ["reload"] = Node.Of(key.Reload == ConfigReload.Hot ? "hot" : "restart") };
        Add("default", key.Default);
        Add("required", key.IsRequired ? Node.Of(true) : null);
        Add("scope", key.Scope == ConfigScope.Unified ? Node.Of("unified") : null);
        Add("secret", key.IsSecret ? Node.Of(true) : null);
        Add("immutable", key.IsImmutable ? Node.Of(true) : null);
        Add("env", key.Env is null ? null : Node.Of(key.Env));
        // The usual files go by the reload class alone.
        Add("file", key.File is { } file && file != ConfigFile.Default(key.Reload) ? Node.Of($"{file.Path} ({file.Format})") : null);
        Add("when", key.When.Count == 0 ? null : Node.Of(string.Join(" && ", key.When.Select(when => when.Text))));
        Add("title", Text(key.Title));
        Add("description", Text(key.Description));
        Add("group", Text(key.Group));
        Add("order", key.Order is { } order ? Node.Of((long)order) : null);
        Add("unit", Text(key.Unit));
        Add("widget", key.Widget is null ? null : Node.Of(key.Widget));
        foreach (var entry in written?.Texts.SelectMany(text => text.Entries).Where(entry => !NoBounds.Contains(entry.Name)) ?? [])
            facets.TryAdd(entry.Name, entry.Value);
        return facets;

        void Add(string name, Node? value)
        {
            if (value is not null)
                facets[name] = value;
        }
    }

    private static ScalarNode? Text(LocalText? text) => text is null ? null : Node.Of(text.English == text.Chinese ? text.English : $"{text.English} / {text.Chinese}");
}
