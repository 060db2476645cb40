using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Text to a platform's policy.</summary>
public static class PolicyReader
{
    public const string FileName = "policy.yaml";

    private static readonly LocalText HostAndPort = new(
        "write a host and perhaps a port, such as `{2}`, without protocol and path", "请填写主机，必要时加端口，例如 `{2}`，不带协议和路径");

    private static readonly LocalText SecretName = new(
        "write the name of a Secret: lower-case letters, digits, `-` and `.`, such as `{2}`", "请填写 Secret 的名称：由小写字母、数字、`-` 和 `.` 组成，例如 `{2}`");

    /// <summary>What of it could be read, and everything that is wrong; no policy for an empty text or one that is no map.</summary>
    public static (PlatformPolicy? Policy, IReadOnlyList<Diagnostic> Findings) Read(SourceText source) => Read(source, YamlReader.Read(source));

    /// <summary>The policy of a platform folder, as far as it can be read; the default one where there is none. What is wrong, reading the platform tells.</summary>
    public static PlatformPolicy OfFolder(string folder)
    {
        var file = Path.Combine(folder, FileName);
        return File.Exists(file) && DefinitionFiles.ReadBytes(file).Bytes is { } bytes
            ? Read(new SourceText(file, ""), YamlReader.Read(file, bytes)).Policy ?? PlatformPolicy.Default
            : PlatformPolicy.Default;
    }

    internal static (PlatformPolicy? Policy, IReadOnlyList<Diagnostic> Findings) Read(SourceText source, YamlRead yaml)
    {
        var findings = new List<Diagnostic>(yaml.Diagnostics);
        var root = Documents.Single(source, yaml, PolicyRules.Empty, findings);
        var policy = root is null ? null : Policy(root, findings);
        return (policy, Documents.InOrder(findings));
    }

    private static PlatformPolicy Policy(MapNode root, List<Diagnostic> findings)
    {
        var fields = new FieldReader(root, Place.Root(root), KnownFields.Policy, findings);
        Documents.CheckFormat(fields, "policy/alpha1", findings);
        var sources = new Dictionary<SourceKind, PolicySource>();
        if (fields.Fields("sources", KnownFields.PolicySources) is { } kinds)
            foreach (var (word, kind) in Choices.Source)
                if (kind != SourceKind.File && kinds.Fields(word, KnownFields.PolicySource) is { } source && Source(source) is { } named)
                    sources[kind] = named;
        return new PlatformPolicy(fields.Flag("containers")?.Value ?? false, fields.Flag("adopted")?.Value ?? false, sources);
    }

    private static PolicySource? Source(FieldReader fields)
    {
        fields.Require("host", "host: files.example.com");
        var credentials = fields.Formed("credentials", IsSecretName, "file-server", SecretName);
        return fields.Formed("host", ImageReader.IsRegistry, "files.example.com", HostAndPort) is { } host ? new PolicySource(host, credentials) : null;
    }

    private static bool IsSecretName(string text) => text.Length <= 253 && text.Split('.').All(Texts.IsLabel);
}
