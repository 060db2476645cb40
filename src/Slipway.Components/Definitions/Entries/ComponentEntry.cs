using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What stands on top of a definition: traits, configuration, more objects, patches. The same map everywhere.</summary>
/// <param name="Traits">Trait name to its parameters, <c>enabled</c> among them; whether they exist is the platform's to say.</param>
/// <param name="Config">Configuration keys.</param>
/// <param name="Objects">A name of ours to a Kubernetes object, or to null, which takes out one of a lower level.</param>
/// <param name="Patches">A name of ours to a patch of finished objects, or to null, which takes out one of a lower level.</param>
public sealed record ComponentEntry(MapNode Traits, MapNode Config, MapNode Objects, MapNode Patches)
{
    /// <summary>Values of a foreign chart, as Helm takes them; a null takes out one of the chart's own.</summary>
    public MapNode Values { get; init; } = Node.Map();

    public static ComponentEntry Empty { get; } = new(Node.Map(), Node.Map(), Node.Map(), Node.Map());

    /// <summary>
    /// This entry with a higher one on top: traits, config and values by RFC 7386, objects and patches by name. A null stays, so that
    /// it still takes out what a level below this one sets.
    /// </summary>
    public ComponentEntry With(ComponentEntry higher) => new(
        EntryMerge.Compose(Traits, higher.Traits),
        EntryMerge.Compose(Config, higher.Config),
        EntryMerge.ByName(Objects, higher.Objects),
        EntryMerge.ByName(Patches, higher.Patches))
    {
        Values = EntryMerge.Compose(Values, higher.Values),
    };

    /// <summary>
    /// This entry with one word of a command line on top: <c>autoscale</c> (switched on), <c>expose.enabled=false</c>, <c>autoscale.max=5</c>. The value is
    /// a YAML scalar; the entry is unchanged when the word is malformed.
    /// </summary>
    public (ComponentEntry Entry, IReadOnlyList<Diagnostic> Diagnostics) With(string traitAssignment)
    {
        var (traits, finding) = Assignment.Trait(traitAssignment);
        return finding is null ? (With(Empty with { Traits = traits! }), []) : (this, [finding]);
    }

    /// <summary>A component of an application, and what one word of a command line changes of its traits: <c>cart.replicas.count=3</c>.</summary>
    public static (ScalarNode? Component, MapNode? Traits, Diagnostic? Finding) TraitOf(string assignment) => Assignment.TraitOf(assignment);

    /// <summary>This entry with one setting on top: <c>database.host=db</c>. The value is a YAML scalar; the entry is unchanged when the word is malformed.</summary>
    public (ComponentEntry Entry, IReadOnlyList<Diagnostic> Diagnostics) WithConfig(string assignment)
    {
        var (config, finding) = Assignment.Config(assignment);
        return finding is null ? (With(Empty with { Config = config! }), []) : (this, [finding]);
    }
}
