using System.Text;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The folder that <c>render</c> writes. A list of its files in it says that it is ours; anything not on the list is somebody else's.</summary>
internal static class RenderedFolder
{
    public const string Marker = ".slipway-rendered";

    private const string Aside = ".slipway-new-";

    /// <summary>Null when done, else why not; then nothing was changed.</summary>
    public static Diagnostic? Write(string folder, Component component, GenericChart chart)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var old = Files(folder);
            if (old.Count > 0 && !IsOurs(folder, old))
                return Diagnostic.Of(ProgramRules.FolderNotOurs, (Location?)null, folder);
            Replace(folder, old, component, chart);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return Diagnostic.Of(ProgramRules.NotWritten, (Location?)null, folder, refused.Message);
        }
    }

    private static List<string> Files(string folder)
        => [.. Directory.EnumerateFileSystemEntries(folder, "*", Everything)
            .Where(path => !Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any() || File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint))
            .Select(path => Path.GetRelativePath(folder, path))];

    private static EnumerationOptions Everything => new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private static bool IsOurs(string folder, IEnumerable<string> files)
    {
        var marker = Path.Combine(folder, Marker);
        if (!File.Exists(marker))
            return false;
        var ours = File.ReadAllLines(marker).Append(Marker).ToHashSet(StringComparer.Ordinal);
        return files.All(file => ours.Contains(file) || file.StartsWith(Aside, StringComparison.Ordinal));
    }

    // The new files are complete beside the old ones before any old one goes, so a full disk leaves the old ones. While files move, the list
    // names old and new ones: after a crash in between the folder is still known as ours.
    private static void Replace(string folder, IReadOnlyList<string> old, Component component, GenericChart chart)
    {
        var aside = Path.Combine(folder, $"{Aside}{Environment.ProcessId}");
        try
        {
            chart.Write(Path.Combine(aside, "chart"));
            File.WriteAllText(Path.Combine(aside, "values.yaml"), YamlWriter.Write(component.Values), new UTF8Encoding(false));
            var files = Files(aside).Order(StringComparer.Ordinal).ToList();
            File.WriteAllLines(Path.Combine(aside, Marker), files, new UTF8Encoding(false));
            File.WriteAllLines(Path.Combine(folder, Marker), old.Concat(files).Distinct(StringComparer.Ordinal), new UTF8Encoding(false));
            foreach (var file in old.Where(file => file != Marker))
                File.Delete(Path.Combine(folder, file));
            foreach (var file in files.Append(Marker))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
                File.Move(Path.Combine(aside, file), Path.Combine(folder, file), overwrite: true);
            }
        }
        finally
        {
            if (Directory.Exists(aside))
                Directory.Delete(aside, recursive: true);
        }
        RemoveEmpty(folder);
    }

    private static void RemoveEmpty(string folder)
    {
        foreach (var below in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories).OrderByDescending(path => path.Length))
            if (!Directory.EnumerateFileSystemEntries(below).Any())
                Directory.Delete(below);
    }
}
