using System.Text;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// A revision of a repository to files that can be read. What was fetched once lies in the cache by its commit, so that a commit that is known needs no network.
/// </summary>
internal sealed class GitSource(string address, SourceCache cache)
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Short = TimeSpan.FromMinutes(1);

    private readonly GitProgram git = new(address);

    /// <param name="pinned">The commit that a lock names; null where nothing is known yet.</param>
    /// <param name="root">The folder by whose name messages show the files.</param>
    /// <returns>The files, and the commit. Every failure is an <see cref="ImageException"/>.</returns>
    public async Task<(GitFiles Files, string Commit)> Fetch(string revision, string? pinned, string root, CancellationToken cancellation)
    {
        var known = pinned ?? (IsCommit(revision) ? revision.ToLowerInvariant() : null);
        if (known is null || !Directory.Exists(cache.Repository(address, known)))
            known = await FromServer(revision, known, cancellation).ConfigureAwait(false);
        var folder = cache.Repository(address, known);
        return (new GitFiles(root, git, folder, await Tree(folder, known, cancellation).ConfigureAwait(false)), known);
    }

    public static bool IsCommit(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigit);

    private async Task<string> FromServer(string revision, string? commit, CancellationToken cancellation)
    {
        if (cache.IsOffline)
            throw SourceRules.NotCached.With(address, commit ?? revision);
        var fresh = cache.NewFolder();
        try
        {
            await Must(Short, revision, ["init", "--bare", "--quiet", fresh], cancellation).ConfigureAwait(false);
            if (commit is null)
                await Must(Limit, revision, Fetching(fresh, await Named(revision, cancellation).ConfigureAwait(false)), cancellation).ConfigureAwait(false);
            else if (!(await git.Run(Limit, Fetching(fresh, commit), cancellation).ConfigureAwait(false)).Succeeded)
                // Some servers give commits only by a name that leads to them.
                await Must(Limit, revision, ["-C", fresh, "fetch", "--quiet", "--no-recurse-submodules", "--no-auto-gc", "--", address, "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"], cancellation).ConfigureAwait(false);
            var found = await git.Run(Short, ["-C", fresh, "rev-parse", "--verify", "--quiet", $"{commit ?? "FETCH_HEAD"}^{{commit}}"], cancellation).ConfigureAwait(false);
            if (!found.Succeeded)
                throw SourceRules.NoRevision.With(address, commit ?? revision);
            var got = Encoding.ASCII.GetString(found.Output).Trim();
            SourceCache.Keep(fresh, cache.Repository(address, got));
            return got;
        }
        finally
        {
            SourceCache.Drop(fresh);
        }
    }

    private string[] Fetching(string folder, string what)
        => ["-C", folder, "fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--no-auto-gc", "--", address, what];

    /// <summary>The whole name of a tag or branch. A tag is meant before a branch, as git itself has it.</summary>
    private async Task<string> Named(string revision, CancellationToken cancellation)
    {
        string[] names = [$"refs/tags/{revision}", $"refs/heads/{revision}"];
        var listed = await Must(Short, revision, ["ls-remote", "--quiet", "--refs", "--", address, .. names], cancellation).ConfigureAwait(false);
        var there = Encoding.UTF8.GetString(listed.Output).Split('\n').Select(line => line.Split('\t')).Where(parts => parts.Length == 2).Select(parts => parts[1]).ToList();
        return names.FirstOrDefault(there.Contains) ?? throw SourceRules.NoRevision.With(address, revision);
    }

    private async Task<ProgramEnd> Must(TimeSpan limit, string revision, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var end = await git.Run(limit, arguments, cancellation).ConfigureAwait(false);
        if (end.Succeeded)
            return end;
        var how = end.TimedOut ? LimitText.Exceeded(limit) : Said(end);
        throw new ImageException(new Diagnostic(SourceRules.GitFailed, null, [address, revision, how.English]) { ChineseArguments = [address, revision, how.Chinese] });
    }

    /// <summary>Git's own word on what went wrong, without its advice.</summary>
    private static LocalText Said(ProgramEnd end)
    {
        var lines = end.LastLines(20).Split('\n').Where(line => line.Length > 0).ToList();
        var told = lines.Where(line => line.StartsWith("fatal: ", StringComparison.Ordinal) || line.StartsWith("error: ", StringComparison.Ordinal) || line.StartsWith("remote: ", StringComparison.Ordinal)).ToList();
        return string.Join("; ", (told.Count > 0 ? told : lines).Take(2)) is { Length: > 0 } said ? new(said, said) : new($"exit code {end.Code}", $"退出码 {end.Code}");
    }

    private async Task<IReadOnlyDictionary<string, GitEntry>> Tree(string folder, string commit, CancellationToken cancellation)
    {
        var listed = await Must(Short, commit, ["-C", folder, "ls-tree", "-r", "-z", "--full-tree", commit], cancellation).ConfigureAwait(false);
        var entries = new Dictionary<string, GitEntry>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(listed.Output).Split('\0'))
            if (line.IndexOf('\t', StringComparison.Ordinal) is > 0 and var tab && line[..tab].Split(' ') is [var mode, _, var id] && IsPath(line[(tab + 1)..]))
                entries[line[(tab + 1)..]] = new GitEntry(mode, id);
        return entries;
    }

    /// <summary>What could mean another place, on this system or on another, is left out: nobody can name it either.</summary>
    private static bool IsPath(string path)
        => PackageReading.IsPath(path) && !path.Split('/').Any(part => part.Equals(".git", StringComparison.OrdinalIgnoreCase));
}

