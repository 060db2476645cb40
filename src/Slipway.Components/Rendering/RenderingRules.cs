using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What can go wrong between a definition and its objects.</summary>
public static class RenderingRules
{
    public static readonly Rule UnknownTrait = new("SLW0220", Severity.Error,
        new("there is no trait `{0}`", "不存在 trait `{0}`"),
        new("known traits: {1}", "已有的 trait：{1}"));

    public static readonly Rule UnknownTraitNear = new("SLW0221", Severity.Error,
        new("there is no trait `{0}`", "不存在 trait `{0}`"),
        new("did you mean `{2}`? known traits: {1}", "是否想写 `{2}`？已有的 trait：{1}"));

    public static readonly Rule UnknownWorkload = new("SLW0222", Severity.Error,
        new("there is no workload `{0}`", "不存在工作负载 `{0}`"),
        new("known workloads: {1}", "已有的工作负载：{1}"));

    private static readonly LocalText NearWorkload = new("did you mean `{2}`? known workloads: {1}", "是否想写 `{2}`？已有的工作负载：{1}");

    /// <summary>Of a name that is no workload of a platform.</summary>
    public static Diagnostic NoWorkload(ScalarNode name, PlatformDefinition platform)
    {
        var known = platform.Workloads.Select(workload => workload.Name).ToList();
        var near = NearestName.Find(name.Text, known);
        return Diagnostic.Of(UnknownWorkload, name, name.Text, string.Join(", ", known), near ?? "") with { SpecialHelp = near is null ? null : NearWorkload };
    }

    public static readonly Rule DoesNotApply = new("SLW0223", Severity.Error,
        new("the trait `{0}` does not apply to the workload `{1}`", "trait `{0}` 不适用于工作负载 `{1}`"),
        new("it applies to: {2}", "它适用于：{2}"));

    public static readonly Rule Conflict = new("SLW0224", Severity.Error,
        new("the traits `{0}` and `{1}` exclude each other", "trait `{0}` 与 `{1}` 互斥"),
        new("switch one of them off: `{1}: {{enabled: false}}`", "请关闭其中之一：`{1}: {{enabled: false}}`"));

    public static readonly Rule Requires = new("SLW0225", Severity.Error,
        new("the trait `{0}` needs the trait `{1}`", "trait `{0}` 需要 trait `{1}`"),
        new("add `{1}` too", "请同时添加 `{1}`"));

    public static readonly Rule Template = new("SLW0226", Severity.Error,
        new("component `{0}`: {1} does not render: {2}", "组件 `{0}`：{1} 无法渲染：{2}"),
        new("mend the template at this place; the other components are rendered", "请修改模板的此处；其他组件不受影响"));

    public static readonly Rule PatchForm = new("SLW0227", Severity.Error,
        new("component `{0}`: the patch of trait `{1}` does not fit the model at {2}: {3}", "组件 `{0}`：trait `{1}` 的补丁在 {2} 处不符合模型：{3}"),
        new("mend the patch", "请修改该补丁"));

    public static readonly Rule ModelForm = new("SLW0228", Severity.Error,
        new("component `{0}`: the finished model does not fit its schema at {1}: {2}", "组件 `{0}`：最终模型在 {1} 处不符合其模式：{2}"),
        new("a trait's patch or the definition's values made it so", "由某个 trait 的补丁或定义的取值造成"));

    public static readonly Rule EqualProbes = new("SLW0229", Severity.Error,
        new("component `{0}`: with all traits applied, the container `{1}` has equal probes: {2} and {3}", "组件 `{0}`：应用全部 trait 后，容器 `{1}` 的 {2} 与 {3} 相同"),
        new("change one of them: in the definition, by the trait probes-tuning, or in the patch that made them equal", "请修改其中之一：在定义中、通过 trait probes-tuning，或在使它们相同的补丁中"));

    public static readonly Rule TraitError = new("SLW0230", Severity.Error,
        new("component `{0}`, {1}: {2}", "组件 `{0}`，{1}：{2}"),
        new("the platform's trait says so; change its parameters", "此结论来自平台的 trait；请调整其参数"));

    public static readonly Rule TraitWarning = new("SLW0231", Severity.Warning,
        new("component `{0}`, {1}: {2}", "组件 `{0}`，{1}：{2}"),
        new("the platform's trait says so; change its parameters if it is not what you want", "此提示来自平台的 trait；如不符合预期请调整其参数"));

