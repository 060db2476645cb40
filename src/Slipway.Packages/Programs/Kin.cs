using System.Globalization;

namespace Slipway.Packages;

/// <summary>
/// What a program has started, as far as it was seen while its parents lived: a child that clears its environment, and with it the mark, is still somebody's child until that one ends.
/// Known by number and moment of birth, for numbers are given again.
/// </summary>
internal sealed class Kin : IAsyncDisposable
{
    /// <summary>Who lets go of a child faster than this, and clears its environment, loses it for us.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<int, string> seen = [];
    private readonly Lock gate = new();
    private readonly CancellationTokenSource over = new();
    private readonly Task watching;

    private Kin(int leader, bool isAsked)
    {
        if (Of(leader) is { } first)
            seen[leader] = first.Born;
        watching = isAsked ? Task.Run(Watch) : Task.CompletedTask;
    }

    /// <summary>Looks from now on, until it is disposed.</summary>
    /// <param name="isAsked">False where nobody wants to know.</param>
    public static Kin Of(System.Diagnostics.Process leader, bool isAsked) => new(leader.Id, isAsked);

    /// <summary>Those that are there now, the leader too.</summary>
    public IReadOnlyList<int> Alive()
    {
        var all = All();
        lock (gate)
        {
            Add(all);
            return [.. seen.Where(one => all.TryGetValue(one.Key, out var now) && now.Born == one.Value && !now.HasEnded).Select(one => one.Key)];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync().ConfigureAwait(false);
        await watching.ConfigureAwait(false);
        over.Dispose();
    }

    private async Task Watch()
    {
        // Processes live by no other clock than the machine's.
        using var timer = new PeriodicTimer(Pause, TimeProvider.System);
        try
        {
            do
            {
                var all = All();
                lock (gate)
                    Add(all);
            }
            while (await timer.WaitForNextTickAsync(over.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The program has ended.
        }
    }

    private void Add(Dictionary<int, Seen> all)
    {
        var children = all.ToLookup(one => one.Value.Parent, one => one.Key);
        var open = new Queue<int>(seen.Where(one => all.TryGetValue(one.Key, out var now) && now.Born == one.Value).Select(one => one.Key));
        while (open.TryDequeue(out var parent))
            foreach (var child in children[parent])
                if (seen.GetValueOrDefault(child) != all[child].Born)
                {
                    seen[child] = all[child].Born;
                    open.Enqueue(child);
                }
    }

    private static Dictionary<int, Seen> All()
    {
        var all = new Dictionary<int, Seen>();
        foreach (var folder in ProgramGroup.IsPossible ? Directory.EnumerateDirectories("/proc") : [])
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Of(id) is { } one)
                all[id] = one;
        return all;
    }

    /// <returns>Null for one that is not there.</returns>
    private static Seen? Of(int id)
    {
        try
        {
            // As in proc(5): PID (NAME) STATE PPID … with the moment of birth as the 22nd field; a name may have blanks and parentheses.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return fields.Length > 19 ? new Seen(int.Parse(fields[1], CultureInfo.InvariantCulture), fields[19], fields[0] is "Z" or "X") : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Seen(int Parent, string Born, bool HasEnded);
}
