using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// What <c>build</c> takes from the definition's folder, as items of layers at the places that the definition names. Nothing from outside that folder gets in:
/// a link on the way to what is named is followed only inside it, and a link in a copied folder stays a link, which may not lead out of that folder.
/// </summary>
/// <param name="target">What will be written: it may not stand in what is copied, or the next build would find it there.</param>
internal sealed class SourceFiles(string folder, string target, List<Diagnostic> findings)
{
    private const UnixFileMode AnyRead = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const int FolderMode = 0b111_101_101;
    private const int FileMode = 0b110_100_100;

    /// <summary>What fits into the size field of every tar reader.</summary>
    public const long LargestFile = (8L << 30) - 1;

    private readonly string real = RealPath.Of(folder.Length == 0 ? "." : folder) ?? folder;

    /// <summary>Null where it is told why there is none.</summary>
    public LayerItem? Binary(BuildDefinition build)
    {
        if (Find(build.Binary) is not { } path)
            return null;
        if (Directory.Exists(path))
            return No(BuildRules.BinaryIsFolder, build.Binary);
        return File(build.Binary, path, Place(build.Path.Value), FolderMode, (0, 0));
    }

    public IEnumerable<LayerItem> Files(BuildFile file)
    {
        if (Find(file.From) is not { } path)
            return [];
        if (Directory.Exists(path))
            return Tree(file, path);
        return File(file.From, path, Place(file.To.Value), Mode(file, path), Owner(file.Owner.Value)) is { } item ? [item] : [];
    }

    /// <summary>User and group; a user alone has the group of the same number.</summary>
    public static (uint User, uint Group) Owner(string owner)
    {
        var parts = owner.Split(':');
        return (uint.Parse(parts[0]), uint.Parse(parts[^1]));
    }

    private string? Find(Placed<string> named)
    {
        var written = Path.Combine(real, named.Value.Replace('\\', '/').TrimEnd('/'));
        if (RealPath.Of(written) is not { } path)
            return Told(BuildRules.LeadsOut, named, "> 40 links");
        if (!RealPath.IsIn(real, path))
            return Told(BuildRules.LeadsOut, named, path);
        return Path.Exists(path) ? path : Told(BuildRules.NotThere, named);

        string? Told(Rule rule, Placed<string> at, params string[] more)
        {
            No(rule, at, more);
            return null;
        }
    }

    private LayerItem? No(Rule rule, Placed<string> at, params string[] more)
    {
        findings.Add(new Diagnostic(rule, at.At, [at.Value, .. more]));
        return null;
    }

    /// <summary>A folder and all that is below it, links not followed.</summary>
    private List<LayerItem> Tree(BuildFile file, string top)
    {
        if (RealPath.IsIn(top, RealPath.Of(target) ?? target))
        {
            No(BuildRules.WrittenInside, file.From, target);
            return [];
        }
        var items = new List<LayerItem>();
        var open = new Stack<(string Path, string Place)>([(top, Place(file.To.Value))]);
        var (user, group) = Owner(file.Owner.Value);
        while (open.TryPop(out var next))
        {
            items.Add(new LayerItem(new TarItem(TarKind.Directory, next.Place, 0, FolderModeOf(file)) { User = user, Group = group }, null, file.From.At) { Shown = Path.GetRelativePath(real, next.Path) });
            if (Entries(file, next.Path) is not { } entries)
                return items;
            foreach (var entry in entries)
            {
                var place = $"{next.Place}/{entry.Name}";
                if (entry.LinkTarget is { } target)
                    items.AddRange(Link(file, top, entry.FullName, target) is { } link ? [new LayerItem(link with { Path = place, User = user, Group = group }, null, file.From.At) { Shown = Path.GetRelativePath(real, entry.FullName) }] : []);
                else if (entry is DirectoryInfo)
                    open.Push((entry.FullName, place));
                else if (File(new Placed<string>(Path.GetRelativePath(real, entry.FullName), file.From.Node), entry.FullName, place, Mode(file, entry.FullName), (user, group)) is { } item)
                    items.Add(item);
            }
        }
        return items;
    }

    private IReadOnlyList<FileSystemInfo>? Entries(BuildFile file, string path)
    {
        try
        {
            return [.. new DirectoryInfo(path).EnumerateFileSystemInfos()];
        }
        catch (Exception refused) when (FileProblems.IsOne(refused))
        {
            findings.Add(FileProblems.Named(FileProblems.Finding(Path.GetRelativePath(real, path), refused), file.From.At));
            return null;
        }
    }

    private TarItem? Link(BuildFile file, string top, string path, string target)
    {
        var depth = Path.GetRelativePath(top, path).Split('/').Length - 1;
        foreach (var part in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
            if (depth >= 0 && part != ".")
                depth += part == ".." ? -1 : 1;
        if (!target.StartsWith('/') && depth >= 0)
            return new TarItem(TarKind.SymbolicLink, "", 0, 0b111_111_111) { Target = target };
        findings.Add(new Diagnostic(BuildRules.LinkLeadsOut, file.From.At, [Path.GetRelativePath(real, path), target, file.From.Value]));
        return null;
    }

    private LayerItem? File(Placed<string> named, string path, string place, int mode, (uint User, uint Group) owner)
    {
        try
        {
            if (!FileKinds.IsOrdinary(path))
                return No(BuildRules.NotOrdinary, named);
            var size = new FileInfo(path).Length;
            if (size > LargestFile)
                return No(BuildRules.TooLarge, named, $"{size}", $"{LargestFile + 1 >> 30} GiB");
            // Whoever may not read it is told before anything is written.
            using var readable = System.IO.File.OpenRead(path);
            return new LayerItem(new TarItem(TarKind.File, place, size, mode) { User = owner.User, Group = owner.Group }, path, named.At) { Shown = named.Value };
        }
        catch (Exception refused) when (FileProblems.IsOne(refused))
        {
            findings.Add(FileProblems.Named(FileProblems.Finding(named.Value, refused), named.At));
            return null;
        }
    }

    /// <summary>Of all the bits on the disk only one goes in: whether the owner may execute it. The rest is the umask of whoever wrote it.</summary>
    private static int Mode(BuildFile file, string path)
        => !file.Mode.IsDefault ? Convert.ToInt32(file.Mode.Value, 8) : !OperatingSystem.IsWindows() && (System.IO.File.GetUnixFileMode(path) & UnixFileMode.UserExecute) != 0 ? FolderMode : FileMode;

    /// <summary>Who may read a folder's files may enter it.</summary>
    private static int FolderModeOf(BuildFile file)
    {
        var mode = file.Mode.IsDefault ? FolderMode : Convert.ToInt32(file.Mode.Value, 8) & 0b111_111_111;
        return mode | ((mode & (int)AnyRead) >> 2);
    }

    /// <summary>An absolute path without the slash in front, and none twice.</summary>
    private static string Place(string path) => string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."));
}
