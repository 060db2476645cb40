using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A schema with its references followed: what stands beside a <c>$ref</c> goes before what stands at its target.</summary>
/// <param name="Home">The document in which references are found.</param>
/// <param name="Part">The name of the last definition that was followed.</param>
internal sealed record FieldSchema(MapNode Map, MapNode Home, string? Part)
{
    public static FieldSchema Of(MapNode map, MapNode home)
    {
        string? part = null;
        // A chain of references that never ends is no schema of ours; a platform team's could be.
        for (var steps = 0; map["$ref"] is ScalarNode reference && steps < 32; steps++)
        {
            if (JsonPointer.Resolve(home, reference.Text.TrimStart('#')) is not MapNode target)
                break;
            part = reference.Text[(reference.Text.LastIndexOf('/') + 1)..];
            map = Over(target, map.Without("$ref"));
        }
        return new FieldSchema(map, home, part);
    }

    /// <summary>A text for people: ours in both languages, or a schema's own in whatever language it is.</summary>
    public LocalText? Text(string name)
        => FieldSources.Text(Map["x-" + name])
            ?? ((Map["x-slipway"] as MapNode)?[name] is { } ours ? FieldSources.Text(ours) ?? One(ours) : null)
            ?? (name is "title" or "description" ? One(Map[name]) : null);

    public LocalText? Default => Text("default") ?? (Map["default"] is { } value ? Shown(value) : null);

    public IReadOnlyList<string> Choices
        => Map["enum"] is ListNode choices ? [.. choices.Items.Select(Compact)] : Map["const"] is { } only ? [Compact(only)] : [];

    /// <summary>The alternatives of a field that may be written in several ways, else the schema itself.</summary>
    public IReadOnlyList<FieldSchema> Forms
    {
        get
        {
            if (Map["properties"] is not null || Map["anyOf"] is not ListNode several)
                return [this];
            var maps = several.Items.OfType<MapNode>().ToList();
            var named = maps.Select(map => (map["$ref"] as ScalarNode)?.Text).OfType<string>().ToHashSet(StringComparer.Ordinal);
            // One thing or a list of them: the list says nothing more.
            return [.. maps.Where(map => (map["items"] as MapNode)?["$ref"] is not ScalarNode item || !named.Contains(item.Text)).Select(map => Of(map, Home))];
        }
    }

    public static string Compact(Node value) => value is ScalarNode { Kind: ScalarKind.String } text ? text.Text : FlowText.Write(value);

    private static LocalText Shown(Node value) => new($"`{Compact(value)}`", $"`{Compact(value)}`");

    private static LocalText? One(Node? node) => node is ScalarNode { Kind: ScalarKind.String } text ? new LocalText(text.Text, text.Text) : null;

    private static MapNode Over(MapNode under, MapNode over)
        => new([.. over.Entries, .. under.Entries.Where(entry => over.Entry(entry.Name) is null)], over.At);
}
