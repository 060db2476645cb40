using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>All documents of a schema: finds what has a name before anything is compiled, and resolves references by it.</summary>
internal sealed class Resources(SchemaOptions options, List<Diagnostic> faults)
{
    private static readonly Uri Nowhere = new("schema://document/");

    private readonly Dictionary<string, Resource?> byUri = new(StringComparer.Ordinal);
    private readonly Dictionary<Node, Place> places = [];
    private readonly List<Resource> all = [];

    public IReadOnlyList<Resource> All => all;

    public Place PlaceOf(Node schema) => places[schema];

    /// <summary>The schema given: its pointers stand without a URI.</summary>
    public void AddRoot(Node document) => Add(document, options.BaseUri is { IsAbsoluteUri: true } uri ? uri : Nowhere, "");

    private Resource Add(Node document, Uri retrieved, string pointer)
    {
        var uri = IdOf(document) is { } id ? References.Resolve(retrieved, id.Text) ?? retrieved : retrieved;
        var resource = Register(uri, document, null);
        byUri[References.Key(retrieved)] = resource;
        Walk(document, new Place(resource, new SchemaPath(null, pointer)));
        return resource;
    }

    private Resource Register(Uri uri, Node root, Resource? parent)
    {
        var resource = new Resource(uri, root) { Dialect = parent?.Dialect ?? Dialect.Unnamed };
        all.Add(resource);
        var key = References.Key(uri);
        if (byUri.GetValueOrDefault(key) is not { } first)
            byUri[key] = resource;
        else if (first.Root != root && IdOf(root) is { } id)
            faults.Add(Diagnostic.Of(SchemaFaults.RepeatedId, id, id.Text));
        if ((root as MapNode)?["$schema"] is ScalarNode dialect)
            resource.Dialect = Dialect.Named(dialect, found => Find(found)?.Root, faults);
        return resource;
    }

    private static ScalarNode? IdOf(Node schema) => (schema as MapNode)?["$id"] as ScalarNode;

    /// <summary>Notes place and names of a schema and of all schemas in it. Aliases make one node stand in many places: the first counts.</summary>
    private void Walk(Node schema, Place at)
    {
        var open = new Stack<(Node, Place)>([(schema, at)]);
        while (open.TryPop(out var next))
        {
            var (node, place) = next;
            if (places.ContainsKey(node))
                continue;
            if (node is not MapNode map)
            {
                places[node] = place;
                continue;
            }
            if (place.Resource.Root != node && IdOf(map) is { } id && NewResource(map, id, place) is { } own)
                place = place with { Resource = own };
            places[node] = place;
            NoteAnchors(map, place.Resource);
            // A stack turns the order around.
            foreach (var (inner, path) in SchemaNodes.Inner(map).Reverse())
                open.Push((inner, place.Below(path)));
        }
    }

    private Resource? NewResource(MapNode map, ScalarNode id, Place place)
    {
        if (References.Resolve(place.Resource.Uri, id.Text) is { } uri && id.Text.IndexOf('#') is var fragment && (fragment < 0 || fragment == id.Text.Length - 1))
            return Register(uri, map, place.Resource);
        faults.Add(Diagnostic.Of(SchemaFaults.InvalidId, id, id.Text, "$id"));
        return null;
    }

    private void NoteAnchors(MapNode map, Resource resource)
    {
        foreach (var (keyword, isDynamic) in ((string, bool)[])[("$anchor", false), ("$dynamicAnchor", true)])
        {
            if (map[keyword] is not ScalarNode name)
                continue;
            if (!References.IsAnchor(name.Text))
                faults.Add(Diagnostic.Of(SchemaFaults.InvalidId, name, name.Text, keyword));
            else if (!resource.Anchors.TryAdd(name.Text, map) && resource.Anchors[name.Text] != map)
                faults.Add(Diagnostic.Of(SchemaFaults.RepeatedId, name, name.Text));
            else if (isDynamic)
                resource.DynamicAnchors[name.Text] = map;
        }
    }

    /// <summary>The resource at an absolute URI: one seen already, one of 2020-12's own, or one that the options give.</summary>
    private Resource? Find(Uri uri)
    {
        var key = References.Key(uri);
        if (byUri.TryGetValue(key, out var known))
            return known;
        // Noted as missing first: a document may name itself while it is added.
        byUri[key] = null;
        var document = Metaschemas.Find(key) ?? (uri.IsAbsoluteUri ? options.Resolve?.Invoke(new Uri(key)) : null);
        return document is null ? null : Add(document, uri, key + "#");
    }

    public Target? Resolve(Resource from, string reference)
    {
        if (References.Resolve(from.Uri, reference) is not { } uri)
            return null;
        var fragment = References.Fragment(reference);
        var resource = reference.StartsWith('#') ? from : Find(uri);
        if (resource is null || fragment.Length == 0)
            return resource is null ? null : new Target(resource.Root, null);
        if (fragment[0] == '/')
            return ByPointer(resource, fragment) is { } node ? new Target(node, null) : null;
        return resource.Anchors.TryGetValue(fragment, out var anchored)
            ? new Target(anchored, resource.DynamicAnchors.GetValueOrDefault(fragment) == anchored ? fragment : null)
            : null;
    }

    /// <summary>Follows a pointer, also into places that hold no schema by themselves; what is found there is then taken for one.</summary>
    private Node? ByPointer(Resource resource, string pointer)
    {
        if (JsonPointer.Parse(pointer) is not { } names)
            return null;
        var (node, place) = (resource.Root, places[resource.Root]);
        foreach (var name in names)
        {
            if (JsonPointer.Resolve(node, [name]) is not { } next)
                return null;
            node = next;
            place = places.TryGetValue(node, out var known) ? known : place.Below("/" + JsonPointer.Escape(name));
        }
        Walk(node, place);
        return node;
    }
}
