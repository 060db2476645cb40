using System.Text;
using System.Text.RegularExpressions;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// Keys of values that a chart does not know. It knows what stands in its values.yaml and its schema, and what its templates name. Below the top, a map is compared only where the templates
/// plainly take its keys by name: what they print as a whole (annotations, selectors, resources) may hold anything.
/// </summary>
internal sealed class ChartKeys
{
    private const int MostShown = 40;

    /// <summary>A schema can refer to itself.</summary>
    private const int MostDepth = 16;

    private readonly string component;
    private readonly ComponentChart chart;
    private readonly MapNode root;
    private readonly List<Diagnostic> findings;
    private readonly Lazy<string> templates;
    private readonly Lazy<List<string>> actions;

    private ChartKeys(string component, ComponentChart chart, MapNode values, MapNode? schema, List<Diagnostic> findings)
    {
        (this.component, this.chart, root, this.findings) = (component, chart, schema ?? Node.Map(), findings);
        templates = new(() => string.Concat(chart.Files.Where(file => file.Key.Contains("templates/", StringComparison.Ordinal)).Select(file => Encoding.UTF8.GetString(file.Value))
            // A value can be a template itself, and take what there is for it alone.
            .Concat(Templates(values))));
        actions = new(() => [.. templates.Value.Split("{{").Skip(1).Select(text => text.Split("}}")[0].TrimStart('-', ' ', '\n', '\t'))]);
    }

    /// <param name="own">The chart's values.yaml.</param>
    /// <param name="schema">The chart's values.schema.json; null for none.</param>
    public static void Check(string component, ComponentChart chart, MapNode values, MapNode own, MapNode? schema, List<Diagnostic> findings)
    {
        var keys = new ChartKeys(component, chart, values, schema, findings);
        var inner = Subcharts(chart);
        foreach (var entry in values.Entries.Where(entry => entry.Name != "global"))
        {
            var below = ParameterSchemas.Followed(keys.root, (keys.root["properties"] as MapNode)?[entry.Name] as MapNode ?? Node.Map());
            var isKnown = own.Entry(entry.Name) is not null || (keys.root["properties"] as MapNode)?.Entry(entry.Name) is not null;
            if (inner.TryGetValue(entry.Name, out var subchart))
                keys.Below(entry.Value, MergePatch.Apply(subchart, own[entry.Name] as MapNode ?? Node.Map()), below, [entry.Name]);
            else if (isKnown)
                keys.Below(entry.Value, own[entry.Name] as MapNode ?? Node.Map(), below, [entry.Name]);
            else if (!keys.Names(entry.Name))
                keys.Unknown(entry, [], [.. own.Keys, .. (keys.root["properties"] as MapNode)?.Keys ?? [], .. inner.Keys]);
        }
    }

    private static IEnumerable<string> Templates(Node node) => node switch
    {
        MapNode map => map.Entries.SelectMany(entry => Templates(entry.Value)),
        ListNode list => list.Items.SelectMany(Templates),
        ScalarNode scalar when scalar.Text.Contains("{{", StringComparison.Ordinal) => [scalar.Text + "\n"],
        _ => [],
    };

    /// <summary>By the names under which their values stand, those of the charts within it.</summary>
    private static Dictionary<string, MapNode> Subcharts(ComponentChart chart)
    {
        var found = new Dictionary<string, MapNode>(StringComparer.Ordinal);
        if (ChartValues.Document(chart, "Chart.yaml") is not { } head)
            return found;
        foreach (var one in ChartReader.Dependencies(head, chart.Files))
        {
            var name = (one["name"] as ScalarNode)?.Text ?? "";
            var folder = chart.Files.Keys.Where(path => path.StartsWith("charts/", StringComparison.Ordinal) && path.EndsWith("/Chart.yaml", StringComparison.Ordinal) && path.Count(c => c == '/') == 2)
                .FirstOrDefault(path => (ChartValues.Document(chart, path)?["name"] as ScalarNode)?.Text == name)?[..^"Chart.yaml".Length];
            var values = folder is null ? null : ChartValues.Document(chart, folder + "values.yaml");
            foreach (var key in ((string[])["name", "alias"]).Select(key => (one[key] as ScalarNode)?.Text).OfType<string>())
                // Whatever the templates of a chart say of a switch that its parent has for it.
                found[key] = MergePatch.Apply(values ?? Node.Map(), Node.Map(("enabled", Node.Of(true)), ("global", Node.Map())));
        }
        return found;
    }

