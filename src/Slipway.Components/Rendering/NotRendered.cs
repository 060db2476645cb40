using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// What a definition may say and the chart does not carry out yet. It would be left out in silence: so it is refused.
/// What changes no pod (updater, rollback, depsService) is none of this.
/// </summary>
internal static class NotRendered
{
    public static IEnumerable<Diagnostic> Of(ServiceDefinition definition)
    {
        (string Key, bool IsSaid)[] parts =
        [
            ("singleActive", definition.SingleActive is { Standby: > 0 }),
        ];
        foreach (var (key, _) in parts.Where(part => part.IsSaid))
            yield return KeyFindings.NotYet(key, definition.Node.Entries.First(entry => entry.Name.Equals(key, StringComparison.OrdinalIgnoreCase)).Key);
    }
}
