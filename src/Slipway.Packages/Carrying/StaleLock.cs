using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What <c>application.lock</c> says, held against what the application says now. <c>package lock</c> writes it so that nothing of this is told.</summary>
public static class StaleLock
{
    private static readonly LocalText NoSource = new("the application takes nothing from there any more", "应用已不再从该处获取内容");
    private static readonly LocalText NotNamed = new("nothing in the application names it any more", "应用中已没有任何内容引用它");
    private static readonly LocalText NearNamed = new("nothing in the application names it any more; it names `{0}`", "应用中已没有任何内容引用它；现在引用的是 `{0}`");
    private static readonly LocalText OtherDigest = new("application.yaml says `digest: {0}`, which counts", "application.yaml 中写有 `digest: {0}`，以此为准");
    private static readonly LocalText Ignored = new("application.yaml says `ignore: true` of it", "application.yaml 中对它写有 `ignore: true`");

    /// <summary>Lines of sources that the application does not name.</summary>
    /// <param name="composed">With all its sources.</param>
    public static IReadOnlyList<Diagnostic> Sources(Composed composed)
    {
        var path = SourceLock.PathOf(composed.Files[0]);
        var (read, wrong) = SourceLock.Read(path);
        return wrong.Count > 0 ? wrong : [.. read.Keys.Where(key => !composed.Pinned.Contains(key.Text)).Select(key => Unneeded(key.At, path, key.Text, NoSource, composed.Files[0]))];
    }

    /// <summary>Lines of images that are not needed so.</summary>
    public static IEnumerable<Diagnostic> Unneeded(Composition composition, IReadOnlyList<NeededImage> needed, ImageLock @lock)
    {
        var (file, known) = (composition.Application.Node.At?.Source.Name ?? "", needed.ToDictionary(image => image.Name.ToString(), StringComparer.Ordinal));
        var free = needed.Where(image => !image.Places[0].IsDeclaration).Select(image => image.Name.ToString()).Where(name => !@lock.Images.ContainsKey(name)).Order(StringComparer.Ordinal).ToList();
        foreach (var (name, digest) in @lock.Images.OrderBy(line => @lock.At(line.Key)?.Span.Start))
        {
            var image = known.GetValueOrDefault(name);
            var (why, word) = image is null ? DeclaredImages.Near(name, free) is { } near ? (NearNamed, near) : (NotNamed, "")
                : image.Declared?.Image.Ignore == true ? (Ignored, "")
                : image.Declared?.Image.Digest is { } other && other.Value != digest ? (OtherDigest, other.Value)
                : (null, "");
            if (why is not null)
                yield return Unneeded(@lock.At(name), ImageLock.PathOf(file), name, new(why.In(Language.English, [word]), why.In(Language.Chinese, [word])), file);
        }
    }

    /// <summary>Images that a build asks the lock for and that it does not have. An application that was never locked is not stale.</summary>
    public static IEnumerable<Diagnostic> Missing(Composition composition, IReadOnlyList<NeededImage> needed, ImageLock @lock)
    {
        var brought = BroughtImages.Of(composition);
        return @lock.Images.Count == 0 ? []
            : needed.Where(image => Locking.IsLocked(image, composition, brought) && ImageTaking.Pinned(image, @lock) is null).Select(image => ImageTaking.Unlocked(image, composition));
    }

    /// <summary>For a command line.</summary>
    internal static string Folder(Composition composition) => Folder(composition.Application.Node.At?.Source.Name);

    private static string Folder(string? file) => Path.GetDirectoryName(file) is { Length: > 0 } folder ? folder : ".";

    private static Diagnostic Unneeded(Location? at, string path, string key, LocalText why, string application)
        => new(CarryingRules.LockStale, at, [path, key, why.English, Folder(application)]) { ChineseArguments = [path, key, why.Chinese, Folder(application)] };
}
