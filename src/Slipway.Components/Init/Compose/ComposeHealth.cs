using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// A Compose health check. Compose never restarts by it, it only holds dependents back: so it is the readiness probe. Times that are not written
/// are Docker's: every 30 s, 30 s to answer, 3 failures.
/// </summary>
internal static class ComposeHealth
{
    private static readonly LocalText FromStartPeriod = new(
        "inferred from healthcheck.start_period", "由 healthcheck.start_period 推断");

    private static readonly Home NoTest = Home.Other(
        "it has no `test` of the form `CMD …` or `CMD-SHELL …`; what the image itself asks is not known here", "其中没有 `CMD …` 或 `CMD-SHELL …` 形式的 `test`；这里不知道镜像自带的检查",
        "write the probes under `container.health`", "请在 `container.health` 下写出探针");

    private static readonly Home NoNumber = Home.Other(
        "it is negative", "它是负数",
        "write the number of failures under `container.health`", "请在 `container.health` 下写出失败次数");

    public static Home NoTime { get; } = Home.Other(
        "it is no time such as `1m30s`, or more than a month", "它不是 `1m30s` 这样的时间，或者超过一个月",
        "write it in seconds into the definition", "请在服务定义中以秒为单位写出");

    public static Draft Read(Draft draft, ComposeService service)
    {
        if (service.Values.Map(service.Map, "healthcheck", service.Shown) is not { Count: > 0 } check || SourceValues.Flag(check, "disable") || IsNone(check))
            return draft;
        if (Command(check, service) is not { Count: > 0 } command)
        {
            service.Values.Tell(service.Map.Entry("healthcheck")!.Key, $"{service.Shown}.healthcheck", NoTest);
            return draft;
        }
        return DockerHealth.Into(draft, new DockerHealth(
            command,
            Seconds(check, "interval", service),
            Seconds(check, "timeout", service),
            Seconds(check, "start_period", service)?.Value,
            Retries(check, service)), FromStartPeriod);
    }

    private static bool IsNone(MapNode check) => SourceValues.Value(check, "test") is ScalarNode { Text: "NONE" } or ListNode { Items: [ScalarNode { Text: "NONE" }, ..] };

    private static IReadOnlyList<string>? Command(MapNode check, ComposeService service)
        => SourceValues.Value(check, "test") switch
        {
            ScalarNode script => ["/bin/sh", "-c", script.Text],
            ListNode => DockerHealth.Command(service.Values.Words(check, "test", $"{service.Shown}.healthcheck") ?? []),
            _ => null,
        };

    /// <summary>Whole seconds, rounded up; zero is Docker's default, which for the start is none.</summary>
    private static HealthNumber? Seconds(MapNode check, string key, ComposeService service)
    {
        var shown = $"{service.Shown}.healthcheck";
        if (service.Values.Text(check, key, shown) is not { } text)
            return null;
        if (Amounts.ExactSeconds(text.Text) is not { } exact)
        {
            service.Values.Tell(text, $"{shown}.{key}", NoTime);
            return null;
        }
        var seconds = exact > 0 ? (long)Math.Ceiling(exact) : key == "start_period" ? 0 : DockerHealth.DefaultSeconds;
        return new HealthNumber(seconds, seconds == exact ? null : DraftNames.InferredFrom(text.Text));
    }

    private static HealthNumber? Retries(MapNode check, ComposeService service)
    {
        var shown = $"{service.Shown}.healthcheck";
        if (service.Values.Number(check, "retries", shown) is not { } written)
            return null;
        if (written < 0)
        {
            service.Values.Tell(check["retries"]!, $"{shown}.retries", NoNumber);
            return null;
        }
        var retries = written == 0 ? DockerHealth.DefaultRetries : Math.Min(written, 10_000);
        return new HealthNumber(retries, retries == written ? null : DraftNames.InferredFrom($"{written}"));
    }
}
