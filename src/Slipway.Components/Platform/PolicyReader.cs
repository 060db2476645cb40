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

    /// <summary>The policy among a platform's files, as far as it can be read; the default one where there is none.</summary>
    public static PlatformPolicy Of(PlatformSource source, List<Diagnostic>? findings = null)
    {
        var policy = PlatformPolicy.Default;
        if (source.File(FileName) is { Source: var text })
        {
            var (read, found) = Read(text);
            findings?.AddRange(found);
            policy = read ?? policy;
        }
        var podless = PodlessWorkloads.Of(source);
        return ReferenceEquals(podless, policy.Podless) ? policy : policy with { Podless = podless };
    }

    /// <summary>The workloads and traits that a policy names and its platform lacks.</summary>
    internal static IReadOnlyList<Diagnostic> Unknown(PlatformDefinition platform)
    {
        var findings = new List<Diagnostic>();
        foreach (var workload in platform.Policy.Workloads?.Names ?? [])
            if (platform.Workload(workload.Value) is null)
                findings.Add(Diagnostic.Of(RenderingRules.UnknownWorkload, workload.At, workload.Value, string.Join(", ", platform.Workloads.Select(w => w.Name))));
        foreach (var trait in platform.Policy.Traits?.Names ?? [])
            TraitCompany.Known(trait.Node!, trait.Value, platform, findings);
        return findings;
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
        return new PlatformPolicy(fields.Flag("containers")?.Value ?? false, fields.Flag("adopted")?.Value ?? false, sources)
        {
            Node = root.Without("format"),
            Fields = [.. Names(fields, "fields").Where(field => IsField(field, findings))],
            Workloads = fields.Entry("workloads") is { } workloads ? new PolicyNames(Names(fields, "workloads"), AreAllowed: true, workloads.Key.At) : null,
            Traits = fields.Fields("traits", KnownFields.PolicyTraits) is { } traits ? Traits(traits) : null,
            Images = fields.Fields("images", KnownFields.PolicyImages) is { } images ? Images(images) : null,
            Limits = fields.Fields("limits", KnownFields.PolicyLimits) is { } limits ? Limits(limits) : null,
        };
    }

    private static PolicyNames? Traits(FieldReader fields)
    {
        var (allowed, denied) = (fields.Entry("allowed"), fields.Entry("denied"));
        if (allowed is not null && denied is not null)
            fields.Findings.Add(Diagnostic.Of(PolicyRules.BothLists, denied.Key));
        return (allowed ?? denied) is { } list ? new PolicyNames(Names(fields, allowed is null ? "denied" : "allowed"), allowed is not null, list.Key.At) : null;
    }

    private static PolicyImages Images(FieldReader fields)
    {
        var allowed = new List<Placed<ImagePattern>>();
        foreach (var name in Names(fields, "allowed"))
            if (ImagePattern.Parse(name.Value) is { } pattern)
                allowed.Add(new Placed<ImagePattern>(pattern, name.Node));
            else
                fields.Findings.Add(Diagnostic.Of(PolicyRules.ImagePattern, name.At, Place.Cut(name.Value)));
        return new PolicyImages(
            fields.Entry("allowed") is null ? null : allowed,
            fields.Entry("allowed")?.Key.At,
            fields.Flag("latest") is { Value: false } latest ? latest.At : null);
    }

    private static PolicyLimits Limits(FieldReader fields)
        => new(Amounts(fields, "requests"), Amounts(fields, "limits"), fields.Whole("replicas", 1), QuantityReader.Read(fields, "storage", "100Gi"));

    private static List<ResourceAmount> Amounts(FieldReader limits, string name)
        => limits.Fields(name, KnownFields.Amounts) is not { } fields ? []
            : [.. KnownFields.Amounts.Names.Select(resource => (Name: resource, Amount: QuantityReader.Read(fields, resource, resource == "cpu" ? "4" : "8Gi")))
                .Where(read => read.Amount is not null).Select(read => new ResourceAmount(read.Name, read.Amount!.Value))];

    private static List<Placed<string>> Names(FieldReader fields, string name)
    {
        var names = new List<Placed<string>>();
        foreach (var item in fields.Items(name) ?? [])
            if (item is ScalarNode { Kind: ScalarKind.String } text)
                names.Add(new Placed<string>(text.Text, text));
            else
                fields.Findings.Add(Diagnostic.Of(DefinitionRules.NotText, Place.Start(item), fields.Place.To(name), Place.Shown(item)));
        return names;
    }

    private static bool IsField(Placed<string> field, List<Diagnostic> findings)
    {
        if (KnownFields.IsPath("service", field.Value) || KnownFields.Entry.Spelling(field.Value) is not null)
            return true;
        findings.Add(Diagnostic.Of(PolicyRules.UnknownField, field.At, Place.Cut(field.Value)));
        return false;
    }

    private static PolicySource? Source(FieldReader fields)
    {
        fields.Require("host", "host: files.example.com");
        var credentials = fields.Formed("credentials", IsSecretName, "file-server", SecretName);
        return fields.Formed("host", ImageReader.IsRegistry, "files.example.com", HostAndPort) is { } host ? new PolicySource(host, credentials) : null;
    }

    private static bool IsSecretName(string text) => text.Length <= 253 && text.Split('.').All(Texts.IsLabel);
}
