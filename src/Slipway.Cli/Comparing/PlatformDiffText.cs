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
    private static readonly LocalText Same = new("nothing differs", "没有差异");
    private static readonly LocalText Counted = new(
        "of {0}: {1} recreated, {2} restarted, {3} changed without a restart, {4} unchanged", "{0}：重建 {1} 个，重启 {2} 个，变更但不重启 {3} 个，不变 {4} 个");

    private static readonly (Effect Effect, LocalText Word)[] Words =
    [
        (Effect.Nothing, new("nothing", "不变")), (Effect.Changes, new("changes", "变更")), (Effect.Reloads, new("reloads", "热加载")),
        (Effect.Restarts, new("restarts", "重启")), (Effect.Ends, new("podsEnd", "部分 Pod 停止")), (Effect.Recreates, new("recreates", "重建")), (Effect.Refused, new("refused", "集群拒绝")),
    ];

    public static void Write(TextWriter to, Session session, (string Before, string After) charts, PlatformDiff diff, IReadOnlyList<ComponentEffect> effects)
    {
        var language = session.Language;
        if (charts.Before != charts.After)
            DiffLines.Section(to, session, Chart, [$"~ {charts.Before} → {charts.After}"]);
        Sections(to, session, diff, "");
        DiffLines.Section(to, session, Components, effects.SelectMany(effect => Lines(effect, language)));
    }

    public static void Sections(TextWriter to, Session session, PlatformDiff diff, string indent)
    {
        DiffLines.Section(to, session, Workloads, diff.Workloads.Select(change => DiffLines.Of(change, session.Language)), indent);
        DiffLines.Section(to, session, Traits, diff.Traits.Select(change => DiffLines.Of(change, session.Language)), indent);
        DiffLines.Section(to, session, Defaults, diff.Defaults.Select(DiffLines.Of), indent);
        DiffLines.Section(to, session, Policy, diff.Policy.Select(DiffLines.Of), indent);
        DiffLines.Section(to, session, BaseImages, diff.BaseImages.Select(DiffLines.Of), indent);
    }

    public static string Summary(Language language, PlatformDiff diff, IReadOnlyList<ComponentEffect> effects, bool hasDefinitions)
    {
        if (!hasDefinitions)
            return diff.IsEmpty ? Same.In(language) : "";
        string Count(params Effect[] counted) => $"{effects.Count(e => counted.Contains(e.Effect))}";
        return Counted.In(language, [
            Amount.Of(language, effects.Count, new("component", "个组件"), "components"),
            Count(Effect.Recreates, Effect.Refused), Count(Effect.Restarts, Effect.Ends), Count(Effect.Changes, Effect.Reloads), Count(Effect.Nothing)]);
    }

    private static IEnumerable<string> Lines(ComponentEffect effect, Language language)
    {
        yield return $"{effect.Name}: {Words.First(word => word.Effect == effect.Effect).Word.In(language)}";
        foreach (var change in effect.Objects)
            if (!change.WasThere || !change.IsThere)
                yield return $"  {DiffWords.Whole(language, change)}";
            else
                foreach (var field in change.Fields)
                    yield return $"  {DiffLines.Of(field with { Path = $"{change.Kind}/{change.Name} {field.Path}" })}";
    }

    public static void Write(Utf8JsonWriter json, (string Before, string After) charts, PlatformDiff diff, IReadOnlyList<ComponentEffect> effects)
    {
        json.WriteStartObject("chart");
        json.WriteString("before", charts.Before);
        json.WriteString("after", charts.After);
        json.WriteEndObject();
        DiffLines.Write(json, diff);
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
        DiffLines.Fields(json, "fields", change.Fields);
        json.WriteEndObject();
    }

    private static string Word(Effect effect) => Words.First(word => word.Effect == effect).Word.English;
}
