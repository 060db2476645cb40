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
    public static (IReadOnlyList<Adjustment> Adjustments, IReadOnlyList<Diagnostic> Findings) Adjustments(IReadOnlyList<string> words)
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
        if (Contradiction.OfTraits(words) is { } twice)
            findings.Add(twice);
        return (adjustments, findings);
    }

    /// <summary>What <c>--replace</c> puts in the place of components.</summary>
    private static (IReadOnlyList<Replacement> Replacements, IReadOnlyList<Diagnostic> Findings) Replacements(IReadOnlyList<string> words)
    {
        var (replacements, findings) = (new List<Replacement>(), new List<Diagnostic>());
        foreach (var word in words)
        {
            if (word.Split('=', 2) is not [{ Length: > 0 } component, { Length: > 0 } file])
            {
                findings.Add(Values.Of(UsageRules.WrongForm, "--replace", word, "`db=managed-db.yaml`"));
                continue;
            }
            var (bytes, refused) = DefinitionFiles.ReadBytes(file);
            var (definition, wrong) = bytes is null ? (null, [refused!]) : ContractReader.Read(file, bytes);
            findings.AddRange(wrong);
            if (definition is not null)
                replacements.Add(new Replacement(component, file, definition));
        }
        if (Contradiction.Of("--replace", words) is { } twice)
            findings.Add(twice);
        return (replacements, findings);
    }

    /// <param name="entry">Its settings.</param>
    /// <param name="replace">Words after <c>--replace</c>.</param>
    /// <param name="selection">Null for all components that it may run.</param>
    public static (IReadOnlyList<ComposedComponent> Components, IReadOnlyList<Diagnostic> Findings) Configured(
        Composition application, ComponentEntry entry, IReadOnlyList<string> replace, Selection? selection)
    {
        var (selected, findings) = (selection ?? Selection.Default).Of(application);
        var components = selection is null ? application.Components : selected;
        var (replacements, unread) = Replacements(replace);
        var (replaced, outputs, refused) = Replacing.Apply(application, components, replacements);
        if (entry.Config.Count == 0 && replacements.Count == 0)
            return (components, [.. findings, .. unread]);
        var (configured, wrong) = application.Configuration.Configured(replaced, entry.Config, outputs);
        var running = selected.Select(component => component.Name).ToHashSet(StringComparer.Ordinal);
        return (configured, [.. findings, .. unread, .. refused, .. wrong, .. application.Configuration.WithoutEffect(entry.Config, running)]);
    }

    /// <param name="entry">Its settings.</param>
    /// <param name="choice">With the words after <c>--trait</c> and <c>--replace</c>.</param>
    /// <param name="selection">Null for all components that it may run.</param>
    public static (IReadOnlyList<ComposedComponent> Components, IReadOnlyList<Diagnostic> Findings) Of(
        Composition application, ComponentEntry entry, ComponentChoice choice, Selection? selection, PlatformDefinition platform)
    {
        var (configured, findings) = Configured(application, entry, choice.Replace, selection);
        var (adjustments, malformed) = Adjustments(choice.Traits);
        var (components, refused) = Adjusting.Apply(application, configured, adjustments);
        return (components, [.. findings, .. AdjustableCheck.On(application, platform), .. malformed, .. refused]);
    }
}
