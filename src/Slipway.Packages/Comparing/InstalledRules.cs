using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What is said of a comparison with what is installed: SLW0824, and SLW0847 to SLW0849.</summary>
public static class InstalledRules
{
    /// <summary>0 the installation, 1 the namespace, 2 the package.</summary>
    public static Rule OfCluster { get; } = Information("SLW0824",
        "compared with the releases of {0} in namespace {1}, not with the package that was installed ({2})", "与命名空间 {1} 中 {0} 的发布比较，而不是与当时安装的应用包（{2}）比较",
        "whose change it is, and what differs in definitions and configurations, only that package tells: `slipway package diff OLD NEW --installation {0}`",
        "改动归属以及定义和配置的差异，只有该应用包能说明：`slipway package diff OLD NEW --installation {0}`");

    /// <summary>0 the file, 1 what it is, 2 the installation, 3 what is installed.</summary>
    public static Rule NotInstalled { get; } = new("SLW0847", Severity.Error,
        new("{0} is {1}, and {2} was installed from {3}", "{0} 是 {1}，而 {2} 是由 {3} 安装的"),
        new("name the package that was installed, or none in front of the new one: then it is compared with what the cluster has", "请给出当时安装的应用包；或只写新包，此时与集群中的内容比较"));

    /// <summary>0 the installation, 1 the platform that it runs on, 2 the one that would be compared.</summary>
    public static Rule OtherPlatform { get; } = new("SLW0848", Severity.Error,
        new("{0} runs on the platform {1}, and OLD would be compared on {2}", "{0} 运行在平台 {1} 上，而 OLD 会按 {2} 比较"),
        new("name that platform by `--old-platform PATH`", "请用 `--old-platform PATH` 给出该平台"));

    /// <summary>Of the platform that a program brings along: no other program has it.</summary>
    public static LocalText OfAnotherProgram { get; } = new(
        "only the program that installed it has that platform: leave OLD away, then it is compared with what the cluster has", "只有当时安装所用的程序才有该平台：不写 OLD，即可与集群中的内容比较");

    /// <summary>0 the answers.</summary>
    public static Rule WithoutThem { get; } = Information("SLW0849",
        "compared as if these answers were taken back: {0}", "按这些回答已取消的情况进行比较：{0}",
        "an install is refused until each of them is answered anew or taken back", "在重新回答或取消其中每一项之前，安装会被拒绝");

    public static IReadOnlyList<Rule> All { get; } = [OfCluster, NotInstalled, OtherPlatform, WithoutThem];

    private static Rule Information(string code, string english, string chinese, string englishHelp, string chineseHelp)
        => new(code, Severity.Information, new(english, chinese), new(englishHelp, chineseHelp));
}
