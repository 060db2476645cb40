using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>A schema with a URI of its own (a document, or a part with <c>$id</c>), and the names inside of it.</summary>
internal sealed class Resource(Uri uri, Node root)
{
    public Uri Uri { get; } = uri;

    public Node Root { get; } = root;

    /// <summary>Which keywords count.</summary>
    public Dialect Dialect { get; set; } = Dialect.Full;

    public Dictionary<string, Node> Anchors { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Node> DynamicAnchors { get; } = new(StringComparer.Ordinal);

    /// <summary>The compiled ones among <see cref="DynamicAnchors"/>; unchanged after compiling.</summary>
    public Dictionary<string, Subschema> Dynamic { get; } = new(StringComparer.Ordinal);
}

/// <summary>Where a schema stands: the resource that it belongs to, and its pointer.</summary>
internal readonly record struct Place(Resource Resource, SchemaPath Path)
{
    public Place Below(string step) => this with { Path = new SchemaPath(Path, step) };
}

/// <summary>A pointer in steps, put together when it is asked for: whole pointers at every depth would cost the square of it.</summary>
internal sealed class SchemaPath(SchemaPath? parent, string step)
{
    public override string ToString()
    {
        var steps = new Stack<string>();
        for (var at = this; at is not null; at = at.Parent)
            steps.Push(at.Step);
        return string.Concat(steps);
    }

    private SchemaPath? Parent => parent;

    private string Step => step;
}

/// <param name="DynamicAnchor">Its name, when the reference named a schema by its dynamic anchor.</param>
internal sealed record Target(Node Node, string? DynamicAnchor);
