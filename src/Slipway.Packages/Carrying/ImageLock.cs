using System.Text;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// <c>application.lock</c> beside an application's file: what was found once behind names that may mean something else tomorrow. Parts that others write stay as they are.
/// </summary>
/// <param name="Images">Digests of indexes or manifests, by the images' names.</param>
/// <param name="Rest">Everything else in the file.</param>
public sealed record ImageLock(IReadOnlyDictionary<string, string> Images, MapNode Rest)
{
    private const string Head = "# What stood behind the names of sources and images when they were first asked for. Written by slipway; it belongs under version control.\n"
        + "# To take a newer state of one, delete its line.\n";
    private const string Format = "lock/alpha1";

    /// <summary>Where an image's line stands; null in one that was not read from a file.</summary>
    public Location? At(string image) => Lines.GetValueOrDefault(image);

    private IReadOnlyDictionary<string, Location?> Lines { get; init; } = new Dictionary<string, Location?>();

    public static ImageLock Empty { get; } = new(new Dictionary<string, string>(), Node.Map());

    /// <param name="application">The application's file.</param>
    public static string PathOf(string application) => SourceLock.PathOf(application);

    /// <summary>An empty one where there is no file.</summary>
    public static (ImageLock? Lock, IReadOnlyList<Diagnostic> Findings) Read(string application)
    {
        var path = PathOf(application);
        if (!File.Exists(path))
            return (Empty, []);
        var (bytes, refused) = DefinitionFiles.ReadBytes(path);
        if (bytes is null)
            return (null, [refused!]);
        var read = YamlReader.Read(path, bytes);
        if (read.Diagnostics.Any(finding => finding.Severity == Severity.Error))
            return (null, read.Diagnostics);
        if (read.Documents.Count == 0)
            return (null, [Bad(new Location(new SourceText(path, ""), new Span(0, 0)), path, "it is empty", "内容为空")]);
        if (read.Documents is not [MapNode root])
            return (null, [Bad(read.Documents[^1].At, path, "it has to be one map", "其内容必须是一个映射")]);
        if (root["format"] is { } format && format is not ScalarNode { Text: Format })
            return (null, [Bad(format.At, path, $"its `format` is not `{Format}`", $"其 `format` 不是 `{Format}`")]);
        var (images, lines) = (new SortedDictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, Location?>(StringComparer.Ordinal));
        if (root["images"] is not (null or MapNode))
            return (null, [Bad(root["images"]!.At, path, "`images` is no map", "`images` 不是映射")]);
        foreach (var entry in (root["images"] as MapNode)?.Entries ?? [])
            if (CarriedName.Parse(entry.Name)?.ToString() is { } name && entry.Value is ScalarNode digest && Digest.Parse(digest.Text) is { Algorithm: "sha256" })
                (images[name], lines[name]) = (digest.Text, entry.Key.At);
            else
                return (null, [Bad(entry.Key.At, path, $"`{entry.Name}` is no image with a digest", $"`{entry.Name}` 不是带摘要的镜像")]);
        return (new ImageLock(images, root.Without("images").Without("format")) { Lines = lines }, []);
    }

    /// <summary>Without the lines of sources that the application does not name.</summary>
    /// <param name="composed">With all its sources.</param>
    public ImageLock WithSourcesOf(Composed composed)
        => Rest["sources"] is not MapNode sources ? this
            : this with { Rest = Rest.With("sources", new MapNode(sources.Entries.Where(entry => composed.Pinned.Contains(entry.Name)), sources.At)) };

    /// <summary>The whole file. The same lock gives the same bytes.</summary>
    public byte[] Write()
    {
        var root = Node.Map(("format", Node.Of(Format)), ("images", Node.Map(Images.OrderBy(image => image.Key, StringComparer.Ordinal).Select(image => (image.Key, (Node)Node.Of(image.Value))))));
        foreach (var entry in Rest.Entries)
            root = root.With(entry.Name, entry.Value);
        return Encoding.UTF8.GetBytes(Head + YamlText(root));
    }

    private static string YamlText(MapNode root) => YamlWriter.Write(root);

    private static Diagnostic Bad(Location? at, string path, string english, string chinese)
        => new(CarryingRules.BadLock, at, [path, english]) { ChineseArguments = [path, chinese] };
}
