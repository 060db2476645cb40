using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What can stand in the way of writing manifests to a directory.</summary>
public static class DirectoryRules
{
    public static readonly Rule NotAFolder = Error("SLW0440",
        "{0} is a file; a target directory is needed", "{0} 是文件；目标必须是目录",
        "name a directory in --target dir:PATH; it is made when it does not exist",
        "请在 --target dir:PATH 中指定目录；不存在时会自动创建");

    public static readonly Rule ForeignFile = Error("SLW0441",
        "{0} stands in the way and was not written by Slipway", "{0} 已存在，且不是由 Slipway 写入的",
        "move it away, or write to another directory; nothing was changed",
        "请移走它，或写入其他目录；未做任何更改");

    public static readonly Rule EditedFile = Error("SLW0442",
        "{0} was edited by hand since it was written", "{0} 写入后被手工修改过",
        "move the change into the definition or an adjustment, or give --overwrite to lose it; nothing was changed",
        "请把修改移到定义或调整中；或用 --overwrite 放弃该修改；未做任何更改");

    public static readonly Rule IndexBroken = Error("SLW0443",
        "{0} is broken: {1}", "{0} 已损坏：{1}",
        "it lists the files that Slipway owns here; restore it from version control; or delete it and the manifests, and write anew",
        "它列出 Slipway 在此拥有的文件；请从版本库恢复；或删除它和清单后重新写入");

    public static readonly Rule WriteFailed = Error("SLW0444",
        "{0} cannot be written: {1}", "无法写入 {0}：{1}",
        "check permissions and free space, then run the command again; it completes what was begun",
        "请检查权限和剩余空间后重新执行；命令会完成已开始的写入");

    public static readonly Rule SecretLeftOut = new("SLW0445", Severity.Information,
        new("the Secret {0} is not written: a directory holds no secret content; its keys: {1}", "Secret {0} 未写入：目录中不保存机密内容；其键：{1}"),
        new("create it in the cluster by the means of your site (kubectl, External Secrets, Sealed Secrets)", "请用现场的方式在集群中创建它（kubectl、External Secrets、Sealed Secrets）"));

    public static readonly Rule Duplicate = Error("SLW0446",
        "the component {0} has the object {1} twice", "组件 {0} 中的对象 {1} 出现了两次",
        "only one of them would win in the cluster; remove one from the objects that are injected",
        "在集群中只有一个会生效；请从注入的对象中删除一个");

    public static IReadOnlyList<Rule> All { get; } = [NotAFolder, ForeignFile, EditedFile, IndexBroken, WriteFailed, SecretLeftOut, Duplicate];

    private static Rule Error(string code, string message, string chinese, string help, string chineseHelp)
        => new(code, Severity.Error, new(message, chinese), new(help, chineseHelp));
}
