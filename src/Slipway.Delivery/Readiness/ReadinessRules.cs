using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Why a workload is not ready. Argument 0 is always the object, argument 1 the container where there is one.</summary>
public static class ReadinessRules
{
    public static readonly Rule ImageNotPulled = Error("SLW0460",
        "Pod {0}, container {1}: the image {2} cannot be pulled: {3}", "Pod {0} 的容器 {1}：无法拉取镜像 {2}：{3}",
        "check the image's name and tag, that the node reaches the registry, and the pull secret of the namespace",
        "请检查镜像名和标签、节点能否访问镜像仓库，以及命名空间的拉取凭据");

    public static readonly Rule ImageNameInvalid = Error("SLW0461",
        "Pod {0}, container {1}: {2} is not a valid image name: {3}", "Pod {0} 的容器 {1}：{2} 不是有效的镜像名：{3}",
        "correct `imagesName` and `imagesTag` in the definition, or the site's registry (`--registry` takes a host, without `https://`)",
        "请修正定义中的 `imagesName` 和 `imagesTag`，或现场的镜像仓库（`--registry` 只写主机名，不带 `https://`）");

    public static readonly Rule Crashes = Error("SLW0462",
        "Pod {0}, container {1} ends again and again ({2} restarts), last with exit code {3}: {4}", "Pod {0} 的容器 {1} 反复退出（已重启 {2} 次），最近一次退出码 {3}：{4}",
        "the last log lines say why; `slipway logs --previous` shows all of them",
        "最后的日志行说明了原因；`slipway logs --previous` 可查看全部");

    /// <summary>The help of <see cref="Crashes"/> where the pods were taken back since.</summary>
    internal static readonly LocalText CrashedAndGone = new(
        "the last log lines say why; its pods are gone by now: with --keep-failed they stay, and `slipway logs --previous` shows all of them",
        "最后的日志行说明了原因；其 Pod 已被撤回：使用 --keep-failed 可保留，并用 `slipway logs --previous` 查看全部");

    public static readonly Rule OutOfMemory = Error("SLW0463",
        "Pod {0}, container {1} was killed because it used more memory than its limit ({2} restarts)", "Pod {0} 的容器 {1} 因内存超过上限被终止（已重启 {2} 次）",
        "raise the memory limit (trait resources: limits.memory), or find out why the service needs so much",
        "请提高内存上限（trait resources 的 limits.memory），或查明服务占用过多内存的原因");

    public static readonly Rule ProbeFails = Error("SLW0464",
        "Pod {0}, container {1}: the {2} probe fails: {3}", "Pod {0} 的容器 {1}：{2} 探针失败：{3}",
        "check the probe in the definition's `health` (path, port, delays) and what the service answers there",
        "请检查定义中 `health` 的探针（路径、端口、延迟）以及服务的实际响应");

    public static readonly Rule ProbeKills = Error("SLW0465",
        "Pod {0}, container {1} is restarted by its {2} probe ({3} restarts): {4}", "Pod {0} 的容器 {1} 被 {2} 探针重启（已重启 {3} 次）：{4}",
        "check the probe in the definition's `health`; a slow start needs a longer startupProbe",
        "请检查定义中 `health` 的探针；启动较慢的服务需要更长的 startupProbe");

    public static readonly Rule Unschedulable = Error("SLW0466",
        "Pod {0} finds no node: {1}", "Pod {0} 没有可用节点：{1}",
        "lower what it requests, add nodes, or correct node selectors and taints; an unbound claim needs a volume or a storage class",
        "请降低资源请求、增加节点，或修正节点选择与污点；未绑定的存储声明需要卷或存储类");

    public static readonly Rule MountFails = Error("SLW0467",
        "Pod {0} cannot mount its volumes: {1}", "Pod {0} 无法挂载卷：{1}",
        "create the missing ConfigMap, Secret or volume that the message names",
        "请创建信息中提到的 ConfigMap、Secret 或卷");

