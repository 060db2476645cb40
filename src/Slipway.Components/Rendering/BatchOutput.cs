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
            ? ReadOne(output.AsMemory(part), components[i], platform)
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

    private static RenderedComponent ReadOne(ReadOnlyMemory<byte> part, Component component, PlatformDefinition platform)
    {
        var findings = new List<Diagnostic>();
        var objects = new List<RenderedObject>();
        var origin = new MapNode([]);
        foreach (var (kind, json) in Lines(part))
            if (kind == "from")
                origin = JsonText.Read(json.Span) as MapNode ?? origin;
            else if (kind == "object")
                objects.Add(Object(json, origin));
            else if (kind == "findings" && JsonText.Read(json.Span) is ListNode list)
                findings.AddRange(list.Items.OfType<MapNode>().Select(f => TemplateFinding.Read(f, component, platform)));
        var failed = findings.Any(f => f.Severity == Severity.Error);
        var rendered = new RenderedComponent(component, failed ? [] : [.. HelmOrder.Sort(objects)], findings).WithTrace(() => ReadTrace(part));
        var locked = LockedFields.Check(rendered, () => ReadTrace(part), platform);
        var judged = FinishedPolicy.Check(ModelCheck.Check(rendered, ReadTrace(part), platform), platform.Policy);
        return locked.Count == 0 ? judged : judged with { Objects = [], Findings = [.. judged.Findings, .. locked] };
    }

    private static ComponentTrace ReadTrace(ReadOnlyMemory<byte> part)
    {
        var model = new MapNode([]);
        var patches = new List<TraitPatch>();
        foreach (var (kind, json) in Lines(part))
            if (kind == "model")
                model = JsonText.Read(json.Span) as MapNode ?? model;
            else if (kind.StartsWith("patch ", StringComparison.Ordinal) && JsonText.Read(json.Span) is MapNode patch)
                patches.Add(new TraitPatch(kind["patch ".Length..], patch));
        return new ComponentTrace(model, patches);
    }

    /// <summary>What each line of a component is (<c>model</c>, <c>patch TRAIT</c>, <c>from</c>, of the object behind it, <c>object</c>, <c>findings</c>), and its JSON.</summary>
    private static IEnumerable<(string Kind, ReadOnlyMemory<byte> Json)> Lines(ReadOnlyMemory<byte> part)
    {
        var encoded = false;
        while (part.Length > 0)
        {
            var end = part.Span.IndexOf((byte)'\n');
            var line = end < 0 ? part : part[..end];
            part = end < 0 ? default : part[(end + 1)..];
            // Behind a component stands where Helm has the next document from.
            if (!line.Span.StartsWith("# "u8) || line.Span.StartsWith("# Source: "u8))
                continue;
            line = line[2..];
            if (line.Span.SequenceEqual("encoded"u8))
                encoded = true;
            // Neither a kind nor a trait's name holds a blank: the JSON, or its base64, begins behind the last one of them.
            var blank = line.Span.IndexOf((byte)' ');
            if (blank >= 0 && line.Span.StartsWith("patch "u8))
                blank += 1 + line.Span[(blank + 1)..].IndexOf((byte)' ');
            if (blank > 0)
                yield return (Encoding.UTF8.GetString(line.Span[..blank]), encoded ? Convert.FromBase64String(Encoding.ASCII.GetString(line.Span[(blank + 1)..])) : line[(blank + 1)..]);
        }
    }

    private static RenderedObject Object(ReadOnlyMemory<byte> json, MapNode origin)
    {
        var content = JsonText.Read(json.Span);
        var map = content as MapNode ?? new MapNode([]);
        var metadata = map["metadata"] as MapNode;
        return new RenderedObject(
            Text(map["apiVersion"]) ?? "", Text(map["kind"]) ?? "", Text(metadata?["name"]) ?? "", Text(metadata?["namespace"]), HelmYaml.Write(content) + "\n")
        {
            Json = json,
            Origin = Text(origin["from"]) ?? "",
            PatchedBy = origin["patches"] is ListNode patches ? [.. patches.Items.Select(Text).OfType<string>()] : [],
        };
    }

    private static string? Text(Node? node) => (node as ScalarNode)?.Text;
}
