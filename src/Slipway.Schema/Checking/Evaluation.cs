using System.Runtime.CompilerServices;
using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>
/// One instance on its way through a schema: where it is, what has been looked at, what was found. Silent, it stops at the first thing that
/// does not fit; collecting, it goes on and tells everything.
/// </summary>
internal sealed class Evaluation
{
    /// <summary>About a second's work; only schemas made to explode come near.</summary>
    public const int WorkLimit = 20_000_000;
    private const int FindingLimit = 1_000;

    private readonly List<Resource> scope = [];
    private List<SchemaFinding>? findings;
    private Step? place;
    private int work;

    private sealed record Step(Step? Parent, string Name);

    private readonly int workLimit;

    public Evaluation(List<SchemaFinding>? findings = null, int workLimit = WorkLimit) => (this.findings, this.workLimit) = (findings, workLimit);

    public int Work => work;

    /// <summary>What was judged already; null where nothing is kept.</summary>
    public Memory? Memory { get; init; }

    /// <summary>An answer given before: where it was no, what does not fit has been told to the findings that are being gathered.</summary>
    public bool? Remembered(Subschema schema, Node instance) => Marks is null ? Memory?.Answer(schema, instance, findings) : null;

    public void Remember(Subschema schema, Node instance, bool fits)
    {
        if (Marks is null && Stopped is null)
            Memory?.Keep(schema, instance, findings, fits);
    }

    /// <summary>What was looked at in the instance at hand; null while no <c>unevaluated…</c> asks.</summary>
    public Marks? Marks { get; set; }

    /// <summary>Why it was given up, if it was; then no answer counts.</summary>
    public Rule? Stopped { get; private set; }

    public bool Collecting => findings is not null;

    /// <summary>Counts the work. True when there is no stack or no patience left.</summary>
    public bool MustStop()
    {
        if (Stopped is not null)
            return true;
        if (++work > workLimit)
            Stopped = SchemaRules.TooMuchWork;
        else if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            Stopped = SchemaRules.TooDeep;
        return Stopped is not null;
    }

    public bool Matches(Pattern pattern, string text)
    {
        if (Stopped is not null)
            return false;
        var answer = pattern.Matches(text);
        if (answer == Answer.NoAnswer)
            Stopped = SchemaRules.TooMuchWork;
        return answer == Answer.Yes;
    }

    /// <summary>Notes that a resource's schemas are being applied; true when <see cref="Leave"/> must follow.</summary>
    public bool Enter(Resource resource)
    {
        if (scope.Count > 0 && ReferenceEquals(scope[^1], resource))
            return false;
        scope.Add(resource);
        return true;
    }

    public void Leave() => scope.RemoveAt(scope.Count - 1);

    /// <summary>The outermost schema with this dynamic anchor among the resources entered.</summary>
    public Subschema? Outermost(string dynamicAnchor)
    {
        foreach (var resource in scope)
            if (resource.Dynamic.TryGetValue(dynamicAnchor, out var schema))
                return schema;
        return null;
    }

    public bool Property(Subschema schema, MapEntry entry) => Part(schema, entry.Value, entry.Name);

    public bool Item(Subschema schema, Node item, int index) => Part(schema, item, Collecting ? index.ToString() : "");

    /// <summary>Applies a schema to a key, as a text at the key's place.</summary>
    public bool Key(Subschema schema, MapEntry entry)
        => Part(schema, entry.Key.Kind == ScalarKind.String ? entry.Key : Node.Of(entry.Name, entry.Key.At), entry.Name);

    private bool Part(Subschema schema, Node part, string name)
    {
        var (outerMarks, outerPlace) = (Marks, place);
        Marks = null;
        if (Collecting)
            place = new Step(place, name);
        var fits = schema.Check(part, this);
        (Marks, place) = (outerMarks, outerPlace);
        return fits;
    }

    /// <summary>Tries a schema without a word. What it looked at counts when it fits.</summary>
    public bool Fits(Subschema schema, Node instance)
    {
        var (outerFindings, outerMarks) = (findings, Marks);
        findings = null;
        Marks = Marks?.Empty();
        var fits = schema.Check(instance, this);
        if (fits && Marks is { } seen)
            outerMarks!.Add(seen);
        (findings, Marks) = (outerFindings, outerMarks);
        return fits;
    }

    /// <summary>Tries a schema on a part of the instance, without a word.</summary>
    public bool PartFits(Subschema schema, Node part)
    {
        var outer = Marks;
        Marks = null;
        var fits = Fits(schema, part);
        Marks = outer;
        return fits;
    }

    /// <summary>What a schema finds, and what it looked at, apart from everything else.</summary>
    public (List<SchemaFinding> Findings, Marks? Seen) Collect(Subschema schema, Node instance)
    {
        var (outerFindings, outerMarks) = (findings, Marks);
        var own = findings = [];
        var seen = Marks = Marks?.Empty();
        schema.Check(instance, this);
        (findings, Marks) = (outerFindings, outerMarks);
        return (own, seen);
    }

    public void Add(IEnumerable<SchemaFinding> found)
    {
        foreach (var finding in found)
            Add(finding);
    }

    public void Add(SchemaFinding finding)
    {
        if (findings is not null && findings.Count < FindingLimit)
            findings.Add(finding);
    }

    /// <summary>JSON Pointer to the instance at hand.</summary>
    public string Pointer
    {
        get
        {
            if (place is null)
                return "";
            if (place.Parent is null)
                return "/" + JsonPointer.Escape(place.Name);
            var names = new Stack<string>();
            for (var step = place; step is not null; step = step.Parent)
                names.Push(step.Name);
            return JsonPointer.Of(names);
        }
    }

    /// <summary>Tells what does not fit. <paramref name="below"/> names the part that is meant, where it is not the instance itself.</summary>
    public void Refuse(Keyword keyword, Rule rule, Location? at, ReadOnlySpan<LocalText> words, string? below = null, Func<SchemaFinding, SchemaFinding>? more = null)
    {
        if (findings is null || findings.Count >= FindingLimit)
            return;
        var pointer = below is null ? Pointer : Pointer + "/" + JsonPointer.Escape(below);
        var finding = new SchemaFinding(keyword.Name, pointer, keyword.Pointer, Told.Diagnostic(rule, at, words)) { Refused = keyword };
        findings.Add(more is null ? finding : more(finding));
    }
}
