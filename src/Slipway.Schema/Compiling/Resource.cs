using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>A schema with a URI of its own (a document, or a part with <c>$id</c>), and the names inside of it.</summary>
internal sealed class Resource(Uri uri, Node root, string pointer)
{
    public Uri Uri { get; } = uri;

    public Node Root { get; } = root;

    /// <summary>Of its root, as <see cref="Subschema.Pointer"/> has it.</summary>
    public string Pointer { get; } = pointer;

    /// <summary>Which keywords count.</summary>
    public Dialect Dialect { get; set; } = Dialect.Full;

    public Dictionary<string, Node> Anchors { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Node> DynamicAnchors { get; } = new(StringComparer.Ordinal);

    /// <summary>The compiled ones among <see cref="DynamicAnchors"/>; unchanged after compiling.</summary>
    public Dictionary<string, Subschema> Dynamic { get; } = new(StringComparer.Ordinal);
}

/// <summary>Where a schema stands: the resource that it belongs to, and its pointer.</summary>
internal readonly record struct Place(Resource Resource, string Pointer);

/// <param name="DynamicAnchor">Its name, when the reference named a schema by its dynamic anchor.</param>
internal sealed record Target(Node Node, string? DynamicAnchor);
