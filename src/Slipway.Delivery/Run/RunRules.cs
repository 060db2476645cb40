using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Why a run does not begin, what it leaves, and how to go on.</summary>
public static class RunRules
{
    public static readonly Rule NamespaceMissing = Error("SLW0500",
        "the namespace {0} does not exist in context {1}", "上下文 {1} 中不存在命名空间 {0}",
        "create it (`kubectl create namespace {0}`), or give --create-namespace; nothing was changed",
        "请创建它（`kubectl create namespace {0}`），或使用 --create-namespace；未做任何更改");

    public static readonly Rule AccessMissing = Error("SLW0501",
        "the user of context {0} may not do all that is needed in namespace {1}; missing: {2}", "上下文 {0} 的用户在命名空间 {1} 中权限不足；缺少：{2}",
        "ask the cluster's administrator for these verbs, or use another context with --context; nothing was changed",
        "请向集群管理员申请这些权限，或用 --context 使用其他上下文；未做任何更改");

    public static readonly Rule HeldByInstallation = Error("SLW0502",
        "the name {0} is held by the installation {1} in namespace {2}", "命名空间 {2} 中的名称 {0} 已被安装 {1} 占用",
        "install into another namespace, or give the service another name; nothing was changed",
        "请安装到其他命名空间，或为服务换一个名称；未做任何更改");

    public static readonly Rule HeldByHelm = Error("SLW0503",
        "the name {0} is held by a Helm release (revision {1}) in namespace {2} that Slipway did not make", "命名空间 {2} 中的名称 {0} 已被 Helm 发布占用（修订 {1}），且不是由 Slipway 创建",
        "`--take-over` makes it this installation's, without a restart where the pods stay the same; or choose another name or namespace; nothing was changed",
        "`--take-over` 可将其纳入本安装，Pod 不变时不会重启；或选择其他名称或命名空间；未做任何更改");

    /// <summary>0 the object, 1 the release as NAMESPACE/NAME.</summary>
    public static readonly Rule ObjectOfRelease = Error("SLW0509",
        "{0} exists already and belongs to the Helm release {1}", "{0} 已存在，属于 Helm 发布 {1}",
        "choose another name or namespace, or take it out of that release first; nothing was changed",
        "请选择其他名称或命名空间，或先将其从该发布中移除；未做任何更改");

    /// <summary>0 the object, 1 its app.kubernetes.io/managed-by and instance labels.</summary>
    public static readonly Rule ObjectManaged = Error("SLW0519",
        "{0} exists already; its labels say that it is managed by {1}", "{0} 已存在；其标签表明由 {1} 管理",
        "choose another name or namespace, or remove it by that tool first; nothing was changed",
        "请选择其他名称或命名空间，或先用该工具将其移除；未做任何更改");

    public static readonly Rule ObjectHeld = Error("SLW0504",
        "{0} exists already and belongs to no release: it was made by hand or by another tool", "{0} 已存在，且不属于任何发布：由手工或其他工具创建",
        "remove it, or choose another name or namespace; nothing was changed",
        "请删除它，或选择其他名称或命名空间；未做任何更改");

    public static readonly Rule ObjectRefused = Error("SLW0505",
        "the cluster would not accept {0} of component {1} ({2}): {3}", "集群不会接受组件 {1} 的 {0}（{2}）：{3}",
        "the message is the cluster's own (schema, admission or quota); nothing was changed",
        "以上为集群返回的信息（模式、准入或配额）；未做任何更改");

    public static readonly Rule NameInvalid = Error("SLW0506",
        "{0} cannot be the name of an installation or a component", "{0} 不能用作安装或组件的名称",
        "use at most 40 lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit",
        "请使用不超过 40 个小写字母、数字和连字符，以字母开头，以字母或数字结尾");

    public static readonly Rule NotInstalled = Error("SLW0507",
        "there is no installation {0} in namespace {1} of context {2}", "上下文 {2} 的命名空间 {1} 中没有安装 {0}",
        "check --namespace and --context; `slipway install` installs it", "请检查 --namespace 和 --context；`slipway install` 可进行安装");

    public static readonly Rule NotRendered = Error("SLW0508",
        "the component {0} was not rendered without errors", "组件 {0} 渲染时存在错误",
        "correct what `slipway template` reports first", "请先修正 `slipway template` 报告的问题");

    public static readonly Rule NotReadyInTime = Error("SLW0510",
        "{0} was not ready within {1}: {2} of {3} pods", "{0} 未在 {1} 内就绪：{3} 个 Pod 中 {2} 个就绪",
        "see the reasons beside this; --timeout gives it longer", "请查看同时列出的原因；可用 --timeout 延长等待");

    public static readonly Rule WillNotBeReady = Error("SLW0511",
        "{0} will not become ready by waiting: {1} of {2} pods", "{0} 无法通过等待就绪：{2} 个 Pod 中 {1} 个就绪",
        "correct the reason given beside this and run the command again", "请修正同时列出的原因后重新执行");

