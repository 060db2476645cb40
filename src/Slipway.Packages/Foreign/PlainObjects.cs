using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Plain manifests, a file or a folder, to a chart that prints them as they are.</summary>
internal static class PlainObjects
{
    private static readonly string[] Kustomizations = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    /// <param name="name">The chart's name and version.</param>
    /// <param name="files">Gets the files that were read.</param>
    /// <returns>Null where a finding is an error.</returns>
    public static ComponentChart? Read(DefinitionStore store, string path, (string Name, string Version) name, Location? at, List<string> files, List<Diagnostic> findings)
    {
        var before = findings.Count(finding => finding.Severity == Severity.Error);
        try
        {
            var read = Files(store, path, at, findings);
            files.AddRange(read);
            var objects = Objects(store, path, read, findings);
            if (objects.Count == 0 && findings.Count(finding => finding.Severity == Severity.Error) == before)
                findings.Add(Say(at, path, new("it is empty", "内容为空")));
            var crds = objects.Where(IsCrd).ToList();
            return findings.Count(finding => finding.Severity == Severity.Error) > before ? null : FrozenChart.Of(name.Name, name.Version, objects.Except(crds), crds);
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

    private static List<string> Files(DefinitionStore store, string path, Location? at, List<Diagnostic> findings)
    {
        if (!store.IsFolder(path))
            return [path];
        if (Kustomizations.Any(one => store.HasFile($"{path}/{one}")))
            findings.Add(Diagnostic.Of(ForeignFileRules.Kustomize, at, path));
        else if (store.HasFile($"{path}/Chart.yaml"))
            findings.Add(Say(at, path, new("it is a chart, which is named by `chart:`", "它是 chart，应使用 `chart:`")));
        else
        {
            var found = store.Find(path, withJson: true);
            findings.AddRange(found.Diagnostics.Select(finding => FileProblems.Named(finding, at)));
            return [.. found.Files.Select(file => file.Path)];
        }
        return [];
    }

    private static List<RenderedObject> Objects(DefinitionStore store, string path, List<string> files, List<Diagnostic> findings)
    {
        var bounds = new ChartBounds(path);
        var standing = new Dictionary<(string, string, string, string?), Location?>();
        var objects = new List<RenderedObject>();
        foreach (var file in files)
        {
            var (bytes, refused) = store.Read(file);
            if (bytes is null)
            {
                findings.Add(refused!);
                continue;
            }
            bounds.TakeFile(file, bytes.Length);
            var yaml = YamlReader.Read(file, bytes);
            findings.AddRange(yaml.Diagnostics.Where(finding => finding.Severity == Severity.Error));
            foreach (var document in yaml.Documents.Where(document => document is not ScalarNode { Kind: ScalarKind.Null }))
                objects.AddRange(Document(file, document, standing, findings));
        }
        return objects;
    }

    private static IEnumerable<RenderedObject> Document(
        string file, Node document, Dictionary<(string, string, string, string?), Location?> standing, List<Diagnostic> findings)
    {
        if (document is not MapNode map)
        {
            findings.Add(Say(document.At, file, new("it is no map", "它不是映射")));
            yield break;
        }
        foreach (var one in ForeignObjects.Of(map))
        {
            var group = one.ApiVersion.Split('/') is [var name, _] ? name : "";
            if (one.ApiVersion.Length == 0 || one.Kind.Length == 0 || one.Name.Length == 0)
                findings.Add(Say(Start(map), file, Lacking(one)));
            else if (!standing.TryAdd((group, one.Kind, one.Name, one.Namespace), Start(map)))
                findings.Add(Twice(file, one, Start(map), standing[(group, one.Kind, one.Name, one.Namespace)]));
            else
                yield return one;
        }
    }

    private static LocalText Lacking(RenderedObject one)
    {
        var what = one.ApiVersion.Length == 0 ? "apiVersion" : one.Kind.Length == 0 ? "kind" : "metadata.name";
        return new($"it has no {what}", $"缺少 {what}");
    }

    private static Diagnostic Twice(string file, RenderedObject one, Location? at, Location? first)
        => Diagnostic.Of(ForeignFileRules.ObjectTwice, at, file, $"{one.Kind} {one.Name}", CompositionWalk.Shown(first)) with { Related = first is null ? [] : [first] };

    private static Diagnostic Say(Location? at, string file, LocalText reason) => ForeignFileRules.Say(ForeignFileRules.NotAnObject, [file], reason) with { At = at };

    /// <summary>A whole document under the caret helps nobody.</summary>
    private static Location? Start(MapNode map) => map.Entries.Count > 0 ? map.Entries[0].Key.At : map.At;

    private static bool IsCrd(RenderedObject one) => one.Kind == "CustomResourceDefinition" && one.ApiVersion.StartsWith("apiextensions.k8s.io/", StringComparison.Ordinal);
}
