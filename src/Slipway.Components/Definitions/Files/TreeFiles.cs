using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Files that lie in no file system, such as a package's or a commit's. They are named as if their place were a folder: <c>shop.slip/web/service.yaml</c>.</summary>
/// <param name="root">The folder's name, as messages show it.</param>
public abstract class TreeFiles(string root) : DefinitionStore
{
    public string Root => root;

    /// <summary>By paths below the root.</summary>
    protected abstract IReadOnlyCollection<string> Paths { get; }

    protected abstract bool Holds(string inside);

    /// <summary>A file's bytes, or why they could not be had.</summary>
    /// <param name="path">As messages name it.</param>
    protected abstract (byte[]? Bytes, Diagnostic? Finding) Content(string inside, string path);

    public string PathOf(string inside) => inside.Length == 0 ? root : $"{root}/{inside}";

    public override bool IsFolder(string path) => Inside(path) is "" || Paths.Any(known => known.StartsWith(Inside(path) + "/", StringComparison.Ordinal));

    public override bool HasFile(string path) => Holds(Inside(path));

    public override (byte[]? Bytes, Diagnostic? Finding) Read(string path)
        => HasFile(path) ? Content(Inside(path), path) : (null, FileProblems.Say(FileRules.NotThere, path));

    public override DefinitionFilesFound Find(string path, bool withJson)
    {
        if (HasFile(path))
            return new([new DefinitionFile(path, FromFolder: false)], []);
        if (!IsFolder(path))
            return new([], [FileProblems.Say(FileRules.NotThere, path)]);
        var folder = Inside(path);
        var below = Paths.Where(known => folder.Length == 0 || known.StartsWith(folder + "/", StringComparison.Ordinal)).Select(known => folder.Length == 0 ? known : known[(folder.Length + 1)..]).ToList();
        var (ignores, findings) = Ignores(path, below);
        var found = below.Where(name => DefinitionFiles.IsTaken(name, withJson) && !IsHidden(name) && !IsIgnored(ignores, name)).Order(StringComparer.Ordinal).Select(name => new DefinitionFile($"{path}/{name}", FromFolder: true)).ToList();
        return found.Count == 0 && findings.Count == 0 ? new([], [FileProblems.Say(FileRules.NoYaml, path)]) : new(found, findings);
    }

    public override IEnumerable<string> In(string folder)
        => Paths.Where(known => DefinitionFiles.IsTaken(known, withJson: false) && Path.GetDirectoryName(PathOf(known)) == folder).Order(StringComparer.Ordinal).Select(PathOf);

    public override IReadOnlyList<StoredFile> Below(string folder, Func<string, bool, bool> skips, int most)
    {
        var below = Inside(folder) is { Length: > 0 } inside ? inside + "/" : "";
        return [.. Paths.Where(known => known.StartsWith(below, StringComparison.Ordinal)).Select(known => known[below.Length..])
            .Where(path => !Skipped(path, skips)).Order(StringComparer.Ordinal).Take(most + 1).Select(path => new StoredFile(path, IsLink: false))];
    }

    public override string Full(string path) => path;

    protected string Inside(string path) => path == root ? "" : path.StartsWith(root + "/", StringComparison.Ordinal) ? path[(root.Length + 1)..] : path;

    private (List<IgnoreFile> Files, List<Diagnostic> Findings) Ignores(string path, IEnumerable<string> below)
    {
        var (files, findings) = (new List<IgnoreFile>(), new List<Diagnostic>());
        foreach (var name in below.Where(name => Path.GetFileName(name) == IgnoreFile.Name).OrderBy(name => name.Count(c => c == '/')))
            if (Read($"{path}/{name}") is { Bytes: { } bytes })
                files.Add(new IgnoreFile(Path.GetDirectoryName(name) ?? "", Encoding.UTF8.GetString(bytes)));
            else
                findings.Add(FileProblems.Say(FileRules.NotThere, $"{path}/{name}"));
        return (files, findings);
    }

    /// <summary>A folder that is ignored takes with it what lies in it; an ignore file speaks of what lies beside and below it.</summary>
    private static bool IsIgnored(List<IgnoreFile> ignores, string name)
    {
        for (var slash = name.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = name.IndexOf('/', slash + 1))
            if (IgnoreFile.Ignores(ignores.Where(file => file.SpeaksOf(name[..slash])), name[..slash], isFolder: true))
                return true;
        return IgnoreFile.Ignores(ignores.Where(file => file.SpeaksOf(name)), name, isFolder: false);
    }

    /// <summary>With the folders that it lies in.</summary>
    private static bool Skipped(string path, Func<string, bool, bool> skips)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
            if (skips(path[..slash], true))
                return true;
        return skips(path, false);
    }

    private static bool IsHidden(string name) => name.StartsWith('.') || name.Contains("/.", StringComparison.Ordinal);
}
