using System.Text.Json.Nodes;
using Microsoft.Win32.SafeHandles;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>A record opened for writing, or why it cannot be; notes say what was mended on opening.</summary>
public sealed record JournalOpened(RunJournal? Journal, IReadOnlyList<Diagnostic> Notes);

/// <summary>
/// The record of one installation, opened for writing by one process. An event is on the disk before <see cref="Append"/> returns.
/// </summary>
public sealed class RunJournal : IDisposable
{
    private readonly FileStream held;
    private readonly SafeFileHandle file;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly List<JournalEvent> events;
    private long length;

    private RunJournal(string folder, FileStream held, SafeFileHandle file, JournalRead read, TimeProvider time)
    {
        Folder = folder;
        this.held = held;
        this.file = file;
        this.time = time;
        events = [.. read.Events];
        length = read.Length;
        Head = read.Head;
    }

    public string Folder { get; }

    public JournalHead Head { get; private set; }

    public IReadOnlyList<JournalEvent> Events => events;

    /// <summary>Takes the lock, checks the whole chain, and sets a torn last line aside.</summary>
    public static JournalOpened Open(string folder, TimeProvider time)
    {
        FileStream? held = null;
        try
        {
            DurableFile.CreateFolder(folder);
            held = JournalLock.Take(folder, out var problem);
            if (held is null)
                return new(null, [problem!]);
            var read = JournalFile.Read(folder);
            if (read.Problem is not null)
            {
                held.Dispose();
                return new(null, [read.Problem]);
            }
            var path = Path.Combine(folder, JournalFile.FileName);
            var handle = DurableFile.OpenForAppend(path);
            List<Diagnostic> notes = read.Torn.Length == 0 ? [] : [SetAside(folder, handle, read)];
            return new(new RunJournal(folder, held, handle, read, time), notes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            return new(null, [JournalRules.Unreadable.With(folder, e.Message)]);
        }
    }

    /// <summary>Writes one event and forces it to the disk. Throws IOException when the disk refuses: a run that cannot be recorded must not go on.</summary>
    public JournalEvent Append(string installation, string run, string kind, JsonObject data)
    {
        lock (gate)
        {
            var made = JournalEvent.After(Head, time.GetUtcNow(), installation, run, kind, data);
            var line = made.Line();
            Write(line);
            length += line.Length;
            Head = new(made.Sequence, made.Hash) { Record = Head.Record.Length > 0 ? Head.Record : made.Hash };
            events.Add(made);
            return made;
        }
    }

    public void Dispose()
    {
        file.Dispose();
        held.Dispose();
    }

    /// <summary>A disk that filled up on the way has half a line: it goes again, so that the record ends as it did before.</summary>
    private void Write(byte[] line)
    {
        try
        {
            RandomAccess.Write(file, line, length);
            RandomAccess.FlushToDisk(file);
        }
        catch (IOException)
        {
            RandomAccess.SetLength(file, length);
            throw;
        }
    }

    private static Diagnostic SetAside(string folder, SafeFileHandle handle, JournalRead read)
    {
        var number = 1;
        while (File.Exists(Path.Combine(folder, $"journal.torn-{number}")))
            number++;
        var aside = $"journal.torn-{number}";
        DurableFile.Write(Path.Combine(folder, aside), read.Torn);
        // Only now may it go: at no moment are the bytes nowhere.
        RandomAccess.SetLength(handle, read.Length);
        RandomAccess.FlushToDisk(handle);
        return JournalRules.TornLine.With(Path.Combine(folder, JournalFile.FileName), aside);
    }
}

/// <summary>One writer at a time. The lock belongs to the open file, so it goes when the process goes, however it goes.</summary>
internal static class JournalLock
{
    private const string FileName = "lock";

    /// <summary>EAGAIN, as .NET passes it on where another process holds the lock: every other failure is one of the disk or of permissions, and is told as what it is.</summary>
    private const int WouldBlock = 11;

    public static FileStream? Take(string folder, out Diagnostic? problem)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            problem = null;
            return Signed(folder, held);
        }
        catch (IOException e) when (e.HResult == WouldBlock)
        {
            var holder = Path.Combine(folder, "lock-holder");
            problem = JournalRules.LockHeld.With(path, File.Exists(holder) && File.ReadAllText(holder) is { Length: > 0 } who ? who : "?");
            return null;
        }
    }

    /// <summary>Who holds it is for people alone: what keeps it from being written, such as a full disk, keeps the record itself from being written next, and is told there.</summary>
    private static FileStream Signed(string folder, FileStream held)
    {
        try
        {
            File.WriteAllText(Path.Combine(folder, "lock-holder"), $"{Environment.UserName}@{Environment.MachineName}, PID {Environment.ProcessId}");
        }
        catch (IOException)
        {
        }
        return held;
    }
}
