using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>Making a definition from something else.</summary>
public static class InitRules
{
    public static Rule NotCarried { get; } = Warning("SLW0701",
        "`{0}` is not carried over: {1}",
        "`{0}` 没有转换过来：{1}",
        "see what each key becomes in docs/reference/init.md",
        "各个键的去向见 docs/reference/init.zh.md");

    public static Rule AnswerNeeded { get; } = Error("SLW0702",
        "`{0}` still needs an answer: {1}",
        "`{0}` 仍需填写：{1}",
        "write it at this place",
        "请在此处填写");

    public static Rule UnknownSource { get; } = Error("SLW0703",
        "{0} is nothing that a definition can be made from",
        "无法从 {0} 生成服务定义",
        "name a Compose file (it has `services`), Kubernetes manifests (`apiVersion` and `kind`), a Score file, an image, or `deployment/NAME` in a cluster",
        "请指定 Compose 文件（含 `services`）、Kubernetes 清单（含 `apiVersion` 和 `kind`）、Score 文件、镜像，或集群中的 `deployment/名称`");

    public static Rule NoService { get; } = Error("SLW0704",
        "{0} holds no {1}",
        "{0} 中没有{1}",
        "name the file that holds it; several manifests may stand in one file, separated by `---`",
        "请指定包含它的文件；多个清单可以放在一个文件里，用 `---` 分隔");

    public static Rule Several { get; } = Error("SLW0705",
        "{0} holds {1} services: {2}",
        "{0} 中有 {1} 个服务：{2}",
        "choose one by `--service NAME`, or take all of them by `--out DIR/`",
        "请用 `--service NAME` 选择其中一个，或用 `--out DIR/` 全部生成");

    public static Rule NoSuchService { get; } = Error("SLW0706",
        "{0} holds no service `{1}`",
        "{0} 中没有服务 `{1}`",
        "it holds {2}",
        "其中有：{2}");

    public static Rule NotInCluster { get; } = Error("SLW0707",
        "there is no {0} `{1}` in the namespace {2} of {3}",
        "在 {3} 的命名空间 {2} 中没有 {0} `{1}`",
        "`-n NAMESPACE` and `--context NAME` choose another place",
        "可用 `-n NAMESPACE` 和 `--context NAME` 指定其他位置");

    public static Rule WrongShape { get; } = Error("SLW0708",
        "`{0}` is {1}, but {2} is expected here",
        "`{0}` 是{1}，此处应为{2}",
        "correct the source; `slipway init` only reads it",
        "请更正来源；`slipway init` 只读取它，不作修改");

    public static IReadOnlyList<Rule> All { get; } =
        [NotCarried, AnswerNeeded, UnknownSource, NoService, Several, NoSuchService, NotInCluster, WrongShape];
}
