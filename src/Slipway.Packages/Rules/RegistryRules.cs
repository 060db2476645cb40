using Slipway.Yaml;
using static Slipway.Packages.RuleText;

namespace Slipway.Packages;

/// <summary>What a registry, or the way to it, refused. Arguments: 0 registry, 1 what was asked for, 2 cause.</summary>
public static class RegistryRules
{
    public static Rule NotFound { get; } = Error("SLW0660",
        "{0} has no image {1}", "{0} 中没有镜像 {1}",
        "check repository and tag, and that it was pushed; some registries answer so to those who may not see it: `docker login {0}`",
        "请检查仓库路径和标签，并确认镜像已推送；有些仓库对无权限者也如此应答：`docker login {0}`");

    public static Rule NeedsLogin { get; } = Error("SLW0661",
        "{0} gives {1} only to those who log in (401), and no credentials for it were found", "{0} 要求登录后才能读取 {1}（401），但没有找到它的凭据",
        "log in by `docker login {0}`, or name a file with credentials in REGISTRY_AUTH_FILE", "请用 `docker login {0}` 登录，或用 REGISTRY_AUTH_FILE 指定凭据文件");

    /// <summary>2 where the credentials came from.</summary>
    public static Rule LoginRefused { get; } = Error("SLW0662",
        "{0} does not accept the credentials from {2} for {1} (401)", "{0} 不接受 {2} 中用于 {1} 的凭据（401）",
        "log in again by `docker login {0}`: password or token is wrong or expired", "请用 `docker login {0}` 重新登录：密码或令牌错误或已过期");

    public static Rule Forbidden { get; } = Error("SLW0663",
        "{0} does not let this user read {1}: {2}", "{0} 不允许该用户读取 {1}：{2}",
        "ask the registry's administrator for the right to pull, or log in as another user", "请向仓库管理员申请拉取权限，或换用其他用户登录");

    public static Rule Refused { get; } = Error("SLW0664",
        "{0} refuses the connection, asked for {1}", "请求 {1} 时，{0} 拒绝连接",
        "is the registry running, and are address and port right?", "仓库是否在运行？地址和端口是否正确？");

    public static Rule HostUnknown { get; } = Error("SLW0665",
        "the host name of {0} cannot be resolved, asked for {1}", "请求 {1} 时，无法解析 {0} 的主机名",
        "check the name, the DNS of this machine and whether a proxy is needed (HTTPS_PROXY)", "请检查主机名、本机 DNS，以及是否需要代理（HTTPS_PROXY）");

    public static Rule TimedOut { get; } = Error("SLW0666",
        "{0} does not answer in time, asked for {1}: {2}", "请求 {1} 时，{0} 未及时响应：{2}",
        "check the way to the registry: firewall, VPN, proxy (HTTPS_PROXY, NO_PROXY)", "请检查到仓库的网络：防火墙、VPN、代理（HTTPS_PROXY、NO_PROXY）");

    public static Rule UnknownAuthority { get; } = Error("SLW0667",
        "{0} shows a certificate of an authority that is not trusted, asked for {1}: {2}", "请求 {1} 时，{0} 的证书由不受信任的机构签发：{2}",
        "name the authority's certificate by `--registry-ca FILE`, or put it into the file that SSL_CERT_FILE names", "请用 `--registry-ca FILE` 指定该机构的证书，或把它加入 SSL_CERT_FILE 指向的文件");

    public static Rule WrongServerName { get; } = Error("SLW0668",
        "the certificate of {0} is for other names, asked for {1}: {2}", "请求 {1} 时，{0} 的证书不适用于该名称：{2}",
        "use an address that the certificate names", "请使用证书中列出的地址");

    public static Rule CertificateExpired { get; } = Error("SLW0669",
        "the certificate of {0} is not valid at this time, asked for {1}: {2}", "请求 {1} 时，{0} 的证书不在有效期内：{2}",
        "renew the registry's certificate, or correct this machine's clock", "请更新仓库证书，或校正本机时钟");

    public static Rule TlsFailed { get; } = Error("SLW0670",
        "no secure connection to {0}, asked for {1}: {2}", "请求 {1} 时，无法与 {0} 建立安全连接：{2}",
        "check that the port speaks HTTPS; a registry without it is reached by `--plain-http`, which is for test networks only", "请确认该端口提供 HTTPS；不提供 HTTPS 的仓库可用 `--plain-http` 访问，但仅限测试网络");

    public static Rule ProxyFailed { get; } = Error("SLW0671",
        "the proxy on the way to {0} refuses, asked for {1}: {2}", "请求 {1} 时，通往 {0} 的代理拒绝连接：{2}",
        "check HTTPS_PROXY; name the registry in NO_PROXY when it is reached directly", "请检查 HTTPS_PROXY；若直接访问仓库，请把它写入 NO_PROXY");

