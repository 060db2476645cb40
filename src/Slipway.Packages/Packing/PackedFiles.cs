using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>The definitions in a package. They are named as if the package were a folder: <c>shop.slip/web/service.yaml</c>.</summary>
/// <param name="package">As the user wrote it.</param>
/// <param name="files">By paths below the package.</param>
internal sealed class PackedFiles(string package, IReadOnlyDictionary<string, byte[]> files) : DefinitionStore
{
    public string PathOf(string inside) => $"{package}/{inside}";

    public override bool IsFolder(string path) => files.Keys.Any(known => known.StartsWith(Inside(path) + "/", StringComparison.Ordinal));

    public override bool HasFile(string path) => files.ContainsKey(Inside(path));

    public override (byte[]? Bytes, Diagnostic? Finding) Read(string path)
        => files.TryGetValue(Inside(path), out var bytes) ? (bytes, null) : (null, FileProblems.Say(FileRules.NotThere, path));

    public override DefinitionFilesFound Find(string path)
    {
        if (HasFile(path))
            return new([new DefinitionFile(path, FromFolder: false)], []);
        var below = files.Keys.Where(known => known.StartsWith(Inside(path) + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(PathOf).ToList();
        return below.Count == 0 ? new([], [FileProblems.Say(FileRules.NotThere, path)]) : new([.. below.Select(file => new DefinitionFile(file, FromFolder: true))], []);
    }

    public override IEnumerable<string> In(string folder)
        => files.Keys.Where(known => Path.GetDirectoryName(PathOf(known)) == folder).Order(StringComparer.Ordinal).Select(PathOf);

    public override IReadOnlyList<StoredFile> Below(string folder, Func<string, bool, bool> skips, int most)
    {
        var below = Inside(folder) + "/";
        return [.. files.Keys.Where(known => known.StartsWith(below, StringComparison.Ordinal)).Select(known => known[below.Length..])
            .Where(path => !skips(path, false)).Order(StringComparer.Ordinal).Take(most + 1).Select(path => new StoredFile(path, IsLink: false))];
    }

    public override string Full(string path) => path;

    private string Inside(string path) => path.StartsWith(package + "/", StringComparison.Ordinal) ? path[(package.Length + 1)..] : path;
}
