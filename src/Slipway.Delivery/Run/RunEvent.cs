using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What a run reports while it goes on, as data; one a change, never a flood.</summary>
public abstract record RunEvent
{
    private RunEvent()
    {
    }

    /// <param name="Component">Empty for a step of the whole run.</param>
    public sealed record Started(RunStep Step, string Component) : RunEvent;

    public sealed record Finished(RunStep Step, string Component, TimeSpan Took) : RunEvent;

    /// <summary>Now components are brought to their state, these in all.</summary>
    public sealed record Planned(IReadOnlyList<string> Components) : RunEvent;

    /// <summary>A component is ready.</summary>
    /// <param name="WasUnchanged">It had this input already.</param>
    public sealed record Ready(string Component, bool WasUnchanged) : RunEvent;

    /// <summary>Nothing is done to a component any more, and it is not ready.</summary>
    public sealed record Stopped(string Component) : RunEvent;

    /// <summary>A component is uninstalled, and its pods are on their way out.</summary>
    /// <param name="Objects">What waits for its finalizers, and these.</param>
    public sealed record Ending(string Component, int Pods, IReadOnlyList<string> Objects) : RunEvent;

    /// <summary>The run is over.</summary>
    public sealed record Over(RunOutcome Outcome) : RunEvent;

    /// <summary>A component whose release already has this input.</summary>
    public sealed record Unchanged(string Component, int Revision) : RunEvent;

    /// <summary>How far a workload is, and what blocks it at present.</summary>
    public sealed record Waiting(string Component, Readiness Readiness) : RunEvent;

    /// <summary>A component without pods: there was nothing to wait for.</summary>
    public sealed record NotProbed(string Component, Outside Outside) : RunEvent;

    /// <summary>What a program on this machine says while it runs.</summary>
    public sealed record Line(string Component, string Text) : RunEvent;

    /// <summary>Something worth saying that is no failure.</summary>
    public sealed record Note(Diagnostic Finding) : RunEvent;
}

/// <summary>The steps of a run, as the record names them.</summary>
public enum RunStep
{
    Connect,
    Preflight,
    CreateNamespace,
    Kinds,
    Heal,
    TakeOver,
    Count,
    Recreate,
    Release,
    Wait,
    Task,
    Receipt,
    Undo,
    Uninstall,
}
