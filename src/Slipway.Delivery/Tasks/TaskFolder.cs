using Slipway.Components;

namespace Slipway.Delivery;

/// <summary>
/// The folder of one run of a task's program: new, for its user alone, gone afterwards. Of a run that was killed the next one of the same installation takes it away: where it is stands in a
/// file beside the program, whose lock is held as long as the run goes on.
/// </summary>
internal sealed class TaskFolder : IDisposable
{
    private const string Prefix = "slipway-task-";
    private const string Notes = "running-";

    private readonly FileStream note;

    private TaskFolder(string path, FileStream note) => (Path, this.note) = (path, note);

    public string Path { get; }

    /// <param name="store">Where the program is kept: only its user may write there.</param>
    public static TaskFolder Make(string store)
    {
        foreach (var left in Directory.EnumerateFiles(store, Notes + "*").ToList())
            TakeAway(left);
        var path = TemporaryFolder.Make(Prefix).FullName;
        FileStream? note = null;
        try
        {
            note = new FileStream(System.IO.Path.Combine(store, Notes + System.IO.Path.GetFileName(path)[Prefix.Length..]), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            note.Write(System.Text.Encoding.UTF8.GetBytes(path));
            return new TaskFolder(path, note);
        }
        catch
        {
            Clear(path);
            note?.Dispose();
            throw;
        }
    }

    public string Sub(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    public void Dispose()
    {
        Clear(Path);
        // The name first, then the lock: nobody finds it without.
        File.Delete(note.Name);
        note.Dispose();
    }

    private static void TakeAway(string left)
    {
        try
        {
            using var held = new FileStream(left, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            using var text = new StreamReader(held, leaveOpen: true);
            // A run that was killed before it had written the path has not started anything.
            if (text.ReadToEnd() is var path && System.IO.Path.GetFileName(path).StartsWith(Prefix, StringComparison.Ordinal) && Directory.Exists(path))
                Clear(path);
            File.Delete(left);
        }
        catch (Exception running) when (running is IOException or UnauthorizedAccessException)
        {
            // Somebody asks the same task at this moment.
        }
    }

    private static void Clear(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What the program made unreadable for its own user stays in the temporary folder, which the system clears.
        }
    }
}
