using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What a role has still to do so that the newer package can be taken.</summary>
public enum DemandKind
{
    /// <summary>Mend what an error says.</summary>
    Mend,

    /// <summary>Write a setting under its new name.</summary>
    Rename,

    /// <summary>Raise a version under which something changed.</summary>
    RaiseVersion,

    /// <summary>Have more room: processors, memory or volumes.</summary>
    Prepare,

    /// <summary>Let the cluster know kinds of objects.</summary>
    Kinds,

    /// <summary>Have another service on the site.</summary>
    Provide,

    /// <summary>Agree to an interruption: something is deleted and made anew.</summary>
    Approve,

    /// <summary>Keep a copy of data first.</summary>
    Backup,

    /// <summary>Decide what becomes of a component that is no part any more.</summary>
    Prune,

    /// <summary>See whether what the site said, answered or changed still holds.</summary>
    Answer,
}

/// <param name="Component">Null where it is about the whole.</param>
public sealed record Demand(Role Role, DemandKind Kind, string? Component, LocalText Text, IReadOnlyList<string> Arguments)
{
    /// <summary>The arguments for a Chinese text, where they hold words and not only names.</summary>
    public IReadOnlyList<string>? ChineseArguments { get; init; }

    public string In(Language language) => Text.In(language, language == Language.Chinese ? ChineseArguments ?? Arguments : Arguments);
}

internal static class DemandTexts
{
    public static LocalText Mend { get; } = new("mend {0}: {1}", "修正 {0}：{1}");

    public static LocalText Renamed { get; } = new("write `{0}` of {1} where `{2}` stands: it is called so now", "把 {1} 的 `{2}` 改写为 `{0}`：它已更名");

    public static LocalText RaiseService { get; } = new("raise the version of the service {0}: it changed and is still {1}", "提高服务 {0} 的版本：内容已变化，版本仍为 {1}");

    public static LocalText RaiseDefinition { get; } = new("raise the version of {0}: it changed and is still {1}", "提高 {0} 的版本：内容已变化，版本仍为 {1}");

    public static LocalText Prepare { get; } = new("have room for {0} more {1}", "再准备 {0} 的{1}");

    public static LocalText Cpu { get; } = new("of CPU", " CPU");

    public static LocalText Memory { get; } = new("of memory", "内存");

    public static LocalText Volumes { get; } = new("of volumes", "存储卷");

    public static LocalText Kinds { get; } = new("let the cluster know the kind {0} ({1}), which {2} now makes", "让集群支持 {2} 新用到的类型 {0}（{1}）");

    public static LocalText Provide { get; } = new("have the service {0} ({1}) on the site, which {2} now needs", "在现场提供 {2} 新依赖的服务 {0}（{1}）");

    public static LocalText NewName { get; } = new(
        "agree that {0} ends and {1} starts anew under its name; what calls it by the old name finds it no more", "同意 {0} 停止并以新名称 {1} 重新启动；用旧名称访问它的程序将找不到它");

    public static LocalText Approve { get; } = new(
        "agree to an interruption of {0}: {1} has to be deleted and made anew, for Kubernetes does not let it change (`install … --allow-recreate`)", "同意 {0} 中断：{1} 必须删除后重建，Kubernetes 不允许修改它（`install … --allow-recreate`）");

    public static LocalText ApproveKept { get; } = new(
        "agree that {1} of {0} is deleted and made anew under its pods, which go on; volume claims stay as they are (`install … --allow-recreate`)",
        "同意删除并重建 {0} 的 {1}：其 Pod 继续运行，卷申领保持不变（`install … --allow-recreate`）");

    public static LocalText ApproveFollowed { get; } = new(
        "agree that {1} of {0} is deleted and made anew under its pods, which are then replaced one after another; volume claims stay as they are (`install … --allow-recreate`)",
        "同意删除并重建 {0} 的 {1}：其 Pod 随后逐个替换，卷申领保持不变（`install … --allow-recreate`）");

    public static LocalText Switch { get; } = new(
        "agree to an interruption of {0}: the pods of {1} end before those of {2} start, and until these are ready requests get no answer (`install … --allow-recreate`)",
        "同意 {0} 中断：{1} 的 Pod 先结束，{2} 的 Pod 才启动，就绪之前请求得不到响应（`install … --allow-recreate`）");

    public static LocalText Held { get; } = new(
        "agree that `{1}` of {0} changes from {2} to {3}, which is never to change (`install … --allow-immutable`)",
        "同意把 {0} 中不应更改的 `{1}` 从 {2} 改为 {3}（`install … --allow-immutable`）");

    public static LocalText Refused { get; } = new(
        "take back what the cluster refuses to change of {0} ({1}), or give the object another name; no install makes it anew, also not with --allow-recreate",
        "撤回集群拒绝对 {0} 做的修改（{1}），或给对象换一个名称；安装不会重建它，使用 --allow-recreate 也不会");

    public static LocalText Paused { get; } = new(
        "take `paused` out of {1} of {0}, or nothing can be installed: an install waits for its new pods, and a paused Deployment makes none",
        "去掉 {0} 的 {1} 中的 `paused`，否则无法安装：安装会等待新的 Pod，而暂停的 Deployment 不会创建");

    public static LocalText DeleteFirst { get; } = new(
        "otherwise delete {1} of {0} by hand before the install; what uses it is interrupted", "否则在安装前手工删除 {0} 的 {1}；使用它的程序会中断");

    public static LocalText DeleteClaimFirst { get; } = new(
        "otherwise keep a copy of the data of {0}, end its pods and delete {1} by hand before the install: the data goes with it",
        "否则先备份 {0} 的数据，停止其 Pod，并在安装前手工删除 {1}：数据会随之删除");

    public static LocalText Backup { get; } = new("keep a copy of the data of {0} first: {1}", "先备份 {0} 的数据：{1}");

    public static LocalText BackupUpdater { get; } = new("an updater works on them on the way to {0}", "升级到 {0} 的更新程序会处理这些数据");

    public static LocalText BackupVolume { get; } = new("{0} changes or is let go of", "{0} 会变化或不再使用");

    public static LocalText BackupRename { get; } = new("the volumes of the old name are not those of the new one", "旧名称的存储卷不会用于新名称");

    public static LocalText AllowProgram { get; } = new(
        "allow {0} to run on the machine of whoever installs (`--allow-tasks`): it is new, or another one than before", "允许 {0} 在安装者的机器上运行（`--allow-tasks`）：它是新增的，或与之前不同");

    public static LocalText Prune { get; } = new(
        "uninstall {0}, which is no part of the application any more (`install … --prune`); its data stays", "卸载不再属于应用的 {0}（`install … --prune`）；其数据会保留");
}
