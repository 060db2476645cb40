using Slipway.Packages;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Two packages side by side, for people: first what happens and who must act, then why.</summary>
internal static class PackageDiffText
{
    private static readonly LocalText[] Columns = [new("COMPONENT", "组件"), new("VERSION", "版本"), new("FORECAST", "预测"), new("WHOSE CHANGE", "谁的改动")];
    private static readonly LocalText WhoActs = new("who must act", "谁需要处理");
    private static readonly LocalText Changed = new("{0} changed {1}", "{0}改动了 {1}");
    private static readonly LocalText ChangedWhole = new("{0} changed what stands for the whole", "{0}改动了整体设置");
    private static readonly LocalText Must = new("{0} must {1}", "{0}必须{1}");
    private static readonly LocalText NeedNot = new("nothing to do for: {0}", "无需处理：{0}");
    private static readonly LocalText Renamed = new("{0} → {1}", "{0} → {1}");
    private static readonly LocalText Application = new("application", "应用");
    private static readonly LocalText Unified = new("unified configuration", "统一配置");
    private static readonly LocalText Platform = new("platform", "平台");
    private static readonly LocalText Images = new("images", "镜像");
    private static readonly LocalText Configuration = new("configuration", "配置");
    private static readonly LocalText Definition = new("definition", "定义");
    private static readonly LocalText Traits = new("traits", "trait");
    private static readonly LocalText Settings = new("settings", "配置值");
    private static readonly LocalText Objects = new("objects", "对象");
    private static readonly LocalText Same = new("nothing differs", "没有差异");
    private static readonly LocalText RenamedKey = new("{0} is called {1} now", "{0} 更名为 {1}");
    private static readonly LocalText NewlyRequired = new("required, without a default", "必填，无默认值");
    private static readonly LocalText By = new("{0} ({1})", "{0}（{1}）");
    private static readonly LocalText RuleKey = new("rule", "规则");
    private static readonly LocalText Counted = new(
        "of {0}: {1} unchanged, {2} without a restart, {3} restarted, {4} recreated, {5} new, {6} gone", "{0}：不变 {1} 个，变更但不重启 {2} 个，重启 {3} 个，重建 {4} 个，新增 {5} 个，停止 {6} 个");

    /// <summary>Told where there are any.</summary>
    private static readonly LocalText Ended = new(", {0} with pods that end", "，部分 Pod 停止 {0} 个");
    private static readonly LocalText Refused = new(", {0} refused by the cluster", "，集群拒绝 {0} 个");

    public static void Write(TextWriter to, Session session, string head, PackageDiff diff)
    {
        to.WriteLine(SafeText.Line(head));
        if (diff.IsEmpty)
            return;
        to.WriteLine();
        var columns = diff.IsOfInstalled ? 3 : 4;
        Table.Write(to, session, Columns[..columns], diff.Components.Where(Matters)
            .Select(change => (IReadOnlyList<string>)((string[])[Name(session, change), Version(change), DiffWords.Shown(session.Language, change), Whose(session, change)])[..columns]));
        to.WriteLine();
        DiffLines.Section(to, session, WhoActs, WhoMustAct(session.Language, diff));
        DiffLines.Section(to, session, Application, diff.Application.Select(DiffLines.Of));
        DiffLines.Section(to, session, Unified, diff.Keys.SelectMany(key => Lines(session.Language, key.Key, key.Application)));
        if (!diff.Platform.IsEmpty)
        {
            to.WriteLine(Platform.In(session.Language));
            PlatformDiffText.Sections(to, session, diff.Platform, "  ");
        }
        foreach (var change in diff.Components)
            Component(to, session, change);
    }

    public static string Summary(Language language, PackageDiff diff)
    {
        if (diff.IsEmpty)
            return Same.In(language);
        string Count(params Forecast[] forecasts) => $"{diff.Components.Count(change => forecasts.Contains(change.Forecast))}";
        var more = string.Concat(new[] { (Of: Forecast.Ends, Text: Ended), (Of: Forecast.Refused, Text: Refused) }.Where(one => Count(one.Of) != "0").Select(one => one.Text.In(language, [Count(one.Of)])));
        return Counted.In(language, [
            Amount.Of(language, diff.Components.Count, new("component", "个组件"), "components"), Count(Forecast.Nothing), Count(Forecast.Changes, Forecast.Runs, Forecast.Reloads),
            Count(Forecast.Restarts), Count(Forecast.Recreates), Count(Forecast.Starts), Count(Forecast.Stops)]) + more;
    }

