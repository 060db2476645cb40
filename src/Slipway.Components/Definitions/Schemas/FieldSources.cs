using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// The files of this folder, read when first needed. Their <c>$defs</c> are one space of names, so that formats share what they have in common.
/// </summary>
internal static class FieldSources
{
    private const string Folder = "Definitions/Schemas/";

    private static readonly string[] Roots = ["service", "upgrade", "deps", "entry", "application", "replacement", "platform", "policy", "trait", "workload"];

    private static readonly string[] Parts = ["container", "health", "parts", "config", "definition"];

    private static readonly Lazy<MapNode> LazyShared = new(() => Merge([.. Roots, .. Parts]));

    private static readonly Lazy<MapNode> LazyOrigins = new(() => Read("sources"));

    /// <summary>A map with all <c>$defs</c>, in which references are found.</summary>
    public static MapNode Shared => LazyShared.Value;

    /// <summary>The names of the formats, the service definition first.</summary>
    public static IReadOnlyList<string> Formats => Roots;

    public static MapNode Root(string format) => Read(format);

    /// <summary>Where a rule comes from: its name in both languages, and an address where there is one.</summary>
    public static (LocalText Name, string? Link)? Origin(string key)
        => LazyOrigins.Value[key] is MapNode origin ? (Text(origin["name"])!, (origin["link"] as ScalarNode)?.Text) : null;

    /// <summary>A map of languages; null when it is anything else, or empty in both.</summary>
    public static LocalText? Text(Node? node)
        => node is MapNode map && map["en"] is ScalarNode english && map["zh"] is ScalarNode chinese && (english.Text.Length > 0 || chinese.Text.Length > 0)
            ? new LocalText(english.Text, chinese.Text)
            : null;

    private static MapNode Merge(IEnumerable<string> names)
        => Node.Map(("$defs", new MapNode(names.SelectMany(name => (Read(name)["$defs"] as MapNode)?.Entries ?? []))));

    private static MapNode Read(string name)
    {
        var read = YamlReader.Read(new SourceText(name + ".yaml", PlatformFiles.OwnText($"{Folder}{name}.yaml")));
        return read is { HasErrors: false, Documents: [MapNode map] }
            ? map
            : throw new InvalidOperationException($"{name}.yaml: {(read.Diagnostics is [var first, ..] ? first.Message(Language.English) : "no map")}");
    }
}
