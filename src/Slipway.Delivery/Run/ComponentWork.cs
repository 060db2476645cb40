using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>A component while it is being installed.</summary>
/// <param name="IsWhole">All its objects are in the cluster; one that somebody deleted is a reason to release again.</param>
/// <param name="Restored">The receipt's word on a rollback that an earlier run made.</param>
internal sealed record ComponentWork(RenderedComponent Rendered, HelmHistory History, string Input, bool IsWhole, Restoration? Restored)
{
    public string Name => Rendered.Component.Name;

    /// <summary>Set where its release was made from another input and has the same objects; <see cref="Input"/> is that of the release then.</summary>
    public SameInput? Same { get; init; }

    /// <summary>What must be ready before it, of the same run.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Of its workloads.</summary>
    public IReadOnlyList<CountPlan> Counts { get; init; } = [];

    /// <summary>The release that Slipway did not make and that becomes this installation's; null when there is none.</summary>
    public TakenRelease? Taken { get; init; }

    /// <summary>How its workloads stood when the run looked; null where that look does not tell whether they are ready.</summary>
    public IReadOnlyList<Readiness>? Stood { get; init; }

    /// <summary>What is deleted before the release, and made anew by it.</summary>
    public List<Doomed> Doomed { get; } = [];

    /// <summary>Of a task whose program runs here; null for all else.</summary>
    public TaskWork? Task { get; init; }

    /// <summary>Its release has this input already.</summary>
    public bool IsReleased => IsWhole && History.Newest?.IsFrom(Input, Restored) == true && !Counts.Any(c => c.IsTaken);

    /// <summary>Of a container's task: what its reply hands out was never kept, because the run that waited for it died.</summary>
    public bool IsOwed { get; init; }

    public bool IsUnchanged => IsReleased && !IsOwed && Task?.State.IsDoneFor(Input) != false;

    /// <summary>What this run did to it so far. Only the task that works on the component writes there.</summary>
    public ComponentTrack Track { get; } = new();
}

/// <summary>What a run did to one component: the ground for taking it back, and for saying what is left.</summary>
internal sealed class ComponentTrack
{
    /// <summary>The run touched its release.</summary>
    public bool IsTouched { get; set; }

    /// <summary>Something was deleted so that it can be made anew; without the release, or the earlier one, it is missing.</summary>
    public bool HasDeleted { get; set; }

    /// <summary>The revision to go back to; 0 takes the release away.</summary>
    public int BackTo { get; set; }

    /// <summary>The revision that the run makes.</summary>
    public int Made { get; set; }

    /// <summary>It became ready in this run, and stays when another one fails.</summary>
    public bool Stands { get; set; }

    /// <summary>The revision that it went back to, 0 when it is gone; null while nothing is undone.</summary>
    public int? TakenBack { get; set; }

    /// <summary>A rollback of this run whose revision is known to hold a known input.</summary>
    public Restoration? Restored { get; set; }

    public ComponentResult? Result { get; set; }

    public List<Diagnostic> Problems { get; } = [];

    public List<LogTail> Logs { get; } = [];
}
