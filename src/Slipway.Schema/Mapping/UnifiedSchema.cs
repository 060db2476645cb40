using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>What a unified configuration may not say of its keys, which no program reads as they are.</summary>
public static class UnifiedSchema
{
    private static readonly string[] Places = ["env", "file", "reload", "scope"];

    public static IReadOnlyList<Diagnostic> Check(ConfigSchema config)
        => [.. SchemaNodes.All([config.Text]).Select(node => node["x-slipway"]).OfType<MapNode>().SelectMany(Noted).DistinctBy(finding => finding.At)];

    /// <summary>Pointers of the keys on which others depend by their <c>when</c>.</summary>
    public static IEnumerable<string> NamedByConditions(ConfigSchema config)
    {
        var self = new Dictionary<string, ConfigSchema>(StringComparer.Ordinal) { ["self"] = config };
        return config.Keys.SelectMany(key => key.When).Select(condition => MappedValue.Compile(Node.Of(condition.Text), self).Value).OfType<MappedValue>()
            .SelectMany(value => value.Names).Select(name => name.Pointer).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<Diagnostic> Noted(MapNode notes)
        => Places.Select(notes.Entry).OfType<MapEntry>().Select(entry => Diagnostic.Of(MappingRules.NoPlace, entry.Key, entry.Name));
}
