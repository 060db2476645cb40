using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What can be wrong with the way to a cluster: kubeconfig, credentials, network, TLS, permissions.</summary>
public static partial class TargetRules
{
    public static readonly Rule KubeconfigNotFound = Error("SLW0400",
        "the kubeconfig {0} does not exist", "kubeconfig 文件 {0} 不存在",
        "give the path of an existing file to --kubeconfig, or leave the option out to use KUBECONFIG or ~/.kube/config",
        "请用 --kubeconfig 指定存在的文件；不写该选项时使用 KUBECONFIG 或 ~/.kube/config");

    public static readonly Rule NoKubeconfig = Error("SLW0401",
        "there is no kubeconfig: looked for {0}", "找不到 kubeconfig：已查找 {0}",
        "set KUBECONFIG or give --kubeconfig PATH. To write manifests to a directory instead, ask for it: --target dir:PATH",
        "请设置 KUBECONFIG，或用 --kubeconfig PATH 指定；若要把清单写入目录，请明确使用 --target dir:PATH");

    public static readonly Rule KubeconfigUnreadable = Error("SLW0402",
        "the kubeconfig {0} cannot be read: {1}", "无法读取 kubeconfig {0}：{1}",
        "check the file's permissions, or name another one with --kubeconfig",
        "请检查文件权限，或用 --kubeconfig 指定其他文件");

    public static readonly Rule KubeconfigBroken = Error("SLW0403",
        "the kubeconfig {0} is broken: {1}", "kubeconfig {0} 内容有误：{1}",
        "correct the file (`kubectl config view --kubeconfig {0}` shows how kubectl reads it), or name another one with --kubeconfig",
        "请修正该文件（`kubectl config view --kubeconfig {0}` 可查看 kubectl 的读取结果），或用 --kubeconfig 指定其他文件");

    public static readonly Rule ContextMissing = Error("SLW0404",
        "there is no context {0} in {1}; it has {2}", "{1} 中没有上下文 {0}；现有：{2}",
        "give one of these to --context, or set KUBECONFIG to the file that has it",
        "请用 --context 选择其中之一，或让 KUBECONFIG 指向包含它的文件");

    public static readonly Rule NoCurrentContext = Error("SLW0405",
        "{0} sets no current-context; it has {1}", "{0} 未设置 current-context；现有：{1}",
        "give one of these to --context, or run `kubectl config use-context NAME`",
        "请用 --context 选择其中之一，或执行 `kubectl config use-context NAME`");

    public static readonly Rule ContextIncomplete = Error("SLW0406",
        "the context {0} in {1} names the {2} {3}, which no kubeconfig defines", "{1} 中的上下文 {0} 引用了{2} {3}，但没有任何 kubeconfig 定义它",
        "add the missing entry, or choose another context with --context",
        "请补上缺少的条目，或用 --context 选择其他上下文");

    public static readonly Rule ServerInvalid = Error("SLW0407",
        "the cluster {0} in {1} has no usable server address: {2}", "{1} 中的集群 {0} 没有可用的服务器地址：{2}",
        "set `server` to an address such as https://10.0.0.1:6443",
        "请把 `server` 设为类似 https://10.0.0.1:6443 的地址");

    public static readonly Rule CredentialUnreadable = Error("SLW0408",
        "{0} in {1} cannot be used: {2}", "{1} 中的 {0} 无法使用：{2}",
        "correct this field of the kubeconfig, or fetch the kubeconfig anew from the cluster's administrator",
        "请修正 kubeconfig 的这个字段，或向集群管理员重新获取 kubeconfig");

    public static readonly Rule ExecFailed = Error("SLW0410",
        "the credential plugin {0} of the user {1} in {2} failed: {3}", "{2} 中用户 {1} 的凭据插件 {0} 执行失败：{3}",
        "run the plugin by hand to see what it needs (a login, a variable, its installation)",
        "请手工运行该插件，查看它需要什么（登录、环境变量或安装）");

    /// <summary>3 the kubeconfig's own hint at how to install it, or a hyphen.</summary>
    public static readonly Rule ExecNotStarted = Error("SLW0412",
        "the credential plugin {0} of the user {1} in {2} cannot be started: there is no such program, or it is not executable", "无法启动 {2} 中用户 {1} 的凭据插件 {0}：程序不存在或不可执行",
        "install it, or correct `command` of the user's `exec`; the kubeconfig's own hint: {3}",
        "请安装该插件，或修正该用户 `exec` 的 `command`；kubeconfig 中的提示：{3}");

    /// <summary>3 seconds.</summary>
    public static readonly Rule ExecHangs = Error("SLW0413",
        "the credential plugin {0} of the user {1} in {2} did not end within {3} s", "{2} 中用户 {1} 的凭据插件 {0} 在 {3} 秒内没有结束",
        "run the plugin by hand: it may wait for a login, a browser or the network",
        "请手工运行该插件：它可能在等待登录、浏览器或网络");

    public static readonly Rule AuthProviderUnsupported = Error("SLW0411",
        "the user {0} in {1} logs in by the auth-provider {2}, a form that Kubernetes has retired", "{1} 中的用户 {0} 使用 auth-provider {2} 登录，这种形式已被 Kubernetes 弃用",
        "use the provider's exec plugin instead (such as kubelogin or gke-gcloud-auth-plugin)",
        "请改用该提供方的 exec 插件（例如 kubelogin 或 gke-gcloud-auth-plugin）");

    // Computed, not kept: the rules stand in two files, whose order of initialisation nobody promises.
    public static IReadOnlyList<Rule> All =>
    [
        KubeconfigNotFound, NoKubeconfig, KubeconfigUnreadable, KubeconfigBroken, ContextMissing, NoCurrentContext,
        ContextIncomplete, ServerInvalid, CredentialUnreadable, ExecFailed, AuthProviderUnsupported, ExecNotStarted, ExecHangs, Refused, HostUnknown,
        TimedOut, UnknownAuthority, WrongServerName, CertificateExpired, TlsFailed, ProxyFailed, ConnectionBroken, NotKubernetes,
        Unauthorized, Forbidden, ServerTooOld, ApiRefused, KindUnknown,
    ];

    private static Rule Error(string code, string message, string chinese, string help, string chineseHelp)
        => new(code, Severity.Error, new(message, chinese), new(help, chineseHelp));
}