    private void Below(Node said, MapNode own, MapNode schema, IReadOnlyList<string> path)
    {
        if (said is not MapNode map || path.Count > MostDepth || IsOpen(schema))
            return;
        var properties = schema["properties"] as MapNode ?? Node.Map();
        List<string> known = [.. own.Keys, .. properties.Keys.Except(own.Keys)];
        if (known.Count == 0)
            return;
        foreach (var entry in map.Entries)
            if (known.Contains(entry.Name, StringComparer.Ordinal))
                Below(entry.Value, own[entry.Name] as MapNode ?? Node.Map(), ParameterSchemas.Followed(root, properties[entry.Name] as MapNode ?? Node.Map()), [.. path, entry.Name]);
            // What a strict schema refuses, it says itself.
            else if (!IsFalse(schema["additionalProperties"]) && !Names(entry.Name) && TakesNames(path, own.Count > 0 ? [.. own.Keys] : known, NearestName.Find(entry.Name, known) is not null))
                Unknown(entry, path, known);
    }

    /// <summary>A schema that says what other keys hold.</summary>
    private static bool IsOpen(MapNode schema)
        => schema["patternProperties"] is MapNode { Count: > 0 } || (schema["additionalProperties"] is { } other && !IsFalse(other)) || ((string[])["oneOf", "anyOf", "allOf", "if"]).Any(word => schema[word] is not null);

    private static bool IsFalse(Node? node) => node is ScalarNode { Kind: ScalarKind.Boolean, Text: "false" };

    /// <summary>Whether some template names a key, wherever: it may use what values.yaml does not list.</summary>
    private bool Names(string key) => Names(templates.Value, key);

    private static bool Names(string text, string key, bool asWhole = false)
    {
        for (var at = text.IndexOf(key, StringComparison.Ordinal); at >= 0; at = text.IndexOf(key, at + 1, StringComparison.Ordinal))
        {
            var (before, after) = (at > 0 ? text[at - 1] : ' ', at + key.Length < text.Length ? text[at + key.Length] : ' ');
            if ((before == '.' && !IsWord(after) && !(asWhole && after is '.' or '-')) || (before is '"' or '`' && after == before))
                return true;
        }
        return false;
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    /// <summary>Whether templates take a map's keys by name, and never the map as a whole. A word that is nearly a known key is doubted also where helpers get the map, as long as nothing prints it.</summary>
    private bool TakesNames(IReadOnlyList<string> path, List<string> known, bool isNear)
    {
        for (var i = 0; i < path.Count; i++)
            if (Uses(path[i]).Any(Prints))
                return false;
        var named = known.Where(Names).ToList();
        return named.Count > 0 && (isNear ? named.Count == known.Count : Uses(path[^1]).All(IsCondition) && known.Exists(key => Names($"{path[^1]}.{key}")));
    }

    /// <summary>The actions of templates in which a map stands as a whole: <c>.image</c>, and not <c>.image.tag</c>.</summary>
    private IEnumerable<string> Uses(string name) => actions.Value.Where(action => Names(action, name, asWhole: true));

    private static bool Prints(string action)
        => Regex.IsMatch(action, @"\b(toYaml|toJson|toRawJson|toPrettyJson|toToml|tpl|range|merge\w*|mustMerge\w*|omit|pick|keys|values|deepCopy|mustDeepCopy|nindent|indent|mustToYaml|toString|printf|quote|sha256sum)\b", RegexOptions.NonBacktracking);

    private static bool IsCondition(string action) => Regex.IsMatch(action, @"^(if|else if)\b", RegexOptions.NonBacktracking);

    private void Unknown(MapEntry entry, IReadOnlyList<string> path, List<string> known)
    {
        var near = NearestName.Find(entry.Name, known);
        findings.Add(Diagnostic.Of(
            ForeignFileRules.UnknownValue, entry.Key.At, component, Shown(path, entry.Name), $"{chart.Name} {chart.Version}",
            string.Join(", ", known.Distinct(StringComparer.Ordinal).Take(MostShown).Select(key => Shown(path, key))), near is null ? "" : Shown(path, near)) with
        {
            SpecialHelp = near is null ? null : ForeignFileRules.DidYouMean,
            Edits = near is not null && entry.Key.At is { } place ? [new Edit(place, near, Safe: true)] : [],
        });
    }

    private static string Shown(IReadOnlyList<string> path, string name) => KeyPath.Write([.. path, name]);
}
