using Slipway.Yaml;

namespace Slipway.Components;

/// <param name="Path">As a person recognises it: the path that was given, or that folder's path and the way down.</param>
/// <param name="FromFolder">Found in a folder, not named itself.</param>
public sealed record DefinitionFile(string Path, bool FromFolder);

/// <param name="Files">Each file once, in the order given; a folder's files in ordinal order.</param>
public sealed record DefinitionFilesFound(IReadOnlyList<DefinitionFile> Files, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>Paths to files to bytes. What the file system refuses is a finding, never an exception.</summary>
public static class DefinitionFiles
{
    /// <summary>The largest file that is read, in MiB.</summary>
    public const int LargestMebibytes = 16;

    /// <summary>
    /// Files stay as given. A folder means every <c>*.yaml</c> and <c>*.yml</c> below it, without hidden files and folders and without what a
    /// <c>.slipwayignore</c> on the way names; linked folders are entered once.
    /// </summary>
    /// <param name="withJson">A folder means every <c>*.json</c> too.</param>
    public static DefinitionFilesFound Find(IEnumerable<string> paths, bool withJson = false)
    {
        var files = new List<DefinitionFile>();
        var findings = new List<Diagnostic>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
            foreach (var file in FindOne(path, withJson, findings))
                if (seen.Add(Path.GetFullPath(file.Path)))
                    files.Add(file);
        return new DefinitionFilesFound(files, findings);
    }

    /// <summary>Whether a folder means a file of this name.</summary>
    internal static bool IsTaken(string name, bool withJson)
        => name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || (withJson && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase));

    /// <summary>A file's bytes, or why they could not be had.</summary>
    public static (byte[]? Bytes, Diagnostic? Finding) ReadBytes(string path)
    {
        try
        {
            if (Directory.Exists(path))
                return (null, FileProblems.Say(FileRules.IsFolder, path));
            if (!FileKinds.IsOrdinary(path))
                return (null, FileProblems.Say(FileRules.NotOrdinary, path));
            return ReadAll(path) is { } bytes ? (bytes, null) : (null, FileProblems.Say(FileRules.TooLarge, path, LargestMebibytes.ToString()));
        }
        catch (Exception problem) when (FileProblems.IsOne(problem))
        {
            return (null, FileProblems.Finding(path, problem));
        }
    }

    /// <summary>Null for a file beyond the bound. The length that the file system tells is where reading begins, not what is believed: it may grow, and some files tell 0.</summary>
    private static byte[]? ReadAll(string path)
    {
        const int most = LargestMebibytes * 1024 * 1024;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[Math.Clamp(RandomAccess.GetLength(file), 1024, most) + 1];
        for (var length = 0; ;)
        {
            var read = RandomAccess.Read(file, bytes.AsSpan(length), length);
            length += read;
            if (length > most)
                return null;
            if (read == 0)
                return bytes[..length];
            if (length == bytes.Length)
                Array.Resize(ref bytes, Math.Min(bytes.Length * 2, most + 1));
        }
    }

    private static IEnumerable<DefinitionFile> FindOne(string path, bool withJson, List<Diagnostic> findings)
    {
        try
        {
            if ((File.GetAttributes(path) & FileAttributes.Directory) != 0)
                return InFolder(path, withJson, findings);
            if (FileKinds.IsOrdinary(path))
                return [new DefinitionFile(path, FromFolder: false)];
            findings.Add(FileProblems.Say(FileRules.NotOrdinary, path));
        }
        catch (Exception problem) when (FileProblems.IsOne(problem))
        {
            findings.Add(FileProblems.Finding(path, problem));
        }
        return [];
    }

    private static IEnumerable<DefinitionFile> InFolder(string folder, bool withJson, List<Diagnostic> findings)
    {
        var before = findings.Count;
        var found = new FolderWalk(folder, withJson, findings).Files();
        if (found.Count == 0 && findings.Count == before)
            findings.Add(FileProblems.Say(FileRules.NoYaml, folder));
        var prefix = folder is "." or "./" ? "" : folder;
        return found.Order(StringComparer.Ordinal).Select(name => new DefinitionFile(Path.Join(prefix, name), FromFolder: true));
    }
}
