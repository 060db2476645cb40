using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What an application says that a site may change, and which screens it offers for it, against what there is.</summary>
public static class AdjustableCheck
{
    /// <summary>What needs no platform: that the components are there, that screens name what can be set, that presets are right.</summary>
    internal static IEnumerable<Diagnostic> Static(Composition composition)
    {
        var paths = composition.Components.Select(one => string.Join('/', one.Path)).ToList();
        foreach (var adjustable in composition.Application.Adjustable)
            if (!paths.Contains(adjustable.Component.Value, StringComparer.Ordinal))
                yield return MappingTargets.Near(ConfiguringRules.UnknownTarget, adjustable.Component.Node, "adjustable", adjustable.Component.Value, paths);
        foreach (var view in composition.Application.Views)
            foreach (var finding in view.Keys.Select(key => Key(composition, view, key)).OfType<Diagnostic>().Concat(view.Presets.SelectMany(preset => Preset(composition, preset))))
                yield return finding;
    }

    /// <summary>What the platform decides: that traits and their parameters are there; and that what the application says itself lies within its own bounds.</summary>
    public static IEnumerable<Diagnostic> On(Composition composition, PlatformDefinition platform)
    {
        foreach (var adjustable in composition.Application.Adjustable)
            if (composition.Components.FirstOrDefault(one => string.Join('/', one.Path) == adjustable.Component.Value) is { } component)
                foreach (var finding in adjustable.Traits.SelectMany(trait => On(component, trait, platform)))
                    yield return finding;
    }

    private static IEnumerable<Diagnostic> On(ComposedComponent component, AdjustableTrait adjustable, PlatformDefinition platform)
    {
        if (platform.Trait(adjustable.Name.Value) is not { } trait)
        {
            yield return MappingTargets.Near(CompositionRules.NoTrait, adjustable.Name.Node, component.Name, adjustable.Name.Value, [.. platform.Traits.Select(one => one.Name).Order(StringComparer.Ordinal)]);
            yield break;
        }
        foreach (var parameter in adjustable.Parameters ?? [])
        {
            if (!Has(trait.Parameters, trait.Parameters, parameter.Names, out var known))
                yield return MappingTargets.Near(CompositionRules.NoParameter, parameter.Key.Node, trait.Name, parameter.Key.Value, known);
            else if (JsonPointer.Resolve(component.Whole.Traits, [trait.Name, .. parameter.Names]) is { } value && parameter.Bounds?.Check(value) is [var outside, ..])
                yield return Adjusting.Outside($"{component.Name}.{trait.Name}.{parameter.Key.Value}", value, outside.Diagnostic, parameter.Key.At);
        }
    }

    /// <summary>Whether a trait's schema has a parameter; where it has not, what it has at the place.</summary>
    private static bool Has(MapNode root, MapNode schema, IReadOnlyList<string> names, out List<string> known)
    {
        var at = schema;
        known = [];
        for (var i = 0; i < names.Count; i++)
        {
            for (var steps = 0; at["$ref"] is ScalarNode reference && steps < 32; steps++)
                at = JsonPointer.Resolve(root, reference.Text.TrimStart('#')) as MapNode ?? new MapNode([]);
            known = i == 0 ? [.. (at["properties"] as MapNode)?.Keys ?? [], "enabled"] : [.. (at["properties"] as MapNode)?.Keys ?? []];
            if (i == 0 && names[i] == "enabled")
                return names.Count == 1;
            if ((at["properties"] as MapNode)?[names[i]] is MapNode below)
                at = below;
            else if (at["additionalProperties"] is ScalarNode { Kind: ScalarKind.Boolean, Text: "false" })
                return false;
            else
                at = at["additionalProperties"] as MapNode ?? new MapNode([]);
        }
        return true;
    }

    private static Diagnostic? Key(Composition composition, ViewDefinition view, ViewKey key)
    {
        if (key.IsTrait)
        {
            var may = composition.Components.SelectMany(component => (Adjusting.Allowed(composition, component)?.Traits ?? []).SelectMany(trait =>
                trait.Parameters?.Select(one => $"{component.Name}.{trait.Name.Value}.{one.Key.Value}") ?? [$"{component.Name}.{trait.Name.Value}"])).ToList();
            return may.Contains(key.Key.Value, StringComparer.Ordinal) ? null : MappingTargets.Near(CompositionRules.UnknownViewKey, key.Key.Node, $"views.{view.Name.Value}", key.Key.Value, may);
        }
        var schema = composition.Configuration.Schema;
        return KeyPath.Parse(key.Key.Value) is { } names && schema?.Key(JsonPointer.Of(names)) is not null ? null
            : MappingTargets.Near(CompositionRules.UnknownViewKey, key.Key.Node, $"views.{view.Name.Value}", key.Key.Value, [.. (schema?.Keys ?? []).Select(one => KeyPath.Write(JsonPointer.Parse(one.Pointer)!))]);
    }

    private static IEnumerable<Diagnostic> Preset(Composition composition, PresetDefinition preset)
    {
        var findings = composition.Configuration.Configured(composition.Components, preset.Config).Findings
            .Concat(preset.Traits.Entries.SelectMany(one => one.Value is MapNode traits ? Adjusting.Check(composition, new Adjustment(one.Key, traits)) : []));
        foreach (var finding in findings)
            yield return finding.At is null ? finding with { At = preset.Name.At } : finding;
    }
}
