using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>Finding and opening files. The path is the first argument of each.</summary>
public static class FileRules
{
    public static Rule NotThere { get; } = Error("SLW0170",
        "{0} does not exist",
        "{0} 不存在",
        "check the spelling, and the folder from which you call: relative paths start there",
        "请检查拼写，以及执行命令时所在的目录：相对路径从该目录算起");

    /// <summary>For one that a file names.</summary>
    internal static LocalText BesideItsFile { get; } = new("check the spelling; a relative path starts at the folder of the file that names it", "请检查拼写；相对路径从写有该路径的文件所在目录算起");

    public static Rule NoPermission { get; } = Error("SLW0171",
        "{0} may not be read: permission denied",
        "无权读取 {0}：权限不足",
        "give yourself read permission (`chmod u+r`; a folder needs `u+rx`), or call as the user who has it",
        "请为自己授予读取权限（`chmod u+r`；目录需要 `u+rx`），或换用有权限的用户执行");

    public static Rule NotOrdinary { get; } = Error("SLW0172",
        "{0} is neither a file nor a folder but a device, socket or pipe",
        "{0} 既不是文件也不是目录，而是设备、套接字或管道",
        "name a file that lies on disk; write a program's output to a file first",
        "请指定磁盘上的文件；程序的输出请先写入文件");

    public static Rule NoYaml { get; } = Error("SLW0173",
        "the folder {0} holds no *.yaml and no *.yml file, below it neither",
        "目录 {0} 及其子目录中没有 *.yaml 或 *.yml 文件",
        "name the folder of the service definition, or the file itself; hidden folders and what .slipwayignore names are passed over",
        "请指定服务定义所在的目录或文件本身；隐藏目录以及 .slipwayignore 列出的内容会被跳过");

    public static Rule TooLarge { get; } = Error("SLW0174",
        "{0} is larger than {1} MiB",
        "{0} 超过 {1} MiB",
        "a definition is a few kilobytes: check that this is the right file",
        "服务定义通常只有几 KB：请确认文件是否正确");

    public static Rule Unreadable { get; } = Error("SLW0175",
        "{0} could not be read: {1}",
        "无法读取 {0}：{1}",
        "check the disk or the network drive, then try again",
        "请检查磁盘或网络驱动器后重试");

    public static Rule NotOurs { get; } = Error("SLW0176",
        "{0} is none of Slipway's formats",
        "{0} 不是 Slipway 的任何一种格式",
        "if it belongs to something else, name it in the .slipwayignore of this folder; else begin it with a key such as `format: service/alpha1`",
        "如果它属于其他工具，请把它写入该目录的 .slipwayignore；否则请以 `format: service/alpha1` 这样的键开头");

    public static Rule FormatNotYet { get; } = Error("SLW0177",
        "{0} is of the format `{1}`, which this version of Slipway cannot read yet",
        "{0} 的格式为 `{1}`，当前版本的 Slipway 尚不支持",
        "leave it out for now; in a folder, name it in .slipwayignore",
        "请暂时不要使用它；位于目录中时，请写入 .slipwayignore");

    public static Rule IsFolder { get; } = Error("SLW0178",
        "{0} is a folder, but a file is needed here",
        "{0} 是目录，而此处需要文件",
        "name one file in it",
        "请指定其中的一个文件");

    public static IReadOnlyList<Rule> All { get; } =
        [NotThere, NoPermission, NotOrdinary, NoYaml, TooLarge, Unreadable, NotOurs, FormatNotYet, IsFolder];
}
