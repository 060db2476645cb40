using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Cli.Tests.Traits;

/// <summary>
/// A case of a trait or a workload that shows its effect on a cluster: <c>effect.sh</c> beside <c>service.yaml</c> and <c>with.yaml</c>, perhaps
/// <c>before.sh</c> (what must be there first) and <c>after.sh</c> (what stands in no namespace and must go).
/// </summary>
/// <param name="Of">The trait or workload.</param>
internal sealed record EffectCase(string Of, string Name, string Folder)
{
    private static readonly string Components = Path.Combine(TestEnvironment.Root, "src", "Slipway.Components");

    public static IReadOnlyList<EffectCase> All { get; } =
    [
        .. ((string[])["Traits", "Workloads"]).SelectMany(kind => Directory.GetDirectories(Path.Combine(Components, kind)))
            .Where(folder => Directory.Exists(Path.Combine(folder, "cases")))
            .SelectMany(folder => Directory.GetDirectories(Path.Combine(folder, "cases")).Select(one => new EffectCase(Path.GetFileName(folder), Path.GetFileName(one), one)))
            .Where(one => File.Exists(Path.Combine(one.Folder, "effect.sh")))
            .OrderBy(one => one.Title, StringComparer.Ordinal),
    ];

    /// <summary>The built-in traits, by their folders.</summary>
    public static IEnumerable<string> Traits { get; } = [.. Directory.GetDirectories(Path.Combine(Components, "Traits")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    public string Title => $"{Of}.{Name}";

    public bool Has(string file) => File.Exists(Path.Combine(Folder, file));

    /// <summary>The component's name, as the definition says it.</summary>
    public string Component
    {
        get
        {
            var file = Path.Combine(Folder, "service.yaml");
            var root = YamlReader.Read(new SourceText(file, File.ReadAllText(file))).Documents[0] as MapNode;
            return (root?["name"] as ScalarNode)?.Text ?? throw new InvalidOperationException($"{file} has no name.");
        }
    }
}