    public static readonly Rule Undone = Warning("SLW0512",
        "what this run had made was taken back: {0}", "本次运行所做的更改已撤回：{0}",
        "give --keep-failed to leave it standing and look at it", "使用 --keep-failed 可保留现场以便查看");

    public static readonly Rule RolledBack = Warning("SLW0520",
        "{0} is back at what revision {1} was", "{0} 已回到修订 {1} 的状态",
        "give --keep-failed to leave a failed upgrade standing and look at it", "使用 --keep-failed 可保留失败的升级以便查看");

    public static readonly Rule UndoFailed = Error("SLW0513",
        "{0} could not be taken back", "无法撤回 {0}",
        "see the reason beside this; `slipway status` shows what stands, the same command tries again",
        "请查看同时列出的原因；`slipway status` 显示当前状态，重新执行同一命令会再次尝试");

    public static readonly Rule LeftStanding = Warning("SLW0514",
        "left standing as it is: {0}", "按要求保留现场：{0}",
        "`slipway status` and `slipway logs` show it; `slipway uninstall` or another install ends it",
        "`slipway status` 和 `slipway logs` 可查看；`slipway uninstall` 或再次安装可结束该状态");

    public static readonly Rule Interrupted = Warning("SLW0515",
        "interrupted; left in namespace {0}: {1}; not begun: {2}", "已中断；命名空间 {0} 中保留：{1}；尚未开始：{2}",
        "run the same command again to go on from there, or `slipway uninstall {3}` to take it away",
        "重新执行同一命令可从此处继续，或用 `slipway uninstall {3}` 移除");

    /// <summary>0 the object, 1 the command that takes it away.</summary>
    public static readonly Rule Remains = Warning("SLW0516",
        "{0} remains: uninstalling deletes no data", "{0} 仍保留：卸载不会删除数据",
        "when its data is no longer needed: `{1}`", "确认数据不再需要后：`{1}`");

    /// <summary>0 the namespace.</summary>
    public static readonly Rule NamespaceStays = Warning("SLW0543",
        "the namespace {0} remains: with it everything would go that anybody has put into it", "命名空间 {0} 仍保留：删除它会连带删除其中的所有内容，无论由谁放入",
        "where nothing in it is needed any more: `kubectl delete namespace {0}`", "如果其中的内容都不再需要：`kubectl delete namespace {0}`");

    public static readonly Rule Moved = Error("SLW0517",
        "another run changed the installation {0} at the same time", "另一次运行同时更改了安装 {0}",
        "look at `slipway status`, then run the command again", "请先查看 `slipway status`，再重新执行");

    public static readonly Rule OlderHelmInstall = Warning("SLW0518",
        "the release {0} carries the name of this installation, but there is no receipt; the run goes on and writes one", "发布 {0} 标有本安装的名称，但没有回执；运行继续并写入回执",
        "nothing is to be done, unless you did not expect this installation here", "如果此处有该安装在意料之中，则无需处理");

    /// <summary>0 the release, 1 its revision, 2 its chart, 3 what becomes of the pods.</summary>
    public static readonly Rule TakenOver = new("SLW0521", Severity.Information,
        new("the Helm release {0} (revision {1}, chart {2}) is now this installation's; {3}", "Helm 发布 {0}（修订 {1}，chart {2}）已纳入本安装；{3}"),
        new("plain Helm still shows it: `helm list`, `helm history {0}`", "仍可用 Helm 查看：`helm list`、`helm history {0}`"));

    /// <summary>0 the release, 1 the objects.</summary>
    public static readonly Rule TakeOverDeletes = Error("SLW0522",
        "taking over the Helm release {0} would delete what the component does not have: {1}", "纳入 Helm 发布 {0} 会删除该组件没有的对象：{1}",
        "switch on the traits that make them, or add them to the entry's `objects`; once the release is taken over, what is not needed can go; nothing was changed",
        "请启用生成这些对象的 trait，或将其加入条目的 `objects`；纳入之后再去掉不需要的；未做任何更改");

    /// <summary>0 the component, 1 where it leads.</summary>
    public static readonly Rule NoPods = Error("SLW0523",
        "{0} has no pods and so no logs: it stands for a service that runs elsewhere, at {1}", "{0} 没有 Pod，因此没有日志：它代表在别处运行的服务，位于 {1}",
        "look at the logs where that service runs", "请在该服务实际运行的地方查看日志");

    /// <summary>0 the Service, 1 the namespace.</summary>
    public static readonly Rule StaysHeadless = Error("SLW0524",
        "the Service {0} has no address of its own, and Kubernetes gives none to a Service that is there already", "Service {0} 没有自己的地址，而 Kubernetes 不会为已存在的 Service 分配地址",
        "delete it (`kubectl delete service {0} -n {1}`), then run the command again: until then callers find nobody; nothing was changed",
        "请先删除它（`kubectl delete service {0} -n {1}`），再重新执行命令：在此期间无法访问；未做任何更改");

