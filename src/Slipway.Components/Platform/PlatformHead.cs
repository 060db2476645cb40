using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What a team's <c>platform.yaml</c> says of the platform as a whole (<c>platform/alpha1</c>).</summary>
/// <param name="Defaults">By workload; empty where it says none.</param>
public sealed record PlatformHead(string? Name, string? Version, MapNode Defaults)
{
    /// <summary>In written order.</summary>
    public IReadOnlyList<BaseImage> BaseImages { get; init; } = [];

    public const string FileName = "platform.yaml";

    private static readonly PlatformHead None = new(null, null, new MapNode([]));

    /// <summary>As far as it can be read; what is wrong, reading the platform tells.</summary>
    public static PlatformHead Of(PlatformSource source) => Read(source, []);

    internal static PlatformHead Read(PlatformSource source, List<Diagnostic> findings)
    {
        if (source.File(FileName) is not { Source: var text })
            return None;
        var yaml = YamlReader.Read(text);
        findings.AddRange(yaml.Diagnostics);
        if (Documents.Single(text, yaml, PolicyRules.EmptyPlatform, findings) is not { } root || yaml.HasErrors)
            return None;
        var wrong = DefinitionSchemas.Platform.Check(root);
        findings.AddRange(wrong.Select(w => w.Diagnostic));
        return wrong.Count > 0 ? None : new PlatformHead(
            (root["name"] as ScalarNode)?.Text,
            (root["version"] as ScalarNode)?.Text,
            root["defaults"] is MapNode defaults ? new MapNode(defaults.Entries.Select(Named), defaults.At) : None.Defaults)
        {
            BaseImages = BaseImage.Read(root["baseImages"] as MapNode, findings),
        };
    }

    /// <summary>As in an entry: a trait that is named with nothing behind it is the trait as it is; a written null takes it out.</summary>
    private static MapEntry Named(MapEntry workload)
        => workload.Value is MapNode map && map["traits"] is MapNode traits
            ? workload with { Value = map.With("traits", new MapNode(traits.Entries.Select(EntryReader.SwitchedOn), traits.At)) }
            : workload;
}
