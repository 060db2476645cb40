using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What a trait's parameters are when nobody says anything: the <c>default</c>s of its schema's properties.</summary>
public static class ParameterDefaults
{
    /// <summary><c>enabled: false</c> and every default.</summary>
    public static MapNode Of(TraitDefinition trait)
    {
        var values = new MapNode([new MapEntry(Node.Of("enabled"), Node.Of(false))]);
        if (trait.Parameters["properties"] is MapNode properties)
            foreach (var property in properties.Entries)
                if (property.Value is MapNode schema && schema["default"] is { } value)
                    values = values.With(property.Name, value);
        return values;
    }
}
