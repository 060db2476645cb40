using System.IO.Enumeration;
using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// A <c>.slipwayignore</c>: one pattern a line, as in .gitignore. <c>*</c> and <c>?</c> stay within a name, <c>**</c> spans folders; a pattern with a
/// slash before its end counts from the file's folder, one without matches at any depth; a slash at the end means folders only;
/// <c>!</c> takes back; <c>#</c> begins a comment. Of several patterns that match, the last decides.
/// </summary>
internal sealed class IgnoreFile
{
    public const string Name = ".slipwayignore";

    private readonly string folder;
    private readonly List<Pattern> patterns = [];

    /// <param name="folder">Where the file lies, relative to the walk's folder; empty for that folder itself.</param>
    public IgnoreFile(string folder, string text)
    {
        this.folder = folder;
        foreach (var line in text.Split('\n'))
            if (line.Trim() is { Length: > 0 } pattern && pattern[0] != '#' && pattern is not ("!" or "/" or "!/"))
                patterns.Add(Pattern.Of(pattern));
    }

    /// <summary>A folder's own ignore file; null when it has none.</summary>
    public static IgnoreFile? Read(string path, string relative, List<Diagnostic> findings)
    {
        var file = Path.Join(path, Name);
        if (!File.Exists(file))
            return null;
        var (bytes, finding) = DefinitionFiles.ReadBytes(file);
        if (finding is not null)
            findings.Add(finding);
        return bytes is null ? null : new IgnoreFile(relative, Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'));
    }

    public static bool Ignores(IEnumerable<IgnoreFile> files, string path, bool isFolder)
    {
        var ignored = false;
        foreach (var file in files)
            ignored = file.Decides(path, isFolder) ?? ignored;
        return ignored;
    }

    /// <summary>Whether a path lies below the file's folder.</summary>
    public bool SpeaksOf(string path) => folder.Length == 0 || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private bool? Decides(string path, bool isFolder)
    {
        var names = (folder.Length == 0 ? path : path[(folder.Length + 1)..]).Split('/');
        bool? decision = null;
        foreach (var pattern in patterns)
            if ((isFolder || !pattern.FoldersOnly) && Matches(pattern.Names, names))
                decision = !pattern.TakesBack;
        return decision;
    }

    /// <summary>Going back only ever to the last <c>**</c> is enough, and keeps a hostile pattern from taking exponential time.</summary>
    private static bool Matches(ReadOnlySpan<string> pattern, ReadOnlySpan<string> names)
    {
        var (p, n, stars, from) = (0, 0, -1, 0);
        while (n < names.Length)
        {
            if (p < pattern.Length && pattern[p] == "**")
                (stars, from) = (p++, n);
            else if (p < pattern.Length && FileSystemName.MatchesSimpleExpression(pattern[p], names[n], ignoreCase: false))
                (p, n) = (p + 1, n + 1);
            else if (stars >= 0)
                (p, n) = (stars + 1, ++from);
            else
                return false;
        }
        return !pattern[p..].ContainsAnyExcept("**");
    }

    private sealed record Pattern(string[] Names, bool FoldersOnly, bool TakesBack)
    {
        public static Pattern Of(string text)
        {
            var takesBack = text[0] == '!';
            var foldersOnly = text[^1] == '/';
            var body = text[(takesBack ? 1 : 0)..].TrimEnd('/');
            var names = body.TrimStart('/').Split('/');
            return new Pattern(body.Contains('/', StringComparison.Ordinal) ? names : ["**", .. names], foldersOnly, takesBack);
        }
    }
}
