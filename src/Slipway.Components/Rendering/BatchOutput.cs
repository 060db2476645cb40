using System.Globalization;
using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Reads what the batch chart printed: one line a fact, each behind <c># </c>.</summary>
internal static class BatchOutput
{
    public static IReadOnlyList<RenderedComponent> Read(byte[] output, IReadOnlyList<Component> components, PlatformDefinition platform)
    {
        var results = new RenderedComponent[components.Count];
        Building? current = null;
        var rest = output.AsSpan();
        while (rest.Length > 0)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (!line.StartsWith("# "u8))
                continue;
            line = line[2..];
            if (line.StartsWith("component "u8))
            {
                Finish(current, results);
                var index = int.Parse(Encoding.UTF8.GetString(line[10..]), CultureInfo.InvariantCulture);
                current = new Building(components[index], index, platform);
            }
            else if (current is not null)
                current.Take(line);
        }
        Finish(current, results);
        for (var i = 0; i < results.Length; i++)
            results[i] ??= new RenderedComponent(components[i], [], [Diagnostic.Of(RenderingRules.Helm, (Location?)null, $"component {components[i].Name} is missing from its output")]);
        return results;
    }

    private static void Finish(Building? building, RenderedComponent[] results)
    {
        if (building is not null)
            results[building.Index] = building.Result();
    }

    private sealed class Building(Component component, int index, PlatformDefinition platform)
    {
        private readonly List<RenderedObject> objects = [];
        private readonly List<TraitPatch> patches = [];
        private readonly List<Diagnostic> findings = [];
        private MapNode model = new([]);
        private bool encoded;

        public int Index => index;

        public void Take(ReadOnlySpan<byte> line)
        {
            if (line.SequenceEqual("encoded"u8))
                encoded = true;
            else if (line.StartsWith("object "u8))
                objects.Add(Object(Json(line[7..])));
            else if (line.StartsWith("model "u8))
                model = Json(line[6..]) as MapNode ?? model;
            else if (line.StartsWith("patch "u8))
            {
                var name = line[6..];
                var blank = name.IndexOf((byte)' ');
                if (Json(name[(blank + 1)..]) is MapNode patch)
                    patches.Add(new TraitPatch(Encoding.UTF8.GetString(name[..blank]), patch));
            }
            else if (line.StartsWith("findings "u8) && Json(line[9..]) is ListNode list)
                findings.AddRange(list.Items.OfType<MapNode>().Select(f => TemplateFinding.Read(f, component.Name, platform)));
        }

        private Node Json(ReadOnlySpan<byte> text)
            => JsonText.Read(encoded ? Convert.FromBase64String(Encoding.ASCII.GetString(text)) : text);

        public RenderedComponent Result()
        {
            var failed = findings.Any(f => f.Severity == Severity.Error);
            return new RenderedComponent(component, failed ? [] : [.. HelmOrder.Sort(objects)], findings) { Trace = new ComponentTrace(model, patches) };
        }

        private static RenderedObject Object(Node content)
        {
            var map = content as MapNode ?? new MapNode([]);
            var metadata = map["metadata"] as MapNode;
            return new RenderedObject(
                Text(map["apiVersion"]) ?? "", Text(map["kind"]) ?? "", Text(metadata?["name"]) ?? "", Text(metadata?["namespace"]),
                HelmYaml.Write(content) + "\n", content);
        }

        private static string? Text(Node? node) => (node as ScalarNode)?.Text;
    }
}