    public static readonly Rule Helm = new("SLW0232", Severity.Error,
        new("Helm could not render: {0}", "Helm 无法渲染：{0}"),
        new("these are Helm's own words: mend what they name; if it is nothing of yours, give the platform team the output of the same command with `--output json`",
            "以上是 Helm 的原话：请处理其中指出的问题；如果与您的文件无关，请把同一命令加上 `--output json` 的输出交给平台团队"));

    public static readonly Rule SameName = new("SLW0233", Severity.Error,
        new("two components are named `{0}`", "有两个组件名为 `{0}`"),
        new("a component's name is its release's and its Service's: rename one of them", "组件名即 release 与 Service 的名称：请修改其中之一"));

    public static readonly Rule MissingProbe = new("SLW0234", Severity.Error,
        new("component `{0}`: with all traits applied, the container `{1}` has no {2}", "组件 `{0}`：应用全部 trait 后，容器 `{1}` 没有 {2}"),
        new("a trait or a patch took it away; a container of a service keeps its three probes", "某个 trait 或补丁移除了它；服务的容器必须保留三个探针"));

    public static readonly Rule PatchMeetsNothing = new("SLW0235", Severity.Error,
        new("component `{0}`, {1}: {2}", "组件 `{0}`，{1}：{2}"),
        new("`slipway template` without this patch prints the objects that there are", "去掉该补丁后运行 `slipway template`，可以看到实际有哪些对象"));

    public static readonly Rule WorkloadRequires = new("SLW0236", Severity.Error,
        new("the workload `{0}` needs the trait `{1}`", "工作负载 `{0}` 需要 trait `{1}`"),
        new("give it in the entry: `--with FILE` with `traits: {{{1}: {{…}}}}`, or `--trait {1}.KEY=VALUE`", "请在条目中给出：`--with FILE`，内容为 `traits: {{{1}: {{…}}}}`；或用 `--trait {1}.KEY=VALUE`"));

    public static readonly Rule OneActive = new("SLW0237", Severity.Error,
        new("the trait `{0}` decides how many pods run, but `singleActive: true` allows one", "trait `{0}` 决定 Pod 数量，但 `singleActive: true` 只允许一个"),
        new("switch the trait off, or ask the service's developers whether several of it may work at once", "请停用该 trait，或与服务的开发人员确认是否允许多个实例同时工作"));

    public static readonly Rule NotSingle = new("SLW0238", Severity.Error,
        new("`singleActive: true` does not go with the workload `{0}`", "`singleActive: true` 不能与工作负载 `{0}` 一起使用"),
        new("leave out one of the two: one pod that never overlaps another runs as a StatefulSet", "请去掉其中之一：互不重叠的单个 Pod 以 StatefulSet 运行"));

    public static readonly Rule SecretByName = new("SLW0239", Severity.Error,
        new("`{0}` is a secret and takes no value here", "`{0}` 是机密配置，不能在此填写值"),
        new("put the value into a Secret of the namespace and name it: `{{secret: NAME, key: KEY}}`", "请把值放入命名空间中的 Secret，并写出其名称和键：`{{secret: 名称, key: 键}}`"));

    public static readonly Rule OneActiveFinished = new("SLW0258", Severity.Error,
        new("component `{0}`: `singleActive: true` allows one pod, but the finished {1} has {2}", "组件 `{0}`：`singleActive: true` 只允许一个 Pod，但最终的 {1} 有 {2} 个"),
        new("a trait's patch or a patch of the entry made it so: take it out, or ask the service's developers whether several of it may work at once",
            "由某个 trait 的补丁或条目的补丁造成：请去掉它，或与服务的开发人员确认是否允许多个实例同时工作"));

    public static IReadOnlyList<Rule> All { get; } =
    [
        UnknownTrait, UnknownTraitNear, UnknownWorkload, DoesNotApply, Conflict, Requires, Template, PatchForm, ModelForm,
        EqualProbes, TraitError, TraitWarning, Helm, SameName, MissingProbe, PatchMeetsNothing, WorkloadRequires, OneActive, NotSingle, SecretByName, OneActiveFinished,
    ];
}
