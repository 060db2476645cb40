using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What the service's first container asks for and may use at most. No limit is below its request.</summary>
public sealed record ResourcesDefinition(IReadOnlyList<ResourceAmount> Requests, IReadOnlyList<ResourceAmount> Limits, MapNode Node);

/// <param name="Name"><c>cpu</c>, <c>memory</c> or <c>ephemeral-storage</c>, so spelt.</param>
/// <param name="Amount">Never below zero.</param>
public sealed record ResourceAmount(string Name, Placed<Quantity> Amount);
