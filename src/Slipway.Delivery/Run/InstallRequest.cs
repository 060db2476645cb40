using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What a run needs beside its subject: where, how the record names it, and how patient it is.</summary>
public sealed record RunOptions
{
    public KubeconfigChoice Kubeconfig { get; init; } = new();

    /// <summary>By <c>--namespace</c>; null takes the context's, then <c>default</c>.</summary>
    public string? Namespace { get; init; }

    /// <summary>By <c>--state</c>; null takes the user's state folder.</summary>
    public string? State { get; init; }

    /// <summary>The command line for the record. The caller leaves out what is secret.</summary>
    public string Command { get; init; } = "";

    public string SlipwayVersion { get; init; } = "";

    /// <summary>Who runs this, as records and answers name it.</summary>
    public static string Who => $"{Environment.UserName}@{Environment.MachineName}";

    public WaitOptions Wait { get; init; } = WaitOptions.Default;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Called while the run goes on, possibly from several threads, one call at a time.</summary>
    public Action<RunEvent> Progress { get; init; } = _ => { };
}

/// <summary>What is installed, as the receipt names it.</summary>
/// <param name="Digest">Of the definition or package, <c>sha256:…</c>.</param>
public sealed record PackageIdentity(string Name, string Version, string Digest);

/// <summary>Brings components to the given state, each after what it needs, several at a time.</summary>
/// <param name="Installation">Its name; stands in labels and in the receipt.</param>
/// <param name="Charts">The components' charts on disk.</param>
public sealed record InstallRequest(
    string Installation, PackageIdentity Package, IReadOnlyList<RenderedComponent> Components, ChartFolders Charts, HelmProgram Helm, RunOptions Options)
{
    public bool CreateNamespace { get; init; }

    /// <summary>What this and earlier installs were told of optional components and alternatives, for the receipt.</summary>
    public Selection Selection { get; init; } = Selection.Default;

    /// <summary>What the application, and the middle products of it that run, declare that a site must have.</summary>
    public IReadOnlyList<DeclaredNeeds> Needs { get; init; } = [];

    /// <summary>All answers that hold from now on, for the receipt.</summary>
    public Answers Answers { get; init; } = Answers.None;

    /// <summary>The reason for what this run changes of them, for the record; empty for none.</summary>
    public string Why { get; init; } = "";

    /// <summary>What the installation was told when this request was made: where that is different by now, the run is refused. Null where nobody looked.</summary>
    public Told? Before { get; init; }

    /// <summary>By component; null where nothing is known of them: then each comes after the one before.</summary>
    public IReadOnlyDictionary<string, ComponentFacts>? Facts { get; init; }

    /// <summary>By service that several installations have, the one to use, as <c>NAMESPACE/INSTALLATION</c>.</summary>
    public IReadOnlyDictionary<string, string> Use { get; init; } = new Dictionary<string, string>();

    /// <summary>How many components are released at the same time, 1 to <see cref="Schedule.Most"/>; those that wait for their pods do not count.</summary>
    public int AtOnce { get; init; } = Schedule.Default;

    /// <summary>After a failure leaves what stands, for looking at it.</summary>
    public bool KeepFailed { get; init; }

    /// <summary>
    /// The components are the whole installation, an application: what became ready stays when a later one fails, and a component that is installed and not among
    /// them has to go.
    /// </summary>
    public bool IsWhole { get; init; }

    /// <summary>Uninstalls what is no part of the whole any more; without it such an install is refused.</summary>
    public bool Prune { get; init; }

    /// <summary>Fields that others have changed by hand are set back; without it those of unchanged components stay, and those that a change concerns refuse it.</summary>
    public bool ForceConflicts { get; init; }

    /// <summary>Takes over Helm releases of the components' names that Slipway did not make.</summary>
    public bool TakeOver { get; init; }

    /// <summary>What becomes of counts that somebody scaled by hand; null where nobody has said it yet.</summary>
    public CountChoice? Counts { get; init; }

    /// <summary>Asks about one such count, whose finding it is given; null where nobody can be asked, or as an answer: then the run is refused.</summary>
    public Func<Diagnostic, CancellationToken, Task<CountChoice?>>? AskCount { get; init; }

    /// <summary>Whether programs of tasks may run here.</summary>
    public TaskConsent Tasks { get; init; } = TaskConsent.None;

    /// <summary>
    /// Asked before anything is changed, one after the other. Null: what Kubernetes does not let change is refused in the cluster's own words, and the rest goes unasked.
    /// </summary>
    public Func<Consequence, CancellationToken, Task<Agreement>>? Agree { get; init; }

    /// <summary>For the receipt, and for the next install; null where it is not known.</summary>
    public PlatformIdentity? Platform { get; init; }
}

/// <summary>How one component came out.</summary>
/// <param name="Revision">Of its release after the run; 0 when there is none.</param>
/// <param name="Change">False when its release had this input already.</param>
public sealed record ComponentResult(string Name, int Revision, bool Change, IReadOnlyList<Readiness> Workloads);

/// <summary>How a run ended, and everything there is to say about it.</summary>
/// <param name="Run">Its id in the record; empty when the run was refused before there was a record.</param>
public sealed record RunResult(RunOutcome Outcome, string Run, string Context, string Namespace, IReadOnlyList<Diagnostic> Problems)
{
    public IReadOnlyList<ComponentResult> Components { get; init; } = [];

    /// <summary>Last lines of the containers that failed. They are for the reader's eyes: no record holds them.</summary>
    public IReadOnlyList<LogTail> Logs { get; init; } = [];

    /// <summary>The namespaces in which other installations were looked for that need what goes or changes; null where all were, or nothing had to be looked for.</summary>
    public IReadOnlyList<string>? LookedInto { get; init; }

    /// <summary>The folder of the record; null when there is none yet.</summary>
    public string? Record { get; init; }

    internal static RunResult Refused(Diagnostic problem, string context = "", string space = "")
        => new(RunOutcome.Refused, "", context, space, [problem]);
}
