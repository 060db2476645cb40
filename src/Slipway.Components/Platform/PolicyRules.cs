using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>What a platform refuses, and what can be wrong with its policy.yaml and platform.yaml. A refusal has its rule's place as a related one.</summary>
public static class PolicyRules
{
    public static Rule Field { get; } = Error("SLW0280",
        "the platform does not take `{0}`",
        "平台不接受 `{0}`",
        "leave it out, or ask the platform team what to use instead",
        "请去掉它，或询问平台团队应改用什么");

    public static Rule Workload { get; } = Error("SLW0281",
        "the platform does not take services of the workload `{0}`",
        "平台不接受工作负载为 `{0}` 的服务",
        "use one of {1}, or ask the platform team",
        "请使用 {1} 之一，或联系平台团队");

    public static Rule Trait { get; } = Error("SLW0282",
        "the trait `{0}` is the platform team's own: no entry may name it",
        "trait `{0}` 只由平台团队使用，条目不能写它",
        "take it out of the entry, or ask the platform team",
        "请从条目中去掉它，或联系平台团队");

    public static Rule Locked { get; } = Error("SLW0283",
        "the platform has locked the trait `{0}`: nobody may switch it off or change it",
        "平台已锁定 trait `{0}`：不能关闭，也不能修改",
        "take it out of here, or ask the platform team: their platform.yaml decides what it does",
        "请从这里去掉它，或联系平台团队：它的作用由其 platform.yaml 决定");

    public static Rule Image { get; } = Error("SLW0284",
        "the platform does not take the image `{0}`{2}",
        "平台不接受镜像 `{0}`{2}",
        "take it from one of {1}, or ask the platform team",
        "请使用 {1} 之下的镜像，或联系平台团队");

    public static Rule Latest { get; } = Error("SLW0285",
        "the image `{0}`{1} has no fixed tag, which the platform wants",
        "镜像 `{0}`{1} 没有固定的标签，而平台要求固定标签",
        "write the tag of one version instead of `latest`: what runs must not change by itself",
        "请写某个具体版本的标签，不要用 `latest`：运行的内容不应自行改变");

    /// <summary>Arguments: what, its value, the most.</summary>
    public static Rule AboveMost { get; } = Error("SLW0286",
        "{0} is {1}; the platform takes {2} at most",
        "{0} 为 {1}，平台最多允许 {2}",
        "lower it, or ask the platform team for more",
        "请调低，或向平台团队申请更多");

    public static Rule BothLists { get; } = Error("SLW0287",
        "`traits` has both `allowed` and `denied`",
        "`traits` 中同时写了 `allowed` 和 `denied`",
        "keep one of them: with `allowed`, everything else is refused anyway",
        "请只保留一个：有 `allowed` 时，其余的本来就会被拒绝");

    public static Rule UnknownField { get; } = Error("SLW0288",
        "neither a definition nor an entry has a field `{0}`",
        "服务定义和条目中都没有字段 `{0}`",
        "write a field's path from the root of the file, such as `storage` or `container.command`; `slipway explain` lists all",
        "请写从文件根部算起的字段路径，例如 `storage` 或 `container.command`；`slipway explain` 可以列出全部字段");

    public static Rule EmptyPlatform { get; } = Error("SLW0289",
        "{0} says nothing: the file is empty",
        "{0} 没有内容：文件为空",
        "write at least one of `name`, `version` and `defaults`, or delete the file",
        "请至少填写 `name`、`version`、`defaults` 之一，或删除该文件");

    public static Rule Empty { get; } = Error("SLW0290",
        "{0} says nothing: the file is empty",
        "{0} 没有内容：文件为空",
        "write at least one of `containers`, `adopted`, `sources`, `fields`, `workloads`, `traits`, `images` and `limits`, or delete the file",
        "请至少填写 `containers`、`adopted`、`sources`、`fields`、`workloads`、`traits`、`images`、`limits` 之一，或删除该文件");

    public static Rule ImagePattern { get; } = Error("SLW0294",
        "`{0}` is no part of an image's name",
        "`{0}` 不是镜像名称的一部分",
        "write a registry or the beginning of a path, such as `registry.example.com/team`, or `/team` for the site's registry; `*` stands for one whole part",
        "请写仓库地址或路径的开头，例如 `registry.example.com/team`；现场仓库写作 `/team`；`*` 代表完整的一段");

    public static IReadOnlyList<Rule> All { get; } =
        [Field, Workload, Trait, Locked, Image, Latest, AboveMost, BothLists, UnknownField, EmptyPlatform, Empty, ImagePattern];
}
