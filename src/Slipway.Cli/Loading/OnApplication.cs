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
        if (found.Applications.Count > 1)
            yield return Diagnostic.Of(UsageRules.NotOneApplication, (Location?)null, string.Join(' ', found.Paths)) with { Related = [.. found.Applications.Select(one => one.Application.Name.At).OfType<Location>()] };
        else if (!IsAlone(found) || entry.Traits.Count + entry.Objects.Count + entry.Patches.Count > 0)
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
    public static (IReadOnlyList<Replacement> Replacements, IReadOnlyList<Diagnostic> Findings) Replacements(IReadOnlyList<string> words)
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

    /// <summary>All that is said of an application: presets, above them what an installation remembers, above that the words of the command.</summary>
    /// <param name="entry">The command's settings.</param>
    public static SaidOfApplication Said(Composition application, ComponentEntry entry, ComponentChoice choice)
    {
        var findings = new List<Diagnostic>();
        var presets = PresetWords.Read(application, choice.Presets, findings);
        var (replacements, unread) = Replacements(choice.Replace);
        var (adjustments, malformed) = Adjustments(choice.Traits);
        var config = presets.Aggregate(ComponentEntry.Empty, (below, preset) => below.With(ComponentEntry.Empty with { Config = preset.Config }));
        return new SaidOfApplication(
            config.With(choice.Beneath.Entry).With(entry),
            [.. choice.Beneath.Replacements.Where(below => replacements.All(one => one.Component != below.Component)), .. replacements],
            [.. Presets.Adjustments(presets), .. choice.Beneath.Adjustments, .. adjustments])
        {
            Unread = [.. findings, .. unread],
            Malformed = malformed,
        };
    }

    /// <param name="selection">Null for all components that it may run.</param>
    public static (IReadOnlyList<ComposedComponent> Components, IReadOnlyList<Diagnostic> Findings) Configured(Composition application, SaidOfApplication said, Selection? selection)
    {
        var (selected, findings) = (selection ?? Selection.Default).Of(application);
        var components = selection is null ? application.Components : selected;
        var (replaced, outputs, refused) = Replacing.Apply(application, components, said.Replacements);
        if (said.Entry.Config.Count == 0 && said.Replacements.Count == 0)
            return (components, [.. findings, .. said.Unread]);
        var (configured, wrong) = application.Configuration.Configured(replaced, said.Entry.Config, outputs);
        var running = selected.Select(component => component.Name).ToHashSet(StringComparer.Ordinal);
        return (configured, [.. findings, .. said.Unread, .. refused, .. wrong, .. application.Configuration.WithoutEffect(said.Entry.Config, running)]);
    }

    /// <param name="selection">Null for all components that it may run.</param>
    public static (IReadOnlyList<ComposedComponent> Components, IReadOnlyList<Diagnostic> Findings) Of(
        Composition application, SaidOfApplication said, Selection? selection, PlatformDefinition platform)
    {
        var (configured, findings) = Configured(application, said, selection);
        var (components, refused) = Adjusting.Apply(application, configured, said.Adjustments);
        return (components, [.. findings, .. AdjustableCheck.On(application, platform), .. said.Malformed, .. refused]);
    }
}

/// <summary>What is said of an application, the highest last.</summary>
/// <param name="Entry">Its settings.</param>
internal sealed record SaidOfApplication(ComponentEntry Entry, IReadOnlyList<Replacement> Replacements, IReadOnlyList<Adjustment> Adjustments)
{
    /// <summary>What is wrong with words after <c>--preset</c> and <c>--replace</c>.</summary>
    public IReadOnlyList<Diagnostic> Unread { get; init; } = [];

    /// <summary>What is wrong with words after <c>--trait</c>.</summary>
    public IReadOnlyList<Diagnostic> Malformed { get; init; } = [];
}
