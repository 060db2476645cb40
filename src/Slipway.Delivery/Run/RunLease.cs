using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Who changes an installation, as the lease names it.</summary>
internal sealed record LeaseHolder(string Installation, string Who, string Run, string Command);

/// <summary>
/// One run an installation at a time, whichever machine it is on: the Lease <c>slipway-INSTALLATION</c> in its namespace. It is renewed while the run goes on and deleted at its end;
/// of a run that was killed it expires. The version of the object is the token that fences: who renews an older one has lost it.
/// </summary>
internal sealed class RunLease : IAsyncDisposable
{
    /// <summary>After so long without a renewal it is anybody's.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private const string RunAnnotation = "slipway/run";
    private const string CommandAnnotation = "slipway/command";

    private readonly ClusterClient client;
    private readonly string space;
    private readonly LeaseHolder holder;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource lost;
    private readonly CancellationTokenSource ended = new();
    private readonly SemaphoreSlim gate = new(1);
    private readonly string uid;
    private readonly Task beating;
    private string version;
    private (long Stamp, DateTimeOffset At) renewed;

    private RunLease(ClusterClient client, string space, LeaseHolder holder, JsonElement lease, TimeProvider time, CancellationTokenSource lost)
    {
        (this.client, this.space, this.holder, this.time, this.lost) = (client, space, holder, time, lost);
        (uid, version) = (lease.Uid(), VersionOf(lease));
        renewed = (time.GetTimestamp(), time.GetUtcNow());
        beating = Task.Run(Beats);
    }

