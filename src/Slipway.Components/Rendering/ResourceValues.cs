using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What a definition needs, as parameters of the trait that sets it: above the platform's defaults, below the entry.</summary>
internal static class ResourceValues
{
    public static MapNode Traits(ServiceDefinition definition)
    {
        if (definition.Resources is not { } resources || resources.Requests.Count + resources.Limits.Count == 0)
            return new MapNode([]);
        var parameters = new List<MapEntry> { new(Node.Of("enabled"), Node.Of(true)) };
        Add("requests", resources.Requests);
        Add("limits", resources.Limits);
        var at = definition.Node.Entries.First(entry => entry.Name.Equals("resources", StringComparison.OrdinalIgnoreCase)).Key.At;
        return new MapNode([new MapEntry(Node.Of("resources", at), new MapNode(parameters, resources.Node.At))]);

        // Always as text: 0.5 and "0.5" are the same amount, and a text keeps every digit.
        void Add(string name, IReadOnlyList<ResourceAmount> amounts)
        {
            if (amounts.Count > 0)
                parameters.Add(new MapEntry(Node.Of(name), Node.Map(amounts.Select(amount => (amount.Name, (Node)Node.Of(amount.Amount.Value.Text, amount.Amount.At))))));
        }
    }
}
