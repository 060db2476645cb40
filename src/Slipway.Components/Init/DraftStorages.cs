namespace Slipway.Components;

/// <summary>Names and paths of storage.</summary>
internal static class DraftStorages
{
    public static string Name(string? written, string path, IReadOnlyCollection<DraftStorage> taken)
    {
        var name = Texts.LabelFrom(written ?? path, 40, "data");
        return taken.All(entry => entry.Name != name)
            ? name
            : Enumerable.Range(2, taken.Count + 1).Select(i => $"{name[..Math.Min(name.Length, 36)].TrimEnd('-')}-{i}").First(made => taken.All(entry => entry.Name != made));
    }

    public static bool IsPath(string path)
        => path.Length is > 1 and <= 1024 && path[0] == '/' && Clean(path).Length > 1 && !path.Split('/').Any(part => part is ".." or ".") && !path.AsSpan().ContainsAny(":\n\r\0");

    public static string Clean(string path) => "/" + string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries));

    public static bool Overlap(string one, string other)
    {
        var (a, b) = (Clean(one) + "/", Clean(other) + "/");
        return a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal);
    }
}
