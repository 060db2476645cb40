using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What an application says that a site may change, and which screens it offers for it, against what there is.</summary>
public static class AdjustableCheck
{
    /// <summary>What needs no platform: that the components are there, that screens name what can be set, that presets are right.</summary>
    /// <param name="isMapped">The mappings are right, so that presets can be tried.</param>
    internal static IEnumerable<Diagnostic> Static(Composition composition, bool isMapped)
    {
        var paths = composition.Components.Select(one => string.Join('/', one.Path)).ToList();
        foreach (var adjustable in composition.Application.Adjustable)
            if (!paths.Contains(adjustable.Component.Value, StringComparer.Ordinal) && !composition.Lost.Covers(adjustable.Component.Value))
                yield return MappingTargets.Near(ConfiguringRules.UnknownTarget, adjustable.Component.Node, "adjustable", adjustable.Component.Value, paths);
        foreach (var view in composition.Application.Views)
            foreach (var finding in view.Keys.Select(key => Key(composition, view, key)).OfType<Diagnostic>().Concat(view.Presets.SelectMany(preset => Preset(composition, preset, isMapped))))
                yield return finding;
    }

    /// <summary>What the platform decides: that workloads, traits and their parameters are there; and that what the application says itself lies within its own bounds.</summary>
    public static IEnumerable<Diagnostic> On(Composition composition, PlatformDefinition platform)
    {
        // The traits of a workload's defaults are judged with the components that have it; of a workload that there is not, there are none.
        foreach (var workload in composition.Definitions.SelectMany(one => one.Defaults.Entries).Where(one => platform.Workload(one.Name) is null))
            yield return RenderingRules.NoWorkload(workload.Key, platform);
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
            var (schema, known) = ParameterSchemas.Find(trait.Parameters, parameter.Names);
            if (schema is null)
                yield return MappingTargets.Near(CompositionRules.NoParameter, parameter.Key.Node, trait.Name, parameter.Key.Value, known);
            else if (JsonPointer.Resolve(component.Whole.Traits, [trait.Name, .. parameter.Names]) is { } value && parameter.Bounds?.Check(value) is [var outside, ..])
                yield return Adjusting.Outside($"{component.Name}.{trait.Name}.{parameter.Key.Value}", value, outside.Diagnostic, parameter.Key.At);
            foreach (var finding in schema is null || parameter.Written is null ? [] : BoundsCheck.Of($"{component.Name}.{trait.Name}.{parameter.Key.Value}", trait.Parameters, schema, parameter))
                yield return finding;
        }
    }

    private static Diagnostic? Key(Composition composition, ViewDefinition view, ViewKey key)
    {
        if (!composition.IsWhole && (key.IsTrait ? !composition.Components.Any(one => key.Key.Value.StartsWith(one.Name + ".", StringComparison.Ordinal)) : composition.Application.IsConfigUnread))
            return null;
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

    private static IEnumerable<Diagnostic> Preset(Composition composition, PresetDefinition preset, bool isMapped)
    {
        IReadOnlyList<Diagnostic> configured = isMapped && !composition.Application.IsConfigUnread ? composition.Configuration.Configured(composition.Components, preset.Config).Findings : [];
        var findings = configured.Concat(preset.Traits.Entries.Where(one => composition.IsWhole || composition.Component(one.Name) is not null)
            .SelectMany(one => one.Value is MapNode traits ? Adjusting.Check(composition, new Adjustment(one.Key, traits)) : []));
        foreach (var finding in findings)
            yield return finding.At is null ? finding with { At = preset.Name.At } : finding;
    }
}
