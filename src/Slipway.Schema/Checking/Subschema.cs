using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>A schema within a schema. Filled once while compiling, unchanged after that.</summary>
internal sealed class Subschema(Resource resource, SchemaPath path)
{
    private Keyword[] keywords = [];
    private bool watches;
    private bool joins;

    public Resource Resource { get; } = resource;

    /// <summary>JSON Pointer from the document's root; after a URI and <c>#</c> in any document but the first.</summary>
    public string Pointer => path.ToString();

    public IReadOnlyList<Keyword> Keywords => keywords;

    /// <summary>It is the schema <c>false</c>.</summary>
    public bool Never { get; private set; }

    /// <summary>Where the author wrote it; null while it is not filled.</summary>
    public Node? Text { get; private set; }

    public void Fill(IEnumerable<Keyword> made, Node? text = null)
    {
        Text = text ?? Text;
        keywords = [.. made];
        Never = keywords is [Nothing];
        watches = keywords.Any(k => k is UnevaluatedProperties or UnevaluatedItems);
        // Only these apply other schemas to the same value: without them nothing multiplies.
        joins = keywords.Any(k => k is Reference or AllOf or AnyOf or OneOf or Not or Conditional);
    }

    public bool Check(Node instance, Evaluation run)
    {
        if (keywords.Length == 0)
            return true;
        if (run.MustStop())
            return false;
        return joins ? run.Remembered(this, instance) ?? Judge(instance, run) : Apply(instance, run);
    }

    private bool Judge(Node instance, Evaluation run)
    {
        var fits = Apply(instance, run);
        run.Remember(this, instance, fits);
        return fits;
    }

    private bool Apply(Node instance, Evaluation run)
    {
        var entered = run.Enter(Resource);
        var outer = run.Marks;
        if (watches)
            run.Marks = new Marks(Parts(instance));
        var fits = CheckAll(instance, run);
        if (watches && run.Marks is { } own)
            outer?.Add(own);
        run.Marks = outer;
        if (entered)
            run.Leave();
        return fits;
    }

    private static int Parts(Node instance) => instance switch
    {
        MapNode map => map.Count,
        ListNode list => list.Items.Count,
        _ => 0,
    };

    private bool CheckAll(Node instance, Evaluation run)
    {
        var fits = true;
        foreach (var keyword in keywords)
        {
            if (keyword.Check(instance, run))
                continue;
            if (!run.Collecting)
                return false;
            fits = false;
        }
        return fits;
    }
}
