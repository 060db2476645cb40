using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>That one run at a time changes an installation: SLW0544 to SLW0546.</summary>
public static class LeaseRules
{
    /// <summary>0 the installation, 1 who holds it, 2 since when, 3 by which command, 4 seconds since the last sign of life, 5 seconds after which it is given up.</summary>
    public static readonly Rule Held = new("SLW0544", Severity.Error,
        new("another run is changing the installation {0}: {1}, since {2}, by `{3}`", "另一次运行正在更改安装 {0}：{1}，始于 {2}，命令为 `{3}`"),
        new("wait until it ends, then run the command again; its last sign of life is {4} s old, and of a run that was killed the lease expires after {5} s; nothing was changed",
            "请等待其结束后重新执行；其最近一次续期在 {4} 秒前，若该运行已被终止，租约会在 {5} 秒后过期；未做任何更改"));

    /// <summary>0 the installation, 1 the Lease as NAMESPACE/NAME.</summary>
    public static readonly Rule Lost = new("SLW0545", Severity.Error,
        new("this run no longer holds the installation {0}: the Lease {1} is another's by now", "本次运行不再持有安装 {0}：Lease {1} 已属于其他运行"),
        new("it was not renewed in time (this machine slept, or did not reach the cluster), or somebody deleted it; the run has stopped where it was. Look at `slipway status {0}`, then run the command again",
            "租约未能及时续期（本机休眠或无法连接集群），或被他人删除；运行已就地停止。请先查看 `slipway status {0}`，再重新执行"));

    /// <summary>0 the namespace, 1 the cluster's words.</summary>
    public static readonly Rule NoRight = new("SLW0546", Severity.Warning,
        new("no Lease can be held in the namespace {0}, so a run on another machine at the same time would not be refused: {1}", "无法在命名空间 {0} 中持有 Lease，因此不会拒绝其他机器上同时进行的运行：{1}"),
        new("ask the cluster's administrator for the verbs create, get, patch and delete on leases.coordination.k8s.io; the run goes on without",
            "请向集群管理员申请 leases.coordination.k8s.io 的 create、get、patch 和 delete 权限；运行在没有租约的情况下继续"));

    public static IReadOnlyList<Rule> All { get; } = [Held, Lost, NoRight];
}
