using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>
/// Installs components or brings them to the given state. Nothing is sent before everything that can be known to fail was looked at; a failure takes
/// back exactly what this run made, and never what was there before.
/// </summary>
public static partial class Install
{
    public static async Task<RunResult> Run(InstallRequest request, CancellationToken cancellation = default)
    {
        if (Invalid(request) is { } invalid)
            return RunResult.Refused(invalid);
        var access = Kubeconfig.Resolve(request.Options.Kubeconfig);
        if (access.Access is not { } way)
            return RunResult.Refused(access.Problem!);
        var space = request.Options.Namespace ?? way.Namespace ?? "default";
        try
        {
            using var client = await ClusterClient.Connect(way, request.Options.Time, cancellation).ConfigureAwait(false);
            if (await Preflight.Server(client, cancellation).ConfigureAwait(false) is { } tooOld)
                return RunResult.Refused(tooOld, way.Context, space);
            var exists = await Preflight.NamespaceExists(client, space, cancellation).ConfigureAwait(false);
            if (!exists && !request.CreateNamespace)
                return RunResult.Refused(RunRules.NamespaceMissing.With(space, way.Context), way.Context, space);
            return await InSession(request, client, space, exists, cancellation).ConfigureAwait(false);
        }
        catch (ClusterException e)
        {
            return RunResult.Refused(e.Problem, way.Context, space);
        }
        catch (IOException e)
        {
            return new(RunOutcome.Failed, "", way.Context, space, [JournalRules.Unreadable.With(JournalFolder.Root(request.Options.State), e.Message)]);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new(RunOutcome.Interrupted, "", way.Context, space, []);
        }
    }

    private static async Task<RunResult> InSession(InstallRequest request, ClusterClient client, string space, bool exists, CancellationToken cancellation)
    {
        var facts = new JsonObject
        {
            ["helm"] = request.Helm.Version,
            ["configuration"] = InstallState.ConfigurationOf(request),
            ["components"] = new JsonArray([.. request.Components.Select(c => new JsonObject { ["name"] = c.Component.Name, ["version"] = c.Component.Version })]),
        };
        if (AnswersJson.Change((request.Before ?? Told.Nothing).Answers, request.Answers, request.Why) is { } answered)
            facts["answers"] = answered;
        var (session, notes) = await Session.Open(request.Options, client, space, request.Installation, request.Package, facts, exists, cancellation).ConfigureAwait(false);
        if (session is null)
            return new(RunOutcome.Refused, "", client.Access.Context, space, notes);
        await using (session.ConfigureAwait(false))
        using (var helm = new HelmCommands(request.Helm, client.Access, space))
        {
            notes = [.. notes, .. LostAnswers(session, request), .. ForgottenAnswers(session, request)];
            foreach (var note in notes)
                session.Say(new RunEvent.Note(note));
            await using var state = new InstallState(request, session, helm, exists);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, session.Lost);
            var result = await InstallSteps.Run(state, stop.Token).ConfigureAwait(false);
            return result with { Problems = [.. notes, .. result.Problems] };
        }
    }

    /// <summary>Answers of a run whose process died: nobody was told that they are not remembered.</summary>
    private static IEnumerable<Diagnostic> LostAnswers(Session session, InstallRequest request)
        => session.LastRunDied && session.Journal.Events.LastOrDefault(e => e.Kind == EventKind.RunStarted && e.Run != session.Run) is { } died
            && AnswersJson.Lost(died.Data, request.Answers) is { Count: > 0 } lost ? [AnswerRules.NotKept.With(string.Join(", ", lost))] : [];

    /// <summary>Answers that went with a receipt that somebody deleted.</summary>
    private static IEnumerable<Diagnostic> ForgottenAnswers(Session session, InstallRequest request)
        => session.Before is null && request.Before is not { IsKeptAside: true }
            && AnswersJson.Unsaid(RecordedAnswers.Of(session.Journal.Events.Where(e => e.Run != session.Run)), request.Answers) is { Count: > 0 } forgotten
            ? [AnswerRules.ReceiptGone.With(request.Installation, Receipt.ObjectName(request.Installation), string.Join(", ", forgotten))] : [];

    private static Diagnostic? Invalid(InstallRequest request)
    {
        if (!Name().IsMatch(request.Installation))
            return RunRules.NameInvalid.With(request.Installation);
        if (AnswersJson.Write(request.Answers).Length is var size and > AnswersJson.Limit)
            return AnswerRules.TooLarge.With(request.Installation, $"{size / 1024}", $"{AnswersJson.Limit / 1024}");
        foreach (var component in request.Components)
            if (!Name().IsMatch(component.Component.Name))
                return RunRules.NameInvalid.With(component.Component.Name);
            else if (component.Findings.Any(f => f.Severity == Severity.Error) || (component.Objects.Count == 0 && component.Component.Chart is null))
                return RunRules.NotRendered.With(component.Component.Name);
        return null;
    }

    [GeneratedRegex("^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$")]
    private static partial Regex Name();
}

