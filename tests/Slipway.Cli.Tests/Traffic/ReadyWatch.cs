using System.Collections.Concurrent;
using System.Diagnostics;
using Slipway.Testing;

namespace Slipway.Cli.Tests.Traffic;

/// <summary>How a Deployment stood after one of its changes.</summary>
/// <param name="Least">Fewer ready pods than this are too few: replicas less maxUnavailable, of the smaller count where one goes to another.</param>
internal sealed record Stand(DateTime At, string While, int Replicas, int Ready, int Least)
{
    public override string ToString() => $"{At:HH:mm:ss.fff} while {While}: {Ready} ready of {Replicas}, at least {Least}";
}

/// <summary>Every change of a Deployment's counts, by a watch: what lies between two looks is seen, too.</summary>
internal sealed class ReadyWatch : IDisposable
{
    private const string Counts = "{.spec.replicas}/{.status.readyReplicas}/{.spec.strategy.rollingUpdate.maxUnavailable}{\"\\n\"}";

    private readonly Process kubectl;
    private readonly Task reading;
    private readonly ConcurrentQueue<Stand> seen = new();
    private volatile Floor floor = new("nothing", 0);

    private sealed record Floor(string While, int Least);

    public ReadyWatch(string space, string deployment)
    {
        kubectl = Process.Start(new ProcessStartInfo(
            TestEnvironment.Needs("kubectl"), ["-n", space, "get", "deployment", deployment, "--watch", "-o", $"jsonpath={Counts}"])
        { RedirectStandardOutput = true })!;
        reading = Task.Run(Read);
    }

    public IReadOnlyList<Stand> Seen => [.. seen];

    public IEnumerable<Stand> TooFew => seen.Where(s => s.Ready < s.Least);

    /// <summary>From here on.</summary>
    public void Expect(string during, int least) => floor = new(during, least);

    private async Task Read()
    {
        while (await kubectl.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
            if (line.Split('/') is [var replicas, var ready, var unavailable])
            {
                var now = floor;
                seen.Enqueue(new(DateTime.UtcNow, now.While, Number(replicas), Number(ready), now.Least - Number(unavailable)));
            }
    }

    private static int Number(string text) => text.Length == 0 ? 0 : int.Parse(text, null);

    public void Dispose()
    {
        kubectl.Kill();
        reading.Wait(TimeSpan.FromSeconds(5));
        kubectl.Dispose();
    }
}
