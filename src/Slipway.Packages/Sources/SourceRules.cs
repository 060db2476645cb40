using Slipway.Yaml;
using static Slipway.Packages.RuleText;

namespace Slipway.Packages;

/// <summary>What can be wrong with what an application takes from elsewhere: SLW0780 to SLW0791.</summary>
public static class SourceRules
{
    public static Rule GitMissing { get; } = Error("SLW0780",
        "{0} cannot be fetched: git does not start: {1}",
        "无法获取 {0}：git 未能启动：{1}",
        "install git; an application that was built into a package needs none",
        "请安装 git；已构建成应用包的应用不需要它");

    public static Rule GitFailed { get; } = Error("SLW0781",
        "{0} in the revision `{1}` cannot be fetched: {2}",
        "无法获取 {0} 的版本 `{1}`：{2}",
        "`git ls-remote {0}` shows whether the repository can be reached; git asks nothing here, so its credentials must be stored",
        "可用 `git ls-remote {0}` 检查能否访问该仓库；此处 git 不会询问，凭据须事先保存");

    public static Rule NoRevision { get; } = Error("SLW0782",
        "{0} has no commit, tag or branch `{1}`",
        "{0} 中没有提交、标签或分支 `{1}`",
        "`git ls-remote {0}` lists the names; of a commit all digits are needed. Where a lock names a commit that is gone, delete its line",
        "用 `git ls-remote {0}` 列出可用的名称；提交须写出全部位数。如果锁文件中的提交已不存在，请删除该行");

    /// <summary>Arguments: the file, what it is instead.</summary>
    public static Rule NoFile { get; } = Error("SLW0783",
        "{0} is {1}, and of a repository only files are read",
        "{0} 是{1}，而仓库中只读取文件",
        "name the file itself",
        "请直接指定文件");

    /// <summary>Arguments: the link, where it ends, whose folder.</summary>
    public static Rule LinkLeadsOut { get; } = Error("SLW0841",
        "`{0}` is a link that ends at {1}, outside of the folder {2}",
        "`{0}` 是链接，指向 {1}，位于文件夹 {2} 之外",
        "put the file itself there: what a link leads to would travel in a package, and everybody who gets it could read it",
        "请放入文件本身：链接指向的内容会随应用包一起传播，任何得到它的人都能读取");

    /// <summary>Arguments: the path, the source's folder.</summary>
    public static Rule LeadsOut { get; } = Error("SLW0784",
        "`{0}` leads out of its source {1}",
        "`{0}` 指向其来源 {1} 之外",
        "what is fetched sees only itself: name what it needs as a source of its own",
        "获取到的内容只能引用自身：请把所需内容写成单独的来源");

    public static Rule BadArtifact { get; } = Error("SLW0785",
        "{0} holds no files that could be taken: {1}",
        "{0} 中没有可用的文件：{1}",
        "push the files one by one, as `oras push REF FILE…` does, or a package",
        "请像 `oras push REF FILE…` 那样逐个推送文件，或推送应用包");

    public static Rule NotCached { get; } = Error("SLW0786",
        "{0} in the state `{1}` is not in the cache, and nothing may be fetched",
        "缓存中没有 {0} 的 `{1}`，且当前不允许获取",
        "run it once without SLIPWAY_OFFLINE",
        "请先在未设置 SLIPWAY_OFFLINE 的情况下执行一次");

    public static Rule LockBroken { get; } = Error("SLW0787",
        "{0} is no lock as slipway writes it: `{1}`",
        "{0} 不是 slipway 写出的锁文件：`{1}`",
        "take the last version of it that worked, or delete it; then the sources are asked for anew",
        "请恢复上一个可用的版本，或将其删除，之后会重新查询各来源");

    /// <summary>Arguments: the component, the file, what it holds, what is needed.</summary>
    public static Rule OtherContent { get; } = Error("SLW0788",
        "the component `{0}` needs {3}, but {1} holds {2}",
        "组件 `{0}` 需要{3}，但 {1} 中是{2}",
        "write `package:` for a service that was built into a package, `application:` for an application",
        "构建成包的服务请写 `package:`，应用请写 `application:`");

    /// <summary>Arguments: the source.</summary>
    public static Rule NotCarried { get; } = Error("SLW0789",
        "the source {0} is not there, and from here nothing is fetched",
        "缺少来源 {0}，且此处不会获取",
        "build the package again with `slipway package build`, which puts all sources in",
        "请用 `slipway package build` 重新构建应用包，它会放入全部来源");

    public static Rule ScriptFailed { get; } = Error("SLW0790",
        "the script {0} cannot be fetched: {1}",
        "无法获取脚本 {0}：{1}",
        "a script has at most 1 MiB; a password for its server may stand where `docker login` keeps it, or in `.netrc`",
        "脚本最大 1 MiB；服务器的密码可保存在 `docker login` 的凭据文件或 `.netrc` 中");

    /// <summary>Arguments: the address, the expected digest, the one that came, who expects it.</summary>
    public static Rule ScriptChanged { get; } = Error("SLW0791",
        "the script {0} is not the one that {3} names: {1} is expected, {2} came",
        "脚本 {0} 与 {3} 中的记录不符：应为 {1}，实际为 {2}",
        "look at what changed; then write the new digest, or delete the line of the lock",
        "请检查变化的内容，然后写入新的摘要，或删除锁文件中的对应行");

    internal static readonly LocalText Service = new("a service", "一个服务");
    internal static readonly LocalText Application = new("an application", "一个应用");

    public static IReadOnlyList<Rule> All { get; } = [GitMissing, GitFailed, NoRevision, NoFile, LeadsOut, LinkLeadsOut, BadArtifact, NotCached, LockBroken, OtherContent, NotCarried, ScriptFailed, ScriptChanged];
}
