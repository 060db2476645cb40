using System.ComponentModel;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Why a program did not start, in words; the runtime's own are English alone, and long.</summary>
internal static class NotStarted
{
    private const int NoEntry = 2;
    private const int OtherForm = 8;
    private const int NoPermission = 13;

    public static LocalText Of(IOException problem, string program) => (problem.InnerException as Win32Exception)?.NativeErrorCode switch
    {
        NoEntry => new($"there is no program `{program}`", $"没有程序 `{program}`"),
        NoPermission => new($"`{program}` may not be run", $"没有执行 `{program}` 的权限"),
        OtherForm => new($"`{program}` is no program of this machine", $"`{program}` 不是本机可执行的程序"),
        { } code => new($"`{program}`: {problem.Message}", $"`{program}`：系统错误 {code}"),
        null => new(problem.Message, problem.Message),
    };
}

/// <summary>A length of time as definitions write it: <c>90s</c>, <c>5m</c>, <c>2h</c>.</summary>
internal static class LimitText
{
    private static readonly LocalText Longer = new("it took longer than {0}", "运行时间超过 {0}");

    public static string Of(TimeSpan limit) => limit.TotalSeconds % 3600 == 0 ? $"{limit.TotalHours:0}h" : limit.TotalSeconds % 60 == 0 ? $"{limit.TotalMinutes:0}m" : $"{limit.TotalSeconds:0}s";

    public static LocalText Exceeded(TimeSpan limit) => new(Longer.In(Language.English, [Of(limit)]), Longer.In(Language.Chinese, [Of(limit)]));
}
