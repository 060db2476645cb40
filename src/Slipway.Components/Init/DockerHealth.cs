using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A health check as Docker has it, in a Compose file or in an image. Times in seconds; null is Docker's default.</summary>
internal sealed record DockerHealth(IReadOnlyList<string> Words, int? Interval, int? Timeout, int? StartPeriod, long? Retries)
{
    /// <summary>What is run; null for <c>NONE</c>.</summary>
    public static IReadOnlyList<string>? Command(IReadOnlyList<string> test) => test switch
    {
        ["CMD-SHELL", var script, ..] => ["/bin/sh", "-c", script],
        ["CMD", ..] => [.. test.Skip(1)],
        _ => null,
    };

    public static Draft Into(Draft draft, DockerHealth health, LocalText startPeriod)
    {
        var question = Node.Map(("command", Node.List(health.Words.Select(word => (Node)Node.Of(word)))));
        var period = Math.Max(1, health.Interval is null or 0 ? 30 : health.Interval.Value);
        var failures = Math.Clamp(health.Retries is null or 0 ? 3 : health.Retries.Value, 1, 10_000);
        var times = new List<(string Name, long Value)> { ("timeoutSeconds", Math.Max(1, health.Timeout is null or 0 ? 30 : health.Timeout.Value)), ("periodSeconds", period) };
        var ready = new DraftProbe("exec", question, [.. times, .. failures == 3 ? Array.Empty<(string, long)>() : [("failureThreshold", failures)]]);
        draft = draft with { Readiness = ready };
        return health.StartPeriod is { } start and > 0
            ? draft with { Startup = new DraftProbe("exec", question, [.. times, ("failureThreshold", (start + period - 1) / period + failures)], startPeriod) }
            : draft;
    }
}