    public static Rule Broken { get; } = Error("SLW0672",
        "the connection to {0} broke, asked for {1}: {2}", "请求 {1} 时，与 {0} 的连接中断：{2}",
        "try again; a proxy or firewall between may cut long downloads off", "请重试；中间的代理或防火墙可能会中断长时间下载");

    public static Rule Busy { get; } = Error("SLW0673",
        "{0} answers {2} to every try, asked for {1}", "请求 {1} 时，{0} 每次都返回 {2}",
        "try again later; 429 is a limit on how often you may ask, which is higher for those who log in", "请稍后重试；429 表示请求过于频繁，登录后限额更高");

    public static Rule NotARegistry { get; } = Error("SLW0674",
        "what answers at {0} is no registry, asked for {1}: {2}", "请求 {1} 时，{0} 处响应的不是镜像仓库：{2}",
        "check the address; a login page, a proxy or another service may be answering", "请检查地址；响应的可能是登录页、代理或其他服务");

    public static Rule Unexpected { get; } = Error("SLW0675",
        "{0} refuses {1}: {2}", "{0} 拒绝请求 {1}：{2}",
        "the message is the registry's own; ask its administrator", "以上为仓库返回的信息；请联系仓库管理员");

    public static Rule BadRedirect { get; } = Error("SLW0676",
        "{0} sends on to {2} for {1}, which is not followed", "{0} 把 {1} 的请求转到 {2}，不予跟随",
        "a registry may send on by HTTPS, at most a few times; ask its administrator", "仓库只能通过 HTTPS 转发，且次数有限；请联系仓库管理员");

    /// <summary>2 the token server's answer.</summary>
    public static Rule TokenRefused { get; } = Error("SLW0677",
        "the token server of {0} gives no token for {1}: {2}", "{0} 的令牌服务器未给出 {1} 的令牌：{2}",
        "log in again by `docker login {0}`; if that works, ask the registry's administrator", "请用 `docker login {0}` 重新登录；若登录成功，请联系仓库管理员");

    /// <summary>0 registry, 1 program, 2 cause.</summary>
    public static Rule HelperFailed { get; } = Error("SLW0678",
        "the credential helper `{1}` for {0} failed: {2}", "{0} 的凭据助手 `{1}` 失败：{2}",
        "try it by `echo {0} | {1} get`; the Docker configuration names it under credHelpers or credsStore", "请用 `echo {0} | {1} get` 测试；Docker 配置在 credHelpers 或 credsStore 中指定了它");

    /// <summary>0 file, 1 cause.</summary>
    public static Rule BadCredentialFile { get; } = Error("SLW0679",
        "the credentials in {0} cannot be read: {1}", "无法读取 {0} 中的凭据：{1}",
        "correct the file, or log in anew, which writes it again; REGISTRY_AUTH_FILE names another", "请修正该文件，或重新登录以重写它；也可用 REGISTRY_AUTH_FILE 指定其他文件");

    /// <summary>0 file, 1 cause.</summary>
    public static Rule BadAuthority { get; } = Error("SLW0680",
        "{0} holds no certificate of an authority: {1}", "{0} 中没有 CA 证书：{1}",
        "name a PEM file, which begins with `-----BEGIN CERTIFICATE-----`", "请指定 PEM 文件，其开头为 `-----BEGIN CERTIFICATE-----`");

    public static Rule PlainToken { get; } = Error("SLW0681",
        "{0} wants credentials sent to {2} for {1}, which has no secure connection", "{0} 要求把用于 {1} 的凭据发送到不安全的 {2}",
        "ask the registry's administrator for a token server with HTTPS; `--plain-http` allows it in test networks", "请让仓库管理员为令牌服务器启用 HTTPS；测试网络中可用 `--plain-http` 放行");

    /// <summary>0 registry, 1 image, 2 what it said.</summary>
    public static Rule NotTaken { get; } = Error("SLW0648",
        "the registry {0} does not take {1}: {2}", "仓库 {0} 不接受 {1}：{2}",
        "may this user push there, does the project exist, and is there room? Some registries only hand out", "当前用户能否在那里推送？项目是否存在？空间是否足够？有些仓库只供拉取");

    public static IReadOnlyList<Rule> All { get; } =
    [
        NotTaken,
        NotFound, NeedsLogin, LoginRefused, Forbidden, Refused, HostUnknown, TimedOut, UnknownAuthority, WrongServerName, CertificateExpired, TlsFailed,
        ProxyFailed, Broken, Busy, NotARegistry, Unexpected, BadRedirect, TokenRefused, HelperFailed, BadCredentialFile, BadAuthority, PlainToken,
    ];
}
