namespace Slipway.Components;

internal static class ResourcesReader
{
    public static ResourcesDefinition? Read(FieldReader service, DefinitionScope scope)
    {
        if (service.Fields("resources", KnownFields.Resources) is not { } fields)
            return null;
        var read = new ResourcesDefinition(Amounts(fields, "requests", scope), Amounts(fields, "limits", scope), fields.Map);
        foreach (var limit in read.Limits)
            if (read.Requests.FirstOrDefault(request => request.Name == limit.Name) is { } request && limit.Amount.Value.IsLessThan(request.Amount.Value))
                scope.Findings.Add(TwoPlaces.Say(
                    AdditionRules.LimitBelowRequest, limit.Amount.Node!, request.Amount.Node!,
                    fields.Place.To($"limits.{limit.Name}"), limit.Amount.Value.Text, request.Amount.Value.Text));
        return read;
    }

    private static List<ResourceAmount> Amounts(FieldReader resources, string name, DefinitionScope scope)
    {
        if (resources.Fields(name, KnownFields.Amounts) is not { } fields)
            return [];
        var amounts = new List<ResourceAmount>();
        foreach (var resource in KnownFields.Amounts.Names)
            if (QuantityReader.Read(fields, resource, resource == "cpu" ? "500m" : "256Mi") is { } amount)
            {
                if (resource != "cpu" && !amount.Value.IsWhole)
                    scope.Add(AdditionRules.FractionOfByte, amount.At, fields.Place.To(resource), amount.Value.Text);
                amounts.Add(new ResourceAmount(resource, amount));
            }
        return amounts;
    }
}
