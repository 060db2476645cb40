namespace Slipway.Delivery;

/// <summary>Which of the acts that depend on each other may begin now. Knows no threads: one asks it and tells it at a time.</summary>
internal sealed class Agenda<T>(IReadOnlyList<T> items, Func<T, string> name, Func<T, IEnumerable<string>> after, int atOnce)
    where T : class
{
    private readonly HashSet<string> open = items.Select(name).ToHashSet(StringComparer.Ordinal);
    private readonly List<T> waiting = [.. items];
    private int running;

    /// <summary>One was not done: no other begins.</summary>
    public bool Failed { get; private set; }

    /// <summary>Some have not begun.</summary>
    public bool Waits => waiting.Count > 0;

    /// <summary>The first of the list that may begin, which then counts as begun; null when none may before another ends.</summary>
    public T? Next()
    {
        if (Failed || running >= atOnce)
            return null;
        // Circles were refused long before; should one slip through, the written order is better than no end.
        var next = waiting.Find(one => !after(one).Any(open.Contains)) ?? (running == 0 ? waiting.FirstOrDefault() : null);
        if (next is null)
            return null;
        waiting.Remove(next);
        running++;
        return next;
    }

    /// <param name="done">False keeps all others from beginning, those that come after it and those that do not.</param>
    public void Ended(T which, bool done)
    {
        running--;
        if (done)
            open.Remove(name(which));
        else
            Failed = true;
    }
}
