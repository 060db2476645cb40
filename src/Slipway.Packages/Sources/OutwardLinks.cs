using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// Symbolic links among an application's files that end outside of its folder. Paths that climb are refused where they are written; a link would lead a whole package's reader to files of
/// whoever builds it, such as keys, without anybody having named them.
/// </summary>
internal static class OutwardLinks
{
    /// <summary>With an error for each of them, and without what was found in what they lead to: a message shows lines.</summary>
    public static Composed Refused(Composed composed, MountedFiles files)
    {
        var home = FolderOf(composed.Files[0]);
        var (plain, wrong) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, Diagnostic>(StringComparer.Ordinal));
        foreach (var file in composed.Files.Distinct(StringComparer.Ordinal).Where(file => !files.IsMounted(file)))
        {
            var whole = Path.GetFullPath(file);
            // What an application takes from beside its own folder may lead about in its own.
            var around = RealPath.IsIn(home, whole) ? home : FolderOf(file);
            if (Link(around, whole, plain) is { } link && RealPath.Of(whole) is var target && !(target is not null && RealPath.IsIn(RealPath.Of(around) ?? around, target)))
                wrong[file] = Diagnostic.Of(SourceRules.LinkLeadsOut, (Location?)null, Path.GetRelativePath(around, link), target ?? "?", Path.GetDirectoryName(around == home ? composed.Files[0] : file) is { Length: > 0 } shown ? shown : ".");
        }
        return wrong.Count == 0 ? composed : composed with
        {
            Composition = null,
            Incomplete = null,
            Findings = [.. composed.Findings.Where(finding => finding.At?.Source.Name is not { } name || !wrong.ContainsKey(name)), .. wrong.Values.DistinctBy(finding => finding.Arguments[0])],
        };
    }

    private static string FolderOf(string file) => Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/";

    /// <summary>The first part of a path below a folder that is a link; null for none.</summary>
    /// <param name="plain">What is known to be none.</param>
    private static string? Link(string folder, string path, HashSet<string> plain)
    {
        var at = folder;
        foreach (var part in Path.GetRelativePath(folder, path).Split('/'))
        {
            at = Path.Combine(at, part);
            if (plain.Contains(at))
                continue;
            if (new FileInfo(at).LinkTarget is not null)
                return at;
            plain.Add(at);
        }
        return null;
    }
}
