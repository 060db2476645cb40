using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>Containers: which, from which image, started how, with which environment.</summary>
public static class ContainerRules
{
    public static Rule Both { get; } = Error("SLW0120",
        "`container` and `containers` exclude each other, but both are given, the other in line {0}",
        "`container` 与 `containers` 二选一，不能同时给出；另一处在第 {0} 行",
        "keep `container` and delete `containers`",
        "请保留 `container`，删除 `containers`");

    public static Rule Refused { get; } = Error("SLW0121",
        "`containers` is not open to service definitions: several containers in one pod need the platform team's consent",
        "`containers` 不向服务定义开放：一个 Pod 中放多个容器须经平台团队同意",
        "write one `container`; ask the platform team for a trait when the others are sidecars, and make them services of their own when they are not",
        "请只写一个 `container`；其余容器若是 sidecar，请向平台团队申请对应的 trait，否则请拆成独立的服务");

    public static Rule NoContainers { get; } = Error("SLW0122",
        "`{0}` is an empty list: a service has at least one container",
        "`{0}` 是空列表：服务至少要有一个容器",
        "write the container's keys under `container`",
        "请在 `container` 下写出容器的各个键");

    public static Rule NameTwice { get; } = Error("SLW0123",
        "a second container is named `{0}`; the first stands in line {1}",
        "第二个容器也叫 `{0}`，第一个在第 {1} 行",
        "give each container a `name` of its own",
        "请为每个容器取不同的 `name`");

    public static Rule ImageCharacter { get; } = Error("SLW0124",
        "the image name `{0}` holds `{1}`, which no registry takes",
        "镜像名称 `{0}` 含有 `{1}`，任何镜像仓库都不接受",
        "use lower-case letters, digits, and `.`, `_`, `-` between them, such as `{2}`",
        "只能使用小写字母、数字，以及其间的 `.`、`_`、`-`，例如 `{2}`");

    public static Rule ImagePart { get; } = Error("SLW0125",
        "in the image name `{0}` the part `{1}` is not allowed",
        "镜像名称 `{0}` 中的 `{1}` 这一段不合规",
        "between slashes stand letters and digits, joined by one `.`, one or two `_`, or any number of `-`; a part neither begins nor ends with these, nor is it empty",
        "斜杠之间只能是字母和数字，以一个 `.`、一到两个 `_` 或若干个 `-` 连接；每段不能以这些符号开头或结尾，也不能为空");

    public static Rule ImageRegistry { get; } = Error("SLW0126",
        "in the image name `{0}`, `{1}` is no registry",
        "镜像名称 `{0}` 中的 `{1}` 不是镜像仓库地址",
        "write a host and perhaps a port, such as `registry.example.com:5000`, without `https://`; begin with `/` to let the site put its own registry in front",
        "请写主机名，必要时加端口，如 `registry.example.com:5000`，不要带 `https://`；以 `/` 开头则由现场补上自己的镜像仓库");

    public static Rule ImageTag { get; } = Error("SLW0127",
        "the image name `{0}` holds a tag, `{1}`",
        "镜像名称 `{0}` 中带有标签 `{1}`",
        "write `imagesName: {2}` and `imagesTag: {3}`; without imagesTag the service's version is the tag",
        "请分开写 `imagesName: {2}` 和 `imagesTag: {3}`；省略 imagesTag 时以服务版本作为标签");

    public static Rule ImageDigest { get; } = Error("SLW0128",
        "in the image name `{0}`, `{1}` is no digest",
        "镜像名称 `{0}` 中的 `{1}` 不是摘要",
        "a digest is `sha256:` and 64 hexadecimal digits in lower case (or `sha512:` and 128); copy it whole",
        "摘要为 `sha256:` 加 64 位小写十六进制数字（或 `sha512:` 加 128 位）；请完整复制");

