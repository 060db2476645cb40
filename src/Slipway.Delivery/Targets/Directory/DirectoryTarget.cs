using System.Security.Cryptography;
using System.Text;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What was done to a directory. With an error in <see cref="Problems"/> it is nothing.</summary>
public sealed record DirectoryResult(
    IReadOnlyList<string> Written, IReadOnlyList<string> Unchanged, IReadOnlyList<string> Removed, IReadOnlyList<Diagnostic> Problems)
{
    public bool Succeeded => Problems.All(p => p.Severity != Severity.Error);

    public IReadOnlyList<NeededSecret> Secrets { get; init; } = [];
}

/// <summary>
/// Rendered manifests for GitOps. Files are switched one by one, by rename, and not the directory as a whole: it holds other people's files too (a
/// README, <c>.git</c>) and may be a mount point. So that a crash between two renames leaves nothing half done, everything new is first staged and
/// sealed in <c>.slipway-staged</c>; the next call completes a sealed stage before it does anything else.
/// </summary>
public static class DirectoryTarget
{
    /// <param name="overwrite">Lose what was edited by hand in files that are ours. Foreign files are never touched.</param>
    public static DirectoryResult Write(string folder, IReadOnlyList<RenderedComponent> components, bool overwrite = false)
    {
        if (File.Exists(folder))
            return Refused(DirectoryRules.NotAFolder.With(folder));
        try
        {
            DurableFile.CreateFolder(folder);
            DirectoryStage.Complete(folder);
            var (before, problem) = DirectoryIndex.Read(Path.Combine(folder, DirectoryIndex.FileName));
            if (before is null)
                return Refused(problem!);
            var (files, index, notes) = Plan(components);
            var inTheWay = notes.Where(n => n.Severity == Severity.Error).Concat(Obstacles(folder, before, files, overwrite)).ToList();
            return inTheWay.Count > 0 ? new([], [], [], inTheWay) : Switch(folder, before, files, index, notes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refused(DirectoryRules.WriteFailed.With(folder, e.Message));
        }
    }

    private static DirectoryResult Refused(Diagnostic problem) => new([], [], [], [problem]);

    private static (SortedDictionary<string, byte[]> Files, DirectoryIndex Index, List<Diagnostic> Notes) Plan(IReadOnlyList<RenderedComponent> components)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var (entries, secrets, notes) = (new List<IndexedFile>(), new List<NeededSecret>(), new List<Diagnostic>());
        foreach (var rendered in components)
        {
            // Tools for GitOps know Helm's hooks by their annotation; tests are nothing that they should run.
            var (component, objects) = (rendered.Component, (IReadOnlyList<RenderedObject>)[.. rendered.Crds, .. rendered.Objects, .. rendered.Hooks.Where(hook => !IsTest(hook))]);
            foreach (var twice in objects.GroupBy(ManifestName.Identity).Where(g => g.Count() > 1))
                notes.Add(DirectoryRules.Duplicate.With(component.Name, $"{twice.First().Kind} {twice.First().Name}"));
            if (TaskInFolder.Of(component) is var (handed, told))
            {
                notes.Add(told);
                secrets.AddRange(new[] { handed }.OfType<NeededSecret>());
            }
            var names = ManifestName.Of(component.Name, objects);
            foreach (var one in objects)
                if (one is { Kind: "Secret", ApiVersion: "v1" } && TaskInFolder.IsForNobody(component, one))
                    continue;
                else if (one is { Kind: "Secret", ApiVersion: "v1" })
                {
                    secrets.Add(new(component.Name, one.Name, KeysOf(one)));
                    notes.Add(DirectoryRules.SecretLeftOut.With(one.Name, string.Join(", ", KeysOf(one))));
                }
                else
                {
                    var content = Encoding.UTF8.GetBytes(one.Yaml);
                    files[names[one]] = content;
                    entries.Add(new(names[one], component.Name, ManifestName.Identity(one), Hash(content)));
                }
        }
        return (files, new([.. entries.OrderBy(e => e.Path, StringComparer.Ordinal)], secrets), notes);
    }

    private static bool IsTest(RenderedObject hook) => ForeignObjects.Hooks((MapNode)hook.Content).All(moment => moment.StartsWith("test", StringComparison.Ordinal));

    private static string[] KeysOf(RenderedObject secret)
        => secret.Content is MapNode map
            ? [.. new[] { "data", "stringData" }.SelectMany(part => (map[part] as MapNode)?.Keys ?? []).Distinct().Order(StringComparer.Ordinal)]
            : [];

    private static IEnumerable<Diagnostic> Obstacles(string folder, DirectoryIndex before, SortedDictionary<string, byte[]> files, bool overwrite)
    {
        var owned = before.Files.ToDictionary(f => f.Path, f => f.Sha256);
        foreach (var path in files.Keys.Union(owned.Keys).Order(StringComparer.Ordinal))
        {
            var full = Path.Combine(folder, path);
            var parent = new FileInfo(Path.GetDirectoryName(full)!);
            if (parent.Exists || parent.LinkTarget is not null)
                yield return DirectoryRules.ForeignFile.With(parent.FullName);
            else if (Directory.Exists(full) || new FileInfo(full).LinkTarget is not null)
                yield return DirectoryRules.ForeignFile.With(full);
            else if (File.Exists(full) && Hash(File.ReadAllBytes(full)) is var found && !(files.TryGetValue(path, out var wanted) && Hash(wanted) == found))
            {
                if (!owned.TryGetValue(path, out var ours))
                    yield return DirectoryRules.ForeignFile.With(full);
                else if (ours != found && !overwrite)
                    yield return DirectoryRules.EditedFile.With(full);
            }
        }
    }

    private static DirectoryResult Switch(
        string folder, DirectoryIndex before, SortedDictionary<string, byte[]> files, DirectoryIndex index, List<Diagnostic> notes)
    {
        var changed = files.Where(f => !IsSame(Path.Combine(folder, f.Key), f.Value)).ToDictionary();
        var gone = before.Files.Select(f => f.Path).Where(p => !files.ContainsKey(p) && File.Exists(Path.Combine(folder, p))).Order(StringComparer.Ordinal).ToList();
        if (changed.Count > 0 || gone.Count > 0 || !IsSame(Path.Combine(folder, DirectoryIndex.FileName), index.Bytes()))
        {
            DirectoryStage.Seal(folder, changed, gone, index.Bytes());
            DirectoryStage.Complete(folder);
        }
        return new([.. changed.Keys.Order(StringComparer.Ordinal)], [.. files.Keys.Where(f => !changed.ContainsKey(f))], gone, notes) { Secrets = index.Secrets };
    }

    private static bool IsSame(string path, byte[] content) => File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
