using Slipway.Yaml;
using static Slipway.Packages.RuleText;

namespace Slipway.Packages;

/// <summary>What can be wrong with a package file: SLW0760 to SLW0769, SLW0776, SLW0840. Argument 0 is the file.</summary>
public static class PackageRules
{
    public static Rule NotAPackage { get; } = Error("SLW0760",
        "{0} is no application package: {1}",
        "{0} 不是应用包：{1}",
        "name what `slipway package build` wrote; where it came over a network, copy it again",
        "请指定 `slipway package build` 生成的文件；如果是通过网络得到的，请重新复制");

    /// <summary>Arguments: the file, the byte, what is wrong there.</summary>
    public static Rule NotCanonical { get; } = Error("SLW0761",
        "{0} is damaged or was changed: byte {1}: {2}",
        "{0} 已损坏或被改动：第 {1} 字节：{2}",
        "a package has one form, byte by byte: copy it again, or build it again",
        "应用包逐字节只有一种形式：请重新复制，或重新构建");

    /// <summary>Arguments: the file, the content, what it is called.</summary>
    public static Rule Changed { get; } = Error("SLW0762",
        "{0} is damaged or was changed: the content {1} ({2}) is not what its digest says",
        "{0} 已损坏或被改动：内容 {1}（{2}）与其摘要不符",
        "copy the package again, or build it again; nothing of it was used",
        "请重新复制或重新构建；其中的内容均未使用");

    public static Rule Unnamed { get; } = Error("SLW0763",
        "{0} carries the content {1}, which nothing in it names",
        "{0} 夹带了未被引用的内容 {1}",
        "another tool made or changed it: build the package again",
        "它由其他工具生成或改动过：请重新构建应用包");

    public static Rule TooLarge { get; } = Error("SLW0764",
        "{0} holds more than a package may: {1}",
        "{0} 超过应用包允许的大小：{1}",
        "images go into a package as images; everything else together is small",
        "镜像应以镜像形式放入应用包；其余内容合计应很小");

    public static Rule MissingContent { get; } = Error("SLW0765",
        "{0} lacks the content {1} ({2})",
        "{0} 缺少内容 {1}（{2}）",
        "copy the package again, or build it again",
        "请重新复制或重新构建应用包");

    public static Rule BadPath { get; } = Error("SLW0766",
        "{0} cannot go into a package: its path has characters that no file system takes everywhere",
        "{0} 不能放入应用包：其路径含有并非所有文件系统都支持的字符",
        "rename it, without control characters and backslashes",
        "请改名，不要使用控制字符和反斜杠");

    public static Rule OtherPlatform { get; } = Warning("SLW0767",
        "{0} was built with the platform {1} {2}, and this program has {3} {4}",
        "{0} 使用平台 {1} {2} 构建，而本程序的平台为 {3} {4}",
        "`slipway platform diff` shows what that changes; use the program of the same version for what was tested",
        "用 `slipway platform diff` 查看由此产生的变化；要得到测试过的结果，请使用相同版本的程序");

    /// <summary>Arguments: the component, its package, the platform that it was built with, the one that it is built with here.</summary>
    public static Rule InnerPlatform { get; } = Warning("SLW0840",
        "`{0}` comes from {1}, which was built with the platform {2}; here it gets the workloads, traits, defaults and policy of {3}",
        "`{0}` 来自 {1}，后者使用平台 {2} 构建；在此应用中它采用 {3} 的工作负载、trait、默认值和策略",
        "a package holds what its parts are made from, and one platform for all of them: build this application with that platform (`--platform`), or look at what differs with `slipway package diff --platform`",
        "应用包保存各部分的定义，所有部分共用一个平台：请用该平台构建本应用（`--platform`），或用 `slipway package diff --platform` 查看差别");

    public static Rule FolderNotEmpty { get; } = Error("SLW0768",
        "{0} is not empty, so what is in it could be lost",
        "{0} 不为空，其中的内容可能丢失",
        "name a folder that is empty or not there",
        "请指定空目录或不存在的目录");

    public static Rule NotWritten { get; } = Error("SLW0769",
        "{0} could not be written: {1}",
        "无法写入 {0}：{1}",
        "name another place, or make room there; what stood there is untouched",
        "请指定其他位置，或为其腾出空间；该位置原有的内容没有改动");

    public static Rule NoSbom { get; } = Error("SLW0776",
        "{0} has no list of what is in it (SBOM), and every package that Slipway builds has one",
        "{0} 中没有物料清单（SBOM），而 Slipway 构建的应用包都有",
        "somebody took it out, or another tool made the package: take the package from those who built it, or build it again with `slipway package build`",
        "清单被人移除，或应用包由其他工具生成：请从构建方重新获取，或用 `slipway package build` 重新构建");

    internal static readonly LocalText Stands = new("it is there already, and no application package", "该位置已有其他内容，且不是应用包");

    public static IReadOnlyList<Rule> All { get; } = [NotAPackage, NotCanonical, Changed, Unnamed, TooLarge, MissingContent, BadPath, OtherPlatform, InnerPlatform, FolderNotEmpty, NotWritten, NoSbom];
}
