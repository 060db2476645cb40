using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// Nodes to the very bytes of Helm's <c>toYaml</c> (sigs.k8s.io/yaml). In a batch Helm prints JSON and we write the YAML, because toYaml
/// costs a fourth of the whole run; a test holds this against the real Helm for thousands of texts. These are written correctly but not in the same bytes: keys of several lines
/// or more than 128 characters, and texts that begin with a byte order mark. NEL (U+0085) is kept, where Helm's own turns it into a blank.
/// </summary>
public static class HelmYaml
{
    /// <summary>A document without a line feed at its end, as toYaml returns it.</summary>
    public static string Write(Node node)
    {
        var text = new StringBuilder(1024);
        Value(text, node, indent: 0, HelmScalar.Place.Root);
        text.Length--;
        return text.ToString();
    }

    /// <summary>Writes a value behind what stands already on the line; ends with a line feed.</summary>
    private static void Value(StringBuilder text, Node node, int indent, HelmScalar.Place place)
    {
        switch (node)
        {
            case MapNode { Count: 0 }:
                text.Append(place == HelmScalar.Place.Root ? "{}" : " {}").Append('\n');
                break;
            case ListNode { Items.Count: 0 }:
                text.Append(place == HelmScalar.Place.Root ? "[]" : " []").Append('\n');
                break;
            case MapNode map:
                if (place == HelmScalar.Place.MapValue)
                    text.Append('\n');
                else if (place == HelmScalar.Place.ListItem)
                    text.Append(' ');
                Map(text, map, indent, startsOnLine: place == HelmScalar.Place.ListItem);
                break;
            case ListNode list:
                if (place == HelmScalar.Place.MapValue)
                    text.Append('\n');
                else if (place == HelmScalar.Place.ListItem)
                    text.Append(' ');
                List(text, list, indent, startsOnLine: place == HelmScalar.Place.ListItem);
                break;
            case ScalarNode scalar:
                if (place != HelmScalar.Place.Root)
                    text.Append(' ');
                HelmScalar.Write(text, scalar, indent);
                text.Append('\n');
                break;
        }
    }

    private static void Map(StringBuilder text, MapNode map, int indent, bool startsOnLine)
    {
        var entries = map.Entries.ToArray();
        Array.Sort(entries, (a, b) => HelmKeys.Compare(a.Name, b.Name));
        for (var i = 0; i < entries.Length; i++)
        {
            if (i > 0 || !startsOnLine)
                text.Append(' ', indent);
            HelmScalar.WriteKey(text, entries[i].Name);
            text.Append(':');
            // A list directly in a map stands at the map's own depth.
            Value(text, entries[i].Value, entries[i].Value is ListNode ? indent : indent + 2, HelmScalar.Place.MapValue);
        }
    }

    private static void List(StringBuilder text, ListNode list, int indent, bool startsOnLine)
    {
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (i > 0 || !startsOnLine)
                text.Append(' ', indent);
            text.Append('-');
            Value(text, list.Items[i], indent + 2, HelmScalar.Place.ListItem);
        }
    }
}
