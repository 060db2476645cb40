using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A number of a health check, and why it is not the one that was written; null where it is.</summary>
internal sealed record HealthNumber(long Value, LocalText? Why = null);

/// <summary>A health check as Docker has it, in a Compose file or in an image. Times in seconds; null is Docker's default.</summary>
internal sealed record DockerHealth(IReadOnlyList<string> Words, HealthNumber? Interval, HealthNumber? Timeout, long? StartPeriod, HealthNumber? Retries)
{
    public const int DefaultSeconds = 30;
    public const int DefaultRetries = 3;

    /// <summary>What is run; null for <c>NONE</c>.</summary>
    public static IReadOnlyList<string>? Command(IReadOnlyList<string> test) => test switch
    {
        ["CMD-SHELL", var script, ..] => ["/bin/sh", "-c", script],
        ["CMD", ..] => [.. test.Skip(1)],
        _ => null,
    };

    public static Draft Into(Draft draft, DockerHealth health, LocalText startPeriod)
    {
        var question = Node.Map(("command", Node.List(health.Words.Select(word => (Node)Node.Of(ShellWords.Literal(word))))));
        var (interval, timeout, retries) = (health.Interval ?? new(DefaultSeconds), health.Timeout ?? new(DefaultSeconds), health.Retries ?? new(DefaultRetries));
        var times = new List<(string Name, long Value)> { ("timeoutSeconds", timeout.Value), ("periodSeconds", interval.Value) };
        // What Kubernetes would take anyway is left out, but not where it is none that was written.
        var isSaid = retries.Value != DefaultRetries || retries.Why is not null;
        var ready = new DraftProbe("exec", question, [.. times, .. isSaid ? [("failureThreshold", retries.Value)] : Array.Empty<(string, long)>()])
        {
            TimesWhy = [("timeoutSeconds", timeout.Why), ("periodSeconds", interval.Why), ("failureThreshold", retries.Why)],
        };
        draft = draft with { Readiness = ready };
        return health.StartPeriod is { } start and > 0
            ? draft with { Startup = ready.With("failureThreshold", (start + interval.Value - 1) / interval.Value + retries.Value, startPeriod) }
            : draft;
    }
}
