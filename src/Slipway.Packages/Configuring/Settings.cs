using Slipway.Components;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>A setting of an application, with its value and where that comes from.</summary>
/// <param name="Key">Names with dots between them.</param>
/// <param name="Value">Null where there is none; of a secret the names of a Secret and a key.</param>
/// <param name="GivenAt">Where somebody gave it; null for a default.</param>
/// <param name="Gives">What it gives, as <c>COMPONENT: KEY</c>.</param>
public sealed record UnifiedSetting(string Key, ConfigKey Declared, Node? Value, Location? GivenAt, IReadOnlyList<string> Gives);

/// <summary>Where a component's setting has its value from.</summary>
public enum SettingOrigin
{
    /// <summary>Its service's schema.</summary>
    Default,

    /// <summary>What the application writes at the component.</summary>
    Application,

    /// <summary>The unified configuration, or what another component hands out.</summary>
    Unified,
}

/// <summary>A setting of a component, with its value and where that comes from.</summary>
/// <param name="At">Where the value stands, or the expression that gave it.</param>
public sealed record ComponentSetting(string Component, string Key, ConfigKey Declared, Node Value, SettingOrigin Origin, Location? At);

/// <summary>All settings of an application, each with its origin.</summary>
public static class Settings
{
    /// <param name="given">Without errors.</param>
    public static IReadOnlyList<UnifiedSetting> Of(UnifiedConfiguration configuration, MapNode given)
    {
        if (configuration.Schema is not { } schema)
            return [];
        var (effective, root) = (schema.Effective(given), configuration.Levels[0]);
        return [.. schema.Keys.Select(key => new UnifiedSetting(
            KeyPath.Write(JsonPointer.Parse(key.Pointer)!), key, JsonPointer.Resolve(effective, key.Pointer), JsonPointer.Resolve(given, key.Pointer)?.At,
            [.. root.Mappings.Where(mapped => mapped.Value.Names.Any(name => name.Variable == "self" && MappingCheck.Covers(name.Pointer, key.Pointer))).Select(mapped => mapped.Shown)]))];
    }

    /// <param name="components">Configured.</param>
    public static IEnumerable<ComponentSetting> Of(IReadOnlyList<ComposedComponent> components)
    {
        foreach (var component in components)
            if (component.Service?.Config is { } schema)
                foreach (var setting in Of(component, schema))
                    yield return setting;
    }

    private static IEnumerable<ComponentSetting> Of(ComposedComponent component, ConfigSchema schema)
    {
        var effective = schema.Effective(component.Whole.Config);
        foreach (var key in schema.Keys)
            if (JsonPointer.Resolve(effective, key.Pointer) is { } value and not ScalarNode { Kind: ScalarKind.Null })
            {
                var origin = JsonPointer.Resolve(component.Mapped.Config, key.Pointer) is not null ? SettingOrigin.Unified
                    : JsonPointer.Resolve(component.Entry.Config, key.Pointer) is not null ? SettingOrigin.Application : SettingOrigin.Default;
                yield return new ComponentSetting(component.Name, KeyPath.Write(JsonPointer.Parse(key.Pointer)!), key, value, origin, value.At);
            }
    }
}
