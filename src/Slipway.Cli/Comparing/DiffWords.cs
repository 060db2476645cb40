using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Roles and forecasts in words.</summary>
internal static class DiffWords
{
    private static readonly LocalText Data = new("touches data", "涉及数据");
    private static readonly LocalText Stays = new("{0}, which stays in the cluster", "{0}，保留在集群中");
    private static readonly LocalText Paused = new("{0} is paused", "{0} 已暂停");
    private static readonly LocalText Unknown = new("unknown: see the findings", "未知：见诊断");
    private static readonly LocalText PodsRolling = new("{0}, one after the other", "{0}，逐个进行");
    private static readonly LocalText PodsAtOnce = new("{0}, all before new ones come", "{0}，全部停止后再启动");

    public static LocalText Of(Role role) => role switch
    {
        Role.ApplicationDeveloper => new("application developer", "应用开发人员"),
        Role.PlatformDeveloper => new("platform developer", "平台开发人员"),
        Role.Integrator => new("integrator", "集成人员"),
        Role.ResourceAdministrator => new("resource administrator", "资源管理员"),
        _ => new("application administrator", "应用管理员"),
    };

    public static LocalText Of(Forecast forecast) => forecast switch
    {
        Forecast.Nothing => new("nothing", "不变"),
        Forecast.Changes => new("changes, no restart", "变更，不重启"),
        Forecast.Runs => new("runs again", "再次执行"),
        Forecast.Reloads => new("hot reload", "热加载"),
        Forecast.Starts => new("starts", "启动"),
        Forecast.Restarts => new("rolling restart", "滚动重启"),
        Forecast.Ends => new("some pods end", "部分 Pod 停止"),
        Forecast.Recreates => new("recreate", "重建"),
        Forecast.Refused => new("refused by the cluster", "集群拒绝"),
        _ => new("stops, data stays", "停止，数据保留"),
    };

    private static LocalText Restart { get; } = new("restart", "重启");

    public static string Shown(Language language, ComponentChange change)
    {
        if (change.IsUnknown)
            return Unknown.In(language);
        var word = change is { Forecast: Forecast.Restarts, Pods.Way: ReplacementWay.AllAtOnce } ? Restart : Of(change.Forecast);
        var words = new List<string> { word.In(language) };
        if (change is { Forecast: Forecast.Restarts, Pods: { Count: { } count } pods })
        {
            var amount = Amount.Of(language, count, new("pod", "个 Pod"), "pods");
            words.Add(pods.Way == ReplacementWay.AllAtOnce ? PodsAtOnce.In(language, [amount]) : count > 1 ? PodsRolling.In(language, [amount]) : amount);
        }
        if (change.Paused is { Count: > 0 } paused)
            words.Add(Paused.In(language, [string.Join(", ", paused)]));
        if (change is { TouchesData: true, RunsAfter: true })
            words.Add(Data.In(language));
        return string.Join(language == Language.Chinese ? "，" : ", ", words);
    }

    /// <summary>An object that is new or gone: with what becomes of it.</summary>
    public static string Whole(Language language, ObjectChange change)
        => $"{(change.IsThere ? '+' : '-')} {(change.Stays ? Stays.In(language, [$"{change.Kind}/{change.Name}"]) : $"{change.Kind}/{change.Name}")}";

    public static string Roles(Language language, IEnumerable<Role> roles) => string.Join(language == Language.Chinese ? "、" : ", ", roles.Select(role => Of(role).In(language)));

    /// <summary>As programs read it.</summary>
    public static string Key(Role role) => Of(role).English;

    public static string Key(Forecast forecast) => forecast switch
    {
        Forecast.Nothing => "nothing",
        Forecast.Changes => "changes",
        Forecast.Runs => "runs",
        Forecast.Reloads => "hotReload",
        Forecast.Starts => "starts",
        Forecast.Restarts => "rollingRestart",
        Forecast.Ends => "podsEnd",
        Forecast.Recreates => "recreate",
        Forecast.Refused => "refused",
        _ => "stops",
    };
}
