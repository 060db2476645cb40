using System.Text;

namespace Slipway.Components;

/// <summary>An image name that registries take, near one that they do not.</summary>
internal static class ImageSuggestion
{
    /// <param name="prefix">What stands before the repository: a slash, a registry and a slash, or nothing.</param>
    /// <param name="digest">A right one, or null.</param>
    public static string Name(string prefix, string repository, string? digest)
    {
        var tail = digest is null ? "" : "@" + digest;
        var better = Repository(repository);
        var room = ImageReader.Longest - prefix.Length - tail.Length;
        return prefix + (better.Length <= room ? better : "name") + tail;
    }

    /// <summary><c>Fun//My Service_</c> gives <c>fun/my-service</c>.</summary>
    public static string Repository(string repository)
    {
        var parts = repository.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => Part(part) is { Length: > 0 } made ? made : "name").ToList();
        return parts.Count == 0 ? "name" : string.Join('/', parts);
    }

    private static string Part(string text)
    {
        var (made, joint) = (new StringBuilder(), new StringBuilder());
        foreach (var c in text.ToLowerInvariant())
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c))
                joint.Append(c is '.' or '_' ? c : '-');
            else
            {
                if (joint.Length > 0 && made.Length > 0)
                    made.Append(Joint(joint.ToString()));
                joint.Clear();
                made.Append(c);
            }
        return made.ToString();
    }

    private static string Joint(string text) => text is "." or "_" or "__" || text.All(c => c == '-') ? text : text.All(c => c == '.') ? "." : text.All(c => c == '_') ? "_" : "-";
}
