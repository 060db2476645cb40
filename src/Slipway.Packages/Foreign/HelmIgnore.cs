using System.IO.Enumeration;

namespace Slipway.Packages;

/// <summary>
/// A chart's <c>.helmignore</c>: one pattern a line, the last that matches decides. A pattern with a slash before its end counts from the chart's folder, one
/// without is held against each name; a slash at the end means folders only; <c>!</c> takes back; <c>#</c> begins a comment.
/// </summary>
internal sealed class HelmIgnore
{
    public const string Name = ".helmignore";

    private readonly List<(string Pattern, bool FoldersOnly, bool WholePath, bool TakesBack)> patterns = [];

    public HelmIgnore(string text)
    {
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var takesBack = line[0] == '!';
            var body = line[(takesBack ? 1 : 0)..];
            var pattern = body.Trim('/');
            if (pattern.Length > 0)
                patterns.Add((pattern, body.EndsWith('/'), body.TrimEnd('/').Contains('/', StringComparison.Ordinal), takesBack));
        }
    }

    public bool Skips(string path, bool isFolder)
    {
        // Editors' and version control's files are nothing of a chart, whether or not somebody thought of naming them.
        var name = path[(path.LastIndexOf('/') + 1)..];
        var skips = isFolder && name is ".git" or ".svn" or ".hg";
        foreach (var (pattern, foldersOnly, wholePath, takesBack) in patterns)
            if ((isFolder || !foldersOnly) && (wholePath ? MatchesPath(pattern, path) : FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)))
                skips = !takesBack;
        return skips;
    }

    private static bool MatchesPath(string pattern, string path)
    {
        var (patterns, names) = (pattern.Split('/'), path.Split('/'));
        return patterns.Length == names.Length && patterns.Zip(names).All(pair => FileSystemName.MatchesSimpleExpression(pair.First, pair.Second, ignoreCase: false));
    }
}
