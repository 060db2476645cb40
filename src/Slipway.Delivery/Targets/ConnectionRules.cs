using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Arguments of the rules about a connection: 0 server, 1 kubeconfig, 2 context, 3 cause.</summary>
public static partial class TargetRules
{
    public static readonly Rule Refused = Error("SLW0420",
        "{0} refuses the connection (context {2} of {1})", "{0} 拒绝连接（{1} 的上下文 {2}）",
        "is the cluster running, and are address and port right? `kubectl --context {2} version` must answer",
        "集群是否在运行？地址和端口是否正确？`kubectl --context {2} version` 应有响应");

    public static readonly Rule HostUnknown = Error("SLW0421",
        "the host name of {0} cannot be resolved (context {2} of {1})", "无法解析 {0} 的主机名（{1} 的上下文 {2}）",
        "check the name, the DNS of this machine and whether a VPN is needed",
        "请检查主机名、本机 DNS，以及是否需要 VPN");

    public static readonly Rule TimedOut = Error("SLW0422",
        "{0} does not answer in time (context {2} of {1}): {3}", "{0} 未及时响应（{1} 的上下文 {2}）：{3}",
        "check the route to the cluster: firewall, VPN, proxy (HTTPS_PROXY, NO_PROXY)",
        "请检查到集群的网络：防火墙、VPN、代理（HTTPS_PROXY、NO_PROXY）");

    public static readonly Rule UnknownAuthority = Error("SLW0423",
        "{0} shows a certificate of an authority that is not trusted (context {2} of {1}): {3}", "{0} 的证书由不受信任的机构签发（{1} 的上下文 {2}）：{3}",
        "put the cluster's CA into certificate-authority-data of the kubeconfig; a cluster that was set up anew has a new CA",
        "请把集群的 CA 写入 kubeconfig 的 certificate-authority-data；重新搭建的集群会有新的 CA");

    public static readonly Rule WrongServerName = Error("SLW0424",
        "the certificate of {0} is for other names (context {2} of {1}): {3}", "{0} 的证书不适用于该名称（{1} 的上下文 {2}）：{3}",
        "use an address that the certificate names, or set tls-server-name in the kubeconfig",
        "请使用证书中列出的地址，或在 kubeconfig 中设置 tls-server-name");

    public static readonly Rule CertificateExpired = Error("SLW0425",
        "the certificate of {0} is not valid at this time (context {2} of {1}): {3}", "{0} 的证书当前不在有效期内（{1} 的上下文 {2}）：{3}",
        "renew the cluster's certificates, or correct this machine's clock",
        "请更新集群证书，或校正本机时钟");

    public static readonly Rule TlsFailed = Error("SLW0426",
        "no secure connection to {0} (context {2} of {1}): {3}", "无法与 {0} 建立安全连接（{1} 的上下文 {2}）：{3}",
        "check that the port speaks HTTPS and that the client certificate in the kubeconfig is the cluster's",
        "请确认该端口提供 HTTPS，且 kubeconfig 中的客户端证书属于该集群");

    public static readonly Rule ProxyFailed = Error("SLW0427",
        "the proxy on the way to {0} refuses (context {2} of {1}): {3}", "通往 {0} 的代理拒绝连接（{1} 的上下文 {2}）：{3}",
        "check proxy-url in the kubeconfig and HTTPS_PROXY; name the cluster in NO_PROXY when it is reached directly",
        "请检查 kubeconfig 的 proxy-url 和 HTTPS_PROXY；若直接访问集群，请把它写入 NO_PROXY");

    public static readonly Rule ConnectionBroken = Error("SLW0428",
        "the connection to {0} broke (context {2} of {1}): {3}", "与 {0} 的连接中断（{1} 的上下文 {2}）：{3}",
        "try again; the command continues where it stopped",
        "请重试；命令会从中断处继续");

    public static readonly Rule NotKubernetes = Error("SLW0429",
        "what answers at {0} is not a Kubernetes API server (context {2} of {1}): {3}", "{0} 处响应的不是 Kubernetes API 服务器（{1} 的上下文 {2}）：{3}",
        "check `server` in the kubeconfig; a login page or a proxy may be answering",
        "请检查 kubeconfig 的 `server`；响应的可能是登录页或代理");

    public static readonly Rule Unauthorized = Error("SLW0430",
        "{0} does not accept the credentials of context {2} in {1} (401): {3}", "{0} 不接受 {1} 中上下文 {2} 的凭据（401）：{3}",
        "log in again or fetch a new kubeconfig: the token or certificate is expired or belongs to another cluster",
        "请重新登录或获取新的 kubeconfig：令牌或证书已过期，或属于其他集群");

    public static readonly Rule Forbidden = Error("SLW0431",
        "{0} forbids this to the user of context {2} in {1} (403): {3}", "{0} 不允许 {1} 中上下文 {2} 的用户执行此操作（403）：{3}",
        "ask the cluster's administrator for the right, or use another context with --context",
        "请向集群管理员申请权限，或用 --context 使用其他上下文");

    public static readonly Rule ServerTooOld = Error("SLW0432",
        "{0} runs Kubernetes {3}; 1.27 is the oldest that works (context {2} of {1})", "{0} 运行 Kubernetes {3}；最低支持 1.27（{1} 的上下文 {2}）",
        "upgrade the cluster, or choose another with --context",
        "请升级集群，或用 --context 选择其他集群");

    /// <summary>0 what was done, 1 reason, 2 the server's message.</summary>
    public static readonly Rule ApiRefused = Error("SLW0433",
        "the cluster refuses to {0} ({1}): {2}", "集群拒绝{0}（{1}）：{2}",
        "the message is the cluster's own; correct what it names and run the command again",
        "以上为集群返回的信息；请修正其中指出的问题后重新执行");

    public static readonly Rule KindUnknown = Error("SLW0434",
        "the cluster does not know the kind {1} of {0}", "集群不认识 {0} 的 {1} 类型",
        "install its CustomResourceDefinition (its operator) first, or switch off what renders this object",
        "请先安装其 CustomResourceDefinition（对应的 operator），或关闭生成该对象的功能");
}
