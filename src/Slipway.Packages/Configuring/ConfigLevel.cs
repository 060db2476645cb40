using Slipway.Components;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>One application of a composition with what it can be told.</summary>
internal sealed class ConfigLevel(ApplicationDefinition application, IReadOnlyList<string> path)
{
    private static readonly ConfigSchema Nothing = ConfigSchema.Read(Node.Map(("type", Node.Of("object")), ("properties", Node.Map()))).Schema!;

    public ApplicationDefinition Application => application;

    /// <summary>The names on the way to it.</summary>
    public IReadOnlyList<string> Path => path;

    public ConfigSchema Schema => application.Config ?? Nothing;

    /// <summary>The applications directly in it.</summary>
    public List<ConfigLevel> Inner { get; } = [];

    /// <summary>Those whose targets and expressions are right.</summary>
    public List<Mapped> Mappings { get; } = [];

    /// <summary>Whether every mapping that is written is among them.</summary>
    public bool IsWhole => Mappings.Count == application.Mapping.Sum(one => one.Config.Count + one.Env.Count);

    /// <summary>What the application's components hand out: the shape of it.</summary>
    public ConfigSchema Outputs { get; init; } = Nothing;

    /// <summary>What they hand out.</summary>
    public MapNode Given { get; init; } = Node.Map();

    /// <summary>What expressions name.</summary>
    public IReadOnlyDictionary<string, ConfigSchema> Variables => new Dictionary<string, ConfigSchema>(StringComparer.Ordinal) { ["self"] = Schema, ["outputs"] = Outputs };

    /// <param name="effective">The unified configuration with its defaults.</param>
    public IReadOnlyDictionary<string, Node> Values(Node effective) => new Dictionary<string, Node>(StringComparer.Ordinal) { ["self"] = effective, ["outputs"] = Given };

    /// <param name="effective">The unified configuration with its defaults.</param>
    /// <param name="replaced">By full name, what stands in a component's place hands out.</param>
    public IReadOnlyDictionary<string, Node> Values(Node effective, IReadOnlyDictionary<string, MapNode> replaced) => replaced.Count == 0 ? Values(effective) : new Dictionary<string, Node>(StringComparer.Ordinal)
    {
        ["self"] = effective,
        ["outputs"] = new MapNode(Given.Entries.Select(one => replaced.TryGetValue(FullNames.GetValueOrDefault(one.Name, ""), out var other) ? one with { Value = other } : one)),
    };

    /// <summary>The full names of its own components that hand something out.</summary>
    public IReadOnlyDictionary<string, string> FullNames { get; init; } = new Dictionary<string, string>();
}

/// <summary>One mapping whose target was found.</summary>
/// <param name="Inner">The middle product whose unified key it gives.</param>
/// <param name="Component">The component's full name, where it gives a component's key.</param>
/// <param name="Target">Null for an environment variable.</param>
/// <param name="Shown">The target, as messages name it.</param>
internal sealed record Mapped(MappedKey Written, MappedValue Value, ConfigLevel? Inner, string? Component, MappingTarget? Target, string Shown)
{
    /// <summary>The value as a configuration that holds it alone, its keys where the mapping has them.</summary>
    public MapNode Nested(Node value) => Nest(JsonPointer.Parse(Target!.Key.Pointer)!, value);

    /// <summary>Variables are texts; a credential is taken from its Secret when the container starts.</summary>
    public MapNode AsVariable(Node value) => value is MapNode
        ? Nest(["env-from", "keys", Written.Key.Value], value)
        : Nest(["env", "set", Written.Key.Value], value);

    private MapNode Nest(IReadOnlyList<string> names, Node value)
        => (MapNode)names.Reverse().Aggregate(value, (inner, name) => new MapNode([new MapEntry(Node.Of(name, Written.Key.At), inner)], Written.Key.At));
}
