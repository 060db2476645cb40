using System.Text;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>A foreign chart, from its folder or its archive, with all that it depends on. Helm has not looked at it yet.</summary>
internal static class ChartReader
{
    /// <param name="path">A folder or an archive in <paramref name="store"/>.</param>
    /// <param name="files">Gets the files that were read.</param>
    /// <returns>Null where a finding is an error.</returns>
    public static ComponentChart? Read(DefinitionStore store, string path, List<string> files, List<Diagnostic> findings)
    {
        try
        {
            var bounds = new ChartBounds(path);
            var content = store.IsFolder(path) ? Folder(store, path, bounds, files) : Archive(store, path, bounds, files);
            // It has had its say; Helm would apply it once more, also to what came out of an archive.
            content.Remove(HelmIgnore.Name);
            return Chart(path, content, findings);
        }
        catch (ImageException problem)
        {
            findings.Add(problem.Problem);
        }
        catch (Exception problem) when (FileProblems.IsOne(problem))
        {
            findings.Add(FileProblems.Finding(path, problem));
        }
        return null;
    }

    private static SortedDictionary<string, byte[]> Archive(DefinitionStore store, string path, ChartBounds bounds, List<string> files)
    {
        var (bytes, refused) = store.Read(path);
        if (bytes is null)
            throw new ImageException(refused!);
        files.Add(path);
        return ChartArchive.Read(path, bytes, bounds);
    }

    private static SortedDictionary<string, byte[]> Folder(DefinitionStore store, string path, ChartBounds bounds, List<string> files)
    {
        var ignored = store.HasFile($"{path}/{HelmIgnore.Name}") && store.Read($"{path}/{HelmIgnore.Name}").Bytes is { } bytes ? Encoding.UTF8.GetString(bytes) : "";
        var content = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in store.Below(path, new HelmIgnore(ignored).Skips, ChartBounds.MostFiles))
        {
            if (file.IsLink)
                throw ChartArchive.Hostile(bounds, file.Path, "a link", "链接");
            if (!PackageReading.IsPath(file.Path))
                throw new ImageException(Diagnostic.Of(PackageRules.BadPath, (Location?)null, $"{path}/{file.Path}"));
            var (read, refused) = store.Read($"{path}/{file.Path}");
            content[file.Path] = read ?? throw new ImageException(refused!);
            bounds.TakeFile(file.Path, read.Length);
            files.Add($"{path}/{file.Path}");
        }
        return ChartArchive.Flat(content, bounds, 0);
    }

    private static ComponentChart? Chart(string path, SortedDictionary<string, byte[]> files, List<Diagnostic> findings)
    {
        if (!files.TryGetValue("Chart.yaml", out var head))
            throw Not(path, new("it has no Chart.yaml", "其中没有 Chart.yaml"));
        var yaml = YamlReader.Read($"{path}/Chart.yaml", head);
        findings.AddRange(yaml.Diagnostics.Where(finding => finding.Severity == Severity.Error));
        if (yaml.Documents is not [MapNode map, ..])
            return yaml.Diagnostics.Count > 0 ? null : throw Not(path, new("its Chart.yaml is no map", "其 Chart.yaml 不是映射"));
        if (Text(map["name"]) is not { Length: > 0 } name || Text(map["version"]) is not { Length: > 0 } version)
            throw Not(path, new("its Chart.yaml has no name or no version", "其 Chart.yaml 缺少 name 或 version"));
        if (Text(map["type"]) == "library")
            throw Not(path, new("it is a library, which makes no objects of its own", "它是库（library），自身不生成对象"));
        var missing = Missing(map, path, files);
        if (missing.Count == 0)
            return new ComponentChart(name, version, files);
        findings.Add(Diagnostic.Of(ForeignFileRules.MissingSubchart, map.Entry("dependencies")?.Key.At, path, string.Join(", ", missing)));
        return null;
    }

    /// <summary>As Helm sees it: each must lie there by its name, also one that is switched off.</summary>
    private static List<string> Missing(MapNode head, string path, SortedDictionary<string, byte[]> files)
    {
        var there = files.Where(file => file.Key.Split('/') is ["charts", _, "Chart.yaml"])
            .Select(file => YamlReader.Read($"{path}/{file.Key}", file.Value).Documents is [MapNode map, ..] ? Text(map["name"]) : null).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. Dependencies(head, files).Select(one => (Name: Text(one["name"]) ?? "?", Version: Text(one["version"])))
            .Where(one => !there.Contains(one.Name)).Select(one => $"{one.Name} {one.Version}".TrimEnd()).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>In Chart.yaml, and where charts of version 1 have them.</summary>
    internal static IEnumerable<MapNode> Dependencies(MapNode head, IReadOnlyDictionary<string, byte[]> files)
    {
        var old = files.TryGetValue("requirements.yaml", out var bytes) && YamlReader.Read("requirements.yaml", bytes).Documents is [MapNode map, ..] ? map["dependencies"] : null;
        return new[] { head["dependencies"], old }.OfType<ListNode>().SelectMany(list => list.Items).OfType<MapNode>();
    }

    private static ImageException Not(string path, LocalText reason) => new(ForeignFileRules.Say(ForeignFileRules.NotAChart, [path], reason));

    private static string? Text(Node? node) => (node as ScalarNode)?.Text;
}
