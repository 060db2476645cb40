using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

public static class ProbeRules
{
    public static Rule Missing { get; } = Error("SLW0150",
        "`{0}` is missing: each container has a liveness, a startup and a readiness probe",
        "缺少 `{0}`：每个容器都必须有存活、启动和就绪三个探针",
        "add `{1}` below `health`, with one of exec, httpGet, tcpSocket and grpc, and different from the other two",
        "请在 `health` 下添加 `{1}`，使用 exec、httpGet、tcpSocket、grpc 之一，并与另外两个探针不同");

    public static Rule NoHandler { get; } = Error("SLW0151",
        "`{0}` does not say how to ask",
        "`{0}` 没有说明如何探测",
        "add one of exec, httpGet, tcpSocket and grpc",
        "请添加 exec、httpGet、tcpSocket、grpc 之一");

    public static Rule SeveralHandlers { get; } = Error("SLW0152",
        "`{0}` asks in more than one way: `{1}` (line {3}) and `{2}`",
        "`{0}` 使用了多种探测方式：`{1}`（第 {3} 行）和 `{2}`",
        "a probe has exactly one: delete `{1}` or `{2}`",
        "一个探针只能有一种方式：请删除 `{1}` 或 `{2}`");

    public static Rule SuccessThreshold { get; } = Error("SLW0153",
        "`{0}` is {1}, but Kubernetes allows only 1 on a liveness or startup probe",
        "`{0}` 为 {1}，但 Kubernetes 规定存活探针和启动探针只能为 1",
        "delete the line: 1 is the default",
        "请删除该行：默认值就是 1");

    public static Rule GracePeriod { get; } = Error("SLW0154",
        "`{0}` is not allowed: a readiness probe never ends a container",
        "不允许设置 `{0}`：就绪探针不会终止容器",
        "delete the line, or move it to the liveness or startup probe",
        "请删除该行，或移到存活探针或启动探针下");

    public static Rule UnknownPort { get; } = Error("SLW0155",
        "`{0}` names the port `{1}`, which is not declared",
        "`{0}` 引用的端口 `{1}` 未声明",
        "declared are: {2}; write one of these or a number from 1 to 65535, or add `{1}` to `ports`",
        "已声明的端口：{2}；请改用其中之一，或填写 1 至 65535 的端口号，或在 `ports` 中添加 `{1}`");

    public static Rule Equal { get; } = Error("SLW0156",
        "`{0}` and `{1}` (line {2}) are the same probe",
        "`{0}` 与 `{1}`（第 {2} 行）是同一个探针",
        "the three answer different questions (is it up, is it alive, may it have traffic): let `{0}` ask something else; defaults count, too",
        "三个探针回答的问题各不相同（是否已启动、是否存活、能否接收流量）：请让 `{0}` 探测其他内容；未写的项按默认值比较");

    public static Rule SameHandler { get; } = Warning("SLW0157",
        "`{0}` asks exactly what `{1}` (line {2}) asks, only at other times",
        "`{0}` 与 `{1}`（第 {2} 行）探测的内容完全相同，只是时间参数不同",
        "let each probe ask what it is for: a liveness probe that fails with readiness restarts a pod which only had to wait",
        "请让每个探针各司其职：若存活与就绪一同失败，本来只需等待的 Pod 会被重启");

    public static Rule Scheme { get; } = Error("SLW0158",
        "`{0}` is `{1}`, which is neither HTTP nor HTTPS",
        "`{0}` 为 `{1}`，既不是 HTTP 也不是 HTTPS",
        "write HTTP or HTTPS in capitals; without the key it is HTTP",
        "请用大写填写 HTTP 或 HTTPS；省略时为 HTTP");

    public static Rule HeaderName { get; } = Error("SLW0159",
        "`{0}` is no name of an HTTP header",
        "`{0}` 不是 HTTP 标头名称",
        "use letters, digits and `-`, such as `X-Probe`",
        "请使用字母、数字和 `-`，例如 `X-Probe`");

    public static Rule EmptyCommand { get; } = Error("SLW0160",
        "`{0}` is empty: there is nothing to run",
        "`{0}` 为空：没有可执行的内容",
        "name the program and its arguments, one a line",
        "请逐行写出程序及其参数");

    public static Rule StartupTooShort { get; } = Error("SLW0162",
        "the startup probe gives up after {1} s, but `{0}` says that the service may take {2} s to start",
        "启动探针 {1} 秒后就会放弃，而 `{0}` 表明服务启动最多需要 {2} 秒",
        "initialDelaySeconds + periodSeconds × failureThreshold counts: write `failureThreshold: {3}` or more there",
        "按 initialDelaySeconds + periodSeconds × failureThreshold 计算：请在启动探针中写 `failureThreshold: {3}` 或更大的值");

    public static Rule NotOverTcp { get; } = Error("SLW0240",
        "`{0}` asks port {1} over TCP, but `ports` declares it for {2} alone",
        "`{0}` 通过 TCP 探测端口 {1}，但 `ports` 只为 {2} 声明了该端口",
        "ask a TCP port, or run a command that asks the port (`exec`)",
        "请探测一个 TCP 端口，或用 `exec` 执行一个探测该端口的命令");

    public static IReadOnlyList<Rule> All { get; } =
    [
        Missing, NoHandler, SeveralHandlers, SuccessThreshold, GracePeriod, UnknownPort, Equal, SameHandler, Scheme, HeaderName, EmptyCommand, StartupTooShort, NotOverTcp,
    ];
}
