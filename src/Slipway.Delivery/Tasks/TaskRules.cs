using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What is told of tasks: SLW0478 to SLW0489, SLW0586 to SLW0589.</summary>
public static class TaskRules
{
    /// <summary>0 the component, 1 its own words.</summary>
    public static readonly Rule Said = new("SLW0478", Severity.Information,
        new("the task {0} says: {1}", "任务 {0} 的输出：{1}"),
        new("nothing is to be done; these are the task's own words, and they stand in the record", "无需处理；以上是任务自己的输出，会写入记录"));

    /// <summary>0 the programs.</summary>
    public static readonly Rule NotAllowed = Error("SLW0479",
        "programs of the package would run on this machine, as you: {0}", "应用包中的程序将以您的身份在本机运行：{0}",
        "look at them (`slipway package extract`), and allow it with `--allow-tasks`; nothing was changed",
        "请先查看这些程序（`slipway package extract`），再用 `--allow-tasks` 允许；未做任何更改");

    /// <summary>0 the component, 1 the action, 2 the exit code, 3 its words.</summary>
    public static readonly Rule Failed = Error("SLW0586",
        "the task {0} failed to {1}: exit code {2}: {3}", "任务 {0} 执行 {1} 失败：退出码 {2}：{3}",
        "its own lines stand above; mend the cause and run the command again: it is asked once more",
        "其输出见上文；排除原因后重新执行命令，会再次要求它执行");

    /// <summary>0 the component, 1 the action, 2 its time.</summary>
    public static readonly Rule TimedOut = Error("SLW0587",
        "the task {0} did not {1} within {2}; it was ended, with all that it had started", "任务 {0} 未能在 {2} 内完成 {1}；它及其启动的一切已被终止",
        "its last lines stand above; `timeout` of the task gives it longer", "其最后的输出见上文；可用任务的 `timeout` 延长时限");

    /// <summary>0 the component, 1 the action, 2 the bound.</summary>
    public static readonly Rule TooMuch = Error("SLW0588",
        "the task {0} replied more than {2} to {1}; it was ended", "任务 {0} 对 {1} 的回复超过 {2}，已被终止",
        "standard output is for the one JSON object of its reply; what it has to say on the way goes to standard error",
        "标准输出只用于回复的一个 JSON 对象；过程中的输出请写到标准错误");

    /// <summary>0 the component, 1 the action, 2 what is wrong.</summary>
    public static readonly Rule BadReply = Error("SLW0589",
        "the reply of the task {0} to {1} cannot be used: {2}", "任务 {0} 对 {1} 的回复无法使用：{2}",
        "it writes one JSON object to standard output, with `state`, `message`, `ready` and the declared `outputs`, each where it has one, and nothing else",
        "请向标准输出写一个 JSON 对象，按需包含 `state`、`message`、`ready` 和已声明的 `outputs`，不要有其他内容");

    /// <summary>0 the component, 1 the program, 2 why.</summary>
    public static readonly Rule CannotRun = Error("SLW0480",
        "the program {1} of the task {0} cannot run here: {2}", "任务 {0} 的程序 {1} 无法在本机运行：{2}",
        "run the command on a machine where it can, or ask the integrators for a program of this machine's kind (`program: {{linux/amd64: …, linux/arm64: …}}`)",
        "请在可运行它的机器上执行命令，或请集成人员提供适合本机的程序（`program: {{linux/amd64: …, linux/arm64: …}}`）");

    /// <summary>0 the component, 1 what runs still, 2 after what.</summary>
    public static readonly Rule LeftRunning = Warning("SLW0481",
        "the task {0} had left running after {2}: {1}; it was ended", "任务 {0} 在{2}仍有进程在运行：{1}；已被终止",
        "a task waits for all that it starts; what shall keep running is a service, or is started by the system's own manager",
        "任务应等待其启动的一切结束；需要持续运行的应作为服务，或由系统的服务管理器启动");

    /// <summary>0 the components, 1 the installation, 2 name and version of its package.</summary>
    public static readonly Rule NotKept = Error("SLW0482",
        "the programs of these tasks are not on this machine: {0}", "以下任务的程序不在本机：{0}",
        "`slipway uninstall {1} --package FILE` takes them from the package that was installed, {2}, by their digests; or uninstall on the machine that installed it; `--leave-tasks` leaves what they made; nothing was changed",
        "`slipway uninstall {1} --package FILE` 会按摘要从安装时所用的应用包 {2} 中取得它们；也可在当初安装的机器上卸载；`--leave-tasks` 会保留它们建立的内容；未做任何更改");

