using System.Text;

namespace Slipway.Delivery;

/// <summary>
/// New files wait in a folder inside the directory, hence on the same file system. The list of what to remove is written last and seals the stage: an
/// unsealed stage is thrown away, a sealed one can be completed any number of times.
/// </summary>
internal static class DirectoryStage
{
    private const string FolderName = ".slipway-staged";
    private const string SealName = "sealed";
    private const string NewFiles = "new";

    public static void Seal(string folder, IReadOnlyDictionary<string, byte[]> changed, IReadOnlyList<string> gone, byte[] index)
    {
        var stage = Path.Combine(folder, FolderName);
        if (Directory.Exists(stage))
            Directory.Delete(stage, recursive: true);
        var fresh = Path.Combine(stage, NewFiles);
        DurableFile.CreateFolder(fresh);
        foreach (var (path, content) in changed)
        {
            DurableFile.CreateFolder(Path.Combine(fresh, Path.GetDirectoryName(path)!));
            DurableFile.Write(Path.Combine(fresh, path), content);
        }
        DurableFile.Write(Path.Combine(stage, DirectoryIndex.FileName), index);
        DurableFile.Write(Path.Combine(stage, SealName), Encoding.UTF8.GetBytes(string.Concat(gone.Select(p => p + "\n"))));
    }

    public static void Complete(string folder)
    {
        var stage = Path.Combine(folder, FolderName);
        var seal = Path.Combine(stage, SealName);
        if (File.Exists(seal))
        {
            var fresh = Path.Combine(stage, NewFiles);
            foreach (var file in Directory.EnumerateFiles(fresh, "*", SearchOption.AllDirectories).ToList())
            {
                var path = Path.GetRelativePath(fresh, file).Replace('\\', '/');
                if (!DirectoryIndex.IsOurs(path))
                    continue;
                var target = Path.Combine(folder, path);
                DurableFile.CreateFolder(Path.GetDirectoryName(target)!);
                File.Move(file, target, overwrite: true);
                DurableFile.FlushFolder(Path.GetDirectoryName(target)!);
            }
            foreach (var path in File.ReadAllLines(seal).Where(DirectoryIndex.IsOurs))
                Remove(folder, path);
            var index = Path.Combine(stage, DirectoryIndex.FileName);
            if (File.Exists(index))
                File.Move(index, Path.Combine(folder, DirectoryIndex.FileName), overwrite: true);
            DurableFile.FlushFolder(folder);
            File.Delete(seal);
        }
        if (Directory.Exists(stage))
            Directory.Delete(stage, recursive: true);
    }

    private static void Remove(string folder, string path)
    {
        var full = Path.Combine(folder, path);
        // The component's folder may be gone already when a completion is completed.
        if (File.Exists(full))
            File.Delete(full);
        var parent = Path.GetDirectoryName(full)!;
        if (Directory.Exists(parent) && !Directory.EnumerateFileSystemEntries(parent).Any())
            Directory.Delete(parent);
    }
}