/// <param name="Mode">As git writes it: 100644 and 100755 for files, 120000 for links, 160000 for submodules.</param>
internal sealed record GitEntry(string Mode, string Id)
{
    public bool IsFile => Mode is "100644" or "100755";
}

/// <summary>The files of a commit, read out of the repository one by one; nothing is ever checked out.</summary>
internal sealed class GitFiles(string root, GitProgram git, string repository, IReadOnlyDictionary<string, GitEntry> entries) : TreeFiles(root)
{
    private byte[] marker = [];

    /// <summary>With what tells where the files are from; it travels with them.</summary>
    public GitFiles Marked(byte[] with)
    {
        marker = with;
        return this;
    }

    protected override IReadOnlyCollection<string> Paths { get; } = [.. entries.Keys];

    protected override bool Holds(string inside) => entries.ContainsKey(inside) || (inside == SourceKey.Marker && marker.Length > 0);

    protected override (byte[]? Bytes, Diagnostic? Finding) Content(string inside, string path)
    {
        if (inside == SourceKey.Marker && marker.Length > 0)
            return (marker, null);
        if (!entries[inside].IsFile)
            return (null, entries[inside].Mode == "120000" ? Odd(path, new("a link", "链接")) : Odd(path, new("a submodule", "子模块")));
        try
        {
            var bytes = git.Blob(repository, entries[inside].Id, DefinitionFiles.LargestMebibytes << 20);
            return bytes is null ? (null, FileProblems.Say(FileRules.TooLarge, path, $"{DefinitionFiles.LargestMebibytes}"))
                : bytes.AsSpan().StartsWith("version https://git-lfs.github.com/spec/"u8) ? (null, Odd(path, new("a pointer of Git LFS, without the content", "Git LFS 指针，不含内容")))
                : (bytes, null);
        }
        catch (Exception problem) when (FileProblems.IsOne(problem) || problem is System.ComponentModel.Win32Exception)
        {
            return (null, FileProblems.Say(FileRules.Unreadable, path, problem.Message));
        }
    }

    private static Diagnostic Odd(string path, LocalText what)
        => new(SourceRules.NoFile, null, [path, what.English]) { ChineseArguments = [path, what.Chinese] };
}
