using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What a site changes of one component's traits.</summary>
/// <param name="Component">Its full name.</param>
/// <param name="Traits">By trait, by parameter.</param>
public sealed record Adjustment(ScalarNode Component, MapNode Traits);

/// <summary>
/// What a site may change of an application, and what it does change. Only the outermost application has a word in it: who composes decides what those on site see. What it does not name
/// is locked.
/// </summary>
public static class Adjusting
{
    /// <summary>The components with the site's changes on top; those that may not be are told, and nothing is changed.</summary>
    public static (IReadOnlyList<ComposedComponent> Components, IReadOnlyList<Diagnostic> Findings) Apply(
        Composition composition, IReadOnlyList<ComposedComponent> components, IReadOnlyList<Adjustment> adjustments)
    {
        var findings = adjustments.SelectMany(adjustment => Check(composition, adjustment)).ToList();
        if (findings.Count > 0 || adjustments.Count == 0)
            return (components, findings);
        return ([.. components.Select(component => component with
        {
            Adjusted = adjustments.Where(one => one.Component.Text == component.Name).Aggregate(component.Adjusted, (entry, one) => entry.With(ComponentEntry.Empty with { Traits = one.Traits })),
        })], []);
    }

    /// <summary>One adjustment against what the application lets a site change.</summary>
    internal static IEnumerable<Diagnostic> Check(Composition composition, Adjustment adjustment)
    {
        if (composition.Component(adjustment.Component.Text) is not { } component)
            return [Near(ConfiguringRules.UnknownAdjusted, adjustment.Component, [.. composition.Components.Select(one => one.Name)])];
        var allowed = Allowed(composition, component);
        return adjustment.Traits.Entries.SelectMany(trait => Leaves(trait.Key, trait.Value, [trait.Name])).Select(leaf => Check(composition, component, allowed, leaf.Names, leaf.Key, leaf.Value)).OfType<Diagnostic>();
    }

    internal static AdjustableComponent? Allowed(Composition composition, ComposedComponent component)
        => composition.Application.Adjustable.FirstOrDefault(one => one.Component.Value == string.Join('/', component.Path));

    private static Diagnostic? Check(Composition composition, ComposedComponent component, AdjustableComponent? allowed, IReadOnlyList<string> names, ScalarNode key, Node value)
    {
        var trait = allowed?.Traits.FirstOrDefault(one => one.Name.Value == names[0]);
        var shown = KeyPath.Write(names);
        if (trait is { Parameters: null })
            return null;
        // A whole map or list may be given at once where a bound speaks of it, and one inside of what may be changed as a whole.
        var inner = names.Skip(1).ToList();
        var parameter = trait?.Parameters?.Where(one => one.Names.SequenceEqual(inner.Take(one.Names.Count), StringComparer.Ordinal)).MaxBy(one => one.Names.Count);
        if (parameter is null)
            return Locked(composition, component, allowed, shown, key);
        var held = inner.Skip(parameter.Names.Count).Reverse().Aggregate(value, (below, name) => Node.Map((name, below)));
        return parameter.Bounds?.Check(held) is [var outside, ..] ? Outside($"{component.Name}.{shown}", value, outside.Diagnostic, parameter.Key.At) : null;
    }

    private static Diagnostic Locked(Composition composition, ComposedComponent component, AdjustableComponent? allowed, string shown, ScalarNode key)
    {
        var at = allowed?.Component.At ?? component.Written.Name.At;
        var may = allowed is null ? [] : allowed.Traits.SelectMany(trait => trait.Parameters?.Select(one => $"{trait.Name.Value}.{one.Key.Value}") ?? [trait.Name.Value]).ToList();
        return Diagnostic.Of(
            ConfiguringRules.Locked, key.At, component.Name, shown, composition.Application.Name.Value, CompositionWalk.Shown(at), may.Count == 0 ? "-" : string.Join(", ", may), string.Join('/', component.Path)) with
        {
            Related = at is null ? [] : [at],
        };
    }

    /// <param name="bound">Where the bound stands.</param>
    internal static Diagnostic Outside(string shown, Node value, Diagnostic reason, Location? bound)
    {
        var written = JsonText.Write(value);
        return new Diagnostic(ConfiguringRules.OutOfBounds, value.At, [shown, written, reason.Message(Language.English), CompositionWalk.Shown(bound)])
        {
            ChineseArguments = [shown, written, reason.Message(Language.Chinese), CompositionWalk.Shown(bound)],
            Related = bound is null ? [] : [bound],
        };
    }

    /// <summary>What a map changes, value by value; an empty map only names the trait.</summary>
    private static IEnumerable<(IReadOnlyList<string> Names, ScalarNode Key, Node Value)> Leaves(ScalarNode key, Node value, IReadOnlyList<string> names)
        => value switch
        {
            MapNode { Count: > 0 } map => map.Entries.SelectMany(entry => Leaves(entry.Key, entry.Value, [.. names, entry.Name])),
            MapNode when names.Count == 1 => [([.. names, "enabled"], key, Node.Of(true, key.At))],
            _ when names.Count == 1 => [([.. names, "enabled"], key, Node.Of(false, key.At))],
            _ => [(names, key, value)],
        };

    private static Diagnostic Near(Rule rule, ScalarNode name, List<string> known)
    {
        var near = NearestName.Find(name.Text, known);
        return Diagnostic.Of(rule, name, name.Text, known.Count == 0 ? "-" : string.Join(", ", known), near ?? "") with { SpecialHelp = near is null ? null : ConfiguringRules.NearComponent };
    }
}
