using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The workloads that run no pods, found without reading the whole platform: definitions are read before that.</summary>
internal static class PodlessWorkloads
{
    private const string File = "workload.yaml";

    /// <summary>Those that the program brings along. Their files are not read for it at every start; a test holds the names against them.</summary>
    public static IReadOnlySet<string> BuiltIn { get; } = new HashSet<string>(StringComparer.Ordinal) { "external" };

    /// <summary>With a team's own ones, of which some may stand in the place of a built-in one.</summary>
    public static IReadOnlySet<string> Of(PlatformSource source)
    {
        var podless = BuiltIn.ToHashSet(StringComparer.Ordinal);
        foreach (var file in source.Files)
            if (file.Path.Split('/') is [var kind, var name, File] && kind.Equals("workloads", StringComparison.OrdinalIgnoreCase)
                && YamlReader.Read(file.Source).Documents is [MapNode root])
                _ = root["controller"] is null ? podless.Add(name) : podless.Remove(name);
        return podless.SetEquals(BuiltIn) ? BuiltIn : podless;
    }
}
