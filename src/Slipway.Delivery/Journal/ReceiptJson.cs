using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Delivery.Kubernetes;
using Slipway.Packages;

namespace Slipway.Delivery;

/// <summary>The lists in a receipt's data.</summary>
internal static class ReceiptJson
{
    public static string Components(IEnumerable<ReceiptComponent> components)
        => new JsonArray([.. components.Select(Component)]).ToJsonString();

    public static IReadOnlyList<ReceiptComponent> ReadComponents(string text)
    {
        using var document = JsonDocument.Parse(text);
        return [.. document.RootElement.Items().Select(c => new ReceiptComponent(c.Text("name") ?? "", c.Text("version") ?? "", (int)c.Number("revision"))
        {
            Workloads = [.. c.Items("workloads").Select(w => new WorkloadId(w.Text("kind") ?? "", w.Text("name") ?? ""))],
            Restored = c.Text("restored", "input") is { } input ? new((int)c.Number("restored", "revision"), input) : null,
            Same = c.Text("same", "input") is { } equal ? new((int)c.Number("same", "revision"), equal) : null,
            After = [.. c.Items("after").Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)],
            Service = c.Text("service") ?? "",
            Needs = [.. c.Items("needs").Select(n => new SiteNeed(n.Text("service") ?? "", n.Text("versions") ?? "")
            {
                Namespace = n.Text("namespace") ?? "",
                Installation = n.Text("installation") ?? "",
                Component = n.Text("component") ?? "",
            })],
            Held = new Dictionary<string, string>(c.Texts("held"), StringComparer.Ordinal),
            Kept = [.. c.Items("kept").Select(k => new KeptCount(new(k.Text("kind") ?? "", k.Text("name") ?? ""), (int)k.Number("configured")))],
        })];
    }

    private static JsonObject Component(ReceiptComponent component)
    {
        var written = new JsonObject { ["name"] = component.Name, ["version"] = component.Version, ["revision"] = component.Revision };
        if (component.Workloads.Count > 0)
            written["workloads"] = new JsonArray([.. component.Workloads.Select(w => new JsonObject { ["kind"] = w.Kind, ["name"] = w.Name })]);
        if (component.After.Count > 0)
            written["after"] = new JsonArray([.. component.After.Select(name => JsonValue.Create(name))]);
        if (component.Service.Length > 0)
            written["service"] = component.Service;
        if (component.Needs.Count > 0)
            written["needs"] = new JsonArray([.. component.Needs.Select(n => new JsonObject
            {
                ["service"] = n.Service,
                ["versions"] = n.Versions,
                ["namespace"] = n.Namespace,
                ["installation"] = n.Installation,
                ["component"] = n.Component,
            })]);
        if (component.Held.Count > 0)
            written["held"] = new JsonObject(component.Held.OrderBy(key => key.Key, StringComparer.Ordinal).Select(key => KeyValuePair.Create(key.Key, (JsonNode?)key.Value)));
        if (component.Restored is { } restored)
            written["restored"] = new JsonObject { ["revision"] = restored.Revision, ["input"] = restored.Input };
        if (component.Same is { } same)
            written["same"] = new JsonObject { ["revision"] = same.Revision, ["input"] = same.Input };
        if (component.Kept.Count > 0)
            written["kept"] = new JsonArray([.. component.Kept.Select(k => new JsonObject { ["kind"] = k.Workload.Kind, ["name"] = k.Workload.Name, ["configured"] = k.Configured })]);
        return written;
    }

    public static string Platform(PlatformIdentity platform)
        => new JsonObject { ["name"] = platform.Name, ["version"] = platform.Version, ["digest"] = platform.Digest, ["own"] = platform.IsOwn }.ToJsonString();

    public static PlatformIdentity ReadPlatform(string text)
    {
        using var document = JsonDocument.Parse(text);
        return new(document.RootElement.Text("name") ?? "", document.RootElement.Text("version") ?? "", document.RootElement.Text("digest") ?? "", document.RootElement.Flag("own"));
    }

    public static string Selected(Selection selection) => new JsonObject
    {
        ["switches"] = new JsonObject(selection.Switches.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value))),
        ["choices"] = new JsonObject(selection.Choices.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value))),
    }.ToJsonString();

    public static Selection ReadSelection(string text)
    {
        using var document = JsonDocument.Parse(text);
        var (switches, choices) = (new Dictionary<string, bool>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        if (document.RootElement.At("switches") is { ValueKind: JsonValueKind.Object } switched)
            foreach (var one in switched.EnumerateObject())
                switches[one.Name] = one.Value.ValueKind == JsonValueKind.True;
        if (document.RootElement.At("choices") is { ValueKind: JsonValueKind.Object } chosen)
            foreach (var one in chosen.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.String))
                choices[one.Name] = one.Value.GetString()!;
        return new Selection(switches, choices);
    }

    public static string Runs(IEnumerable<RunHeader> runs) => new JsonArray([.. runs.Select(r => new JsonObject
    {
        ["run"] = r.Run,
        ["started"] = Time(r.Started),
        ["finished"] = r.Finished is { } end ? Time(end) : null,
        ["who"] = r.Who,
        ["command"] = r.Command,
        ["package"] = r.Package,
        ["version"] = r.Version,
        ["result"] = r.Outcome.ToString().ToLowerInvariant(),
    })]).ToJsonString();

    public static IReadOnlyList<RunHeader> ReadRuns(string text)
    {
        using var document = JsonDocument.Parse(text);
        return [.. document.RootElement.Items().Select(r => new RunHeader(
            r.Text("run") ?? "", ReadTime(r.Text("started")) ?? DateTimeOffset.UnixEpoch, ReadTime(r.Text("finished")),
            r.Text("who") ?? "", r.Text("command") ?? "", r.Text("package") ?? "", r.Text("version") ?? "",
            Enum.TryParse<RunOutcome>(r.Text("result"), ignoreCase: true, out var outcome) ? outcome : RunOutcome.Unfinished))];
    }

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset? ReadTime(string? text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
