using Slipway.Yaml;
using static Slipway.Packages.RuleText;

namespace Slipway.Packages;

/// <summary>Why no image can be made of a definition's <c>build</c>. Argument 0 is the file as the definition names it, where nothing else is said.</summary>
public static class BuildRules
{
    /// <summary>0 service.</summary>
    public static Rule NoBuild { get; } = Error("SLW0615",
        "the definition of `{0}` has no `build`: its image comes from elsewhere", "`{0}` 的定义中没有 `build`：它的镜像来自其他地方",
        "write `build: {{binary: bin/{0}}}` with the program's file; `slipway explain service.build` lists what else it takes", "请写 `build: {{binary: bin/{0}}}` 并填写程序文件；其他字段见 `slipway explain service.build`");

    /// <summary>0 base image, 1 known ones.</summary>
    public static Rule UnknownBase { get; } = Error("SLW0616",
        "there is no base image `{0}`, only {1}", "没有基础镜像 `{0}`，只有 {1}",
        "name one that is there, or the platform whose `baseImages` has it: `--platform DIR`", "请使用已有的基础镜像，或用 `--platform DIR` 指定在 `baseImages` 中声明了它的平台");

    /// <summary>0 base image, 1 path.</summary>
    public static Rule BaseNotThere { get; } = Error("SLW0617",
        "the layout of the base image `{0}` is not there: {1}", "基础镜像 `{0}` 的布局不存在：{1}",
        "put the image there (`crane pull --format oci`, `skopeo copy`), name another place by `--base PATH`, or give it an `image` in platform.yaml",
        "请把镜像放到该位置（`crane pull --format oci`、`skopeo copy`），用 `--base PATH` 指定其他位置，或在 platform.yaml 中为它填写 `image`");

    public static Rule NotThere { get; } = Error("SLW0618",
        "`{0}`, which `build` takes into the image, is not there", "`build` 要放入镜像的 `{0}` 不存在",
        "build the program first, or correct the path: it begins at the definition's folder", "请先构建程序，或修正路径：路径从定义所在的文件夹开始");

    /// <summary>1 where it leads.</summary>
    public static Rule LeadsOut { get; } = Error("SLW0619",
        "`{0}` leads out of the definition's folder: {1}", "`{0}` 指向定义所在文件夹之外：{1}",
        "copy the file itself into the folder: an image holds nothing that the definition's folder does not", "请把文件本身复制到文件夹中：镜像只包含定义所在文件夹中的内容");

    /// <summary>0 link, 1 target, 2 folder.</summary>
    public static Rule LinkLeadsOut { get; } = Error("SLW0620",
        "the link `{0}` leads to `{1}`, out of the folder `{2}` that is copied", "链接 `{0}` 指向 `{1}`，超出了要复制的文件夹 `{2}`",
        "replace it by the file that it leads to, or let it lead to something in the folder by a relative path", "请用它指向的文件替换该链接，或让它以相对路径指向文件夹内的内容");

    public static Rule NotOrdinary { get; } = Error("SLW0621",
        "`{0}` is no ordinary file but a pipe, socket or device", "`{0}` 不是普通文件，而是管道、套接字或设备",
        "take it out of the folder: an image holds files, folders and links", "请从文件夹中去掉它：镜像只包含文件、文件夹和链接");

    public static Rule BinaryIsFolder { get; } = Error("SLW0622",
        "`binary` names the folder `{0}`", "`binary` 指向的是文件夹 `{0}`",
        "name the program's file; folders stand under `files`", "请指定程序文件；文件夹请写在 `files` 中");

    /// <summary>1 what it is.</summary>
    public static Rule NoProgram { get; } = Error("SLW0623",
        "`{0}` cannot be started on Linux: it is {1}", "`{0}` 不能在 Linux 上启动：它是{1}",
        "name a program that was built for Linux, or a script that begins with `#!`", "请指定为 Linux 构建的程序，或以 `#!` 开头的脚本");

