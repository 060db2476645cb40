using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>A record as it was read: its events, how much of the file they fill, and what was wrong.</summary>
/// <param name="Torn">The bytes after the last whole line; a crash may leave them, and nothing else may.</param>
public sealed record JournalRead(IReadOnlyList<JournalEvent> Events, long Length, byte[] Torn, Diagnostic? Problem)
{
    public JournalHead Head => Events.Count == 0 ? JournalHead.None : new(Events[^1].Sequence, Events[^1].Hash) { Record = Events[0].Hash };
}

/// <summary>Reads and checks <c>journal.jsonl</c>.</summary>
public static class JournalFile
{
    public const string FileName = "journal.jsonl";

    /// <summary>An absent file is an empty record. Throws for what the file system refuses.</summary>
    public static JournalRead Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        return File.Exists(file) ? Check(file, File.ReadAllBytes(file)) : new([], 0, [], null);
    }

    internal static JournalRead Check(string file, byte[] content)
    {
        var events = new List<JournalEvent>();
        var head = JournalHead.None;
        var start = 0;
        while (start < content.Length)
        {
            var length = content.AsSpan(start).IndexOf((byte)'\n');
            // A line is written with its line feed in one piece, so what has none was never finished.
            if (length < 0)
                return new(events, start, content[start..], null);
            var (read, fault) = JournalEvent.Read(content.AsSpan(start, length));
            fault ??= Fault(read!, head);
            if (fault is not null)
                return start + length + 1 == content.Length && read is null && IsTorn(content.AsSpan(start, length))
                    ? new(events, start, content[start..], null)
                    : new(events, start, [], JournalRules.ChainBroken.With(file, $"{events.Count + 1}", fault));
            events.Add(read!);
            head = new(read!.Sequence, read.Hash);
            start += length + 1;
        }
        return new(events, content.Length, [], null);
    }

    // After a power failure the last block may be zeros although the length was already written.
    private static bool IsTorn(ReadOnlySpan<byte> line) => line.Contains((byte)0);

    private static string? Fault(JournalEvent read, JournalHead head)
    {
        if (read.Previous != head.Hash)
            return "it does not follow the line before";
        return read.Sequence != head.Sequence + 1 ? $"its number is {read.Sequence}, expected {head.Sequence + 1}" : null;
    }
}
