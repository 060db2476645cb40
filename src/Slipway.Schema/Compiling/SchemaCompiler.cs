using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>
/// Nodes to subschemas: names first, then keywords from a queue (never by recursion, so that no schema is too deep), then the
/// references that would run in circles are taken out.
/// </summary>
internal sealed class SchemaCompiler
{
    private readonly List<Diagnostic> faults = [];
    private readonly Dictionary<Node, Subschema> made = [];
    private readonly Queue<(Subschema Schema, Node Node)> open = new();
    private readonly HashSet<string> dynamicAnchors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Pattern> patterns = new(StringComparer.Ordinal);
    private readonly SchemaOptions options;
    private readonly Resources resources;

    private SchemaCompiler(SchemaOptions options)
    {
        this.options = options;
        resources = new Resources(options, faults);
    }

    public static (JsonSchema Schema, IReadOnlyList<Diagnostic> Findings) Compile(Node schema, SchemaOptions options)
    {
        var compiler = new SchemaCompiler(options);
        compiler.resources.AddRoot(schema);
        var root = compiler.Compiled(schema);
        compiler.Work();
        foreach (var loop in Loops.Cut(compiler.made.Values))
            compiler.faults.Add(Diagnostic.Of(SchemaFaults.ReferenceLoop, loop.TextAt, loop.Text));
        return (new JsonSchema(root, compiler.made.Values), [.. compiler.faults.OrderBy(f => f.At?.Span.Start ?? 0)]);
    }

    private void Work()
    {
        do
        {
            while (open.TryDequeue(out var next))
                Fill(next.Schema, next.Node);
            CompileDynamicAnchors();
        }
        while (open.Count > 0);
    }

    /// <summary>Any schema with the anchor may turn out to be the outermost.</summary>
    private void CompileDynamicAnchors()
    {
        foreach (var resource in resources.All)
            foreach (var name in dynamicAnchors)
                if (!resource.Dynamic.ContainsKey(name) && resource.DynamicAnchors.TryGetValue(name, out var node))
                    resource.Dynamic[name] = Compiled(node);
    }

    public bool AssertsFormats(Subschema schema) => options.AssertFormats || schema.Resource.Dialect.AssertsFormats;

    /// <summary>The subschema of a node, filled now or later.</summary>
    public Subschema Compiled(Node node)
    {
        if (made.TryGetValue(node, out var known))
            return known;
        var place = resources.PlaceOf(node);
        var schema = made[node] = new Subschema(place.Resource, place.Path);
        open.Enqueue((schema, node));
        return schema;
    }

    public Subschema CompiledDynamic(string anchor, Node node)
    {
        dynamicAnchors.Add(anchor);
        return Compiled(node);
    }

    public Target? Resolve(Resource from, string reference) => resources.Resolve(from, reference);

    public Pattern? Pattern(string text, Node at)
    {
        if (patterns.TryGetValue(text, out var known))
            return known;
        var (pattern, fault) = Schema.Pattern.Read(text);
        if (pattern is not null)
            return patterns[text] = pattern;
        Fault(SchemaFaults.InvalidPattern, at, Words.Neutral(Words.Cut(text)), fault!);
        return null;
    }

    public void Fault(Rule rule, Node at, params ReadOnlySpan<LocalText> words) => faults.Add(Told.Diagnostic(rule, at.At, words));

    private void Fill(Subschema schema, Node node)
    {
        var keywords = new List<Keyword>();
        if (node is MapNode map)
            SchemaMap.Read(new SchemaMap(this, map, schema), keywords);
        else if (node is ScalarNode { Kind: ScalarKind.Boolean } boolean)
        {
            if (boolean.Text is ['f' or 'F', ..])
                keywords.Add(new Nothing(schema));
        }
        else
            Fault(SchemaFaults.NoSchema, node, Words.Describe(node));
        schema.Fill(keywords, node);
    }
}
