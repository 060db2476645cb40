using Slipway.Yaml;

namespace Slipway.Components;

internal static class SingleActiveReader
{
    /// <summary>Null for <c>false</c>, too, which is the default.</summary>
    public static SingleActiveDefinition? Read(FieldReader service, DefinitionScope scope)
    {
        if (service.Entry("singleActive") is not { } entry)
            return null;
        switch (entry.Value)
        {
            case ScalarNode { Kind: ScalarKind.Boolean } flag:
                return flag.Text.Equals("true", StringComparison.OrdinalIgnoreCase) ? new SingleActiveDefinition(0, flag) : null;
            case MapNode map:
                var fields = new FieldReader(map, service.PlaceOf("singleActive"), KnownFields.SingleActive, scope.Findings);
                fields.Require("standby", "standby: 1");
                return new SingleActiveDefinition((fields.Whole("standby", 1, 10) ?? new(1)).Value, map);
            default:
                scope.Add(AdditionRules.SingleActive, Place.Start(entry.Value), service.Place.To("singleActive"), Place.Shown(entry.Value));
                return null;
        }
    }
}
