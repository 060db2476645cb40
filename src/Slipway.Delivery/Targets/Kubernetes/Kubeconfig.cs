using Slipway.Yaml;

namespace Slipway.Delivery.Kubernetes;

/// <summary>Which kubeconfig and context a command asks for.</summary>
/// <param name="Path">By <c>--kubeconfig</c>; null takes KUBECONFIG, then <c>~/.kube/config</c>, then the pod's service account.</param>
/// <param name="Context">By <c>--context</c>; null takes the current one.</param>
public sealed record KubeconfigChoice(string? Path = null, string? Context = null)
{
    /// <summary>Reads a variable; tests give their own.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    public string Home { get; init; } = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);

    public string ServiceAccountFolder { get; init; } = "/var/run/secrets/kubernetes.io/serviceaccount";
}

/// <summary>The way to a cluster, or what is wrong with it; exactly one of the two.</summary>
public sealed record KubeconfigResult(ClusterAccess? Access, Diagnostic? Problem);

/// <summary>
/// Kubeconfigs as kubectl reads them: in a list the first entry of a name wins, files that are missing are skipped, and relative paths
/// are relative to the file that names them.
/// </summary>
public static class Kubeconfig
{
    public static KubeconfigResult Resolve(KubeconfigChoice choice)
    {
        try
        {
            var files = FilesOf(choice);
            if (files.Count > 0)
                return new(ClusterAccessReader.Read(Merge(files), choice), null);
            return InClusterAccess.Find(choice) is { } inside
                ? new(inside, null)
                : new(null, TargetRules.NoKubeconfig.With(LookedFor(choice)));
        }
        catch (ClusterException e)
        {
            return new(null, e.Problem);
        }
    }

    private static List<string> FilesOf(KubeconfigChoice choice)
    {
        if (choice.Path is not null)
            return File.Exists(choice.Path) || Directory.Exists(choice.Path)
                ? [choice.Path]
                : throw new ClusterException(TargetRules.KubeconfigNotFound.With(choice.Path));
        return [.. Listed(choice).Where(File.Exists)];
    }

    private static IEnumerable<string> Listed(KubeconfigChoice choice)
        => choice.Variable("KUBECONFIG") is { Length: > 0 } list
            ? list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()
            : [Path.Combine(choice.Home, ".kube", "config")];

    private static string LookedFor(KubeconfigChoice choice)
        => string.Join(", ", Listed(choice)) + (choice.Variable("KUBECONFIG") is { Length: > 0 } ? " (KUBECONFIG)" : "");

    private static KubeconfigEntries Merge(IReadOnlyList<string> files)
        => files.Select(KubeconfigEntries.Read).Aggregate((first, next) => first.Before(next));
}

/// <summary>A named entry with the file that holds it.</summary>
internal sealed record KubeconfigEntry(string Name, MapNode Content, string File);

/// <summary>What one kubeconfig, or several merged, define.</summary>
internal sealed record KubeconfigEntries(
    IReadOnlyList<string> Files,
    string? CurrentContext,
    IReadOnlyList<KubeconfigEntry> Contexts,
    IReadOnlyList<KubeconfigEntry> Clusters,
    IReadOnlyList<KubeconfigEntry> Users)
{
    public string FileNames => string.Join(", ", Files);

    public static KubeconfigEntries Read(string file)
    {
        var read = YamlReader.Read(new SourceText(file, TextOf(file)));
        if (read.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } first)
            throw Broken(file, new(
                $"{(first.At is { } at ? $"line {at.Line}: " : "")}{first.Message(Language.English)}",
                $"{(first.At is { } place ? $"第 {place.Line} 行：" : "")}{first.Message(Language.Chinese)}"), first.At);
        if (read.Documents.Count == 0 || read.Documents[0] is ScalarNode { Kind: ScalarKind.Null })
            return new([file], null, [], [], []);
        if (read.Documents[0] is not MapNode root)
            throw Broken(file, new("it holds no map", "内容不是映射"), read.Documents[0].At);
        var current = (root["current-context"] as ScalarNode)?.Text;
        return new([file], string.IsNullOrEmpty(current) ? null : current,
            List(file, root, "contexts", "context"), List(file, root, "clusters", "cluster"), List(file, root, "users", "user"));
    }

    public KubeconfigEntries Before(KubeconfigEntries later) => new(
        [.. Files, .. later.Files],
        CurrentContext ?? later.CurrentContext,
        Join(Contexts, later.Contexts), Join(Clusters, later.Clusters), Join(Users, later.Users));

    public static ClusterException Broken(string file, LocalText cause, Location? at = null)
        => new(Diagnostic.Of(TargetRules.KubeconfigBroken, at, file, cause.English) with { ChineseArguments = [file, cause.Chinese] });

    private static KubeconfigEntry[] Join(IReadOnlyList<KubeconfigEntry> first, IReadOnlyList<KubeconfigEntry> later)
        => [.. first, .. later.Where(entry => first.All(e => e.Name != entry.Name))];

    private static string TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ClusterException(TargetRules.KubeconfigUnreadable.With(file, e.Message), e);
        }
    }

    private static List<KubeconfigEntry> List(string file, MapNode root, string list, string part)
    {
        if (root[list] is null or ScalarNode { Kind: ScalarKind.Null })
            return [];
        if (root[list] is not ListNode items)
            throw Broken(file, new($"`{list}` is no list", $"`{list}` 不是列表"), root[list]!.At);
        var found = new List<KubeconfigEntry>();
        foreach (var item in items.Items)
        {
            if (item is not MapNode map || map["name"] is not ScalarNode name)
                throw Broken(file, new($"an entry of `{list}` has no name", $"`{list}` 中有一项没有 name"), item.At);
            found.Add(new(name.Text, map[part] as MapNode ?? new MapNode([]), file));
        }
        return found;
    }
}
