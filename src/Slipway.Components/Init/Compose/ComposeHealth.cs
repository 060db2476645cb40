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

    public static Draft Read(Draft draft, ComposeService service)
    {
        if (service.Values.Map(service.Map, "healthcheck", service.Shown) is not { } check || SourceValues.Flag(check, "disable")
            || Command(check, service) is not { Count: > 0 } command)
            return draft;
        return DockerHealth.Into(draft, new DockerHealth(
            command,
            Seconds(check, "interval", service),
            Seconds(check, "timeout", service),
            Seconds(check, "start_period", service),
            service.Values.Number(check, "retries", $"{service.Shown}.healthcheck")), FromStartPeriod);
    }

    private static IReadOnlyList<string>? Command(MapNode check, ComposeService service)
        => SourceValues.Value(check, "test") switch
        {
            ScalarNode { Text: "NONE" } => null,
            ScalarNode script => ["/bin/sh", "-c", script.Text],
            ListNode => DockerHealth.Command(service.Values.Words(check, "test", $"{service.Shown}.healthcheck") ?? []),
            _ => null,
        };

    private static int? Seconds(MapNode check, string key, ComposeService service)
        => service.Values.Text(check, key, $"{service.Shown}.healthcheck") is { } text ? Amounts.Seconds(text.Text) : null;
}