    /// <summary>0 what was given, 1 the components with the programs that were installed, 2 name, version and digest of the package that was installed.</summary>
    public static readonly Rule NotBrought = Error("SLW0488",
        "{0} does not have the programs that were installed: {1}", "{0} 中没有所安装的程序：{1}",
        "give the package that was installed, {2}; or `--leave-tasks`, which leaves what they made; nothing was changed",
        "请给出安装时所用的应用包 {2}；或用 `--leave-tasks` 保留它们建立的内容；未做任何更改");

    /// <summary>0 what was given, 1 its identity, 2 the identity of the package that was installed.</summary>
    public static readonly Rule OtherPackage = Warning("SLW0487",
        "{0} is {1}, and installed was {2}; its programs are the same", "{0} 是 {1}，而安装时所用的是 {2}；两者的程序相同",
        "nothing, where their arguments and variables are the same too; else give the package that was installed",
        "若参数和环境变量也相同，则无需处理；否则请给出安装时所用的应用包");

    /// <summary>0 the component, 1 its program, 2 what is missing.</summary>
    public static readonly Rule NotRunForFolder = Warning("SLW0485",
        "the program {1} of the task {0} is not run for a folder; missing will be {2}", "写入文件夹时不会运行任务 {0} 的程序 {1}；将缺少：{2}",
        "run it yourself before what depends on {0} is applied: `slipway package extract` brings it, `slipway template` shows in the Secret {0}-task what to give it on standard input (docs/guides/tasks.md); "
            + "where a Secret is missing, make it of the reply. Or install into the cluster, without `--target`",
        "请在应用依赖 {0} 的组件之前自行运行它：`slipway package extract` 可取得该程序，`slipway template` 会在 Secret {0}-task 中显示应从标准输入给它的内容（见 docs/guides/tasks.zh.md）；"
            + "若缺少 Secret，请用其回复建立。也可不用 `--target`，直接安装到集群");

    /// <summary>0 the component, 1 the Secret, 2 its keys.</summary>
    public static readonly Rule OutputsNotKept = Warning("SLW0486",
        "what the task {0} hands out is not taken from manifests, so nobody makes the Secret {1}; its keys: {2}", "以清单部署时，无人收取任务 {0} 的输出，因此没有人建立 Secret {1}；其键：{2}",
        "make it of what the task's pod writes to its termination message, before what depends on {0} is applied; or install into the cluster, without `--target`",
        "请在应用依赖 {0} 的组件之前，用该任务的 Pod 写入终止消息的内容建立它；或不用 `--target`，直接安装到集群");

    /// <summary>0 the components.</summary>
    public static readonly Rule Left = Warning("SLW0483",
        "not asked to remove what they made: {0}", "未要求以下任务移除其建立的内容：{0}",
        "as `--leave-tasks` says; remove by hand what is not needed any more", "按 `--leave-tasks` 的要求；不再需要的内容请手动移除");

    /// <summary>0 the component.</summary>
    public static readonly Rule NotAskedBack = Warning("SLW0484",
        "the task {0} is at its earlier version again, but its earlier program is not on this machine, so it was not asked to go back", "任务 {0} 已回到先前的版本，但先前的程序不在本机，因此未要求它恢复",
        "install the earlier package: the task is then asked", "请安装先前的应用包，届时会要求该任务执行");

    public static IReadOnlyList<Rule> All { get; } = [Said, NotAllowed, CannotRun, LeftRunning, NotKept, Left, NotAskedBack, NotRunForFolder, OutputsNotKept, OtherPackage, NotBrought, Failed, TimedOut, TooMuch, BadReply];

    private static Rule Error(string code, string message, string chinese, string help, string chineseHelp)
        => new(code, Severity.Error, new(message, chinese), new(help, chineseHelp));

    private static Rule Warning(string code, string message, string chinese, string help, string chineseHelp)
        => new(code, Severity.Warning, new(message, chinese), new(help, chineseHelp));
}
