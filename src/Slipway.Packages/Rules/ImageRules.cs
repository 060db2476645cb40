using Slipway.Yaml;
using static Slipway.Packages.RuleText;

namespace Slipway.Packages;

/// <summary>What a definition asks of its image, and the image does not have.</summary>
public static class ImageRules
{
    /// <summary>0 what was given.</summary>
    public static Rule NoSource { get; } = Error("SLW0600",
        "`{0}` is neither a file nor a folder, and no image in a registry either", "`{0}` 既不是文件或目录，也不是仓库中的镜像",
        "name an OCI layout's folder, an archive, or an image such as `registry.example.com/team/web:1.0.0`", "请指定 OCI 布局的目录、归档文件，或形如 `registry.example.com/team/web:1.0.0` 的镜像");

    /// <summary>0 image, 1 path, 2 field.</summary>
    public static Rule Missing { get; } = Error("SLW0601",
        "the image {0} has no file `{1}`, which {2} starts", "镜像 {0} 中没有由{2}启动的文件 `{1}`",
        "correct the path, or copy the file into the image", "请修正路径，或把该文件复制到镜像中");

    /// <summary>3 the folders of PATH.</summary>
    public static Rule NotOnPath { get; } = Error("SLW0602",
        "the image {0} has no program `{1}`, which {2} starts, in any folder of its PATH ({3})", "镜像 {0} 的 PATH（{3}）中没有由{2}启动的程序 `{1}`",
        "write the whole path, set PATH in env, or install the program into the image", "请写完整路径，在 env 中设置 PATH，或把该程序安装到镜像中");

    public static Rule NotExecutable { get; } = Error("SLW0603",
        "`{1}` in the image {0}, which {2} starts, is not executable", "镜像 {0} 中由{2}启动的 `{1}` 没有执行权限",
        "make it executable when the image is built: `RUN chmod +x {1}` or `COPY --chmod=755`", "请在构建镜像时添加执行权限：`RUN chmod +x {1}` 或 `COPY --chmod=755`");

    public static Rule NotAFile { get; } = Error("SLW0604",
        "`{1}` in the image {0}, which {2} starts, is a folder or device", "镜像 {0} 中由{2}启动的 `{1}` 是目录或设备",
        "name the program itself", "请指定程序本身");

    /// <summary>3 where the links lead.</summary>
    public static Rule Dangling { get; } = Error("SLW0605",
        "`{1}` in the image {0}, which {2} starts, is a link to `{3}`, which is not there", "镜像 {0} 中由{2}启动的 `{1}` 是指向 `{3}` 的链接，但目标不存在",
        "copy what it links to into the image as well", "请把链接的目标也复制到镜像中");

    public static Rule Circle { get; } = Error("SLW0606",
        "`{1}` in the image {0}, which {2} starts, is a link that leads in a circle", "镜像 {0} 中由{2}启动的 `{1}` 是循环链接",
        "correct the links in the image", "请修正镜像中的链接");

    /// <summary>3 interpreter.</summary>
    public static Rule NoInterpreter { get; } = Error("SLW0607",
        "the script `{1}`, which {2} starts, begins with `#!{3}`, but the image {0} has no `{3}` that can be started", "由{2}启动的脚本 `{1}` 以 `#!{3}` 开头，但镜像 {0} 中没有可启动的 `{3}`",
        "install the interpreter into the image, or name in the script's first line one that is there", "请在镜像中安装该解释器，或在脚本首行改用已有的解释器");

    public static Rule WindowsLineEnds { get; } = Error("SLW0608",
        "the script `{1}` in the image {0}, which {2} starts, has Windows line ends: Linux looks for the interpreter `{3}` with a carriage return at its end",
        "镜像 {0} 中由{2}启动的脚本 `{1}` 使用 Windows 换行符：Linux 会去找末尾带回车符的解释器 `{3}`",
        "save the script with LF (`sed -i 's/\\r$//'`), and let git keep it so: `*.sh text eol=lf` in .gitattributes", "请以 LF 换行保存脚本（`sed -i 's/\\r$//'`），并让 git 保持：在 .gitattributes 中写 `*.sh text eol=lf`");

    public static Rule NoProgram { get; } = Error("SLW0609",
        "`{1}` in the image {0}, which {2} starts, is neither a Linux program nor a script with `#!` in its first line", "镜像 {0} 中由{2}启动的 `{1}` 既不是 Linux 程序，首行也没有 `#!`",
        "begin a script with `#!/bin/sh`, or start it by its interpreter: `[/bin/sh, {1}]`", "请让脚本以 `#!/bin/sh` 开头，或通过解释器启动：`[/bin/sh, {1}]`");

    /// <summary>3 the program's architecture, 4 the image's.</summary>
    public static Rule WrongMachine { get; } = Error("SLW0610",
        "the program `{1}`, which {2} starts, is made for {3}, but the image {0} says that it is for {4}", "由{2}启动的程序 `{1}` 适用于 {3}，但镜像 {0} 标明适用于 {4}",
        "build the program for {4}, or give the image its true platform", "请为 {4} 构建该程序，或为镜像标明真实的平台");

    /// <summary>3 the loader.</summary>
    public static Rule NoLoader { get; } = Error("SLW0611",
        "the program `{1}`, which {2} starts, needs the dynamic loader `{3}`, which is not in the image {0}", "由{2}启动的程序 `{1}` 需要动态加载器 `{3}`，但镜像 {0} 中没有",
        "link the program statically (Go: CGO_ENABLED=0), or take a base image with the C library it was built for (glibc or musl)", "请静态链接该程序（Go：CGO_ENABLED=0），或使用含有对应 C 库（glibc 或 musl）的基础镜像");

    public static Rule NoEntryPoint { get; } = Error("SLW0612",
        "{1} asks for the image's own entry point, but the image {0} has none", "{1} 要使用镜像自带的入口，但镜像 {0} 没有入口",
        "write the command, or set ENTRYPOINT when the image is built", "请写出 command，或在构建镜像时设置 ENTRYPOINT");

    /// <summary>1 port, 2 probe, 3 the exposed ports.</summary>
    public static Rule NotExposed { get; } = Information("SLW0613",
        "{2} asks port {1}, but the image {0} exposes only {3}", "{2} 访问端口 {1}，但镜像 {0} 只声明暴露 {3}",
        "check the port: EXPOSE is only a note, but usually it is right", "请核对端口：EXPOSE 只是说明，但通常是对的");

    public static IReadOnlyList<Rule> All { get; } =
    [
        NoSource, Missing, NotOnPath, NotExecutable, NotAFile, Dangling, Circle, NoInterpreter, WindowsLineEnds, NoProgram, WrongMachine, NoLoader,
        NoEntryPoint, NotExposed,
    ];
}
