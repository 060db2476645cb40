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
    public static DefinitionFilesFound Find(IEnumerable<string> paths)
    {
        var files = new List<DefinitionFile>();
        var findings = new List<Diagnostic>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
            foreach (var file in FindOne(path, findings))
                if (seen.Add(Path.GetFullPath(file.Path)))
                    files.Add(file);
        return new DefinitionFilesFound(files, findings);
    }

    /// <summary>A file's bytes, or why they could not be had.</summary>
    public static (byte[]? Bytes, Diagnostic? Finding) ReadBytes(string path)
    {
        try
        {
            if (Directory.Exists(path))
                return (null, FileProblems.Say(FileRules.IsFolder, path));
            if (!FileKinds.IsOrdinary(path))
                return (null, FileProblems.Say(FileRules.NotOrdinary, path));
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            var chunk = new byte[64 * 1024];
            for (var read = stream.Read(chunk); read > 0; read = stream.Read(chunk))
            {
                bytes.Write(chunk, 0, read);
                if (bytes.Length > LargestMebibytes * 1024L * 1024)
                    return (null, FileProblems.Say(FileRules.TooLarge, path, LargestMebibytes.ToString()));
            }
            return (bytes.ToArray(), null);
        }
        catch (Exception problem) when (FileProblems.IsOne(problem))
        {
            return (null, FileProblems.Finding(path, problem));
        }
    }

    private static IEnumerable<DefinitionFile> FindOne(string path, List<Diagnostic> findings)
    {
        try
        {
            if ((File.GetAttributes(path) & FileAttributes.Directory) != 0)
                return InFolder(path, findings);
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

    private static IEnumerable<DefinitionFile> InFolder(string folder, List<Diagnostic> findings)
    {
        var before = findings.Count;
        var found = new FolderWalk(folder, findings).Files();
        if (found.Count == 0 && findings.Count == before)
            findings.Add(FileProblems.Say(FileRules.NoYaml, folder));
        var prefix = folder is "." or "./" ? "" : folder;
        return found.Order(StringComparer.Ordinal).Select(name => new DefinitionFile(Path.Join(prefix, name), FromFolder: true));
    }
}
