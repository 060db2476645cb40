namespace Slipway.Packages;

/// <summary>
/// The user database of an image that begins empty. The kubelet takes only the number of an image's user and looks its group up in <c>/etc/passwd</c>; without one, the
/// program would run in root's group whatever the image says.
/// </summary>
internal static class UserFiles
{
    private const int Mode = 0b110_100_100;

    /// <param name="folder">Where the two files lie until they are in the layer.</param>
    /// <param name="others">What the definition puts there itself stays.</param>
    public static IEnumerable<LayerItem> Write(string user, string folder, IReadOnlyList<LayerItem> others)
    {
        var (id, group) = SourceFiles.Owner(user);
        (string Name, string Text)[] files =
        [
            ("group", group == 0 ? "root:x:0:\n" : $"root:x:0:\napp:x:{group}:\n"),
            ("passwd", id == 0 ? $"root:x:0:{group}::/:/sbin/nologin\n" : $"root:x:0:0::/:/sbin/nologin\napp:x:{id}:{group}::/:/sbin/nologin\n"),
        ];
        foreach (var (name, text) in files)
        {
            if (others.Any(other => other.Tar.Path == $"etc/{name}"))
                continue;
            var file = Path.Combine(folder, name);
            File.WriteAllText(file, text);
            yield return new LayerItem(new TarItem(TarKind.File, $"etc/{name}", text.Length, Mode), file, null) { Shown = $"/etc/{name}" };
        }
    }
}
