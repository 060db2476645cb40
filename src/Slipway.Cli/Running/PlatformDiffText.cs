using System.Text.Json;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Two platforms side by side, for people and for programs.</summary>
internal static class PlatformDiffText
{
    private static readonly LocalText Chart = new("chart", "Chart");
    private static readonly LocalText Workloads = new("workloads", "工作负载");
    private static readonly LocalText Traits = new("traits", "trait");
    private static readonly LocalText Defaults = new("defaults", "默认值");
    private static readonly LocalText Policy = new("policy", "策略");
    private static readonly LocalText BaseImages = new("base images", "基础镜像");
    private static readonly LocalText Components = new("components", "组件");
    private static readonly LocalText Unsaid = new("{0}, changed under the same version", "{0}，内容有变化但版本未变");
    private static readonly LocalText Same = new("nothing differs", "没有差异");
    private static readonly LocalText Counted = new(
        "of {0}: {1} recreated, {2} restarted, {3} changed without a restart, {4} unchanged", "{0}：重建 {1} 个，重启 {2} 个，变更但不重启 {3} 个，不变 {4} 个");

    private static readonly (Effect Effect, LocalText Word)[] Words =
    [
        (Effect.Nothing, new("nothing", "不变")), (Effect.Changes, new("changes", "变更")),
        (Effect.Restarts, new("restarts", "重启")), (Effect.Recreates, new("recreates", "重建")),
    ];

    public static void Write(TextWriter to, Session session, (string Before, string After) charts, PlatformDiff diff, IReadOnlyList<ComponentEffect> effects)
    {
        var language = session.Language;
        if (charts.Before != charts.After)
            Section(to, language, Chart, [$"~ {charts.Before} → {charts.After}"]);
        Section(to, language, Workloads, diff.Workloads.Select(change => Line(change, language)));
        Section(to, language, Traits, diff.Traits.Select(change => Line(change, language)));
        Section(to, language, Defaults, diff.Defaults.Select(Line));
        Section(to, language, Policy, diff.Policy.Select(Line));
        Section(to, language, BaseImages, diff.BaseImages.Select(Line));
        Section(to, language, Components, effects.SelectMany(effect => Lines(effect, language)));
    }

    public static string Summary(Language language, PlatformDiff diff, IReadOnlyList<ComponentEffect> effects, bool hasDefinitions)
    {
        if (!hasDefinitions)
            return diff.IsEmpty ? Same.In(language) : "";
        string Count(Effect effect) => $"{effects.Count(e => e.Effect == effect)}";
        return Counted.In(language, [
            Amount.Of(language, effects.Count, new("component", "个组件"), "components"), Count(Effect.Recreates), Count(Effect.Restarts), Count(Effect.Changes), Count(Effect.Nothing)]);
    }

    private static void Section(TextWriter to, Language language, LocalText title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        to.WriteLine(title.In(language));
        foreach (var line in all)
            to.WriteLine("  " + SafeText.Line(line));
    }

    private static string Line(DefinitionChange change, Language language) => (change.Before, change.After) switch
    {
        (null, { } now) => $"+ {change.Name} {now}",
        ({ } old, null) => $"- {change.Name} {old}",
        _ when change.IsUnsaid => $"~ {Unsaid.In(language, [$"{change.Name} {change.After}"])}",
        _ => $"~ {change.Name} {change.Before} → {change.After}",
    };

    private static string Line(FieldChange change) => (change.Before, change.After) switch
    {
        (null, { } now) => $"+ {change.Path}: {Shown(now)}",
        ({ } old, null) => $"- {change.Path}: {Shown(old)}",
        _ => $"~ {change.Path}: {Shown(change.Before!)} → {Shown(change.After!)}",
    };

    private static IEnumerable<string> Lines(ComponentEffect effect, Language language)
    {
        yield return $"{effect.Name}: {Words.First(word => word.Effect == effect.Effect).Word.In(language)}";
        foreach (var change in effect.Objects)
            if (!change.WasThere || !change.IsThere)
                yield return $"  {(change.IsThere ? "+" : "-")} {change.Kind}/{change.Name}";
            else
                foreach (var field in change.Fields)
                    yield return $"  {Line(field with { Path = $"{change.Kind}/{change.Name} {field.Path}" })}";
    }

    private static string Shown(Node node) => JsonText.Write(node) is { Length: > 200 } text ? text[..200] + "…" : JsonText.Write(node);

    public static void Write(Utf8JsonWriter json, (string Before, string After) charts, PlatformDiff diff, IReadOnlyList<ComponentEffect> effects)
    {
        json.WriteStartObject("chart");
        json.WriteString("before", charts.Before);
        json.WriteString("after", charts.After);
        json.WriteEndObject();
        Definitions(json, "workloads", diff.Workloads);
        Definitions(json, "traits", diff.Traits);
        Fields(json, "defaults", diff.Defaults);
        Fields(json, "policy", diff.Policy);
        Fields(json, "baseImages", diff.BaseImages);
        json.WriteStartArray("components");
        foreach (var effect in effects)
        {
            json.WriteStartObject();
            json.WriteString("name", effect.Name);
            json.WriteString("effect", Word(effect.Effect));
            json.WriteStartArray("objects");
            foreach (var change in effect.Objects)
                Object(json, change);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Object(Utf8JsonWriter json, ObjectChange change)
    {
        json.WriteStartObject();
        json.WriteString("kind", change.Kind);
        json.WriteString("name", change.Name);
        json.WriteString("change", change.WasThere ? change.IsThere ? "changed" : "removed" : "added");
        json.WriteString("effect", Word(change.Effect));
        Fields(json, "fields", change.Fields);
        json.WriteEndObject();
    }

    private static string Word(Effect effect) => Words.First(word => word.Effect == effect).Word.English;

    private static void Definitions(Utf8JsonWriter json, string name, IReadOnlyList<DefinitionChange> changes)
    {
        json.WriteStartArray(name);
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("name", change.Name);
            json.WriteString("before", change.Before);
            json.WriteString("after", change.After);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Fields(Utf8JsonWriter json, string name, IReadOnlyList<FieldChange> changes)
    {
        json.WriteStartArray(name);
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("path", change.Path);
            Value(json, "before", change.Before);
            Value(json, "after", change.After);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Value(Utf8JsonWriter json, string name, Node? node)
    {
        if (node is null)
            return;
        json.WritePropertyName(name);
        JsonText.Write(node, json);
    }
}
