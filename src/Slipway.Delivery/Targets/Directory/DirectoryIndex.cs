using System.Text;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>One file that is ours.</summary>
/// <param name="Path">Relative, with forward slashes.</param>
/// <param name="Object"><c>GROUP/KIND/NAMESPACE/NAME</c>.</param>
public sealed record IndexedFile(string Path, string Component, string Object, string Sha256);

/// <summary>A Secret that the objects need and that somebody has to create.</summary>
public sealed record NeededSecret(string Component, string Name, IReadOnlyList<string> Keys);

/// <summary>
/// What in the directory is ours. The file's name ends in neither .yaml nor .json, so that no tool that applies a whole directory takes it for a manifest.
/// </summary>
internal sealed record DirectoryIndex(IReadOnlyList<IndexedFile> Files, IReadOnlyList<NeededSecret> Secrets)
{
    public const string FileName = "slipway.index";
    private const string Format = "directory/alpha1";

    public static readonly DirectoryIndex Empty = new([], []);

    public byte[] Bytes() => Encoding.UTF8.GetBytes("# Written by Slipway: the files in this directory that are its own. Not a manifest.\n" + YamlWriter.Write(Node.Map(
        ("format", Node.Of(Format)),
        ("files", Node.List(Files.Select(f => Node.Map(
            ("path", Node.Of(f.Path)), ("component", Node.Of(f.Component)), ("object", Node.Of(f.Object)), ("sha256", Node.Of(f.Sha256)))))),
        ("secrets", Node.List(Secrets.Select(s => Node.Map(
            ("component", Node.Of(s.Component)), ("name", Node.Of(s.Name)), ("keys", Node.List(s.Keys.Select(k => Node.Of(k)))))))))));

    public static (DirectoryIndex? Index, Diagnostic? Problem) Read(string file)
    {
        if (!File.Exists(file))
            return (Empty, null);
        var read = YamlReader.Read(new SourceText(file, File.ReadAllText(file)));
        if (read.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } error)
            return (null, Broken(file, error.At, new(error.Message(Language.English), error.Message(Language.Chinese))));
        if (read.Documents is not [MapNode root] || (root["format"] as ScalarNode)?.Text != Format || root["files"] is not ListNode files)
            return (null, Broken(file, null, new($"it is not of the format {Format}", $"格式不是 {Format}")));
        var found = new List<IndexedFile>();
        foreach (var item in files.Items)
        {
            if (Read(item) is not { } entry)
                return (null, Broken(file, item.At, new("an entry is incomplete or its path leads elsewhere", "有一项不完整，或其路径指向别处")));
            found.Add(entry);
        }
        return (new DirectoryIndex(found, []), null);
    }

    private static Diagnostic Broken(string file, Location? at, LocalText cause)
        => Diagnostic.Of(DirectoryRules.IndexBroken, at, file, cause.English) with { ChineseArguments = [file, cause.Chinese] };

    private static IndexedFile? Read(Node item)
        => item is MapNode map && Text(map, "path") is { } path && IsOurs(path)
            && Text(map, "component") is { } component && Text(map, "object") is { } named && Text(map, "sha256") is { } hash
            ? new(path, component, named, hash)
            : null;

    /// <summary>Files of the index may be deleted, so one that leads out of the directory is never believed.</summary>
    internal static bool IsOurs(string path)
        => path.Split('/') is [{ Length: > 0 } folder, { Length: > 5 } name] && IsPlain(folder) && IsPlain(name) && name.EndsWith(".yaml", StringComparison.Ordinal);

    private static bool IsPlain(string part)
        => part[0] != '.' && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.' or '_' or '~');

    private static string? Text(MapNode map, string key) => map[key] is ScalarNode { Text.Length: > 0 } scalar ? scalar.Text : null;
}