    /// <summary>1 the program's platform, 2 base image, 3 its platforms.</summary>
    public static Rule OtherMachine { get; } = Error("SLW0624",
        "the program `{0}` is made for {1}, but the base image `{2}` only for {3}", "程序 `{0}` 适用于 {1}，但基础镜像 `{2}` 只支持 {3}",
        "build the program for {3}, or take a base image for {1}", "请为 {3} 构建程序，或使用支持 {1} 的基础镜像");

    /// <summary>0 place, 1 and 2 what should stand there.</summary>
    public static Rule SamePlace { get; } = Error("SLW0625",
        "two things would stand at `{0}` in the image: {1} and {2}", "镜像中的 `{0}` 会有两个内容：{1} 和 {2}",
        "give one of them another place", "请为其中一个换一个位置");

    /// <summary>0 path in the image, 1 what is in the way, 2 base image, 3 what it is.</summary>
    public static Rule Blocked { get; } = Error("SLW0626",
        "`/{0}` cannot stand in the image: the base image {2} has {3} at `{1}`", "`/{0}` 不能放入镜像：基础镜像 {2} 的 `{1}` 处是{3}",
        "choose another place in the image", "请在镜像中换一个位置");

    /// <summary>0 path in the image, 1 name.</summary>
    public static Rule Whiteout { get; } = Error("SLW0627",
        "`/{0}` cannot stand in an image: a name such as `{1}` means that a file is deleted", "`/{0}` 不能放入镜像：`{1}` 这样的名称表示删除文件",
        "rename it: names that begin with `.wh.` are taken in image layers", "请改名：镜像层中以 `.wh.` 开头的名称有特殊含义");

    /// <summary>1 its size, 2 the most.</summary>
    public static Rule TooLarge { get; } = Error("SLW0628",
        "`{0}` has {1} bytes; a file in an image has less than {2}", "`{0}` 有 {1} 字节；镜像中的文件须小于 {2}",
        "such data belongs into a volume (`storage`), not into the image", "这样的数据应放在卷中（`storage`），而不是镜像中");

    public static Rule Changed { get; } = Error("SLW0629",
        "{0} changed while it was read", "{0} 在读取时发生了变化",
        "wait until whatever writes it has ended, and build again", "请等待写入结束后重新构建");

    /// <summary>0 image as pinned, 1 digest of what was built.</summary>
    public static Rule PinnedOther { get; } = Error("SLW0650",
        "`imagesName` pins {0}, but what was built is {1}", "`imagesName` 固定为 {0}，但构建结果是 {1}",
        "leave the digest out where `build` makes the image: the same files give the same digest anyway", "由 `build` 构建镜像时请去掉摘要：相同的文件本来就得到相同的摘要");

    /// <summary>1 the program's platform, 2 the one asked for.</summary>
    public static Rule NotAsked { get; } = Error("SLW0651",
        "the program `{0}` is made for {1}, not for {2}", "程序 `{0}` 适用于 {1}，而不是 {2}",
        "build the program for {2}, or leave `--image-platform` out", "请为 {2} 构建程序，或去掉 `--image-platform`");

    /// <summary>0 archive.</summary>
    public static Rule Nameless { get; } = Error("SLW0652",
        "the image in {0} has no name that a pod could ask for", "{0} 中的镜像没有可供 Pod 使用的名称",
        "build it by `slipway image build`, which names it, or tag it (`crane tag`, `docker tag`) before it is saved", "请用 `slipway image build` 构建（会自动命名），或在保存之前打标签（`crane tag`、`docker tag`）");

    /// <summary>1 what is to be written.</summary>
    public static Rule WrittenInside { get; } = Error("SLW0653",
        "the image would be written to {1}, into the folder `{0}` that is copied into it", "镜像将写到 {1}，位于要复制进镜像的文件夹 `{0}` 之内",
        "write it elsewhere: the next build would take it for one of its files", "请写到其他位置：否则下一次构建会把它当作要复制的文件");

    public static IReadOnlyList<Rule> All { get; } =
    [
        NoBuild, UnknownBase, BaseNotThere, NotThere, LeadsOut, LinkLeadsOut, NotOrdinary, BinaryIsFolder, NoProgram, OtherMachine, SamePlace, Blocked, Whiteout,
        TooLarge, Changed, PinnedOther, NotAsked, Nameless, WrittenInside,
    ];
}
