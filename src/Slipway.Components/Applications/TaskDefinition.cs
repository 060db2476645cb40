using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// Something that is done rather than kept running: a container that is told, as JSON, to install, upgrade or remove, and whose end says how it went. It is how
/// whatever ran before goes on its original way.
/// </summary>
public sealed record TaskDefinition
{
    /// <summary>With a tag or digest; a leading slash means the site's registry.</summary>
    public required Placed<string> Image { get; init; }

    /// <summary>Empty for the image's own entry point.</summary>
    public IReadOnlyList<Placed<string>> Command { get; init; } = [];

    public IReadOnlyList<Placed<string>> Args { get; init; } = [];

    public IReadOnlyList<(string Name, Placed<string> Value)> Env { get; init; } = [];

    /// <summary>As it was written; null for the application's own.</summary>
    public string? Version { get; init; }

    /// <summary>Whether it is asked to remove what it made, before the component goes. True unless written.</summary>
    public bool Removes { get; init; } = true;

    /// <summary>Of one run of it; five minutes unless written.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(5);

    public required MapNode Node { get; init; }
}
