using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A command that makes what an application's package needs before it is composed.</summary>
public sealed record BuildStepDefinition
{
    /// <summary>For messages and for remembering what was made; unique in the application.</summary>
    public required Placed<string> Name { get; init; }

    /// <summary>The program and its arguments; no shell reads them.</summary>
    public required IReadOnlyList<Placed<string>> Run { get; init; }

    /// <summary>Relative to the application's folder and inside it; that folder itself unless written.</summary>
    public Placed<string> In { get; init; } = new(".");

    /// <summary>Variables that are set for it.</summary>
    public IReadOnlyList<(string Name, Placed<string> Value)> Env { get; init; } = [];

    /// <summary>Variables of the builder's own environment that it sees, beside PATH, HOME, TMPDIR and the locale's.</summary>
    public IReadOnlyList<Placed<string>> Pass { get; init; } = [];

    /// <summary>Files and folders that it reads, relative to the application's folder; with none it runs each time.</summary>
    public IReadOnlyList<Placed<string>> Inputs { get; init; } = [];

    /// <summary>Files and folders that it makes, at least one.</summary>
    public required IReadOnlyList<Placed<string>> Outputs { get; init; }

    /// <summary>Ten minutes unless written.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);

    public required MapNode Node { get; init; }
}
