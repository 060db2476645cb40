namespace Slipway.Packages;

/// <summary>Components of which something is wrong that was told: whatever names them is not told again.</summary>
/// <param name="paths">The names on the way to each, with <c>/</c> between.</param>
internal sealed class LostComponents(IReadOnlyCollection<string> paths)
{
    public static LostComponents None { get; } = new([]);

    public int Count => paths.Count;

    /// <summary>Whether a path names one, something in one, or what holds one.</summary>
    public bool Covers(string path)
        => paths.Any(lost => lost == path || path.StartsWith(lost + "/", StringComparison.Ordinal) || lost.StartsWith(path + "/", StringComparison.Ordinal));

    /// <summary>The names of those that stand directly in an application.</summary>
    /// <param name="application">The names on the way to it.</param>
    public IEnumerable<string> In(IReadOnlyList<string> application)
        => paths.Select(path => path.Split('/')).Where(path => path.Length == application.Count + 1 && path.Take(application.Count).SequenceEqual(application)).Select(path => path[^1]);
}
