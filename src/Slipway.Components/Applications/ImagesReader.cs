using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What an application says of one image that it runs.</summary>
/// <param name="Name">The key, as pods ask for it; with a leading slash where the site's registry completes it.</param>
/// <param name="Layout">A folder or archive that holds it, relative to the application's file; null for a registry.</param>
/// <param name="Image">What it is called where it is taken from; null for its own name.</param>
/// <param name="Digest">Of its index or manifest: <c>sha256:…</c>; null where nothing is said.</param>
/// <param name="Needed">Something runs it although nothing names it.</param>
/// <param name="Ignore">It is no image, or the site brings it: it never travels.</param>
public sealed record DeclaredImage(Placed<string> Name, Placed<string>? Layout, Placed<string>? Image, Placed<string>? Digest, bool Needed, bool Ignore);

/// <summary><c>images</c>: by their names, where images come from.</summary>
internal static class ImagesReader
{
    private static readonly LocalText Portable = new(
        "write a path relative to this file, such as `{2}`: an absolute one would be another on the next machine",
        "请填写相对于本文件的路径，例如 `{2}`：绝对路径在另一台机器上会指向别处");

    private static readonly LocalText WholeDigest = new(
        "write the whole digest, as `slipway image inspect` prints it, such as `{2}`",
        "请填写 `slipway image inspect` 输出的完整摘要，例如 `{2}`");

    public static IReadOnlyList<DeclaredImage> Read(FieldReader root, List<Diagnostic> findings)
    {
        var read = new List<DeclaredImage>();
        var place = root.PlaceOf("images");
        foreach (var named in root.Named("images"))
            if (FieldReader.Of(named.Value, place.Key(named.Name, named), KnownFields.ApplicationImage, findings) is { } fields)
                read.Add(One(named, fields));
        return read;
    }

    private static DeclaredImage One(MapEntry named, FieldReader fields)
    {
        var ignore = fields.Flag("ignore")?.Value ?? false;
        if (ignore)
            foreach (var other in KnownFields.ApplicationImage.Names.Where(name => name != "ignore"))
                fields.OnlyWith(other, "ignore: false");
        return new DeclaredImage(
            new(named.Name, named.Key),
            fields.Formed("layout", ComponentReader.IsRelative, "images/web.tar", Portable),
            fields.WrittenValue("image"),
            fields.Formed("digest", IsDigest, "sha256:" + string.Concat(Enumerable.Repeat("0123456789abcdef", 4)), WholeDigest),
            fields.Flag("needed")?.Value ?? false,
            ignore);
    }

    private static bool IsDigest(string text) => text.Length == 71 && text.StartsWith("sha256:", StringComparison.Ordinal) && text.Skip(7).All(char.IsAsciiHexDigitLower);
}
