using Slipway.Yaml;
using static Slipway.Packages.RuleText;

namespace Slipway.Packages;

/// <summary>Files of foreign charts and plain manifests: SLW0800 to SLW0809.</summary>
public static class ForeignFileRules
{
    /// <summary>Arguments: the path, why.</summary>
    public static Rule NotAChart { get; } = Error("SLW0800",
        "{0} is no Helm chart: {1}",
        "{0} 不是 Helm chart：{1}",
        "name a chart's folder, with its Chart.yaml, or an archive as `helm package` or `helm pull` makes it",
        "请指定包含 Chart.yaml 的 chart 目录，或由 `helm package`、`helm pull` 得到的归档");

    /// <summary>Arguments: the path, the member, why.</summary>
    public static Rule Hostile { get; } = Error("SLW0801",
        "{0} holds `{1}`, which no chart may: {2}",
        "{0} 含有 chart 中不允许的 `{1}`：{2}",
        "get the chart again from where it was published; an archive like this one was not made by Helm, and nothing of it was used",
        "请从发布处重新获取该 chart；这样的内容不是由 Helm 生成的，其中的内容均未使用");

    /// <summary>Arguments: the path, how much it is, the bound.</summary>
    public static Rule TooLarge { get; } = Error("SLW0802",
        "{0} holds more than a component may: {1}, and possible is {2}",
        "{0} 超过组件允许的大小：{1}，而上限为 {2}",
        "a release must fit into a Secret of 1 MiB, so files like these are there by mistake: name them in the chart's .helmignore",
        "release 必须能放入 1 MiB 的 Secret，这类文件多半是误放入的：请把它们写入 chart 的 .helmignore");

    /// <summary>Arguments: the path, the missing charts.</summary>
    public static Rule MissingSubchart { get; } = Error("SLW0803",
        "{0} depends on charts that are not in its folder `charts`: {1}",
        "{0} 依赖的 chart 不在其 `charts` 目录中：{1}",
        "fetch them with `helm dependency update`, or take an archive as it is published, which holds them; a package must need nothing from the network on site",
        "请用 `helm dependency update` 获取，或使用发布的归档（其中已包含）；应用包在现场不能依赖网络");

    public static Rule Kustomize { get; } = Error("SLW0804",
        "{0} is a folder for Kustomize, not of finished objects",
        "{0} 是 Kustomize 目录，不是成品对象",
        "render it first, and name what comes out: `kubectl kustomize {0} > manifests.yaml`",
        "请先渲染，再指定其结果：`kubectl kustomize {0} > manifests.yaml`");

    /// <summary>Arguments: the file, what is missing.</summary>
    public static Rule NotAnObject { get; } = Error("SLW0805",
        "{0} holds something that is no Kubernetes object: {1}",
        "{0} 中有内容不是 Kubernetes 对象：{1}",
        "every document has apiVersion, kind and metadata.name; what else lies in the folder, name it in its .slipwayignore",
        "每个文档都必须有 apiVersion、kind 和 metadata.name；目录中的其他文件请写入其 .slipwayignore");

    /// <summary>Arguments: the component, the key, the chart, its keys, the nearest.</summary>
    public static Rule UnknownValue { get; } = Warning("SLW0806",
        "component `{0}`: the chart {2} does not know the value `{1}`",
        "组件 `{0}`：chart {2} 没有名为 `{1}` 的 value",
        "it knows: {3}",
        "它支持：{3}");

    internal static readonly LocalText DidYouMean = new("did you mean `{4}`? it knows: {3}", "是否想写 `{4}`？它支持：{3}");

    /// <summary>Arguments: the component, the field, what it is made from.</summary>
    public static Rule OuterEntry { get; } = Error("SLW0807",
        "`{1}` does not apply to the component `{0}`, which is {2}",
        "`{1}` 不适用于组件 `{0}`：它是{2}",
        "`traits` and `config` are for services, `values` is for foreign charts; `objects` and `patches` are for all of them",
        "`traits` 和 `config` 用于服务，`values` 用于外部 chart；`objects` 和 `patches` 对它们都可用");

    /// <summary>Arguments: the file, the object, the file and line of the first.</summary>
    public static Rule ObjectTwice { get; } = Error("SLW0808",
        "{0} holds {1} a second time; the first is in {2}",
        "{0} 中再次出现 {1}；第一次在 {2}",
        "keep one of the two: the later would overwrite the earlier",
        "请只保留一处：后者会覆盖前者");

    public static Rule NoValues { get; } = Error("SLW0809",
        "{0} holds no values: it is no map",
        "{0} 中没有 values：内容不是映射",
        "name a file as `helm --values` takes it, such as `replicaCount: 2`",
        "请指定 `helm --values` 可用的文件，例如 `replicaCount: 2`");

    public static IReadOnlyList<Rule> All { get; } =
        [NotAChart, Hostile, TooLarge, MissingSubchart, Kustomize, NotAnObject, UnknownValue, OuterEntry, ObjectTwice, NoValues];

    internal static Diagnostic Say(Rule rule, IReadOnlyList<string> arguments, LocalText reason)
        => new(rule, null, [.. arguments, reason.English]) { ChineseArguments = [.. arguments, reason.Chinese] };
}
