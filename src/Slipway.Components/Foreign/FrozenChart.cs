using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Finished objects as a chart: its templates print them as they are, whatever stands in them. Helm then keeps, compares and deletes them as those of any release.</summary>
public static class FrozenChart
{
    /// <summary>Plain objects.</summary>
    /// <param name="objects">Hooks among them, too.</param>
    /// <param name="crds">What Helm does not count to the release.</param>
    public static ComponentChart Of(string name, string version, IEnumerable<RenderedObject> objects, IEnumerable<RenderedObject> crds)
        => Of(name, version, Node.Map(("apiVersion", Node.Of("v2")), ("name", Node.Of(name)), ("version", Node.Of(version))), objects, crds);

    /// <summary>What another chart has rendered, under that chart's name and version.</summary>
    public static ComponentChart Of(ComponentChart chart, IEnumerable<RenderedObject> objects, IEnumerable<RenderedObject> crds)
    {
        var head = YamlReader.Read(new SourceText("Chart.yaml", chart.Files.TryGetValue("Chart.yaml", out var bytes) ? Encoding.UTF8.GetString(bytes) : "")).Documents is [MapNode written, ..] ? written : Node.Map();
        // What it depended on is rendered, and it was asked whether the cluster's version fits.
        return Of(chart.Name, chart.Version, head.Without("dependencies").Without("kubeVersion"), objects, crds);
    }

    private static ComponentChart Of(string name, string version, MapNode head, IEnumerable<RenderedObject> objects, IEnumerable<RenderedObject> crds)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal) { ["Chart.yaml"] = Encoding.UTF8.GetBytes(YamlWriter.Write(head)) };
        foreach (var (one, number) in objects.Select((one, number) => (one, number)))
            files[$"templates/{number:D4}-{FileName(one)}.yaml"] = Encoding.UTF8.GetBytes(one.Yaml.Replace("{{", "{{ `{{` }}", StringComparison.Ordinal));
        foreach (var (one, number) in crds.Select((one, number) => (one, number)))
            files[$"crds/{number:D4}-{FileName(one)}.yaml"] = Encoding.UTF8.GetBytes(one.Yaml);
        return new ComponentChart(name, version, files);
    }

    /// <summary>For people who look into the release; the number alone keeps two apart.</summary>
    private static string FileName(RenderedObject one)
        => string.Concat($"{one.Kind}-{one.Name}".ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '-').Take(80));
}
