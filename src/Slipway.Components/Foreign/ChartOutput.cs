using System.Text.RegularExpressions;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What Helm printed for one chart: documents, each behind the line that says which file it is from.</summary>
internal static partial class ChartOutput
{
    /// <summary>Objects of the release, hooks, and what stands in <c>crds/</c>.</summary>
    public sealed record Printed(List<RenderedObject> Objects, List<RenderedObject> Hooks, List<RenderedObject> Crds)
    {
        /// <summary>The file and what is wrong with its text; null where all could be read.</summary>
        public string? Fault { get; set; }
    }

    public static Printed Read(string text)
    {
        var printed = new Printed([], [], []);
        foreach (var (source, document) in Documents(text))
        {
            var yaml = YamlReader.Read(new SourceText(source, document));
            if (yaml.Diagnostics.FirstOrDefault(finding => finding.Severity == Severity.Error) is { } wrong)
            {
                printed.Fault ??= $"{source}: {wrong.Message(Language.English)}";
                continue;
            }
            foreach (var one in yaml.Documents.SelectMany(node => ForeignObjects.Of(node, document)))
                (IsCrd(source) ? printed.Crds : ForeignObjects.Hooks((MapNode)one.Content).Count > 0 ? printed.Hooks : printed.Objects).Add(one);
        }
        return printed;
    }

    /// <summary>Helm itself cuts at lines that begin with three dashes, so nothing else can hold one.</summary>
    private static IEnumerable<(string Source, string Text)> Documents(string text)
    {
        var source = "?";
        foreach (var part in Separator().Split("\n" + text.TrimEnd('\n')))
        {
            // The line feed before the dashes ends the document's last line.
            var lines = part.TrimStart('\n') + "\n";
            if (lines.StartsWith("# Source: ", StringComparison.Ordinal))
            {
                var end = lines.IndexOf('\n', StringComparison.Ordinal);
                (source, lines) = (lines["# Source: ".Length..(end < 0 ? lines.Length : end)], end < 0 ? "" : lines[(end + 1)..]);
            }
            if (lines.Trim().Length > 0)
                yield return (source, lines);
        }
    }

    /// <summary><c>traefik/crds/x.yaml</c>, <c>stack/charts/traefik/crds/x.yaml</c>; a subchart may well be called crds.</summary>
    private static bool IsCrd(string source)
    {
        var parts = source.Split('/').AsSpan()[1..];
        while (parts is ["charts", _, ..])
            parts = parts[2..];
        return parts is ["crds", ..];
    }

    [GeneratedRegex(@"\n---[ \t]*(?=\n|$)")]
    private static partial Regex Separator();
}
