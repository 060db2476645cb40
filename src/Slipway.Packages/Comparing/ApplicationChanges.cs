using Slipway.Components;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What the integrators wrote for an application as a whole, and for the middle products in it.</summary>
internal static class ApplicationChanges
{
    /// <summary>Components and unified keys are told by themselves; a version alone changes nothing.</summary>
    private static readonly string[] ToldElsewhere = ["format", "name", "version", "components", "config"];

    /// <summary>Each is a layer of the component, or of one inside, and told there.</summary>
    private static readonly string[] Layers = ["traits", "config", "objects", "patches", "values", "components"];

    public static (IReadOnlyList<FieldChange> Fields, IReadOnlyList<UnifiedKeyChange> Keys) Of(Composition before, Composition after)
    {
        var (fields, keys) = (new List<FieldChange>(), new List<UnifiedKeyChange>());
        foreach (var level in after.Configuration.Levels)
            if (before.Configuration.Levels.FirstOrDefault(old => old.Path.SequenceEqual(level.Path)) is { } old)
            {
                var way = string.Concat(level.Path.Select(name => name + "/"));
                fields.AddRange(FieldChanges.Of(Outline(old.Application), Outline(level.Application)).Select(field => field with { Path = way + field.Path }));
                fields.AddRange(Components(old, level).Select(field => field with { Path = way + field.Path }));
                var (gone, more) = ConfigChanges.Rules(old.Application.Config, level.Application.Config);
                fields.AddRange(gone.Select(rule => new FieldChange(way + "config.rules", Node.Of(rule), null)).Concat(more.Select(rule => new FieldChange(way + "config.rules", null, Node.Of(rule)))));
                keys.AddRange(ConfigChanges.Of(old.Application.Config, level.Application.Config, (Targets(old), Targets(level))).Select(key => new UnifiedKeyChange(way, key)));
            }
        foreach (var (name, pin) in after.Pins)
            if (before.Pins.TryGetValue(name, out var old) && old != pin)
                fields.Add(new FieldChange($"components.{name}.fetched", Node.Of(old), Node.Of(pin)));
        return (fields, keys);
    }

    /// <summary>Where a component comes from, what must be ready first, when it runs, and what may stand in its place, is the integrator's word on it.</summary>
    private static IEnumerable<FieldChange> Components(ConfigLevel before, ConfigLevel after)
        => IsService(before.Application) || IsService(after.Application) ? [] : after.Application.Components
            .Select(component => (Now: component, Old: before.Application.Components.FirstOrDefault(old => old.Name.Value == component.Name.Value)))
            .Where(pair => pair.Old is not null)
            .SelectMany(pair => FieldChanges.Of(Word(pair.Old!), Word(pair.Now)).Select(field => field with { Path = $"components.{pair.Now.Name.Value}.{field.Path}" }));

    private static MapNode Word(ApplicationComponent component) => new(component.Node.Entries.Where(entry => !Layers.Contains(entry.Name, StringComparer.OrdinalIgnoreCase)));

    /// <summary>The settings and variables that are a unified key and nothing else; an expression may make one thing of several keys.</summary>
    private static Func<ConfigKey, IEnumerable<string>> Targets(ConfigLevel level)
        => key => level.Mappings.Where(mapped => mapped.Value.Names is [{ Variable: "self" } only] && only.Pointer == key.Pointer).Select(mapped => mapped.Shown);

    /// <summary>A service that stands for itself has no integrator.</summary>
    private static bool IsService(ApplicationDefinition application) => application.Components is [var only] && ReferenceEquals(only.Node, application.Node);

    private static MapNode Outline(ApplicationDefinition application) => IsService(application) ? Node.Map() : new(application.Node.Entries.Where(entry => !ToldElsewhere.Contains(entry.Name, StringComparer.OrdinalIgnoreCase)));
}
