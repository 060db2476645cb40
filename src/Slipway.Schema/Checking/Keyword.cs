using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>One keyword of a schema, or a few that only make sense together, ready to run.</summary>
internal abstract class Keyword(Subschema home, string name)
{
    private string? pointer;

    public string Name { get; } = name;

    public Subschema Home { get; } = home;

    /// <summary>JSON Pointer to it; put together once, when something does not fit for the first time.</summary>
    public string Pointer => pointer ??= $"{Home.Pointer}/{JsonPointer.Escape(Name)}";

    /// <summary>Where it stands in the schema's text.</summary>
    public Location? At => Home.Text is MapNode map ? map.Entry(Name)?.Key.At ?? map.At : Home.Text?.At;

    /// <summary>Whether the instance fits. While <paramref name="run"/> collects, what does not fit is told to it.</summary>
    public abstract bool Check(Node instance, Evaluation run);

    /// <summary>The schemas that this keyword applies to the instance itself, not to a part of it.</summary>
    public virtual IEnumerable<Subschema> InPlace => [];
}

/// <summary>A keyword that looks at nothing but the instance.</summary>
internal abstract class Assertion(Subschema home, string name) : Keyword(home, name)
{
    public sealed override bool Check(Node instance, Evaluation run)
    {
        if (Fits(instance))
            return true;
        if (run.Collecting)
            Explain(instance, run);
        return false;
    }

    protected abstract bool Fits(Node instance);

    protected abstract void Explain(Node instance, Evaluation run);
}
