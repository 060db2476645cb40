using System.Globalization;
using Slipway.Components;

namespace Slipway.Cli;

/// <summary>
/// What Helm programs said of their version, kept in the cache folder: asking costs a process, a tenth of a second of a large rendering. A program of
/// another size, time or path is asked again; a cache that cannot be read or written is none.
/// </summary>
internal sealed class HelmVersions(string folder)
{
    private const int Kept = 8;

    private readonly string file = Path.Combine(folder, "slipway", "helm-versions");

    /// <returns>Null when the program has to be asked.</returns>
    public string? Of(string program)
    {
        try
        {
            var key = Key(program);
            return Path.IsPathRooted(file) && Lines().FirstOrDefault(line => line.EndsWith(key, StringComparison.Ordinal)) is { } line ? line[..^key.Length] : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Keep(string program, string version)
    {
        if (!Path.IsPathRooted(file))
            return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var others = Lines().Where(line => !line.EndsWith($"\t{program}", StringComparison.Ordinal)).Take(Kept - 1);
            WholeFile.Write(file, string.Concat(others.Prepend($"{version}{Key(program)}").Select(line => $"{line}\n")), replace: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The next call asks Helm again.
        }
    }

    private string[] Lines() => File.Exists(file) && new FileInfo(file).Length < 64 * 1024 ? File.ReadAllLines(file) : [];

    private static string Key(string program)
    {
        // A link may be turned to another program without a change of its own.
        var real = new FileInfo(Path.GetFullPath(program)).ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? new FileInfo(program);
        return string.Create(CultureInfo.InvariantCulture, $"\t{real.Length}\t{real.LastWriteTimeUtc.Ticks}\t{program}");
    }
}
