using System.Globalization;
using System.Text.Json;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Fields of one object that a release sets and that somebody else has changed since.</summary>
/// <param name="What">Kind and name.</param>
/// <param name="Fields">Paths as the API server writes them; never a value.</param>
/// <param name="Who">Field managers with the time of their last write, such as <c>kubectl-set, 2026-11-30 19:40:00Z</c>.</param>
public sealed record HandChange(string What, IReadOnlyList<string> Fields, string Who)
{
    private const int Listed = 4;

    public string ShownFields => string.Join(", ", Fields.Take(Listed)) + (Fields.Count > Listed ? string.Create(CultureInfo.InvariantCulture, $", … (+{Fields.Count - Listed})") : "");
}

/// <summary>
/// What was changed by hand, as the API server itself remembers it: a field that Helm applied is Helm's (<c>managedFields</c>) until somebody writes another value there. So no
/// value is compared, and what a server adds, rounds or writes in another form is no change.
/// </summary>
public static class HandChanges
{
    /// <summary>Counts come and go through it: an autoscaler's are its own.</summary>
    private const string ScaleSubresource = "scale";
    private const string Controllers = "kube-controller-manager";

    public static IReadOnlyList<HandChange> Of(RenderedComponent component, IReadOnlyDictionary<RenderedObject, JsonElement> live)
        => [.. component.Objects.Where(live.ContainsKey).Select(one => Of(one, live[one], isForeign: component.Component.Chart is not null)).OfType<HandChange>()];

    /// <param name="isForeign">Nobody has asked about the count of its workloads.</param>
    public static HandChange? Of(RenderedObject meant, JsonElement live, bool isForeign)
    {
        using var document = JsonDocument.Parse(meant.Json);
        var ours = new HashSet<string>(StringComparer.Ordinal);
        var others = new List<(string Field, string Who)>();
        foreach (var entry in live.Items("metadata", "managedFields"))
        {
            if (entry.At("fieldsV1") is not { ValueKind: JsonValueKind.Object } fields)
                continue;
            var (manager, part) = (entry.Text("manager") ?? "?", entry.Text("subresource") ?? "");
            var held = Held(fields, document.RootElement, "");
            if (manager is ClusterClient.HelmManager or ClusterClient.FieldManager)
                ours.UnionWith(held);
            else if (part.Length == 0 || (part == ScaleSubresource && manager != Controllers))
                others.AddRange(held.Where(field => isForeign || !IsCount(meant, field)).Select(field => (field, Who(manager, entry))));
        }
        var changed = others.Where(one => !ours.Contains(one.Field)).ToList();
        return changed.Count == 0 ? null : new($"{meant.Kind} {meant.Name}",
            [.. changed.Select(one => one.Field).Distinct(StringComparer.Ordinal)], string.Join("; ", changed.Select(one => one.Who).Distinct(StringComparer.Ordinal)));
    }

    // Asked about by itself, with a way to keep it.
    private static bool IsCount(RenderedObject one, string field) => field == ".spec.replicas" && WorkloadId.ResourceOf(one.ApiVersion, one.Kind) is not null;

    private static string Who(string manager, JsonElement entry)
        => DateTimeOffset.TryParse(entry.Text("time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? $"{manager}, {time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}" : manager;

    /// <summary>The fields of a set that are meant, too. The set's form is FieldsV1 of the API: <c>f:NAME</c>, <c>k:{keys}</c>, <c>v:value</c>, <c>i:index</c>, and <c>.</c> for the thing itself.</summary>
    private static IEnumerable<string> Held(JsonElement fields, JsonElement meant, string path)
    {
        foreach (var one in fields.EnumerateObject())
        {
            if (Within(one.Name, meant) is not { } found)
                continue;
            var below = path + found.Step;
            if (one.Value.ValueKind != JsonValueKind.Object || !one.Value.EnumerateObject().Any())
                yield return below;
            else
                foreach (var field in Held(one.Value, found.Meant, below))
                    yield return field;
        }
    }

    private static (string Step, JsonElement Meant)? Within(string name, JsonElement meant)
    {
        if (name.Length < 3 || name[1] != ':')
            return null;
        var word = name[2..];
        switch (name[0])
        {
            case 'f' when meant.At(word) is { } value:
                return ($".{(word.Contains('.', StringComparison.Ordinal) || word.Contains('/', StringComparison.Ordinal) ? $"\"{word}\"" : word)}", value);
            case 'k' when meant.ValueKind == JsonValueKind.Array && Parsed(word) is { ValueKind: JsonValueKind.Object } keys:
                foreach (var item in meant.EnumerateArray().Where(item => Has(item, keys)))
                    return ($"[{string.Join(',', keys.EnumerateObject().Select(key => $"{key.Name}={key.Value.GetRawText()}"))}]", item);
                return null;
            case 'v' when meant.ValueKind == JsonValueKind.Array && Parsed(word) is { } wanted:
                foreach (var item in meant.EnumerateArray().Where(item => JsonElement.DeepEquals(item, wanted)))
                    return ($"[={word}]", item);
                return null;
            default:
                return null;
        }
    }

    /// <summary>A key that is not written has its default, which only the server knows.</summary>
    private static bool Has(JsonElement item, JsonElement keys)
        => item.ValueKind == JsonValueKind.Object && keys.EnumerateObject().All(key => item.At(key.Name) is not { } value || JsonElement.DeepEquals(value, key.Value));

    private static JsonElement? Parsed(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What is said of changes by hand: SLW0574 and SLW0575.</summary>
public static class HandChangeRules
{
    /// <summary>0 the object, 1 its component, 2 fields, 3 who.</summary>
    public static Rule Stays { get; } = new("SLW0574", Severity.Warning,
        new("{0} ({1}) was changed by hand since it was installed: {2} ({3}); that stays as it is", "{0}（{1}）在安装之后被手工修改：{2}（{3}）；保持现状"),
        new("`--force-conflicts` sets it back; where the change is meant to last, bring it into the definition or answer it (`--config`, `--trait`)", "`--force-conflicts` 可恢复；若该修改应长期保留，请写入定义或作为回答给出（`--config`、`--trait`）"));

    /// <summary>0 the object, 1 its component, 2 fields, 3 who.</summary>
    public static Rule SetBack { get; } = new("SLW0575", Severity.Warning,
        new("{0} ({1}) was changed by hand since it was installed: {2} ({3}); it is set back", "{0}（{1}）在安装之后被手工修改：{2}（{3}）；已恢复"),
        new("nothing is to be done; without `--force-conflicts` it would have stayed", "无需处理；不使用 `--force-conflicts` 则会保持现状"));

    public static IReadOnlyList<Rule> All { get; } = [Stays, SetBack];
}
