using System.Text.Json.Nodes;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <param name="Cache">Where what was fetched is kept.</param>
/// <param name="Images">How registries are reached.</param>
public sealed record Gathering(SourceCache Cache, ImageOptions Images)
{
    /// <summary>Fetches the scripts of updaters and rollbacks too, as a package needs them.</summary>
    public bool Scripts { get; init; }

    /// <summary>The platform's hosts for sources that name none.</summary>
    public IReadOnlyDictionary<SourceKind, PolicySource> Hosts { get; init; } = new Dictionary<SourceKind, PolicySource>();

    /// <summary>As the user's environment has it; SLIPWAY_OFFLINE, with any value, keeps everything off the network.</summary>
    public static Gathering Of(Func<string, string?> environment)
        => new(SourceCache.OfUser(environment, environment("SLIPWAY_OFFLINE") is { Length: > 0 }), new ImageOptions { Environment = environment });
}

/// <summary>
/// Composes an application of which parts lie elsewhere: in git, in registries, in packages. What is named by a name that may move is asked once and then pinned in the lock
/// beside the application.
/// </summary>
public static class Gather
{
    /// <param name="path">As of <see cref="Composer.Compose"/>.</param>
    public static async Task<Composed> Compose(string path, DefinitionOptions? options, Gathering how, CancellationToken cancellation = default)
    {
        var files = new MountedFiles(DefinitionStore.Disk);
        var composed = Composer.Compose(path, options, files);
        if (composed.Missing.Count == 0 && (composed.Scripts.Count == 0 || !how.Scripts))
            return OutwardLinks.Refused(composed with { Pinned = Unpromised(composed) }, files);
        var (pins, problems) = SourceLock.Read(SourceLock.PathOf(composed.Files[0]));
        if (problems.Count > 0)
            return composed with { Findings = [.. composed.Findings, .. problems] };
        var fetching = new Fetching(how, pins, files);
        var wrong = new List<Diagnostic>();
        var asked = new HashSet<string>(StringComparer.Ordinal);
        // A source may name sources of its own: as long as something new comes up, it goes on.
        for (var isNew = true; isNew;)
        {
            isNew = false;
            foreach (var need in composed.Missing.Where(need => asked.Add(need.Folder)))
            {
                isNew = true;
                if (await fetching.Fetch(need, cancellation).ConfigureAwait(false) is { } problem)
                    wrong.Add(FileProblems.Named(problem, need.At));
            }
            foreach (var script in composed.Scripts.Where(script => how.Scripts && asked.Add(script.Path)))
            {
                isNew = true;
                if (await fetching.Fetch(script, cancellation).ConfigureAwait(false) is { } problem)
                    wrong.Add(FileProblems.Named(problem, script.At));
            }
            composed = Composer.Compose(path, options, files);
        }
        if (wrong.Count == 0 && pins.IsChanged && Keep(pins, how.Scripts) is { } unkept)
            wrong.Add(unkept);
        return OutwardLinks.Refused(composed with { Findings = [.. composed.Findings, .. wrong], Composition = wrong.Count == 0 ? composed.Composition : null, Pinned = Unpromised(composed, pins.Asked) }, files);
    }

    /// <summary>Scripts that were not fetched have their lines too, unless their definition promises a digest.</summary>
    private static HashSet<string> Unpromised(Composed composed, IEnumerable<string>? asked = null)
        => [.. composed.Scripts.Where(script => script.Source.Sha256 is null).Select(script => script.Key), .. asked ?? []];

    private static Diagnostic? Keep(SourceLock pins, bool withScripts)
    {
        try
        {
            pins.Write(withScripts);
            return null;
        }
        catch (Exception problem) when (FileProblems.IsOne(problem))
        {
            return FileProblems.Finding(pins.Path, problem);
        }
    }
}

/// <summary>Brings what an application needs to where it is looked for.</summary>
internal sealed class Fetching(Gathering how, SourceLock pins, MountedFiles files)
{
    public async Task<Diagnostic?> Fetch(SourceNeed need, CancellationToken cancellation)
    {
        try
        {
            files.Add(need.Origin switch
            {
                null => Opened(need),
                { Git: { } git } => await Commit(need, git.Value, need.Origin.Revision!.Value.Value, cancellation).ConfigureAwait(false),
                _ => await Artifact(need, cancellation).ConfigureAwait(false),
            });
            return null;
        }
        catch (Exception e) when (ImageReader.Problem(need.Key, e) is { } problem)
        {
            return problem;
        }
    }

    public async Task<Diagnostic?> Fetch(ScriptNeed need, CancellationToken cancellation)
    {
        try
        {
            files.Add(await new ScriptFetch(how, pins).Fetch(need, cancellation).ConfigureAwait(false));
            return null;
        }
        catch (Exception e) when (ImageReader.Problem(need.Key, e) is { } problem)
        {
            return problem;
        }
    }

    private async Task<TreeFiles> Commit(SourceNeed need, string address, string revision, CancellationToken cancellation)
    {
        var isExact = GitSource.IsCommit(revision);
        var (found, commit) = await new GitSource(address, how.Cache).Fetch(revision, isExact ? null : pins.Pin(need.Key), need.Folder, cancellation).ConfigureAwait(false);
        if (!isExact)
            pins.Set(need.Key, commit);
        var marker = new JsonObject { ["git"] = address, ["revision"] = revision, ["commit"] = commit };
        return found.Marked(System.Text.Encoding.UTF8.GetBytes(marker.ToJsonString()));
    }

    private async Task<TreeFiles> Artifact(SourceNeed need, CancellationToken cancellation)
    {
        var name = need.Origin!.Oci!.Value.Value;
        var isExact = need.Layout is not null || name.Contains('@', StringComparison.Ordinal);
        var (found, digest, head) = await new OciSource(how.Cache, how.Images).Fetch(name, need.Layout, isExact ? null : pins.Pin(need.Key), cancellation).ConfigureAwait(false);
        if (!isExact)
            pins.Set(need.Key, digest.ToString());
        var marker = new JsonObject { ["oci"] = need.Layout is null ? name : need.Key[4..], ["digest"] = digest.ToString() };
        var all = new Dictionary<string, byte[]>(found, StringComparer.Ordinal) { [SourceKey.Marker] = System.Text.Encoding.UTF8.GetBytes(marker.ToJsonString()) };
        if (head is not null)
            all[PackageHead.Marker] = head.Write();
        return new PackedFiles(need.Folder, all);
    }

    /// <summary>A package's file; one in a repository is read out of it first.</summary>
    private PackedFiles Opened(SourceNeed need)
    {
        var path = need.Folder;
        if (files.IsMounted(path))
        {
            var (bytes, finding) = files.Read(path);
            path = Path.Combine(how.Cache.NewFolder(), "package.slip");
            File.WriteAllBytes(path, bytes ?? throw new ImageException(finding!));
        }
        try
        {
            var (package, problem) = ApplicationPackage.Open(path);
            if (package is null)
                throw new ImageException(problem!);
            var inside = package.Files.Keys.ToDictionary(file => file, file => package.Definitions.Read($"{path}/{file}").Bytes!, StringComparer.Ordinal);
            inside[PackageHead.Marker] = new PackageHead(package.Application[(path.Length + 1)..], package.IsComponent, package.Name, package.Version, package.Digest, package.BuiltWith).Write();
            return new PackedFiles(need.Folder, inside);
        }
        finally
        {
            if (path != need.Folder)
                SourceCache.Drop(Path.GetDirectoryName(path)!);
        }
    }
}