    /// <summary>A component that neither ran nor will is shown where it changed.</summary>
    private static bool Matters(ComponentChange change) => change.RanBefore || change.RunsAfter || !change.IsUnchanged;

    private static string Name(Session session, ComponentChange change)
        => change.Pair.IsRenamed ? Renamed.In(session.Language, [change.Pair.Before!.Name, change.Name]) : change.Name;

    private static string Version(ComponentChange change) => (change.VersionBefore, change.VersionAfter) switch
    {
        ({ } old, { } now) when old == now => now,
        ({ Length: 0 }, { } now) => $"? → {now}",
        ({ } old, { } now) => $"{old} → {now}",
        ({ } old, null) => change.IsUnknown ? old : $"- {old}",
        var (_, now) => $"+ {now}",
    };

    private static string Whose(Session session, ComponentChange change) => change.By.Count == 0 ? "-" : DiffWords.Roles(session.Language, change.By);

    private static IEnumerable<string> WhoMustAct(Language language, PackageDiff diff)
    {
        foreach (var share in diff.Roles.Where(share => share.Acts))
        {
            var role = DiffWords.Of(share.Role).In(language);
            if (share.IsChanged)
                yield return share.Components.Count > 0 ? Changed.In(language, [role, string.Join(language == Language.Chinese ? "、" : ", ", share.Components)]) : ChangedWhole.In(language, [role]);
            foreach (var demand in share.Demands)
                yield return Must.In(language, [role, demand.In(language)]);
        }
        var others = diff.Roles.Where(share => !share.Acts).Select(share => share.Role).ToList();
        if (others.Count > 0 && !diff.IsOfInstalled)
            yield return NeedNot.In(language, [DiffWords.Roles(language, others)]);
    }

    private static void Component(TextWriter to, Session session, ComponentChange change)
    {
        var language = session.Language;
        (LocalText Title, IEnumerable<string> Lines)[] sections =
        [
            (Images, change.Images.Select(image => DiffLines.Of(image.Container, image.Before, image.After))),
            (Definition, change.Definition.Select(DiffLines.Of)),
            (Configuration, Keys(language, change)),
            (Traits, change.Traits.Select(DiffLines.Of)),
            (Settings, change.Settings.Select(DiffLines.Of)),
            (Objects, change.Objects.SelectMany(one => Lines(language, one))),
        ];
        if (sections.All(section => !section.Lines.Any()))
            return;
        to.WriteLine(SafeText.Line(Name(session, change)));
        foreach (var (title, lines) in sections)
            DiffLines.Section(to, session, title, lines, "  ");
    }

    private static IEnumerable<string> Lines(Language language, KeyChange key, string application = "")
    {
        var path = application + Path((key.After ?? key.Before)!);
        if (key.Before is null || key.After is null)
            yield return $"{(key.After is null ? '-' : '+')} {path}{(key.IsNewlyRequired ? ": " + NewlyRequired.In(language) : "")}";
        else if (key.IsRenamed)
            yield return $"~ {RenamedKey.In(language, [application + Path(key.Before), path])}";
        foreach (var facet in key.Facets)
            yield return DiffLines.Of($"{path} {facet.Name}", facet.Before, facet.After);
    }

    private static IEnumerable<string> Keys(Language language, ComponentChange change)
    {
        foreach (var line in change.Keys.SelectMany(key => Lines(language, key)))
            yield return line;
        foreach (var rule in change.Rules.New)
            yield return $"+ {RuleKey.In(language)} {rule}";
        foreach (var rule in change.Rules.Gone)
            yield return $"- {RuleKey.In(language)} {rule}";
    }

    /// <summary>Pointer to path: <c>db.host</c>.</summary>
    public static string Path(ConfigKey key) => string.Join('.', JsonPointer.Parse(key.Pointer)!);

    private static IEnumerable<string> Lines(Language language, CausedObject one)
    {
        var name = $"{one.Change.Kind}/{one.Change.Name}";
        if (one.Fields.Count == 0)
            yield return Whose(language, DiffWords.Whole(language, one.Change), one.By);
        foreach (var (field, by) in one.Fields)
            yield return Whose(language, DiffLines.Of(field with { Path = $"{name} {field.Path}" }), by);
    }

    private static string Whose(Language language, string line, IReadOnlyList<Role> by) => by.Count == 0 ? line : By.In(language, [line, DiffWords.Roles(language, by)]);
}
