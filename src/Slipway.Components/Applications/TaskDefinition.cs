using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// Something that is done rather than kept running: a container, or a program on the operator's machine, that is told, as JSON, to install, upgrade, remove or say how
/// it is, and whose end says how it went. It is how whatever ran before goes on its original way.
/// </summary>
public sealed record TaskDefinition
{
    /// <summary>With a tag or digest; a leading slash means the site's registry. Null for a program.</summary>
    public Placed<string>? Image { get; init; }

    /// <summary>Executables in the application's folder, one a platform; empty for a container.</summary>
    public IReadOnlyList<TaskProgramPath> Programs { get; init; } = [];

    /// <summary>Empty for the image's own entry point.</summary>
    public IReadOnlyList<Placed<string>> Command { get; init; } = [];

    public IReadOnlyList<Placed<string>> Args { get; init; } = [];

    public IReadOnlyList<(string Name, Placed<string> Value)> Env { get; init; } = [];

    /// <summary>As it was written; null for the application's own.</summary>
    public string? Version { get; init; }

    /// <summary>Whether it is asked to remove what it made, before the component goes. True unless written.</summary>
    public bool Removes { get; init; } = true;

    /// <summary>Whether it can be asked how what it made is. False unless written.</summary>
    public bool AnswersStatus { get; init; }

    /// <summary>Whether a program gets the way to the cluster. False unless written.</summary>
    public bool Kubeconfig { get; init; }

    /// <summary>What it hands to dependents with its reply.</summary>
    public IReadOnlyList<TaskOutput> Outputs { get; init; } = [];

    /// <summary>Of one run of it; five minutes unless written.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(5);

    public required MapNode Node { get; init; }

    /// <summary>What it is made from, as messages name it.</summary>
    public Placed<string> Source => Image ?? Programs[0].Path;
}

/// <summary>An executable of a task.</summary>
/// <param name="Platform">Such as <c>linux/amd64</c>; empty for one that runs wherever its interpreter does.</param>
/// <param name="Path">Below the application's folder.</param>
public sealed record TaskProgramPath(string Platform, Placed<string> Path);

/// <summary>One thing that a task hands to dependents.</summary>
/// <param name="Type"><c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>, or <c>secret</c>: a text that nobody is shown.</param>
public sealed record TaskOutput(Placed<string> Name, string Type)
{
    public const string Secret = "secret";

    public static IReadOnlyList<string> Types { get; } = ["string", "integer", "number", "boolean", Secret];

    public bool IsSecret => Type == Secret;
}
