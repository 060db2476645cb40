namespace Slipway.Delivery;

/// <summary>A service that another installation in the cluster has to offer.</summary>
/// <param name="Versions">A range as <c>depsService</c> writes it: <c>^3.0.4</c>.</param>
public sealed record SiteNeed(string Service, string Versions)
{
    /// <summary>Where the one that is used is installed; empty before an install has found it.</summary>
    public string Namespace { get; init; } = "";

    public string Installation { get; init; } = "";

    /// <summary>The component of that installation that is the service. Its host is <c>COMPONENT.NAMESPACE</c>.</summary>
    public string Component { get; init; } = "";
}

/// <summary>What is known of a component beside what is rendered of it.</summary>
/// <param name="After">The names of components that must be ready before it.</param>
public sealed record ComponentFacts(IReadOnlyList<string> After)
{
    public static ComponentFacts None { get; } = new([]);

    /// <summary>The service that it is, by the definition's own name; empty for one that is none.</summary>
    public string Service { get; init; } = "";

    /// <summary>Services that other installations have to offer.</summary>
    public IReadOnlyList<SiteNeed> Needs { get; init; } = [];

    /// <summary>The values of keys that are never to change, as JSON, by their names with dots between them. Of a secret the names that lead to it.</summary>
    public IReadOnlyDictionary<string, string> Held { get; init; } = new Dictionary<string, string>();
}
