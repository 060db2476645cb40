using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The traits of a platform as fields of a component entry.</summary>
public static class TraitFields
{
    /// <summary>In the order of their names.</summary>
    public static IReadOnlyList<Field> Of(PlatformDefinition platform)
        => [.. platform.Traits.OrderBy(trait => trait.Name, StringComparer.Ordinal).Select(trait => new Field(trait.Name, "traits." + trait.Name, Schema(trait)))];

    /// <summary>A trait's parameters with its switch in front, and its summary as the description.</summary>
    internal static FieldSchema Schema(TraitDefinition trait)
    {
        var enabled = JsonPointer.Resolve(FieldSources.Shared, "/$defs/enabled")!;
        var properties = new MapNode([new MapEntry(Node.Of("enabled"), enabled), .. (trait.Parameters["properties"] as MapNode)?.Entries ?? []]);
        var map = trait.Parameters
            .With("type", Node.Of("object"))
            .With("properties", properties)
            .With("x-description", Node.Map(("en", Node.Of(trait.Summary.English)), ("zh", Node.Of(trait.Summary.Chinese))));
        return new FieldSchema(map, trait.Parameters, null);
    }
}
