using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

public static class PortRules
{
    public static Rule Shape { get; } = Error("SLW0140",
        "`{0}` must be {{NAME: NUMBER}} or a list of numbers, but it is `{1}`",
        "`{0}` 必须是 {{名称: 端口号}} 或端口号列表，实际为 `{1}`",
        "write a line `http: 8080` below `{0}`, or `{0}: [8080]`",
        "请在 `{0}` 下写一行 `http: 8080`，或写 `{0}: [8080]`");

    public static Rule BadName { get; } = Error("SLW0141",
        "`{0}` cannot name a port: at most 15 lower-case letters, digits and single `-` between them, at least one letter",
        "`{0}` 不能作为端口名称：最多 15 个字符，由小写字母、数字及其间的单个 `-` 组成，且至少含一个字母",
        "write, for example, `{1}`",
        "例如可写 `{1}`");

    public static Rule NameTwice { get; } = Error("SLW0142",
        "a second port is named `{0}`; the first stands in line {1}",
        "第二个端口也叫 `{0}`，第一个在第 {1} 行",
        "give each port a name of its own",
        "请为每个端口取不同的名称");

    public static Rule NumberTwice { get; } = Error("SLW0143",
        "the port {0} ({1}) is declared a second time; the first stands in line {2}",
        "端口 {0}（{1}）重复声明，第一次在第 {2} 行",
        "keep one of the two; probes and others can all use its name",
        "两处请只保留一处；探针等都可以引用同一个名称");

    public static Rule Protocol { get; } = Error("SLW0144",
        "`{0}` is no protocol of a port",
        "`{0}` 不是端口协议",
        "write TCP, UDP or SCTP; without the key it is TCP",
        "请填写 TCP、UDP 或 SCTP；省略时为 TCP");

    public static IReadOnlyList<Rule> All { get; } = [Shape, BadName, NameTwice, NumberTwice, Protocol];
}
