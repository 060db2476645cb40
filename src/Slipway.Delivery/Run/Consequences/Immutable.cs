using System.Text.Json;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>Which field it is that Kubernetes does not let change: the server's answer names the object, and of some kinds no field.</summary>
internal static class Immutable
{
    private const int Shown = 100;

    public sealed record Field(string Path, string Before, string After);

    /// <param name="meant">The object as it is to be; what it leaves to the server is no difference.</param>
    /// <returns>Those that differ, by the kind's rules; of other kinds than these, whatever differs.</returns>
    public static IReadOnlyList<Field> Of(string kind, JsonElement live, JsonElement meant)
    {
        var found = new List<Field>();
        foreach (var path in Candidates(kind, meant))
            Compare(live.At(path), meant.At(path), string.Join('.', path), found);
        return kind == "Secret" ? [.. found.Select(field => field with { Before = "…", After = "…" })] : found;
    }

    private static IEnumerable<string[]> Candidates(string kind, JsonElement meant) => kind switch
    {
        "Deployment" or "DaemonSet" => [["spec", "selector"]],
        "StatefulSet" => Names(meant, "spec").Except(HeldFields.FreeInStatefulSet).Select(name => (string[])["spec", name]),
        "Job" => [["spec", "template"], ["spec", "selector"], ["spec", "completionMode"], ["spec", "completions"]],
        "RoleBinding" or "ClusterRoleBinding" => [["roleRef"]],
        _ => Names(meant).Except(["apiVersion", "kind", "metadata"]).Select(name => (string[])[name]),
    };

    private static IEnumerable<string> Names(JsonElement element, params ReadOnlySpan<string> path)
        => element.At(path) is { ValueKind: JsonValueKind.Object } map ? [.. map.EnumerateObject().Select(one => one.Name)] : [];

    private static void Compare(JsonElement? live, JsonElement? meant, string path, List<Field> found)
    {
        if (meant is not { } after)
            return;
        if (live is { ValueKind: JsonValueKind.Object } map && after.ValueKind == JsonValueKind.Object)
        {
            foreach (var one in after.EnumerateObject())
                Compare(map.At(one.Name), one.Value, $"{path}.{one.Name}", found);
            // Only here does a name less mean something; elsewhere the server has filled in what nobody said.
            if (path.EndsWith(".matchLabels", StringComparison.Ordinal))
                foreach (var one in map.EnumerateObject().Where(one => after.At(one.Name) is null))
                    found.Add(new($"{path}.{one.Name}", Text(one.Value), "-"));
        }
        else if (live is { ValueKind: JsonValueKind.Array } list && after.ValueKind == JsonValueKind.Array && list.GetArrayLength() == after.GetArrayLength())
            for (var i = 0; i < after.GetArrayLength(); i++)
                Compare(list[i], after[i], $"{path}[{after[i].Text("name") ?? after[i].Text("metadata", "name") ?? $"{i}"}]", found);
        else if (live is not { } before || !JsonElement.DeepEquals(before, after))
            found.Add(new(path, live is { } there ? Text(there) : "-", Text(after)));
    }

    private static string Text(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Length > Shown ? text[..Shown] + "…" : text;
    }
}
