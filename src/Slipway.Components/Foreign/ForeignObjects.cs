using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Text of Kubernetes objects, as people and charts write it, to objects.</summary>
public static class ForeignObjects
{
    /// <summary>The object that a document is; of a <c>List</c>, its items. Nothing for an empty document.</summary>
    /// <param name="yaml">The document's own text; null where it is written anew.</param>
    public static IEnumerable<RenderedObject> Of(Node document, string? yaml = null)
    {
        if (HelmScalars.Read(document) is not MapNode map)
            yield break;
        if (Text(map["kind"])?.EndsWith("List", StringComparison.Ordinal) == true && map["items"] is ListNode list)
            foreach (var item in list.Items.SelectMany(item => Of(item)))
                yield return item;
        else
            yield return Object(map, yaml);
    }

    /// <summary>An object of a map whose scalars are read as Helm reads them.</summary>
    public static RenderedObject Object(MapNode map, string? yaml = null)
    {
        var metadata = map["metadata"] as MapNode;
        return new RenderedObject(
            Text(map["apiVersion"]) ?? "", Text(map["kind"]) ?? "", Text(metadata?["name"]) ?? "", Text(metadata?["namespace"]), yaml ?? HelmYaml.Write(map) + "\n")
        {
            Json = Encoding.UTF8.GetBytes(JsonText.Write(map)),
        };
    }

    /// <summary>The moments at which Helm applies it; empty for an object of the release.</summary>
    public static IReadOnlyList<string> Hooks(MapNode map)
        => Text(((map["metadata"] as MapNode)?["annotations"] as MapNode)?[EntryObjects.Hook]) is { } moments
            ? moments.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [];

    private static string? Text(Node? node) => (node as ScalarNode)?.Text;
}
