using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The one chart of a platform: every workload and trait behind switches in the values. It does not know any component.</summary>
/// <param name="Files">Text by path inside the chart, in ordinal order.</param>
/// <param name="Digest">SHA-256 over paths and texts, 64 hex digits: the chart's part of a component's inputs.</param>
public sealed partial record GenericChart(IReadOnlyDictionary<string, string> Files, string Digest)
{
    /// <summary>Of the chart, as its Chart.yaml says it.</summary>
    public required string Version { get; init; }

    public const string Name = "slipway-component";

    /// <summary>Every template starts behind one line of its own that names it; a line Helm tells is one more than the source's.</summary>
    public const int LinesBefore = 1;

    /// <summary>Hex digits of the digest in a version: that two of a thousand charts share them is less likely than one in 10^8.</summary>
    private const int ShownDigest = 12;

    /// <summary>
    /// The chart that Helm installs, one release a component. A team's has the digest of all its other files in its version: two that differ never have the same
    /// version, whether or not somebody thought of raising it.
    /// </summary>
    public static GenericChart Single(PlatformDefinition platform)
    {
        var files = Shared(platform, WithoutChinese);
        files["templates/component.yaml"] = Stripped(PlatformFiles.OwnText("Chart/templates/component.yaml"));
        files["values.yaml"] = YamlWriter.Write(DefaultValues(platform));
        files["values.schema.json"] = JsonText.Write(ValuesSchema.Build(platform));
        return Of(files, platform.HasOwnChart ? $"{platform.Version}+{DigestOf(files)[..ShownDigest]}" : platform.Version);
    }

    /// <summary>The chart that renders many components in one Helm process; it is never installed.</summary>
    public static GenericChart Batch(PlatformDefinition platform)
    {
        var files = Shared(platform, text => text);
        files["templates/components.yaml"] = Stripped(PlatformFiles.OwnText("Chart/batch/components.yaml"));
        return Of(files, platform.Version);
    }

    /// <summary>What a component has when nobody says anything: all traits off but the platform's defaults, parameters at their defaults.</summary>
    public static MapNode DefaultValues(PlatformDefinition platform)
        => CommonDefaults().With("traits", Node.Map(platform.Traits.Select(t => (t.Name, (Node)ParameterDefaults.Of(t)))));

    /// <summary>The same without the traits.</summary>
    internal static MapNode CommonDefaults() => Node.Map(
        ("workload", Node.Of("stateless")),
        ("traits", Node.Map()),
        ("objects", Node.Map()),
        ("patches", Node.Map()),
        ("identity", Node.Map()),
        ("global", Node.Map()));

