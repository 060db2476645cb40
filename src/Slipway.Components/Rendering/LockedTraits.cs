using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What the platform locked, no level above may switch off or change.</summary>
internal static class LockedTraits
{
    /// <param name="traits">What all levels say together.</param>
    public static IEnumerable<Diagnostic> Check(ServiceDefinition definition, string workload, ComponentEntry entry, PlatformDefinition platform, MapNode traits)
    {
        foreach (var locked in platform.LockedTraits(workload))
            if (!Nodes.Equal(traits[locked.Name], PlatformDefaults.Plain(locked).Value))
                yield return PolicyCheck.Say(PolicyRules.Locked, Place(definition, entry, locked.Name), locked.Key.At, locked.Name);
    }

    private static Location? Place(ServiceDefinition definition, ComponentEntry entry, string trait)
        => entry.Traits.Entry(trait)?.Key.At ?? ResourceValues.Traits(definition).Entry(trait)?.Key.At ?? definition.Name.At;
}
