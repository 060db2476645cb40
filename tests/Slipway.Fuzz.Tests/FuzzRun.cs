using System.Diagnostics;

namespace Slipway.Fuzz.Tests;

/// <param name="Count">Inputs that were tried.</param>
/// <param name="Thorough">Inputs that were also formatted and fixed.</param>
/// <param name="Formatted">Those of them that are YAML, so that there was something to format.</param>
internal sealed record FuzzResult(int Seed, long Count, TimeSpan Time, long Thorough, long Formatted, IReadOnlyList<(long Number, byte[] Input, string Broken)> Failures);

/// <summary>Input after input on all cores, until a number or a time is reached or something fails.</summary>
internal static class FuzzRun
{
    /// <summary>Every so many inputs one is also formatted and fixed.</summary>
    private const int Thorough = 8;

    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(60);

    public static FuzzResult Run(int seed, long count, TimeSpan time, Action<string> say)
    {
        var corpus = Corpus.Read();
        var (clock, next, tried, formatted) = (Stopwatch.StartNew(), 0L, 0L, 0L);
        var failures = new List<(long Number, byte[] Input, string Broken)>();
        var current = new (long Number, long Since)[Environment.ProcessorCount];
        using var watch = new Timer(_ => Watch(seed, current, corpus, clock, ref tried, say), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
        var threads = Enumerable.Range(0, current.Length).Select(core => new Thread(() =>
        {
            while (clock.Elapsed < time && Volatile.Read(ref failures).Count == 0 && Interlocked.Increment(ref next) is var number && number <= count)
            {
                current[core] = (number, Stopwatch.GetTimestamp());
                var input = Mutation.Make(seed, number, corpus);
                var isThorough = number % Thorough == 0;
                if (isThorough && Properties.IsFormatted(input))
                    Interlocked.Increment(ref formatted);
                if (Properties.Broken(input, isThorough) is { } broken)
                    lock (failures)
                        failures.Add((number, input, broken));
                Interlocked.Increment(ref tried);
            }
            current[core] = (0, long.MaxValue);
        }, maxStackSize: 1024 * 1024)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return new FuzzResult(seed, tried, clock.Elapsed, tried / Thorough, formatted, [.. failures.Select(f => (f.Number, Shrink.Smallest(f.Input, f.Broken), f.Broken))]);
    }

    /// <summary>Tells how far it is; ends the process where one input takes for ever, since nothing else could end it.</summary>
    private static void Watch(int seed, (long Number, long Since)[] current, Corpus corpus, Stopwatch clock, ref long tried, Action<string> say)
    {
        say($"{Volatile.Read(ref tried):N0} inputs in {clock.Elapsed.TotalSeconds:0} s");
        foreach (var (number, since) in current)
            if (number > 0 && since != long.MaxValue && Stopwatch.GetElapsedTime(since) > Stuck)
            {
                var file = Keep(seed, number, Mutation.Make(seed, number, corpus));
                Environment.FailFast($"Input {number} of seed {seed} takes longer than {Stuck.TotalSeconds} s; it is kept as {file}.");
            }
    }

    public static string Keep(int seed, long number, byte[] input)
    {
        var file = Path.Combine(Path.GetTempPath(), $"slipway-fuzz-{seed}-{number}.yaml");
        File.WriteAllBytes(file, input);
        return file;
    }
}