    /// <summary>Writes the chart; the folder must be empty or not there.</summary>
    public void Write(string folder)
    {
        foreach (var (path, text) in Files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text, new UTF8Encoding(false));
        }
    }

    /// <summary>The platform's file that a template of the chart was made from, or null for the chart's own.</summary>
    public static TemplateFile? Origin(PlatformDefinition platform, string template)
        => Templates(platform).FirstOrDefault(t => t.Path == template).File;

    private static string About(string version) => YamlWriter.Write(Node.Map(
        ("apiVersion", Node.Of("v2")), ("name", Node.Of(Name)), ("version", Node.Of(version)), ("type", Node.Of("application")),
        ("description", Node.Of("One chart for every component; what it installs stands in the values."))));

    /// <param name="reduce">What becomes of the program's own templates; a team's stay as they are.</param>
    private static SortedDictionary<string, string> Shared(PlatformDefinition platform, Func<string, string> reduce)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["templates/_platform.tpl"] = "{{- define \"slipway.platform\" -}}\n" + JsonText.Write(Summary(platform)) + "\n{{- end }}\n",
        };
        foreach (var own in Own)
            files[$"templates/{own}"] = reduce(Stripped(PlatformFiles.OwnText($"Chart/templates/{own}")));
        foreach (var (path, define, file) in Templates(platform))
        {
            var text = Stripped(file.Source.Text).TrimEnd();
            files[path] = "{{- define \"" + define + "\" -}}\n" + (IsOwn(file) ? reduce(text) : text) + "\n{{- end }}\n";
        }
        return files;
    }

    private static IEnumerable<(string Path, string Define, TemplateFile File)> Templates(PlatformDefinition platform)
    {
        foreach (var workload in platform.Workloads)
        {
            yield return ($"templates/_workload.{workload.Name}.model.tpl", $"slipway.workload.{workload.Name}.model", workload.Model);
            if (workload.Objects is { } objects)
                yield return ($"templates/_workload.{workload.Name}.objects.tpl", $"slipway.workload.{workload.Name}.objects", objects);
        }
        foreach (var trait in platform.Traits)
        {
            if (trait.Patch is { } patch)
                yield return ($"templates/_trait.{trait.Name}.patch.tpl", $"slipway.trait.{trait.Name}.patch", patch);
            if (trait.Objects is { } objects)
                yield return ($"templates/_trait.{trait.Name}.objects.tpl", $"slipway.trait.{trait.Name}.objects", objects);
        }
    }

    /// <summary>The way from values to objects, by its parts.</summary>
    private static readonly string[] Own = ["_slipway.tpl", "_pod.tpl", "_controller.tpl", "_merge.tpl", "_patches.tpl"];

    /// <summary>Kinds that stand in no namespace; all others get the component's.</summary>
    private static readonly string[] ClusterScoped =
    [
        "Namespace", "Node", "PersistentVolume", "StorageClass", "ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition", "PriorityClass", "IngressClass",
        "GatewayClass", "RuntimeClass", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "ValidatingAdmissionPolicy",
        "ValidatingAdmissionPolicyBinding", "APIService", "CSIDriver", "VolumeSnapshotClass", "ClusterIssuer",
    ];

    /// <summary>What the templates need to know of the platform, as one JSON text that is parsed once a run.</summary>
    private static MapNode Summary(PlatformDefinition platform) => Node.Map(
        ("workloads", Node.Map(platform.Workloads.Select(w => (w.Name, (Node)Node.Map(
            ("controller", w.Controller is { } controller ? Node.Map(("apiVersion", Node.Of(controller.ApiVersion)), ("kind", Node.Of(controller.Kind))) : Node.Map()),
            ("objects", Node.Of(w.Objects is not null))))))),
        ("clusterScoped", Node.Map(ClusterScoped.Select(kind => (kind, (Node)Node.Of(true))))),
        ("patching", Node.List(platform.Traits.Where(t => t.Patch is not null).Select(t => Node.Of(t.Name)))),
        ("making", Node.List(platform.Traits.Where(t => t.Objects is not null).Select(t => Node.Of(t.Name)))),
        ("traits", Node.List(platform.Traits.Select(t => Node.Map(
            ("name", Node.Of(t.Name)), ("live", Node.Of(t.ReadsLive)))))));

    /// <summary>A release carries its chart in a Secret: comments go, their line breaks stay so that lines keep their numbers.</summary>
    private static string Stripped(string template)
        => Comment().Replace(template, m => m.Groups[1].Value + string.Concat(m.Value.Where(c => c == '\n')) + m.Groups[2].Value);

    /// <summary>
    /// A release carries its chart in a Secret, and plain Helm has one language: what a template finds, it tells in English. Only findings of ours have Chinese
    /// words; a test holds what this chart prints against the other one's.
    /// </summary>
    private static string WithoutChinese(string template) => ChineseText().Replace(template, "\"\"");

    private static bool IsOwn(TemplateFile file) => PlatformReader.BuiltIn.Workloads.Any(w => w.Model == file || w.Objects == file) || PlatformReader.BuiltIn.Traits.Any(t => t.Patch == file || t.Objects == file);

    [GeneratedRegex("""
        "(?:[^"\\\n]|\\.)*[\u3000-\u303F\u4E00-\u9FFF\uFF00-\uFFEF](?:[^"\\\n]|\\.)*"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ChineseText();

    // A comment that trims blanks must go on trimming them: {{- "" -}} would print nothing as well, but cost an action.
    [GeneratedRegex(@"()\{\{-? ?/\*[\s\S]*?\*/ ?-?\}\}()")]
    private static partial Regex Comment();

    private static GenericChart Of(SortedDictionary<string, string> files, string version)
    {
        files["Chart.yaml"] = About(version);
        return new GenericChart(files, DigestOf(files)) { Version = version };
    }

    private static string DigestOf(SortedDictionary<string, string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, text) in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\0{Encoding.UTF8.GetByteCount(text)}\0"));
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