/// <summary>What an install has done so far: the ground for taking it back, and for saying what is left.</summary>
internal sealed class InstallState(InstallRequest request, Session session, HelmCommands helm, bool namespaceExists) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> chartDigests = new(StringComparer.Ordinal);

    public InstallRequest Request => request;

    public Session Session => session;

    public TaskCaller Caller { get; } = TaskCaller.Of(session, request.Options.Time);

    public HelmCommands Helm => helm;

    public bool NamespaceExists => namespaceExists;

    /// <summary>Kinds that the components bring.</summary>
    public IReadOnlyList<Crds.Brought> Crds { get; } = Delivery.Crds.Of(request.Components);

    public Watching Watching { get; } = new(session.Client, session.Space, request.Options.Time);

    /// <summary>Places for those that are being released; who only waits holds none.</summary>
    public SemaphoreSlim Places { get; } = new(request.AtOnce);

    /// <summary>A component failed: no other begins any more.</summary>
    public bool GivesUp { get; set; }

    /// <inheritdoc cref="RunResult.LookedInto"/>
    public IReadOnlyList<string>? LookedInto { get; set; }

    public bool MadeNamespace { get; set; }

    public bool MadeReceipt { get; set; }

    public Receipt? Receipt { get; set; } = session.Before;

    public List<ComponentWork> Work { get; } = [];

    /// <summary>By component, which of the installations beside this one it uses for what.</summary>
    public Dictionary<string, IReadOnlyList<SiteNeed>> Needs { get; } = new(StringComparer.Ordinal);

    /// <summary>Components whose release this run touched.</summary>
    public IEnumerable<ComponentWork> Touched => Work.Where(work => work.Track.IsTouched);

    /// <summary>Components that became ready in this run and stay when another one fails.</summary>
    public IEnumerable<ComponentWork> Standing => Work.Where(work => work.Track.Stands);

    /// <summary>Installed components that are no part of the whole, the last installed first.</summary>
    public List<string> Leftover { get; } = [];

    /// <summary>Tasks among them, where they go; null where there are none.</summary>
    public LeavingTasks? Leaving { get; set; }

    /// <summary>Those of them that are uninstalled.</summary>
    public List<string> Gone { get; } = [];

    /// <summary>Of the run as a whole; what is said of a component stands in its track.</summary>
    public List<Diagnostic> Problems { get; } = [];

    /// <summary>Those of the components first, in their order, whichever came first.</summary>
    public IEnumerable<Diagnostic> AllProblems => [.. Work.SelectMany(work => work.Track.Problems), .. Problems];

    /// <summary>What a component's release is made from, as one hash.</summary>
    public string InputOf(Component component)
        => HelmInput.Hash(chartDigests.GetOrAdd(request.Charts.Of(component), HelmInput.ChartDigest), component.Values);

    public static string ConfigurationOf(InstallRequest request)
        => CanonicalJson.Hash(new JsonObject(request.Components.Select(c => KeyValuePair.Create(c.Component.Name, (JsonNode?)HelmInput.ValuesDigest(c.Component.Values)))));

    public ValueTask DisposeAsync()
    {
        Places.Dispose();
        return Watching.DisposeAsync();
    }

    public RunResult Result(RunOutcome outcome) => new(outcome, session.Run, session.Client.Access.Context, session.Space, [.. AllProblems])
    {
        Components = [.. Work.Select(work => work.Track.Result).OfType<ComponentResult>()],
        Logs = [.. Work.SelectMany(work => work.Track.Logs)],
        LookedInto = LookedInto,
        Record = session.Journal.Folder,
    };
}
