using Slipway.Components;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What an application says to a foreign chart: read as Helm reads it, and held against what the chart says it takes.</summary>
internal static class ChartValues
{
    private const int MostFindings = 20;

    /// <summary>Keywords that mean another thing in the version of JSON Schema that we check by, or nothing. Such a schema is left to Helm, which checks it when the chart renders.</summary>
    private static readonly string[] OfOlderVersions = ["dependencies", "additionalItems", "$recursiveRef", "$recursiveAnchor", "id"];

    /// <summary>The values of files, a later one above an earlier one.</summary>
    public static MapNode OfFiles(DefinitionStore store, IEnumerable<(string Path, Location? At)> paths, List<string> files, List<Diagnostic> findings)
    {
        var values = Node.Map();
        foreach (var (path, at) in paths)
        {
            var (bytes, refused) = store.Read(path);
            if (bytes is null)
            {
                findings.Add(FileProblems.Named(refused!, at));
                continue;
            }
            files.Add(path);
            var yaml = YamlReader.Read(path, bytes);
            findings.AddRange(yaml.Diagnostics.Where(finding => finding.Severity == Severity.Error));
            if (yaml.Documents is [MapNode map])
                values = (ComponentEntry.Empty with { Values = values }).With(ComponentEntry.Empty with { Values = map }).Values;
            else if (yaml.Documents.Count > 0)
                findings.Add(Diagnostic.Of(ForeignFileRules.NoValues, yaml.Documents[0].At ?? at, path));
        }
        return values;
    }

    /// <param name="component">Its name.</param>
    /// <param name="values">Of all levels.</param>
    /// <param name="at">Where the chart is named, for what has no place of its own.</param>
    public static void Check(string component, ComponentChart chart, MapNode values, Location? at, List<Diagnostic> findings)
    {
        var own = Document(chart, "values.yaml") ?? Node.Map();
        var schema = Document(chart, "values.schema.json");
        ChartKeys.Check(component, chart, values, own, schema, findings);
        if (schema is null || IsOlder(schema))
            return;
        var (compiled, faults) = JsonSchema.Compile(schema);
        if (faults.Any(fault => fault.Severity == Severity.Error))
            return;
        var merged = MergePatch.Apply(HelmScalars.Read(own), HelmScalars.Read(values));
        findings.AddRange(compiled.Check(merged).Take(MostFindings).Select(found => found.WithSchemaPlace()).Select(found => found.At is null ? found with { At = at } : found));
    }

    private static bool IsOlder(Node node) => node switch
    {
        MapNode map => map.Entries.Any(entry => (OfOlderVersions.Contains(entry.Name, StringComparer.Ordinal) && map["properties"] != entry.Value && entry.Value is not MapNode { Count: 0 } && IsKeyword(map))
            || (entry.Name == "items" && entry.Value is ListNode) || IsOlder(entry.Value)),
        ListNode list => list.Items.Any(IsOlder),
        _ => false,
    };

    /// <summary>A schema, not a map of properties that happen to be called like keywords.</summary>
    private static bool IsKeyword(MapNode map) => map["type"] is ScalarNode or ListNode || map["$schema"] is ScalarNode;

    internal static MapNode? Document(ComponentChart chart, string name)
        => chart.Files.TryGetValue(name, out var bytes) && YamlReader.Read($"{chart.Name}/{name}", bytes) is { HasErrors: false, Documents: [MapNode map, ..] } ? map : null;
}
