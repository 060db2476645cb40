using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A text of another format to drafts. Never throws for any input; what cannot be used is a finding at its place.</summary>
public static class InitSource
{
    private static readonly LocalText Service = new("service", "服务");
    private static readonly LocalText Workload = new("workload (Deployment, StatefulSet, DaemonSet, Job, CronJob, Pod)", "工作负载（Deployment、StatefulSet、DaemonSet、Job、CronJob、Pod）");

    /// <param name="name">What findings print, and the drafts' first line.</param>
    /// <param name="files">What stands beside the source; null for a source that is no file.</param>
    public static DraftsRead Read(string name, byte[] bytes, InitFiles? files = null)
    {
        var yaml = YamlReader.Read(name, bytes);
        if (yaml.HasErrors)
            return new DraftsRead([], yaml.Diagnostics);
        // The draft is often committed: it names the file, not where it lay.
        var read = Read(yaml.Documents, files is null ? name : Path.GetFileName(name), name, files);
        return read with { Findings = [.. yaml.Diagnostics, .. read.Findings] };
    }

    private static DraftsRead Read(IReadOnlyList<Node> documents, string shown, string name, InitFiles? files)
    {
        if (documents is [MapNode score, ..] && ScoreReader.Is(score))
            return ScoreReader.Read(score, shown);
        if (documents is [MapNode compose] && ComposeReader.Is(compose))
            return Some(ComposeReader.Read(compose, shown, files ?? InitFiles.None), name, Service);
        if (KubernetesReader.Is(documents))
            return Some(KubernetesReader.Read(documents, shown, isFile: files is not null), name, Workload);
        var at = documents is [var first, ..] ? Place.Start(first) : new Location(new SourceText(name, ""), default);
        return new DraftsRead([], [Diagnostic.Of(InitRules.UnknownSource, at, name)]);
    }

    private static DraftsRead Some(DraftsRead read, string name, LocalText what)
        => read.Drafts.Count > 0 ? read : new DraftsRead([], [Diagnostic.Of(InitRules.NoService, new Location(new SourceText(name, ""), default), name, what.English) with
        {
            ChineseArguments = [name, what.Chinese],
        }]);
}
