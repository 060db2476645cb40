using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// What a definition may say and the chart does not carry out yet. A pod without its storage would start, and lose what it writes: so it is refused.
/// What changes no pod (updater, rollback, depsService) is none of this.
/// </summary>
internal static class NotRendered
{
    public static IEnumerable<Diagnostic> Of(ServiceDefinition definition)
    {
        (string Key, bool IsSaid)[] parts =
        [
            ("config", definition.Config is not null),
            ("storage", definition.Storage.Count > 0),
            ("shutdown", definition.Shutdown is not null),
            ("singleActive", definition.SingleActive is not null),
            ("build", definition.Build is not null),
        ];
        foreach (var (key, _) in parts.Where(part => part.IsSaid))
            yield return KeyFindings.NotYet(key, definition.Node.Entries.First(entry => entry.Name.Equals(key, StringComparison.OrdinalIgnoreCase)).Key);
    }
}
