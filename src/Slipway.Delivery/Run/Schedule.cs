using System.Runtime.ExceptionServices;

namespace Slipway.Delivery;

/// <summary>Acts that depend on each other, side by side where they may.</summary>
public static class Schedule
{
    /// <summary>How many act at a time where nobody says it.</summary>
    public const int Default = 8;

    /// <summary>More than this a cluster's API server would not thank for, and every one of them may be a process of its own.</summary>
    public const int Most = 64;

    /// <summary>
    /// Each act begins when all that it comes after are done, at most <paramref name="atOnce"/> at a time, the earlier of the list first. After one that is not done,
    /// one that throws, or a cancellation, no other begins; those that have begun come to their end.
    /// </summary>
    /// <param name="after">Names that an act comes after; those that are not in the list count as done.</param>
    /// <param name="act">Whether it is done. Is called on other threads.</param>
    /// <returns>True when all were done. The first exception is thrown once nothing acts any more.</returns>
    public static async Task<bool> Run<T>(
        IReadOnlyList<T> items, Func<T, string> name, Func<T, IEnumerable<string>> after, int atOnce, Func<T, Task<bool>> act, CancellationToken cancellation = default)
        where T : class
    {
        var agenda = new Agenda<T>(items, name, after, atOnce);
        var running = new Dictionary<Task<bool>, T>();
        Exception? thrown = null;
        while (true)
        {
            while (!cancellation.IsCancellationRequested && agenda.Next() is { } next)
                running.Add(Task.Run(() => act(next), CancellationToken.None), next);
            if (running.Count == 0)
                break;
            await Task.WhenAny(running.Keys).ConfigureAwait(false);
            // All that have ended, before another begins: the failed one may be any of them.
            foreach (var (ended, which) in running.Where(pair => pair.Key.IsCompleted).ToList())
            {
                running.Remove(ended);
                try
                {
                    agenda.Ended(which, await ended.ConfigureAwait(false));
                }
                catch (Exception e)
                {
                    // Nobody is to be left acting behind the caller's back: it is thrown once all have ended.
                    agenda.Ended(which, done: false);
                    thrown = thrown is null or OperationCanceledException ? e : thrown;
                }
            }
        }
        if (thrown is not null)
            ExceptionDispatchInfo.Throw(thrown);
        if (agenda.Waits)
            cancellation.ThrowIfCancellationRequested();
        return !agenda.Failed;
    }
}
