using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>One way in which a site may run a component other than it is.</summary>
/// <param name="Component">With the site's words on top.</param>
/// <param name="Words">As the site would say it: <c>--trait web.sidecar.flavor=small</c>; of a preset, where it stands in the application.</param>
/// <param name="Group">What is not looked at where none of the group can be rendered, such as <c>web.sidecar</c>; null where nothing is missed then.</param>
/// <param name="At">What allows it.</param>
public sealed record PossibleAdjustment(ComposedComponent Component, string Words, string? Group, Location? At);

/// <summary>
/// What a site may say to an application, as far as it can be counted: every trait that <c>adjustable</c> lets it switch, every value of an enumeration and every switch among its
/// parameters and in the unified configuration, every preset. Together where they are few, else one at a time on top of all switches off and on.
/// </summary>
public static class PossibleAdjustments
{
    /// <summary>Of one trait. With more, its choices are not combined with each other.</summary>
    public const int MostTogether = 64;

    private const int MostOfOne = 400;

    public static IReadOnlyList<PossibleAdjustment> Of(Composition composition, PlatformDefinition platform)
        => [.. composition.Components.SelectMany(component => OfTraits(composition, component, platform)), .. OfSettings(composition), .. OfPresets(composition)];

    private static IEnumerable<PossibleAdjustment> OfTraits(Composition composition, ComposedComponent component, PlatformDefinition platform)
    {
        if (component.Service is null || Adjusting.Allowed(composition, component) is not { } allowed)
            yield break;
        var together = Node.Map();
        foreach (var one in allowed.Traits)
        {
            if (platform.Trait(one.Name.Value) is not { } trait)
                continue;
            var around = Around(trait, allowed, platform);
            var choices = new AdjustableChoices(component, one, trait);
            foreach (var said in choices.All().Take(MostOfOne))
                yield return Adjusted(component, around.With(trait.Name, said), AdjustableChoices.IsOff(said) || !SpeaksOfImages(trait) ? null : $"{component.Name}.{trait.Name}", one.Name.At);
            if (choices.Most() is { } most)
                together = MergePatch.Apply(together, around.With(trait.Name, most));
        }
        if (allowed.Traits.Count > 1 && together.Count > 0)
            yield return Adjusted(component, together, null, allowed.Component.At);
    }

    /// <summary>What must be switched for a trait to be on, where the site may: others off that it does not get on with, others on that it needs.</summary>
    private static MapNode Around(TraitDefinition trait, AdjustableComponent allowed, PlatformDefinition platform)
    {
        var around = Node.Map();
        foreach (var other in allowed.Traits.Where(other => other.Name.Value != trait.Name && IsSwitch(other)))
            if (trait.ConflictsWith.Contains(other.Name.Value, StringComparer.Ordinal) || platform.Trait(other.Name.Value)?.ConflictsWith.Contains(trait.Name, StringComparer.Ordinal) == true)
                around = around.With(other.Name.Value, Node.Map(("enabled", Node.Of(false))));
            else if (trait.Requires.Contains(other.Name.Value, StringComparer.Ordinal))
                around = around.With(other.Name.Value, Node.Map(("enabled", Node.Of(true))));
        return around;
    }

    /// <summary>A template that never says the word brings no image of its own; what a site writes into it, nobody can know.</summary>
    private static bool SpeaksOfImages(TraitDefinition trait)
        => new[] { trait.Patch, trait.Objects }.Any(template => template?.Source.Text.Contains("image", StringComparison.OrdinalIgnoreCase) == true);

    private static bool IsSwitch(AdjustableTrait trait) => trait.Parameters?.Any(parameter => parameter.Names is ["enabled"]) ?? true;

    private static PossibleAdjustment Adjusted(ComposedComponent component, MapNode traits, string? group, Location? at)
        => new(component with { Adjusted = component.Adjusted.With(ComponentEntry.Empty with { Traits = traits }) }, string.Join(' ', Words(traits, [component.Name]).Select(word => $"--trait {word}")), group, at);

    /// <summary>Settings of the unified configuration reach components by its mapping.</summary>
    private static IEnumerable<PossibleAdjustment> OfSettings(Composition composition)
    {
        if (composition.Configuration.Schema?.Text is not { } schema)
            yield break;
        var choices = CountedValues.Of(schema, schema, []).Where(choice => choice.Names.Count > 0).ToList();
        foreach (var choice in choices)
            foreach (var value in choice.Values)
                foreach (var component in Configured(composition, Nested(choice.Names, value)))
                    yield return new PossibleAdjustment(component, $"--config {KeyPath.Write(choice.Names)}={Shown(value)}", null, value.At ?? schema.At);
    }

    private static IEnumerable<PossibleAdjustment> OfPresets(Composition composition)
    {
        foreach (var (view, preset) in composition.Application.Views.SelectMany(view => view.Presets.Select(preset => (view, preset))))
        {
            var (configured, _) = composition.Configuration.Configured(composition.Components, preset.Config);
            var adjustments = preset.Traits.Entries.Where(one => one.Value is MapNode).Select(one => new Adjustment(one.Key, (MapNode)one.Value)).ToList();
            var (components, _) = Adjusting.Apply(composition, configured, adjustments);
            foreach (var component in Changed(composition, components))
                yield return new PossibleAdjustment(component, $"views.{view.Name.Value}.presets.{preset.Name.Value}", null, preset.Name.At);
        }
    }

    private static IEnumerable<ComposedComponent> Configured(Composition composition, MapNode given)
    {
        var (components, findings) = composition.Configuration.Configured(composition.Components, given);
        return findings.Any(finding => finding.Severity == Severity.Error) ? [] : Changed(composition, components);
    }

    private static IEnumerable<ComposedComponent> Changed(Composition composition, IReadOnlyList<ComposedComponent> components)
        => components.Zip(composition.Components).Where(pair => Written(pair.First) != Written(pair.Second)).Select(pair => pair.First);

    private static string Written(ComposedComponent component) => $"{JsonText.Write(component.Mapped.Traits)}{JsonText.Write(component.Mapped.Config)}{JsonText.Write(component.Adjusted.Traits)}";

    internal static MapNode Nested(IReadOnlyList<string> names, Node value) => (MapNode)names.Reverse().Aggregate(value, (below, name) => Node.Map((name, below)));

    private static IEnumerable<string> Words(Node value, IReadOnlyList<string> names)
        => value is MapNode { Count: > 0 } map ? map.Entries.SelectMany(entry => Words(entry.Value, [.. names, entry.Name])) : [$"{KeyPath.Write(names)}={Shown(value)}"];

    private static string Shown(Node value)
    {
        var text = value is ScalarNode scalar ? scalar.Text : JsonText.Write(value);
        return text.Length > 80 ? text[..80] + "…" : text;
    }
}