    public static readonly Rule NotCreated = Error("SLW0468",
        "Pod {0}, container {1} cannot be created: {2}", "Pod {0} 的容器 {1} 无法创建：{2}",
        "create the missing ConfigMap or Secret that the message names, or correct command and settings",
        "请创建信息中提到的 ConfigMap 或 Secret，或修正命令与设置");

    public static readonly Rule QuotaExceeded = Error("SLW0469",
        "{0} makes no pods, the namespace's quota is used up: {1}", "{0} 无法创建 Pod，命名空间配额已用尽：{1}",
        "lower replicas or requests, or have the resource administrator raise the quota",
        "请减少副本或资源请求，或请资源管理员提高配额");

    public static readonly Rule PodsRefused = Error("SLW0470",
        "{0} makes no pods, the cluster refuses them: {1}", "{0} 无法创建 Pod，集群拒绝：{1}",
        "the message names the admission rule; correct what it asks for, or have the rule changed",
        "信息中给出了准入规则；请按要求修正，或请管理员调整规则");

    public static readonly Rule DeadlinePassed = Error("SLW0471",
        "{0} made no progress within its deadline: {1}", "{0} 在期限内没有进展：{1}",
        "look at its pods: `slipway status`, `slipway logs`", "请查看其 Pod：`slipway status`、`slipway logs`");

    public static readonly Rule JobFailed = Error("SLW0472",
        "{0} failed: {1}", "{0} 失败：{1}",
        "the last log lines say why; `slipway logs` shows all of them", "最后的日志行说明了原因；`slipway logs` 可查看全部");

    public static readonly Rule Evicted = Error("SLW0473",
        "Pod {0} was ended by the cluster ({1}): {2}", "Pod {0} 被集群终止（{1}）：{2}",
        "the node lacked something (memory, disk); set requests so that the scheduler knows the need",
        "节点资源不足（内存、磁盘）；请设置资源请求，使调度器了解需求");

    public static readonly Rule Missing = Error("SLW0474",
        "{0} is not there, though its release was installed", "{0} 不存在，尽管其发布已安装",
        "someone deleted it, or a controller did; run the install again", "它可能被人或控制器删除；请重新执行安装");

    public static readonly Rule Ended = Error("SLW0475",
        "Pod {0}, container {1} ended with exit code {2}: {3}", "Pod {0} 的容器 {1} 以退出码 {2} 结束：{3}",
        "the last log lines say why; `slipway logs` shows all of them", "最后的日志行说明了原因；`slipway logs` 可查看全部");

    public static readonly Rule NotStarted = Error("SLW0476",
        "Pod {0} has not started yet: {1}", "Pod {0} 尚未启动：{1}",
        "nothing has failed so far; a large image takes its time: give it longer with --timeout, or look at the node if nothing moves",
        "到目前为止没有失败；镜像较大时需要时间：用 --timeout 延长等待；如果毫无进展，请检查节点");

    public static readonly Rule ProbeSilent = Error("SLW0477",
        "Pod {0}, container {1} runs, but no probe has said anything about it yet", "Pod {0} 的容器 {1} 正在运行，但探针尚未给出任何结果",
        "nothing has failed so far: give it longer with --timeout, or lower `initialDelaySeconds` and `periodSeconds` in the definition's `health`",
        "到目前为止没有失败：用 --timeout 延长等待，或减小定义中 `health` 的 `initialDelaySeconds` 和 `periodSeconds`");

    public static IReadOnlyList<Rule> All { get; } =
    [
        ImageNotPulled, ImageNameInvalid, Crashes, OutOfMemory, ProbeFails, ProbeKills, Unschedulable, MountFails, NotCreated, QuotaExceeded,
        PodsRefused, DeadlinePassed, JobFailed, Evicted, Missing, Ended, NotStarted, ProbeSilent, PausedRules.Paused,
    ];

    private static Rule Error(string code, string message, string chinese, string help, string chineseHelp)
        => new(code, Severity.Error, new(message, chinese), new(help, chineseHelp));
}
