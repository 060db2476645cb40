using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What can be wrong with a platform's workloads and traits.</summary>
public static class PlatformRules
{
    public static readonly Rule NoFolder = new("SLW0200", Severity.Error,
        new("there is no platform folder {0}", "平台目录 {0} 不存在"),
        new("name a folder with Traits/NAME/trait.yaml or Workloads/NAME/workload.yaml below it", "请指定一个包含 Traits/NAME/trait.yaml 或 Workloads/NAME/workload.yaml 的目录"));

    public static readonly Rule Unreadable = new("SLW0201", Severity.Error,
        new("{0} cannot be read: {1}", "无法读取 {0}：{1}"),
        new("check the file's permissions", "请检查文件权限"));

    public static readonly Rule FileTooLarge = new("SLW0202", Severity.Error,
        new("{0} is larger than {1} KiB", "{0} 超过 {1} KiB"),
        new("a template or a definition is a few kilobytes; move anything else out of the platform folder", "模板或定义通常只有几 KB；请将其他内容移出平台目录"));

    public static readonly Rule Misplaced = new("SLW0203", Severity.Error,
        new("this file does not belong in a platform folder", "该文件不属于平台目录"),
        new("known are platform.yaml and policy.yaml, workload.yaml, model.yaml and objects.yaml in Workloads/NAME, trait.yaml, patch.yaml and objects.yaml in Traits/NAME", "允许的文件为 platform.yaml、policy.yaml，Workloads/NAME 下的 workload.yaml、model.yaml、objects.yaml，以及 Traits/NAME 下的 trait.yaml、patch.yaml、objects.yaml"));

    public static readonly Rule MissingFile = new("SLW0204", Severity.Error,
        new("{0} lacks its {1}", "{0} 缺少 {1}"),
        new("add the file: a workload has workload.yaml and model.yaml, a trait has trait.yaml and patch.yaml or objects.yaml", "请添加该文件：工作负载需要 workload.yaml 和 model.yaml，trait 需要 trait.yaml 以及 patch.yaml 或 objects.yaml"));

    public static readonly Rule NameDiffers = new("SLW0205", Severity.Error,
        new("the name `{0}` differs from its folder's, `{1}`", "名称 `{0}` 与所在目录名 `{1}` 不一致"),
        new("give both the same name", "请使两者同名"));

    public static readonly Rule AlreadyThere = new("SLW0206", Severity.Error,
        new("`{0}` is already defined at {1}", "`{0}` 已在 {1} 中定义"),
        new("choose another name, or say `replaces: {0}@{2}` to take its place", "请更换名称，或写 `replaces: {0}@{2}` 以替换它"));

    public static readonly Rule ReplacesOther = new("SLW0207", Severity.Error,
        new("`replaces: {0}` does not name what stands there: {1}", "`replaces: {0}` 与现有定义 {1} 不符"),
        new("write `replaces: {1}`", "请写 `replaces: {1}`"));

    public static readonly Rule Function = new("SLW0208", Severity.Error,
        new("the template function `{0}` is not allowed", "不允许使用模板函数 `{0}`"),
        new("the same input must give the same bytes: no clock, no random numbers, no cluster, no files; let a parameter of the trait carry such a value",
            "相同的输入必须得到相同的字节：不能使用时钟、随机数、集群或文件；请改由 trait 的参数传入"));

    public static readonly Rule Reserved = new("SLW0209", Severity.Error,
        new("templates of a platform do not see `{0}`", "平台模板不能使用 `{0}`"),
        new("they read one context: .params, .service, .target, .live, and in objects.yaml .model", "模板只能读取一个上下文：.params、.service、.target、.live，以及 objects.yaml 中的 .model"));

    public static readonly Rule Unclosed = new("SLW0210", Severity.Error,
        new("this `{{` is never closed", "该 `{{` 没有结束"),
        new("close the action with `}}`", "请用 `}}` 结束"));

    public static readonly Rule ScratchTaken = new("SLW0211", Severity.Error,
        new("no base image may be called `scratch`", "基础镜像不能命名为 `scratch`"),
        new("choose another name: `scratch` is the empty image, which every platform has", "请使用其他名称：`scratch` 是每个平台都有的空镜像"));

    public static readonly Rule BaseNowhere = new("SLW0212", Severity.Error,
        new("the base image `{0}` does not say where it lies", "基础镜像 `{0}` 没有写明所在位置"),
        new("write `layout: images/{0}.tar` for an image layout in the platform's folder, or `image: REGISTRY/REPOSITORY@sha256:…`",
            "平台文件夹中的镜像布局请写 `layout: images/{0}.tar`；仓库中的镜像请写 `image: REGISTRY/REPOSITORY@sha256:…`"));

    public static readonly Rule BaseOutside = new("SLW0213", Severity.Error,
        new("the layout of the base image `{0}` is not below the platform's folder: `{1}`", "基础镜像 `{0}` 的布局不在平台文件夹之内：`{1}`"),
        new("write a path from the platform's folder, with `/` and without `..`", "请填写从平台文件夹开始的路径，以 `/` 分隔，不含 `..`"));

    public static readonly Rule BaseUnpinned = new("SLW0214", Severity.Error,
        new("the base image `{0}` is not pinned by a digest{1}", "基础镜像 `{0}` 没有用摘要固定{1}"),
        new("write `digest: sha256:` and 64 digits, which `slipway image inspect` prints: what a build takes must not change by itself",
            "请填写 `digest: sha256:` 加 64 位数字，可用 `slipway image inspect` 查看：构建所用的内容不应自行改变"));

    public static readonly Rule BaseDigests = new("SLW0215", Severity.Error,
        new("the base image `{0}` has two digests: `{1}`, and in `image` `{2}`", "基础镜像 `{0}` 有两个摘要：`{1}`，以及 `image` 中的 `{2}`"),
        new("keep the right one: layout and registry must hold the same image", "请保留正确的一个：布局和仓库中必须是同一个镜像"));

    public static readonly Rule PatchesMeet = new("SLW0296", Severity.Error,
        new("the patches of `{0}` and `{1}` both write {2}", "`{0}` 与 `{1}` 的补丁都会写入 {2}"),
        new("which one wins would hang on their order: name `{1}` in `conflictsWith` of `{0}`, or the field in `owns` where `{0}` is meant to take it over",
            "结果将取决于应用顺序：请在 `{0}` 的 `conflictsWith` 中写上 `{1}`；如果 `{0}` 就是要接管该字段，请把它写入 `owns`"));

    /// <summary>Arguments: the workload, the one it is like, that one's controller, its own.</summary>
    public static readonly Rule LikeOther = new("SLW0216", Severity.Error,
        new("the workload `{0}` cannot be like `{1}`: the controllers differ ({2} and {3}), or that one is like another itself",
            "工作负载 `{0}` 不能与 `{1}` 同类：两者的控制器不同（{2} 与 {3}），或后者自身又与另一工作负载同类"),
        new("name a workload with the same controller that is like no other, or leave `like` out and name the workload in the traits' appliesTo",
            "请填写控制器相同、且自身没有 like 的工作负载；或去掉 `like`，并在 trait 的 appliesTo 中写出该工作负载"));

    public static IReadOnlyList<Rule> All { get; } =
        [PatchesMeet, NoFolder, Unreadable, FileTooLarge, Misplaced, MissingFile, NameDiffers, AlreadyThere, ReplacesOther, Function, Reserved, Unclosed,
            ScratchTaken, BaseNowhere, BaseOutside, BaseUnpinned, BaseDigests, LikeOther];
}
