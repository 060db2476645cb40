using System.Text.Json.Nodes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>How a run ended; <see cref="Unfinished"/> when its process was lost.</summary>
public enum RunOutcome
{
    Unfinished,
    Succeeded,
    Unchanged,
    Refused,
    Failed,
    Interrupted,
}

/// <summary>A run as lists show it.</summary>
public sealed record RunHeader(
    string Run, DateTimeOffset Started, DateTimeOffset? Finished, string Who, string Command, string Package, string Version, RunOutcome Outcome);

/// <summary>The runs of a record, newest first, and what is wrong with the record.</summary>
public sealed record HistoryList(IReadOnlyList<RunHeader> Runs, IReadOnlyList<Diagnostic> Problems);

/// <summary>The events of one run in order; empty with a problem when there is no such run.</summary>
public sealed record HistoryRun(RunHeader? Header, IReadOnlyList<JournalEvent> Events, IReadOnlyList<Diagnostic> Problems);

/// <summary>Reads records; needs no cluster and takes no lock.</summary>
public static class History
{
    /// <param name="component">Only runs that did something to this component; null for all.</param>
    public static HistoryList List(string folder, string? component = null)
    {
        var (events, problems) = Read(folder);
        var touched = events.Where(e => Text(e, "component") == component).Select(e => e.Run).ToHashSet(StringComparer.Ordinal);
        return new([.. Headers(events).Where(header => component is null || touched.Contains(header.Run)).Reverse()], problems);
    }

    /// <param name="run">The whole id or a beginning of it that only one run has.</param>
    public static HistoryRun Show(string folder, string run)
    {
        var (events, problems) = Read(folder);
        var found = Headers(events).Where(h => h.Run.StartsWith(run, StringComparison.Ordinal)).Take(2).ToList();
        return found.Count == 1 && run.Length > 0
            ? new(found[0], [.. events.Where(e => e.Run == found[0].Run)], problems)
            : new(null, [], [.. problems, JournalRules.RunUnknown.With(run, folder)]);
    }

    /// <summary>
    /// Checks every hash of the chain, and that the record reaches as far as the receipt says, when one is given. Empty when all holds; an information where the last run was recorded elsewhere.
    /// </summary>
    public static IReadOnlyList<Diagnostic> Verify(string folder, JournalHead? receiptHead = null)
    {
        var (events, problems) = Read(folder);
        if (problems.Count > 0 || receiptHead is null || receiptHead.Sequence == 0)
            return problems;
        if (IsElsewhere(events, receiptHead))
            return [JournalRules.Elsewhere.With(folder, $"{(events.Count == 0 ? 0 : events[^1].Sequence)}")];
        return Reaches(events, receiptHead) ? [] : [JournalRules.CutOff.With(folder, $"{receiptHead.Sequence}", $"{(events.Count == 0 ? 0 : events[^1].Sequence)}")];
    }

    /// <summary>True when the chain holds this head, or began by continuing from it.</summary>
    internal static bool Reaches(IReadOnlyList<JournalEvent> events, JournalHead head)
        => events.Any(e => e.Sequence == head.Sequence && e.Hash == head.Hash)
            || events.Any(e => e.Kind == EventKind.Continues && (string?)e.Data["hash"] == head.Hash);

    /// <summary>True when the head is known to be the end of another record: a gap here is none then.</summary>
    internal static bool IsElsewhere(IReadOnlyList<JournalEvent> events, JournalHead head)
        => head.Record.Length > 0 && events.Count > 0 && events[0].Hash != head.Record && !Reaches(events, head);

    /// <summary>
    /// True when an installation of another identity may follow in this record: what the record last tells of came to its end (all of it was uninstalled), or never began (every run was
    /// refused), or the other one is known to have followed it elsewhere.
    /// </summary>
    internal static bool MayBeFollowedBy(IReadOnlyList<JournalEvent> events, Receipt next)
    {
        var identity = events[^1].Installation;
        return next.Earlier.Contains(identity)
            || LeftNothing(events[^1])
            || Headers([.. events.Where(e => e.Installation == identity)]).All(run => run.Outcome == RunOutcome.Refused);
    }

    /// <summary>The end of a run that took away all of the installation.</summary>
    internal static bool LeftNothing(JournalEvent one)
        => one is { Kind: EventKind.RunFinished } && one.Data["left"] is JsonObject left && left[WholeKey] is JsonValue whole && whole.TryGetValue<bool>(out var isWhole) && isWhole;

    /// <summary>In what an uninstallation left: whether nothing of the installation stands any more.</summary>
    internal const string WholeKey = "whole";

    internal static IEnumerable<RunHeader> Headers(IReadOnlyList<JournalEvent> events)
        => events.Where(e => e.Kind != EventKind.Continues).GroupBy(e => e.Run).Select(Header);

    private static RunHeader Header(IEnumerable<JournalEvent> run)
    {
        var all = run.ToList();
        var start = all[0];
        var end = all.LastOrDefault(e => e.Kind is EventKind.RunFinished or EventKind.Interrupted);
        var outcome = end is null ? RunOutcome.Unfinished
            : end.Kind == EventKind.Interrupted ? RunOutcome.Interrupted
            : Enum.TryParse<RunOutcome>(Text(end, "result"), ignoreCase: true, out var known) ? known : RunOutcome.Unfinished;
        return new(start.Run, start.Time, end?.Time, Text(start, "who"), Text(start, "command"), Text(start, "package"), Text(start, "version"), outcome);
    }

    private static string Text(JournalEvent e, string key)
        => e.Data[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static (IReadOnlyList<JournalEvent> Events, IReadOnlyList<Diagnostic> Problems) Read(string folder)
    {
        try
        {
            var read = JournalFile.Read(folder);
            return (read.Events, read.Problem is null ? [] : [read.Problem]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ([], [JournalRules.Unreadable.With(folder, e.Message)]);
        }
    }
}
