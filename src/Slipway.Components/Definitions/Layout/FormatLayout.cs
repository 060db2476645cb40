using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The layout of our own formats.</summary>
public sealed class FormatLayout : YamlLayout
{
    private static readonly string[] Handlers = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"];

    private readonly string format;

    private FormatLayout(string format) => this.format = format;

    /// <summary>The layout of a text's first document; null when it is of none of our formats.</summary>
    public static FormatLayout? Of(YamlRead read)
        => read.Documents is [MapNode root, ..] && FormatOf(root) is { } format ? new FormatLayout(format) : null;

    /// <summary>How a probe or a hook acts is a phrase, which may stand on one line. The schemas of traits and workloads are tables of such phrases.</summary>
    public override bool KeepsFlow(IReadOnlyList<string> path)
    {
        if (format is not ("service" or "upgrade" or "deps" or "entry"))
            return true;
        for (var i = 1; i < path.Count; i++)
            if (Handlers.Contains(path[i], StringComparer.OrdinalIgnoreCase)
                && (path[i - 1].EndsWith("Probe", StringComparison.OrdinalIgnoreCase) || path[i - 1].Equals("preStop", StringComparison.OrdinalIgnoreCase)))
                return true;
        return false;
    }

    /// <summary>By the key <c>format</c>, else by the keys that only one format has.</summary>
    private static string? FormatOf(MapNode root)
    {
        bool Has(string key) => root.Keys.Contains(key, StringComparer.OrdinalIgnoreCase);
        if (root.Entries.FirstOrDefault(entry => entry.Name.Equals("format", StringComparison.OrdinalIgnoreCase))?.Value is ScalarNode { Kind: ScalarKind.String } format)
            return format.Text.Split('/')[0] is var name && name is "service" or "upgrade" or "deps" or "entry" or "policy" or "trait" or "workload" ? name : null;
        if (Has("apiVersion"))
            return null;
        if (Has("name") && Has("version"))
            return Has("appliesTo") ? "trait" : Has("summary") ? "workload" : "service";
        return Has("container") || Has("containers") ? "service"
            : Has("updater") || Has("rollback") ? "upgrade"
            : Has("depsService") ? "deps"
            : Has("traits") || Has("objects") || Has("patches") ? "entry"
            : null;
    }
}
