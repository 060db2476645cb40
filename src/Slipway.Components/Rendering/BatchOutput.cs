using System.Globalization;
using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Reads what the batch chart printed: one line a fact, each behind <c># </c>.</summary>
internal static class BatchOutput
{
    /// <summary>The results in the components' order. Each is read and checked on its own: while Helm ran, the other cores had nothing to do.</summary>
    public static IReadOnlyList<RenderedComponent> Read(byte[] output, IReadOnlyList<Component> components, PlatformDefinition platform)
    {
        var parts = Parts(output, components.Count);
        var results = new RenderedComponent[components.Count];
        Parallel.For(0, components.Count, i => results[i] = parts[i] is { } part
            ? ModelCheck.Check(ReadOne(output.AsSpan(part), components[i], platform), platform)
            : new RenderedComponent(components[i], [], [Diagnostic.Of(RenderingRules.Helm, (Location?)null, $"component {components[i].Name} is missing from its output")]));
        return results;
    }

    /// <summary>Which bytes belong to which component; null where Helm printed nothing for it.</summary>
    private static Range?[] Parts(ReadOnlySpan<byte> output, int count)
    {
        var parts = new Range?[count];
        var mark = "\n# component "u8;
        var (component, start) = (-1, 0);
        for (var at = output.IndexOf(mark); at >= 0;)
        {
            if (component >= 0)
                parts[component] = start..at;
            var numberAt = at + mark.Length;
            var end = numberAt + output[numberAt..].IndexOf((byte)'\n');
            (component, start) = (int.Parse(output[numberAt..end], CultureInfo.InvariantCulture), end);
            var next = output[end..].IndexOf(mark);
            at = next < 0 ? -1 : end + next;
        }
        if (component >= 0)
            parts[component] = start..output.Length;
        return parts;
    }

    private static RenderedComponent ReadOne(ReadOnlySpan<byte> part, Component component, PlatformDefinition platform)
    {
        var building = new Building(component, platform);
        foreach (var range in part.Split((byte)'\n'))
            if (part[range] is var line && line.StartsWith("# "u8))
                building.Take(line[2..]);
        return building.Result();
    }

    private sealed class Building(Component component, PlatformDefinition platform)
    {
        private readonly List<RenderedObject> objects = [];
        private readonly List<TraitPatch> patches = [];
        private readonly List<Diagnostic> findings = [];
        private MapNode model = new([]);
        private bool encoded;

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
