using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What is said of answers that an installation remembers, and of presets: SLW0920 to SLW0929.</summary>
public static class AnsweringRules
{
    /// <summary>0 the options that earlier installs were given, 1 the installation.</summary>
    public static Rule Kept { get; } = new("SLW0920", Severity.Information,
        new("as answered before: {0}", "沿用之前的回答：{0}"),
        new("`slipway config answers {1}` shows who said it when and why; `--unset KEY` takes one back, `--defaults` all", "用 `slipway config answers {1}` 查看由谁、何时、为何作答；`--unset KEY` 取消一项，`--defaults` 全部取消"));

    /// <summary>0 the word, 1 what there is.</summary>
    public static Rule NothingToUnset { get; } = Error("SLW0921",
        "nothing is remembered of `{0}`", "没有记住关于 `{0}` 的回答",
        "remembered are: {1}", "已记住的有：{1}");

    /// <summary>0 the word, 1 the ways to say it.</summary>
    public static Rule UnclearUnset { get; } = Error("SLW0922",
        "`--unset {0}` may mean several answers", "`--unset {0}` 可能指多项回答",
        "say which one is meant: {1}", "请指明是哪一项：{1}");

    /// <summary>0 the word, 1 all names.</summary>
    public static Rule UnknownPreset { get; } = Error("SLW0923",
        "the application has no preset `{0}`", "应用没有名为 `{0}` 的预设",
        "there are: {1}; `slipway config views` shows what each sets", "可用的有：{1}；用 `slipway config views` 查看各自的内容");

    /// <summary>0 and 1 the presets, 2 and 3 what they say.</summary>
    public static Rule PresetsContradict { get; } = Error("SLW0924",
        "the presets `{0}` and `{1}` contradict each other: {2}, and {3}", "预设 `{0}` 和 `{1}` 相互矛盾：{2}，而 {3}",
        "take one of them; single values are set beside it by `--config` and `--trait`", "请只选其中一个；可另用 `--config` 和 `--trait` 设置单个值");

    /// <summary>0 the option, 1 what it was answered for, 2 what is installed now, 3 why it does not hold, 4 by whom and when, 5 the option's name, 6 the key, 7 the word for `--unset`, 8 the key's new name.</summary>
    public static Rule HoldsNoMore { get; } = Error("SLW0925",
        "`{0}`, answered for {1} ({4}), does not hold for {2}: {3}", "针对 {1} 的回答 `{0}`（{4}）对 {2} 不再有效：{3}",
        "answer anew by `{5} {6}=…`, or take it back by `--unset {7}`", "请用 `{5} {6}=…` 重新回答，或用 `--unset {7}` 取消");

    /// <summary>Of a key that has a successor.</summary>
    internal static LocalText Renamed { get; } = new(
        "it looks as if the setting is called `{8}` now: `--config {8}=… --unset {7}`; `--unset {7}` alone takes the answer back",
        "该配置项现在可能名为 `{8}`：`--config {8}=… --unset {7}`；只写 `--unset {7}` 则取消该回答");

    /// <summary>Of what stands in a component's place.</summary>
    internal static LocalText PutAnew { get; } = new(
        "give a file that fits by `{5} {6}=FILE`, or take the answer back by `--unset {7}`: then the application's own component comes back, without the data of what replaced it",
        "请用 `{5} {6}=FILE` 给出合适的文件，或用 `--unset {7}` 取消：此时应用自己的组件会恢复，但不含替代者的数据");

    /// <summary>Of a preset.</summary>
    internal static LocalText ChooseAnew { get; } = new("choose another preset, or take the answer back by `--unset {7}`; `slipway config views` shows them", "请选择其他预设，或用 `--unset {7}` 取消；用 `slipway config views` 查看");

    /// <summary>Its value was never stored.</summary>
    internal static LocalText Withheld { get; } = new("it may be a password, so its value was not stored", "它可能是密码，因此没有保存其值");

    /// <summary>0 the platform that was named, 1 the one that it would be now, 2 the installation.</summary>
    public static Rule OtherPlatform { get; } = Error("SLW0927",
        "{2} was installed with the platform {0} (`--platform`); without the option it would be {1} now", "{2} 是用平台 {0} 安装的（`--platform`）；不写该选项，现在会变成 {1}",
        "name the platform again: `--platform PATH`; or go over to the other one: `--unset platform`, and `--allow-older-platform` where it is older or the built-in one", "请重新用 `--platform PATH` 指定平台；或改用另一个：`--unset platform`，若它更旧或为内置平台，再加 `--allow-older-platform`");

    /// <summary>0 what was given, 1 what goes.</summary>
    public static Rule TakesPlace { get; } = new("SLW0928", Severity.Information,
        new("`{0}` takes the place of earlier answers: {1}", "`{0}` 取代之前的回答：{1}"),
        new("give one of them again beside it where it shall stay", "如需保留其中某项，请同时重新给出"));

    /// <summary>0 the word, 1 the names that it may mean.</summary>
    public static Rule UnclearPreset { get; } = Error("SLW0929",
        "several views have a preset `{0}`", "多个视图都有预设 `{0}`",
        "say which one is meant: {1}", "请指明是哪一个：{1}");

    public static IReadOnlyList<Rule> All { get; } =
        [Kept, NothingToUnset, UnclearUnset, UnknownPreset, PresetsContradict, HoldsNoMore, OtherPlatform, TakesPlace, UnclearPreset];

    private static Rule Error(string code, string english, string chinese, string englishHelp, string chineseHelp)
        => new(code, Severity.Error, new(english, chinese), new(englishHelp, chineseHelp));
}
