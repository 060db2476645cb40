using Slipway.Yaml;
using static Slipway.Packages.RuleText;

namespace Slipway.Packages;

/// <summary>What can be wrong with the executables of tasks: SLW0843 to SLW0846. Argument 0 is the file.</summary>
public static class TaskProgramRules
{
    public static Rule Link { get; } = Error("SLW0843",
        "{0} is a link, or lies behind one: a task's program is carried as it is, and a link leads to what is not the application's",
        "{0} 是链接，或位于链接之后：任务的程序会原样打包，而链接指向的内容不属于应用",
        "put the file itself into the application's folder",
        "请把文件本身放入应用目录");

    public static Rule NotExecutable { get; } = Error("SLW0844",
        "{0} is not executable, so it is probably not the program that is meant",
        "{0} 没有可执行权限，可能不是所指的程序",
        "if it is: chmod +x {0}",
        "如果确实是它：chmod +x {0}");

    /// <summary>Arguments: the file, its machine or interpreter.</summary>
    public static Rule NotRunnable { get; } = Error("SLW0845",
        "{0} is no program that Linux starts on amd64 or arm64: it is no executable ELF file for one of them, and no script whose first line is `#!` and the interpreter's whole path (here: {1})",
        "{0} 不是 Linux 能在 amd64 或 arm64 上启动的程序：既不是相应的 ELF 可执行文件，也不是首行为 `#!` 加解释器完整路径的脚本（实际：{1}）",
        "name the built program, not an archive or a source file; a script begins with, for example, `#!/bin/sh`",
        "请指定构建好的程序，而不是压缩包或源文件；脚本首行例如 `#!/bin/sh`");

    /// <summary>Arguments: the file, the platform that was said, the one that it was built for.</summary>
    public static Rule OtherPlatform { get; } = Error("SLW0846",
        "{0} stands for {1}, but it was built for {2}",
        "{0} 标为 {1}，但它是为 {2} 构建的",
        "build it for {1}, or name it under {2}",
        "请为 {1} 构建，或把它写在 {2} 下");

    public static IReadOnlyList<Rule> All { get; } = [Link, NotExecutable, NotRunnable, OtherPlatform];
}
