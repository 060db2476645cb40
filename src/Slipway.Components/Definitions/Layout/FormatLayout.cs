using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The layout of our own formats.</summary>
public sealed class FormatLayout : YamlLayout
{
    private static readonly string[] Handlers = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"];

    private readonly FieldFormat format;

    private FormatLayout(FieldFormat format) => this.format = format;

    /// <summary>The layout of a text's first document, or of what could be read of it; null when it is of none of our formats.</summary>
    public static FormatLayout? Of(YamlRead read)
        => (read.Documents is [var first, ..] ? first : read.Partial) is MapNode root && FormatOf(root) is { } name && FieldFormat.Named(name) is { } format ? new FormatLayout(format) : null;

    /// <summary>Only where our readers take any case: nowhere else is another spelling the same key.</summary>
    public override string? Spelling(IReadOnlyList<string> path, string key)
    {
        var field = format.Root;
        foreach (var step in path)
            if (!IsExact(field) && Below(field, step) is { } below)
                field = below;
            else
                return null;
        return !IsExact(field) && IsClosed(field) ? Named(field, key)?.Name : null;
    }

    private static bool IsExact(Field field) => field.Schema.Map["x-exact-case"] is not null;

    /// <summary>Whether all keys of a map are known: with keys that the author chooses, one that looks like a known one may be another.</summary>
    private static bool IsClosed(Field field) => field.Schema.Forms.Any(form => form.Map["additionalProperties"] is ScalarNode { Text: "false" });

    /// <summary>How a probe or a hook acts is a phrase, which may stand on one line. The schemas of traits and workloads are tables of such phrases.</summary>
    public override bool KeepsFlow(IReadOnlyList<string> path)
    {
        if (format.Name is not ("service" or "upgrade" or "deps" or "entry"))
            return true;
        for (var i = 1; i < path.Count; i++)
            if (Handlers.Contains(path[i], StringComparer.OrdinalIgnoreCase)
                && (path[i - 1].EndsWith("Probe", StringComparison.OrdinalIgnoreCase) || path[i - 1].Equals("preStop", StringComparison.OrdinalIgnoreCase)))
                return true;
        return false;
    }

    /// <summary>One thing or a list of them has the same fields.</summary>
    private static Field? Below(Field field, string step)
        => step == "[]" ? field.Fields.FirstOrDefault(below => below.Name == "[N]") ?? field : Named(field, step) ?? field.Fields.FirstOrDefault(IsChosen);

    private static Field? Named(Field field, string key)
        => field.Fields.FirstOrDefault(below => !IsChosen(below) && below.Name.Equals(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>A word in capitals stands for keys that the author chooses.</summary>
    private static bool IsChosen(Field field) => !field.Name.Any(char.IsAsciiLetterLower);

    /// <summary>By the key <c>format</c>, else by the keys that only one format has.</summary>
    private static string? FormatOf(MapNode root)
    {
        bool Has(string key) => root.Keys.Contains(key, StringComparer.OrdinalIgnoreCase);
        if (root.Entries.FirstOrDefault(entry => entry.Name.Equals("format", StringComparison.OrdinalIgnoreCase))?.Value is ScalarNode { Kind: ScalarKind.String } format)
            return format.Text.Split('/')[0];
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
