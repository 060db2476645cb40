using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Why a node did not get an image.</summary>
public static class NodeRules
{
    /// <summary>0 what was looked for, 1 the archive.</summary>
    public static Rule NoTool { get; } = Error("SLW0490",
        "no program was found that gives an image to this machine's containerd; looked for: {0}", "没有找到能把镜像交给本机 containerd 的程序；查找过：{0}",
        "run it on a node, or name the program by `--ctr PATH`; other clusters have their own way: `kind load image-archive {1}`, `minikube image load {1}`, or a registry (`crane push {1} NAME`)",
        "请在节点上执行，或用 `--ctr PATH` 指定程序；其他集群有各自的方式：`kind load image-archive {1}`、`minikube image load {1}`，或推送到仓库（`crane push {1} NAME`）");

    /// <summary>0 path.</summary>
    public static Rule ToolMissing { get; } = Error("SLW0491",
        "there is no program at {0}, which `--ctr` names", "`--ctr` 指向 {0}，但那里没有程序",
        "correct the path, or leave `--ctr` out: then ctr, k3s and nerdctl are looked for on PATH", "请修正路径，或去掉 `--ctr`：将在 PATH 中查找 ctr、k3s 和 nerdctl");

    /// <summary>0 command line, 1 exit code, 2 what it said.</summary>
    public static Rule ToolFailed { get; } = Error("SLW0492",
        "`{0}` ended with exit code {1}: {2}", "`{0}` 以退出码 {1} 结束：{2}",
        "is containerd running, may this user reach its socket (usually root), and is the socket another one: `--address /run/k3s/containerd/containerd.sock`?",
        "containerd 是否在运行？当前用户能否访问它的套接字（通常需要 root）？套接字是否在别处：`--address /run/k3s/containerd/containerd.sock`？");

    public static IReadOnlyList<Rule> All { get; } = [NoTool, ToolMissing, ToolFailed];

    private static Rule Error(string code, string english, string chinese, string englishHelp, string chineseHelp)
        => new(code, Severity.Error, new(english, chinese), new(englishHelp, chineseHelp));
}