    /// <summary>0 the components, 1 the application, 2 the first of them.</summary>
    public static readonly Rule NotAnyMore = Error("SLW0525",
        "installed, but no part of {1} as it is asked for now: {0}", "已安装，但不属于现在所要求的 {1}：{0}",
        "switch on what shall stay (`--enable {2}`), or give `--prune` to uninstall them; their data stays; nothing was changed",
        "要保留的请启用（`--enable {2}`），要卸载请加 `--prune`；其数据会保留；未做任何更改");

    public static readonly Rule ReadyStays = Warning("SLW0526",
        "ready, and left as it is: {0}", "已就绪，保持不变：{0}",
        "run the same command again once the cause is mended: it goes on where this run ended", "排除原因后再次执行同一命令，会从中断处继续");

    /// <summary>0 the component, 1 its dependents.</summary>
    public static readonly Rule NeededHere = Error("SLW0527",
        "the component {0} is needed by what stays installed: {1}", "组件 {0} 被仍保留的组件需要：{1}",
        "uninstall those with it (`--component NAME` for each), or give `--force`; nothing was changed",
        "请连同它们一起卸载（每个写一个 `--component NAME`），或使用 `--force`；未做任何更改");

    /// <summary>0 installation, 1 component, 2 those that there are.</summary>
    public static readonly Rule NoComponent = Error("SLW0528",
        "the installation {0} has no component {1}", "安装 {0} 中没有组件 {1}",
        "its components are: {2}", "它的组件：{2}");

    /// <summary>0 the component, 1 who needs it.</summary>
    public static readonly Rule ForcedAway = Warning("SLW0529",
        "{0} is taken away although it is needed by {1}", "{1} 需要 {0}，但仍将其移除",
        "what needs it will miss it until it is installed again", "在重新安装之前，依赖它的组件将无法使用它");

    /// <summary>0 the run, 1 the steps that had begun.</summary>
    public static readonly Rule LastRunDied = Warning("SLW0538",
        "the run {0} before this one had no end: its process was killed, or the machine stopped; it was at: {1}", "上一次执行 {0} 没有结束：其进程被终止或机器停机；当时正在进行：{1}",
        "nothing is to be done: this run goes on from what stands", "无需处理：本次执行会从现有状态继续");

    /// <summary>0 the component, 1 how long was waited, 2 pods.</summary>
    public static readonly Rule StillEnding = Warning("SLW0539",
        "{0} is uninstalled, but after {1} pods of it are still ending: {2}", "{0} 已卸载，但 {1} 之后仍有 Pod 正在结束：{2}",
        "they end by themselves; `kubectl describe pod` says what keeps them (a long grace period, a finalizer, a node that is gone)",
        "它们会自行结束；可用 `kubectl describe pod` 查看原因（宽限期较长、finalizer 或节点失联）");

    /// <summary>0 the component, 1 how long was waited, 2 the objects with their finalizers, 3 the command that frees the first of them.</summary>
    public static readonly Rule StillHeld = Warning("SLW0548",
        "{0} is uninstalled, but after {1} finalizers still hold objects of it: {2}", "{0} 已卸载，但 {1} 之后仍有对象被 finalizer 保留：{2}",
        "they go as soon as whoever set the finalizers has removed them; where that controller is gone for good, clean up what it would have, then `{3}`",
        "设置 finalizer 的控制器将其移除后，对象即会删除；如果该控制器已不存在，请先代为清理，再执行 `{3}`");

    /// <summary>0 the object, 1 its finalizers, 2 the command that frees it.</summary>
    public static readonly Rule OnItsWayOut = Error("SLW0549",
        "{0} is being deleted; what holds it: {1}", "{0} 正在删除；保留它的是：{1}",
        "run the command again once it is gone; where nobody removes the finalizers any more: `{2}`; nothing was changed",
        "请在其消失后重新执行；如果不再有人移除这些 finalizer：`{2}`；未做任何更改");

    public static IReadOnlyList<Rule> All { get; } =
    [
        TakenOver, TakeOverDeletes, NamespaceMissing, AccessMissing, HeldByInstallation, HeldByHelm, ObjectHeld, ObjectRefused, NameInvalid, NotInstalled, NotRendered,
        ObjectOfRelease, ObjectManaged, NotReadyInTime, WillNotBeReady, Undone, RolledBack, UndoFailed, LeftStanding, Interrupted, Remains, Moved, OlderHelmInstall, NoPods, StaysHeadless,
        NotAnyMore, ReadyStays, NeededHere, NoComponent, ForcedAway, LastRunDied, StillEnding, StillHeld, OnItsWayOut, NamespaceStays,
    ];

    private static Rule Error(string code, string message, string chinese, string help, string chineseHelp)
        => new(code, Severity.Error, new(message, chinese), new(help, chineseHelp));

    private static Rule Warning(string code, string message, string chinese, string help, string chineseHelp)
        => new(code, Severity.Warning, new(message, chinese), new(help, chineseHelp));
}
