using Slipway.Components;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// What an application administrator has to see to where a package changes what a site may have said. Where the comparison is told what the site says, that was held against the newer side
/// already, and what does not fit is an error; here is what follows where it is not told.
/// </summary>
internal static class SiteDemands
{
    public static IEnumerable<Demand> Of(PackageSide before, PackageSide after, IReadOnlyList<UnifiedKeyChange> keys, IReadOnlyList<ComponentChange> components, AnsweredSides answered)
    {
        var (old, now) = (before.Composition.Application, after.Composition.Application);
        var (site, answers) = (after.Site, after.Site.AnswersOn(after.Composition));
        var isAnswered = site.IsKnown || answers.Count > 0;
        var own = keys.Where(key => key.Application.Length == 0).Select(key => key.Key).ToList();
        return
        [
            .. isAnswered ? [] : own.SelectMany(Answered),
            .. isAnswered ? [] : ConfigChanges.Rules(old.Config, now.Config).New.Select(rule => Said(null, SiteDemandTexts.Rule, rule)),
            .. own.SelectMany(key => Default(key, after, answers, components, answered)),
            .. site.IsKnown || site.Adjustments.Count > 0 ? [] : AdjustableChanges.Less(old, now).Select(less => Said(less.Component, SiteDemandTexts.Bounds, less.Component, less.Parameter)),
            .. site.Selection.IsDefault && !site.IsKnown ? Chosen(before.Composition, after.Composition) : [],
            .. site.IsKnown || site.Replacements.Count > 0 ? [] : components.SelectMany(Replaced),
        ];
    }

    private static IEnumerable<Demand> Answered(KeyChange key)
    {
        if (key.Before is null)
            yield break;
        if (key.After is null)
        {
            yield return Said(null, SiteDemandTexts.Gone, Name(key.Before));
            yield break;
        }
        if (key.IsRenamed)
            yield return Said(null, SiteDemandTexts.Renamed, Name(key.Before), Name(key.After));
        if (key.Facets.Where(Narrowing.Is).ToList() is { Count: > 0 } narrower)
            yield return Said(null, SiteDemandTexts.Narrowed, Name(key.After), string.Join(", ", narrower.Select(Narrowing.Shown)));
    }

    /// <summary>Who answered nothing gets another value now. What does nothing to a component that runs is nobody's matter.</summary>
    private static IEnumerable<Demand> Default(KeyChange key, PackageSide after, MapNode answers, IReadOnlyList<ComponentChange> components, AnsweredSides answered)
    {
        if (key is not { Before: { IsSecret: false } old, After: { IsSecret: false } now } || key.Facets.FirstOrDefault(facet => facet.Name == "default") is not { } change
            || JsonPointer.Resolve(answers, now.Pointer) is not null || JsonPointer.Resolve(answers, old.Pointer) is not null)
            yield break;
        var reached = UnifiedConfiguration.Reached(after.Composition.Configuration.Levels[0], now.Pointer).ToHashSet(StringComparer.Ordinal);
        var other = components.Where(one => one is { RanBefore: true, RunsAfter: true, Pair: { Before: not null, After: not null } } && reached.Contains(one.Name)
            && !Entries.Same(answered.Before.Of(one.Pair.Before).Mapped, answered.After.Of(one.Pair.After).Mapped)).Select(one => one.Name).ToList();
        if (other.Count > 0)
            yield return Said(null, SiteDemandTexts.Default, Name(now), Value(change.Before), Value(change.After), string.Join(", ", other));
    }

    private static IEnumerable<Demand> Chosen(Composition before, Composition after)
    {
        var switches = after.Components.SelectMany(Switches).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in before.Components.SelectMany(Switches).Distinct(StringComparer.Ordinal).Where(name => !switches.Contains(name)))
            yield return Said(null, SiteDemandTexts.Switch, gone);
        var choices = after.Alternatives.SelectMany(Choices).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in before.Alternatives.SelectMany(Choices).Where(choice => !choices.Contains(choice)))
            yield return Said(null, SiteDemandTexts.Choice, gone);

        static IEnumerable<string> Switches(ComposedComponent component) => component.Conditions.Where(condition => condition.Alternative is null).Select(condition => condition.Name);
        static IEnumerable<string> Choices(ComposedAlternative group) => group.Components.Select(component => $"{group.Name}={component}");
    }

    private static IEnumerable<Demand> Replaced(ComponentChange change)
    {
        if (change.Pair is not { Before: { Written: { Replaceable: not null } old }, After.Written: var now })
            yield break;
        if (now.Replaceable is not { } contract)
            yield return Said(change.Name, SiteDemandTexts.NotReplaced, change.Name);
        else if (!Nodes.Equal(old.Node["replaceable"], now.Node["replaceable"]))
            yield return Said(change.Name, SiteDemandTexts.Contract, change.Name, $"{contract.Name.Value} {contract.Range.Text} ({string.Join(", ", contract.Outputs.Select(output => output.Name.Value))})");
    }

    private static string Value(Node? node) => node is null ? "-" : JsonText.Write(node);

    private static string Name(ConfigKey key) => KeyPath.Write(JsonPointer.Parse(key.Pointer)!);

    private static Demand Said(string? component, LocalText text, params string[] arguments) => new(Role.ApplicationAdministrator, DemandKind.Answer, component, text, arguments);
}

internal static class SiteDemandTexts
{
    public static LocalText Renamed { get; } = new("write `{1}` where the site answers `{0}`: it is called so now", "若现场设置过 `{0}`，改写为 `{1}`：它已更名");

    public static LocalText Gone { get; } = new("take back what the site answers to `{0}`, if it does: there is no such key any more", "若现场设置过 `{0}`，删除该设置：已没有这个配置项");

    public static LocalText Narrowed { get; } = new("see whether what the site answers to `{0}` still fits: {1}", "确认现场对 `{0}` 的设置仍然有效：{1}");

    public static LocalText Default { get; } = new(
        "agree that `{0}` becomes {2} where it was {1}, for {3}, or answer it", "同意 `{0}` 对 {3} 由 {1} 变为 {2}，或自行设置");

    public static LocalText Rule { get; } = new("see whether what the site answers keeps to a new rule: {0}", "确认现场的设置符合新规则：{0}");

    public static LocalText Bounds { get; } = new("see whether what the site changes of {0} is still let: {1}", "确认现场对 {0} 的调整仍被允许：{1}");

    public static LocalText Switch { get; } = new("see whether the site switches `{0}` on or off: it can be switched no more", "确认现场是否启用或停用过 `{0}`：它不再是可选组件");

    public static LocalText Choice { get; } = new("see whether the site chooses `{0}`: there is no such alternative any more", "确认现场是否选择了 `{0}`：已没有这个备选项");

    public static LocalText Contract { get; } = new("see whether what the site has in the place of {0}, if anything, offers {1}", "若现场替换了 {0}，确认替换者提供 {1}");

    public static LocalText NotReplaced { get; } = new("see whether the site has something else in the place of {0}: it can be replaced no more", "确认现场是否替换了 {0}：它不再可替换");
}