    public static Rule ImageLong { get; } = Error("SLW0129",
        "the image name is {0} characters long, more than 255",
        "镜像名称有 {0} 个字符，超过上限 255",
        "shorten it, for instance by leaving out a folder",
        "请缩短，例如去掉一层目录");

    public static Rule BadTag { get; } = Error("SLW0130",
        "`{0}` is no image tag: a tag has at most 128 letters, digits, `_`, `.` and `-`, and begins with a letter, digit or `_`",
        "`{0}` 不是镜像标签：标签最多 128 个字符，由字母、数字、`_`、`.`、`-` 组成，以字母、数字或 `_` 开头",
        "write, for example, `{1}`",
        "例如可写 `{1}`");

    public static Rule BlankInWord { get; } = Warning("SLW0131",
        "`{0}` is one word with blanks in it: it is never split",
        "`{0}` 中含有空格，但仍是一个整体，不会被拆开",
        "for several words write `{1}`; if one is meant, `{2}` says so",
        "若要表示多个词，请写 `{1}`；若确为一个词，请写 `{2}`");

    public static Rule NoCommand { get; } = Error("SLW0132",
        "`{0}` is an empty text, which cannot be started",
        "`{0}` 是空文本，无法启动",
        "name the program, or leave the key out; `{0}: []` starts the image's own entry point",
        "请写程序名或省略该键；`{0}: []` 表示使用镜像自带的入口");

    public static Rule NotWords { get; } = Error("SLW0133",
        "`{0}` must be a text or a list of texts, but holds `{1}`",
        "`{0}` 必须是文本或文本列表，但其中有 `{1}`",
        "write one word an item, each beginning with `- `; put a word in quotes when YAML would read it as something else",
        "每项写一个词，以 `- ` 开头；会被 YAML 误读的词请加引号");

    public static Rule EnvNull { get; } = Error("SLW0134",
        "the environment variable `{0}` has no value",
        "环境变量 `{0}` 没有值",
        "write a value, `\"\"` for an empty one, or delete the line",
        "请填写值；空值请写 `\"\"`，或删除该行");

    public static Rule EnvName { get; } = Error("SLW0135",
        "`{0}` is no name for an environment variable",
        "`{0}` 不能作为环境变量名",
        "use letters, digits, `_`, `-` and `.`, not beginning with a digit or dot, such as `{1}`",
        "只能使用字母、数字、`_`、`-`、`.`，且不能以数字或点开头，例如 `{1}`");

    public static Rule EnvValue { get; } = Error("SLW0136",
        "the value of the environment variable `{0}` must be a text, but it is `{1}`",
        "环境变量 `{0}` 的值必须是文本，实际为 `{1}`",
        "write one text; references to Secrets and fields come by traits",
        "请填写一段文本；对 Secret 和字段的引用由 trait 提供");

    public static Rule Reference { get; } = Warning("SLW0137",
        "`$({0})` in `{1}` names no environment variable of this container",
        "`{1}` 中的 `$({0})` 不是本容器的环境变量",
        "add `{0}` to env; write `$$({0})` if these characters are meant as they stand",
        "请在 env 中添加 `{0}`；若就是要这几个字符本身，请写 `$$({0})`");

    public static Rule ReferenceCircle { get; } = Warning("SLW0138",
        "the environment variable `{0}` refers to itself, by way of {1}",
        "环境变量 `{0}` 引用了自身，途经 {1}",
        "Kubernetes leaves such a reference as plain text: take one of them out",
        "Kubernetes 会把这样的引用当作普通文本保留：请去掉其中一处引用");

    public static IReadOnlyList<Rule> All { get; } =
    [
        Both, Refused, NoContainers, NameTwice, ImageCharacter, ImagePart, ImageRegistry, ImageTag, ImageDigest, ImageLong, BadTag,
        BlankInWord, NoCommand, NotWords, EnvNull, EnvName, EnvValue, Reference, ReferenceCircle,
    ];
}