    /// <summary>Takes the lease; where another run has it, says so. Of a run that has missed a renewal it is waited for whether it comes back.</summary>
    /// <param name="dead">A run that is known to have died: its lease needs not expire.</param>
    /// <param name="lost">Is cancelled when the lease is another's.</param>
    /// <returns>No lease and a warning where the user may not have one; neither where the namespace is not there, or on its way out.</returns>
    public static async Task<(RunLease? Lease, Diagnostic? Problem)> Take(
        ClusterClient client, string space, LeaseHolder holder, string? dead, TimeProvider time, CancellationTokenSource lost, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                if (await Make(client, space, holder, cancellation).ConfigureAwait(false) is { } made)
                    return (new(client, space, holder, made, time, lost), null);
                if (await client.Get(ApiResource.Leases, space, Receipt.ObjectName(holder.Installation), cancellation).ConfigureAwait(false) is not { } live)
                    continue;
                var silent = Silence(client, live);
                var expires = TimeSpan.FromSeconds(live.Number("spec", "leaseDurationSeconds")) - silent;
                if (Free(live, dead) || expires <= TimeSpan.Zero)
                {
                    if (await TakeOver(client, space, holder, live, cancellation).ConfigureAwait(false) is { } taken)
                        return (new(client, space, holder, taken, time, lost), null);
                }
                else if (silent < Beat + TimeSpan.FromSeconds(2))
                    return (null, Held(holder.Installation, live, silent));
                else
                    await Task.Delay(TimeSpan.FromMilliseconds(500), time, cancellation).ConfigureAwait(false);
            }
        }
        catch (ApiException e) when (e.Code == HttpStatusCode.NotFound || e.Said.Contains("is being terminated", StringComparison.Ordinal))
        {
            return (null, null);
        }
        catch (ApiException e) when (e.Code == HttpStatusCode.Forbidden)
        {
            return (null, LeaseRules.NoRight.With(space, EventText.OneLine(e.Said)));
        }
    }

    /// <summary>Throws where another run has taken it, or may have.</summary>
    public async Task Check()
    {
        if (!lost.IsCancellationRequested && Age > 2 * Beat && await Renew().ConfigureAwait(false) is { } failed && Age > Duration)
            throw new ClusterException(failed);
        if (lost.IsCancellationRequested)
            throw new ClusterException(LeaseRules.Lost.With(holder.Installation, $"{space}/{Receipt.ObjectName(holder.Installation)}"));
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync().ConfigureAwait(false);
        await beating.ConfigureAwait(false);
        try
        {
            using var limit = new CancellationTokenSource(Patience, time);
            if (!lost.IsCancellationRequested)
                await GiveBack(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ClusterException or OperationCanceledException)
        {
            // Then it expires.
        }
        gate.Dispose();
        ended.Dispose();
    }

    /// <summary>A renewal that was on its way when the run ended may have been stored, with an answer that nobody heard: then it is ours in another version.</summary>
    private async Task GiveBack(CancellationToken cancellation)
    {
        var name = Receipt.ObjectName(holder.Installation);
        try
        {
            await client.DeleteVersion(ApiResource.Leases, space, name, uid, version, cancellation).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Code == HttpStatusCode.Conflict)
        {
            if (await client.Get(ApiResource.Leases, space, name, cancellation).ConfigureAwait(false) is { } live && IsOurs(live))
                await client.DeleteVersion(ApiResource.Leases, space, name, uid, VersionOf(live), cancellation).ConfigureAwait(false);
        }
    }

    private bool IsOurs(JsonElement live) => live.Uid() == uid && live.Text("metadata", "annotations", RunAnnotation) == holder.Run;

    /// <summary>By both clocks: one stands still while the machine sleeps, the other one may be set.</summary>
    private TimeSpan Age => Max(time.GetElapsedTime(renewed.Stamp), time.GetUtcNow() - renewed.At);

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private async Task Beats()
    {
        try
        {
            using var timer = new PeriodicTimer(Beat, time);
            while (await timer.WaitForNextTickAsync(ended.Token).ConfigureAwait(false) && !lost.IsCancellationRequested)
                await Renew().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <returns>Why it is not known whether it is ours still; null where it is, and where it is lost.</returns>
    private async Task<Diagnostic?> Renew()
    {
        await gate.WaitAsync(ended.Token).ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ended.Token);
        limit.CancelAfter(Patience);
        try
        {
            var lease = await Renewed(limit.Token).ConfigureAwait(false);
            if (lease is { } ours)
                (version, renewed) = (VersionOf(ours), (time.GetTimestamp(), time.GetUtcNow()));
            else
                await lost.CancelAsync().ConfigureAwait(false);
            return null;
        }
        catch (ClusterException e)
        {
            return e.Problem;
        }
        catch (OperationCanceledException) when (!ended.IsCancellationRequested)
        {
            return client.Access.Problem(TargetRules.TimedOut, $"{Patience.TotalSeconds:0} s");
        }
        finally
        {
            gate.Release();
        }
    }

    /// <returns>Null where it is another's. A version that is not ours may also be of a renewal whose answer was lost.</returns>
    private async Task<JsonElement?> Renewed(CancellationToken cancellation)
    {
        var name = Receipt.ObjectName(holder.Installation);
        for (var attempt = 1; ; attempt++)
            try
            {
                return await client.Patch(ApiResource.Leases, space, name, new()
                {
                    ["metadata"] = new JsonObject { ["resourceVersion"] = version },
                    ["spec"] = new JsonObject { ["renewTime"] = Moment(client.ServerNow) },
                }, cancellation: cancellation).ConfigureAwait(false);
            }
            catch (ApiException e) when (e.Code is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
            {
                if (attempt > 3 || await client.Get(ApiResource.Leases, space, name, cancellation).ConfigureAwait(false) is not { } live || !IsOurs(live))
                    return null;
                version = VersionOf(live);
            }
    }

    private static async Task<JsonElement?> Make(ClusterClient client, string space, LeaseHolder holder, CancellationToken cancellation)
    {
        var metadata = new JsonObject
        {
            ["name"] = Receipt.ObjectName(holder.Installation),
            ["namespace"] = space,
            ["labels"] = new JsonObject { [Receipt.InstallationLabel] = holder.Installation, ["app.kubernetes.io/managed-by"] = "slipway" },
            ["annotations"] = Annotations(holder),
        };
        try
        {
            return await client.Create(ApiResource.Leases, space, new()
            {
                ["apiVersion"] = ApiResource.Leases.ApiVersion,
                ["kind"] = ApiResource.Leases.Kind,
                ["metadata"] = metadata,
                ["spec"] = Spec(client, holder, transitions: 0),
            }, cancellation: cancellation).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Code == HttpStatusCode.Conflict)
        {
            return null;
        }
    }

    /// <returns>Null where another was faster.</returns>
    private static async Task<JsonElement?> TakeOver(ClusterClient client, string space, LeaseHolder holder, JsonElement live, CancellationToken cancellation)
    {
        try
        {
            return await client.Patch(ApiResource.Leases, space, Receipt.ObjectName(holder.Installation), new()
            {
                ["metadata"] = new JsonObject { ["resourceVersion"] = VersionOf(live), ["annotations"] = Annotations(holder) },
                ["spec"] = Spec(client, holder, live.Number("spec", "leaseTransitions") + 1),
            }, cancellation: cancellation).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Code is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static bool Free(JsonElement live, string? dead)
        => string.IsNullOrEmpty(live.Text("spec", "holderIdentity")) || (dead is not null && live.Text("metadata", "annotations", RunAnnotation) == dead);

    /// <summary>By the server's clock, which is one for all that ask.</summary>
    private static TimeSpan Silence(ClusterClient client, JsonElement live)
        => DateTimeOffset.TryParse(live.Text("spec", "renewTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var last) ? client.ServerNow - last : TimeSpan.MaxValue;

    private static Diagnostic Held(string installation, JsonElement live, TimeSpan silent)
        => LeaseRules.Held.With(
            installation, live.Text("spec", "holderIdentity") ?? "?", live.Text("spec", "acquireTime")?.Split('.')[0] + "Z",
            live.Text("metadata", "annotations", CommandAnnotation) ?? "?", $"{Math.Max(0, silent.TotalSeconds):0}", $"{Duration.TotalSeconds:0}");

    private static JsonObject Annotations(LeaseHolder holder) => new() { [RunAnnotation] = holder.Run, [CommandAnnotation] = holder.Command };

    private static JsonObject Spec(ClusterClient client, LeaseHolder holder, long transitions) => new()
    {
        ["holderIdentity"] = holder.Who,
        ["leaseDurationSeconds"] = (int)Duration.TotalSeconds,
        ["acquireTime"] = Moment(client.ServerNow),
        ["renewTime"] = Moment(client.ServerNow),
        ["leaseTransitions"] = transitions,
    };

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static string VersionOf(JsonElement lease) => lease.Text("metadata", "resourceVersion") ?? "";
}
