using System.Text.Json.Nodes;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Takes an installation away.</summary>
/// <param name="Installation">Its name.</param>
public sealed record UninstallRequest(string Installation, HelmProgram Helm, RunOptions Options);

/// <summary>
/// Releases of the installation, the last installed first, then its receipt. Data is not deleted: what remains is said. Releases are known by the
/// receipt and by their labels, so that one which an interrupted install left without a receipt goes too.
/// </summary>
public static class Uninstall
{
    public static async Task<RunResult> Run(UninstallRequest request, CancellationToken cancellation = default)
    {
        var reached = await Reached.Cluster(request.Options, cancellation).ConfigureAwait(false);
        if (reached.Client is not { } client)
            return RunResult.Refused(reached.Problem!, reached.Context, reached.Space);
        using (client)
            try
            {
                return await InCluster(request, client, reached.Space, cancellation).ConfigureAwait(false);
            }
            catch (ClusterException e)
            {
                return RunResult.Refused(e.Problem, reached.Context, reached.Space);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return new(RunOutcome.Interrupted, "", reached.Context, reached.Space, []);
            }
            catch (IOException e)
            {
                return new(RunOutcome.Failed, "", reached.Context, reached.Space, [JournalRules.Unreadable.With(JournalFolder.Root(request.Options.State), e.Message)]);
            }
    }

    private static async Task<RunResult> InCluster(UninstallRequest request, ClusterClient client, string space, CancellationToken cancellation)
    {
        var receipt = await Receipt.Read(client, space, request.Installation, cancellation).ConfigureAwait(false);
        var releases = await HelmReleases.OfInstallation(client, space, request.Installation, cancellation).ConfigureAwait(false);
        if (receipt is null && releases.Count == 0)
            return RunResult.Refused(RunRules.NotInstalled.With(request.Installation, space, client.Access.Context), client.Access.Context, space);
        // Uninstalling is its own proof of what is needed: list what is missing before the first release goes.
        if (await Preflight.Rights(client, space, [ApiResource.Deployments], createNamespace: false, cancellation).ConfigureAwait(false) is { } missing)
            return RunResult.Refused(missing, client.Access.Context, space);
        var (session, notes) = await Session.Open(request.Options, client, space, request.Installation, null,
            new() { ["helm"] = request.Helm.Version }, cancellation).ConfigureAwait(false);
        if (session is null)
            return new(RunOutcome.Refused, "", client.Access.Context, space, notes);
        using (session)
        using (var helm = new HelmCommands(request.Helm, client.Access, space))
            return await Releases(session, helm, Order(receipt, releases), [.. notes], cancellation).ConfigureAwait(false);
    }

    private static List<string> Order(Receipt? receipt, IReadOnlyList<HelmHistory> releases)
    {
        // A release that the receipt names but another installation now holds is not ours to delete.
        var held = releases.Select(r => r.Name).ToList();
        var known = (receipt?.Components ?? []).Select(c => c.Name).Where(held.Contains).Reverse().ToList();
        return [.. held.Except(known), .. known];
    }

    private static async Task<RunResult> Releases(Session session, HelmCommands helm, List<string> names, List<Diagnostic> problems, CancellationToken cancellation)
    {
        foreach (var name in names)
        {
            if (cancellation.IsCancellationRequested)
                return Interrupted(session, names, name, problems);
            var failed = await session.Step(RunStep.Uninstall, name, () => helm.Uninstall(name), d => d).ConfigureAwait(false);
            if (failed is null)
                continue;
            problems.Add(failed);
            session.Finish(RunOutcome.Failed, problems);
            return Result(session, RunOutcome.Failed, problems);
        }
        await KeptConfig.DeleteAll(session.Client, session.Space, session.Installation).ConfigureAwait(false);
        // A foreign chart's labels name the release, which is the component.
        await foreach (var claim in session.Client.List(ApiResource.Claims, session.Space, $"app.kubernetes.io/instance in ({string.Join(',', names.Prepend(session.Installation).Distinct())})", cancellation: CancellationToken.None).ConfigureAwait(false))
            problems.Add(RunRules.Remains.With($"PersistentVolumeClaim {session.Space}/{claim.Name()}"));
        problems.AddRange(await Crds.Remaining(session.Client, session.Space, session.Installation).ConfigureAwait(false));
        await session.Client.Delete(ApiResource.ConfigMaps, session.Space, Receipt.ObjectName(session.Installation), cancellation: CancellationToken.None).ConfigureAwait(false);
        session.Finish(RunOutcome.Succeeded, problems, new() { ["uninstalled"] = new JsonArray([.. names.Select(n => JsonValue.Create(n))]) });
        return Result(session, RunOutcome.Succeeded, problems);
    }

    private static RunResult Interrupted(Session session, List<string> names, string next, List<Diagnostic> problems)
    {
        var left = string.Join(", ", names.SkipWhile(n => n != next));
        problems.Add(RunRules.Interrupted.With(session.Space, left, "-", session.Installation));
        session.Finish(RunOutcome.Interrupted, problems);
        return Result(session, RunOutcome.Interrupted, problems);
    }

    private static RunResult Result(Session session, RunOutcome outcome, List<Diagnostic> problems)
        => new(outcome, session.Run, session.Client.Access.Context, session.Space, problems) { Record = session.Journal.Folder };
}
