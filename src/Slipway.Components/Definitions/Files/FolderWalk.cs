using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The YAML files below a folder, and JSON ones where these are wanted.</summary>
internal sealed class FolderWalk(string folder, bool withJson, List<Diagnostic> findings)
{
    private readonly HashSet<string> entered = new(StringComparer.Ordinal);
    private readonly List<string> files = [];

    /// <summary>Paths relative to the folder, separated by <c>/</c>, in no order.</summary>
    public IReadOnlyList<string> Files()
    {
        Enter(folder, "", []);
        return files;
    }

    private void Enter(string path, string relative, IReadOnlyList<IgnoreFile> ignores)
    {
        try
        {
            // A link may lead back up; by its real path each folder is entered once.
            if (!entered.Add(RealPath(path)))
                return;
            // What is in a chart belongs to Helm; an application names the chart as a whole.
            if (relative.Length > 0 && File.Exists(Path.Join(path, "Chart.yaml")))
                return;
            if (IgnoreFile.Read(path, relative, findings) is { } own)
                ignores = [.. ignores, own];
            foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
                Take(entry, relative.Length == 0 ? entry.Name : $"{relative}/{entry.Name}", ignores);
        }
        catch (Exception problem) when (FileProblems.IsOne(problem))
        {
            findings.Add(FileProblems.Finding(path, problem));
        }
    }

    private void Take(FileSystemInfo entry, string relative, IReadOnlyList<IgnoreFile> ignores)
    {
        var isFolder = (entry.Attributes & FileAttributes.Directory) != 0;
        if (entry.Name.StartsWith('.') || IgnoreFile.Ignores(ignores, relative, isFolder))
            return;
        if (isFolder)
            Enter(Path.Join(folder, relative), relative, ignores);
        else if (DefinitionFiles.IsTaken(entry.Name, withJson))
            files.Add(relative);
    }

    /// <summary>The path with every link on the way followed.</summary>
    private static string RealPath(string path)
    {
        var real = Path.GetPathRoot(Path.GetFullPath(path))!;
        foreach (var part in Path.GetFullPath(path)[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Join(real, part);
            real = Directory.ResolveLinkTarget(Path.GetFullPath(next), returnFinalTarget: true)?.FullName ?? next;
        }
        return real;
    }
}
