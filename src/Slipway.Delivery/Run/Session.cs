using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>One run while it goes on: its connection, its record, its receipt.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly RunOptions options;
    private RunHeader header;
    private readonly long start;
    private readonly CancellationTokenSource lost = new();
    private RunLease? lease;

    private Session(RunOptions options, ClusterClient client, string space, string installation, RunJournal journal, RunHeader header)
    {
        this.options = options;
        this.header = header;
        start = options.Time.GetTimestamp();
        (Client, Space, Installation, Journal, Identity) = (client, space, installation, journal, "");
    }

    public ClusterClient Client { get; }

    public string Space { get; }

    public string Installation { get; }

    public RunJournal Journal { get; }

    /// <summary>The receipt as it was when the run began.</summary>
    public Receipt? Before { get; private set; }

    public string Identity { get; private set; }

    public string Run => header.Run;

    /// <summary>The record's last run ended without an end, so its process died; the lock, now ours, proves that it is gone.</summary>
    public bool LastRunDied { get; private init; }

    /// <summary>Is cancelled when the installation is another run's.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Another run has taken the installation: nothing of it may be changed any more, not even to take something back.</summary>
    public bool IsLost => lost.IsCancellationRequested;

    public Diagnostic LostProblem => LeaseRules.Lost.With(Installation, $"{Space}/{Receipt.ObjectName(Installation)}");

    /// <summary>Why nothing keeps runs of other machines away; empty where something does. It is told once something is changed: who is refused anyway has no use for it.</summary>
    public IReadOnlyList<Diagnostic> Unguarded { get; private set; } = [];

    /// <summary>Takes the lock of the record and the lease, compares record and receipt, and notes that a run began. On refusal the client is the caller's still.</summary>
    /// <param name="spaceExists">Else the lease is for the caller to take, once the namespace is there.</param>
    public static async Task<(Session? Session, IReadOnlyList<Diagnostic> Notes)> Open(
        RunOptions options, ClusterClient client, string space, string installation, PackageIdentity? package, JsonObject facts, bool spaceExists, CancellationToken cancellation)
    {
        var folder = JournalFolder.Of(JournalFolder.Root(options.State), installation, space, client.Access.Context);
        var opened = RunJournal.Open(folder, options.Time);
        if (opened.Journal is not { } journal)
            return (null, opened.Notes);
        var now = options.Time.GetUtcNow();
        var header = new RunHeader(NewId(now), now, null, RunOptions.Who, options.Command, "", "", RunOutcome.Unfinished);
        var session = new Session(options, client, space, installation, journal, header) { LastRunDied = LastOutcome(journal) == RunOutcome.Unfinished };
        try
        {
            if (await session.Begin(package, facts, spaceExists, cancellation).ConfigureAwait(false) is { } problem)
            {
                await session.DisposeAsync().ConfigureAwait(false);
                return (null, [.. opened.Notes, problem]);
            }
            return (session, session.LastRunDied ? [.. opened.Notes, DiedAt(journal, session.Run)] : opened.Notes);
        }
        catch (IOException e)
        {
            // A run that cannot be recorded does not begin, so nothing is changed.
            await session.DisposeAsync().ConfigureAwait(false);
            return (null, [.. opened.Notes, JournalRules.Unreadable.With(folder, e.Message)]);
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes the installation's lease, before anything is changed.</summary>
    /// <returns>Why it cannot be had.</returns>
    public async Task<Diagnostic?> Take(CancellationToken cancellation)
    {
        var holder = new LeaseHolder(Installation, header.Who, Run, header.Command);
        var dead = LastRunDied ? Journal.Events.LastOrDefault(one => one.Run != Run)?.Run : null;
        (lease, var problem) = await RunLease.Take(Client, Space, holder, dead, options.Time, lost, cancellation).ConfigureAwait(false);
        Client.Guard = lease is null ? null : lease.Check;
        Unguarded = problem is { Severity: Severity.Warning } ? [problem] : [];
        return problem is { Severity: Severity.Error } ? problem : null;
    }

    public void Say(RunEvent said)
    {
        lock (Journal)
            options.Progress(said);
    }

    /// <summary>One step, journaled before and after.</summary>
    /// <param name="facts">What the record says of it beside.</param>
    public async Task<T> Step<T>(RunStep step, string component, Func<Task<T>> act, Func<T, Diagnostic?> problemOf, JsonObject? facts = null)
    {
        if (lease is not null)
            await lease.Check().ConfigureAwait(false);
        Say(new RunEvent.Started(step, component));
        var began = options.Time.GetTimestamp();
        var about = new JsonObject { ["step"] = Name(step), ["component"] = component };
        foreach (var (key, value) in facts ?? [])
            about[key] = value?.DeepClone();
        Append(EventKind.StepStarted, about.DeepClone().AsObject());
        try
        {
            var result = await act().ConfigureAwait(false);
            Ended(about, problemOf(result));
            Say(new RunEvent.Finished(step, component, options.Time.GetElapsedTime(began)));
            return result;
        }
        catch (ClusterException e)
        {
            Ended(about, e.Problem);
            throw;
        }
        catch (OperationCanceledException)
        {
            about["result"] = "interrupted";
            Append(EventKind.StepFinished, about);
            throw;
        }
    }

    private void Ended(JsonObject about, Diagnostic? problem)
    {
        about["result"] = problem is null ? "done" : "failed";
        if (problem is not null)
            about["problem"] = Problem(problem);
        Append(EventKind.StepFinished, about);
    }

    public void Finish(RunOutcome outcome, IEnumerable<Diagnostic> problems, JsonObject? left = null)
    {
        var data = new JsonObject
        {
            ["result"] = outcome.ToString().ToLowerInvariant(),
            ["seconds"] = Math.Round(options.Time.GetElapsedTime(start).TotalSeconds, 1),
            ["problems"] = new JsonArray([.. problems.Select(Problem)]),
        };
        if (left is not null)
            data["left"] = left;
        Append(outcome == RunOutcome.Interrupted ? EventKind.Interrupted : EventKind.RunFinished, data);
        Say(new RunEvent.Over(outcome));
    }

    /// <summary>The receipt's runs with this one at the end.</summary>
    public IReadOnlyList<RunHeader> RunsWith(RunOutcome outcome)
        => [.. Before?.Runs ?? [], header with { Outcome = outcome, Finished = outcome == RunOutcome.Unfinished ? null : options.Time.GetUtcNow() }];

    public async ValueTask DisposeAsync()
    {
        Client.Guard = null;
        if (lease is not null)
            await lease.DisposeAsync().ConfigureAwait(false);
        Journal.Dispose();
        lost.Dispose();
    }

    private void Append(string kind, JsonObject data) => Journal.Append(Identity, Run, kind, data);

    private async Task<Diagnostic?> Begin(PackageIdentity? package, JsonObject facts, bool spaceExists, CancellationToken cancellation)
    {
        if (spaceExists && await Take(cancellation).ConfigureAwait(false) is { } held)
            return held;
        // Only now: who had the lease before may have written it.
        Before = await Receipt.Read(Client, Space, Installation, cancellation).ConfigureAwait(false);
        if (RecordAgainstReceipt(Journal, Before) is { } problem)
            return problem;
        package ??= Before?.Package ?? new("", "", "");
        header = header with { Package = package.Name, Version = package.Version };
        Identity = IdentityOf(Journal, Before);
        Note(package, facts);
        return null;
    }

    private void Note(PackageIdentity package, JsonObject facts)
    {
        if (Before is not null && !History.Reaches(Journal.Events, Before.Head))
            Append(EventKind.Continues, new() { ["seq"] = Before.Head.Sequence, ["hash"] = Before.Head.Hash });
        var data = new JsonObject
        {
            ["who"] = header.Who,
            ["command"] = header.Command,
            ["installation"] = Installation,
            ["package"] = package.Name,
            ["version"] = package.Version,
            ["digest"] = package.Digest,
            ["context"] = Client.Access.Context,
            ["server"] = Client.Access.Server.GetLeftPart(UriPartial.Authority),
            ["namespace"] = Space,
            ["slipway"] = options.SlipwayVersion,
        };
        foreach (var (key, value) in facts)
            data[key] = value?.DeepClone();
        Append(EventKind.RunStarted, data);
    }

    // Argument texts may quote the cluster, never the content of a Secret: none is ever read.
    private static JsonObject Problem(Diagnostic problem)
        => new() { ["code"] = problem.Rule.Code, ["message"] = problem.Message(Language.English) };

    private static Diagnostic? RecordAgainstReceipt(RunJournal journal, Receipt? receipt)
    {
        if (receipt is null || journal.Events.Count == 0)
            return null;
        if (journal.Events[^1].Installation != receipt.Identity)
            return History.MayBeFollowedBy(journal.Events, receipt) ? null : JournalRules.IdentityDiffers.With(Receipt.ObjectName(receipt.Installation), receipt.Identity, journal.Folder, journal.Events[^1].Installation);
        return !History.Reaches(journal.Events, receipt.Head) && !WasElsewhere(journal, receipt)
            ? JournalRules.CutOff.With(journal.Folder, $"{receipt.Head.Sequence}", $"{journal.Head.Sequence}")
            : null;
    }

    // Another machine or operator has a record of their own; ours then says from where it continues. In one record a gap means that something was cut off.
    private static bool WasElsewhere(RunJournal journal, Receipt receipt)
        => receipt.Head.Record.Length > 0 ? History.IsElsewhere(journal.Events, receipt.Head) : receipt.Runs.Count > 0 && receipt.Runs[^1].Who != RunOptions.Who;

    private static string IdentityOf(RunJournal journal, Receipt? receipt)
    {
        if (receipt is not null)
            return receipt.Identity;
        // A first install that did not come to its end goes on under its own identity; after an uninstall a new life begins.
        var wentAway = journal.Events.LastOrDefault(e => e.Kind == EventKind.RunFinished) is { } end && (string?)end.Data["result"] == "succeeded";
        return journal.Events.Count > 0 && !wentAway ? journal.Events[^1].Installation : Guid.NewGuid().ToString();
    }

    /// <summary>The steps of the last run that had begun and not ended.</summary>
    private static Diagnostic DiedAt(RunJournal journal, string present)
    {
        var run = journal.Events.Last(e => e.Run != present).Run;
        var open = new List<string>();
        foreach (var one in journal.Events.Where(e => e.Run == run))
        {
            var step = $"{(string?)one.Data["step"]} {(string?)one.Data["component"]}".Trim();
            if (one.Kind == EventKind.StepStarted)
                open.Add(step);
            else if (one.Kind == EventKind.StepFinished)
                open.Remove(step);
        }
        return RunRules.LastRunDied.With([run], open.Count == 0 ? new("the moment between two steps", "两个步骤之间") : new(string.Join(", ", open), string.Join(", ", open)));
    }

    private static RunOutcome? LastOutcome(RunJournal journal) => History.Headers(journal.Events).LastOrDefault()?.Outcome;

    private static string NewId(DateTimeOffset now)
        => $"{now.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}";

    private static string Name(RunStep step) => step.ToString().ToLowerInvariant();
}
