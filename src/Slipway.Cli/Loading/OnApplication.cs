using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>
/// What options on top of definitions mean for an application: settings are those of its unified configuration, and <c>--trait</c> names the component first.
/// </summary>
internal static class OnApplication
{
    /// <summary>Whether the one application is all that is asked for.</summary>
    public static bool IsAlone(LoadedDefinitions found) => found is { Applications.Count: 1, Definitions.Count: 0 };

    /// <summary>What would stand on top of each component at once, or of several applications.</summary>
    public static IEnumerable<Diagnostic> Refused(LoadedDefinitions found, ComponentChoice choice, ComponentEntry entry)
    {
        if (choice.SaysNothing || found.Applications is not [var composed, ..])
            yield break;
        if (!IsAlone(found) || entry.Traits.Count + entry.Objects.Count + entry.Patches.Count > 0)
            yield return Diagnostic.Of(UsageRules.NotOnApplications, composed.Application.Name.At, choice.First, composed.Application.Name.Value);
    }

    /// <summary>What <c>--trait</c> changes of an application's components.</summary>
    public static (IReadOnlyList<Adjustment> Adjustments, IReadOnlyList<Diagnostic> Findings) Adjustments(IEnumerable<string> words)
    {
        var (adjustments, findings) = (new List<Adjustment>(), new List<Diagnostic>());
        foreach (var word in words)
        {
            var (component, traits, wrong) = ComponentEntry.TraitOf(word);
            if (wrong is not null)
                findings.Add(wrong);
            else
                adjustments.Add(new Adjustment(component!, traits!));
        }
        return (adjustments, findings);
    }

    /// <param name="entry">Its settings.</param>
    /// <param name="selection">Null for all components that it may run.</param>
    public static (IReadOnlyList<ComposedComponent> Components, IReadOnlyList<Diagnostic> Findings) Configured(Composition application, ComponentEntry entry, Selection? selection)
    {
        var (selected, findings) = (selection ?? Selection.Default).Of(application);
        var components = selection is null ? application.Components : selected;
        if (entry.Config.Count == 0)
            return (components, findings);
        var (configured, wrong) = application.Configuration.Configured(components, entry.Config);
        var running = selected.Select(component => component.Name).ToHashSet(StringComparer.Ordinal);
        return (configured, [.. findings, .. wrong, .. application.Configuration.WithoutEffect(entry.Config, running)]);
    }

    /// <param name="entry">Its settings.</param>
    /// <param name="traits">Words after <c>--trait</c>.</param>
    /// <param name="selection">Null for all components that it may run.</param>
    public static (IReadOnlyList<ComposedComponent> Components, IReadOnlyList<Diagnostic> Findings) Of(
        Composition application, ComponentEntry entry, IReadOnlyList<string> traits, Selection? selection, PlatformDefinition platform)
    {
        var (configured, findings) = Configured(application, entry, selection);
        var (adjustments, malformed) = Adjustments(traits);
        var (components, refused) = Adjusting.Apply(application, configured, adjustments);
        return (components, [.. findings, .. AdjustableCheck.On(application, platform), .. malformed, .. refused]);
    }
}
