using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// Puts items onto the base image's files: folders on the way that nobody has are made, links of the base are followed (a member <c>bin/x</c> would else put a
/// folder in the place of <c>bin → usr/bin</c>), and what cannot stand where it is asked for is told.
/// </summary>
/// <param name="files">Of the base image.</param>
/// <param name="name">Of the base image, for messages.</param>
internal sealed class LayerPlan(ImageFiles files, string name, List<Diagnostic> findings)
{
    private const int FolderMode = 0b111_101_101;

    private readonly Dictionary<string, LayerItem> placed = new(StringComparer.Ordinal);

    /// <summary>The place of the item at hand, as the definition asks for it.</summary>
    private string asked = "";

    /// <summary>A layer's members in the order of their paths.</summary>
    public IReadOnlyList<LayerItem> Layer(IEnumerable<LayerItem> items)
    {
        var layer = new Dictionary<string, LayerItem>(StringComparer.Ordinal);
        // A folder comes before what stands in it, so that its own mode and owner win over those of a folder on the way.
        foreach (var item in items.OrderBy(item => item.Tar.Path, StringComparer.Ordinal))
            Put(item, layer);
        return [.. layer.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)];
    }

    private void Put(LayerItem item, Dictionary<string, LayerItem> layer)
    {
        asked = item.Tar.Path;
        var parts = asked.Split('/');
        if (parts.FirstOrDefault(part => part.StartsWith(".wh.", StringComparison.Ordinal)) is { } hidden)
        {
            findings.Add(new Diagnostic(BuildRules.Whiteout, item.At, [asked, hidden]));
            return;
        }
        if (Folder(parts.AsSpan(..^1), item, layer) is not { } folder)
            return;
        var path = folder.Length == 0 ? parts[^1] : $"{folder}/{parts[^1]}";
        if (item.Tar.Kind == TarKind.Directory)
            Folder(path, item, layer);
        else if (placed.TryGetValue(path, out var there))
            findings.Add(new Diagnostic(BuildRules.SamePlace, item.At, [$"/{path}", Shown(there), Shown(item)]));
        else if (files.Look($"/{path}").Entry is { Kind: FileKind.Directory })
            Blocked(item, path, FileKind.Directory);
        else
            layer[path] = placed[path] = item with { Tar = item.Tar with { Path = path } };
    }

    /// <summary>The real path of the folder that an item stands in, which is made where it is missing. Null where it cannot be.</summary>
    private string? Folder(ReadOnlySpan<string> parts, LayerItem item, Dictionary<string, LayerItem> layer)
    {
        var path = "";
        foreach (var part in parts)
        {
            path = path.Length == 0 ? part : $"{path}/{part}";
            if (Folder(path, item with { Tar = new TarItem(TarKind.Directory, path, 0, FolderMode), Source = null }, layer) is not { } real)
                return null;
            path = real;
        }
        return path;
    }

    private string? Folder(string path, LayerItem item, Dictionary<string, LayerItem> layer)
    {
        if (placed.TryGetValue(path, out var there))
        {
            if (there.Tar.Kind == TarKind.Directory)
                // Once a layer: whoever unpacks one must not have to guess what another said of its folders.
                layer.TryAdd(path, there);
            else
                findings.Add(new Diagnostic(BuildRules.SamePlace, item.At, [$"/{path}", Shown(there), Shown(item)]));
            return there.Tar.Kind == TarKind.Directory ? path : null;
        }
        var found = files.Find($"/{path}");
        if (found.Entry is { Kind: FileKind.Directory })
            return found.Path.TrimStart('/');
        if (files.Look($"/{path}").Entry is { } other)
            return Blocked(item, path, other.Kind);
        layer[path] = placed[path] = item with { Tar = item.Tar with { Path = path } };
        return path;
    }

    private static string Shown(LayerItem item) => $"`{item.Shown}`";

    private string? Blocked(LayerItem item, string path, FileKind kind)
    {
        var (english, chinese) = kind switch
        {
            FileKind.Directory => ("a folder", "文件夹"),
            FileKind.SymbolicLink => ("a link that leads to no folder", "未指向文件夹的链接"),
            FileKind.Device => ("a device", "设备"),
            _ => ("a file", "文件"),
        };
        findings.Add(new Diagnostic(BuildRules.Blocked, item.At, [asked, $"/{path}", name, english]) { ChineseArguments = [asked, $"/{path}", name, chinese] });
        return null;
    }
}
