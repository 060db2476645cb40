using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What options on top of definitions mean for an application: settings are those of its unified configuration.</summary>
internal static class OnApplication
{
    /// <summary>What would stand on top of each component at once, or of several applications.</summary>
    public static IEnumerable<Diagnostic> Refused(LoadedDefinitions found, ComponentChoice choice, ComponentEntry entry)
    {
        if (choice.SaysNothing || found.Applications is not [var composed, ..])
            yield break;
        var isOne = found is { Applications.Count: 1, Definitions.Count: 0 };
        if (!isOne || choice.Traits.Count > 0 || entry.Traits.Count + entry.Objects.Count + entry.Patches.Count > 0)
            yield return Diagnostic.Of(
                UsageRules.NotOnApplications, composed.Application.Name.At, isOne && choice.Traits.Count > 0 ? "--trait" : choice.First, composed.Application.Name.Value);
    }

    /// <param name="selection">Null for all components that it may run.</param>
    public static (IReadOnlyList<ComposedComponent> Components, IReadOnlyList<Diagnostic> Findings) Of(Composition application, ComponentEntry entry, Selection? selection)
    {
        var (selected, findings) = (selection ?? Selection.Default).Of(application);
        var components = selection is null ? application.Components : selected;
        if (entry.Config.Count == 0)
            return (components, findings);
        var (configured, wrong) = application.Configuration.Configured(components, entry.Config);
        var running = selected.Select(component => component.Name).ToHashSet(StringComparer.Ordinal);
        return (configured, [.. findings, .. wrong, .. application.Configuration.WithoutEffect(entry.Config, running)]);
    }
}
