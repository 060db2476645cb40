using Microsoft.AspNetCore.Http.HttpResults;

namespace Shop;

/// <summary>What a role needs before it can work. Nothing for most.</summary>
/// <param name="Prepare">Done once, tried until it succeeds.</param>
/// <param name="Check">Asked at each readiness probe; an exception is a no.</param>
internal sealed record Needs(Func<CancellationToken, Task> Prepare, Func<CancellationToken, Task> Check);

/// <summary>
/// Three questions, three answers: has it started (what it needs was there once), is it alive (this process answers, whatever the others do), may it have
/// requests (what it needs is there now, and it is not about to go).
/// </summary>
internal sealed class Health(ILogger<Health> log, TimeProvider time, Needs? needs = null) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(2), Patience = TimeSpan.FromSeconds(2), Pause = TimeSpan.FromMilliseconds(200);

    private volatile bool started, going;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/started", (Health health) => Answer(health.started, "starting"));
        routes.MapGet("/health/live", () => TypedResults.Text("ok\n"));
        routes.MapGet("/health/ready", async (Health health, CancellationToken cancellation) => await health.Ready(cancellation));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (; needs is not null && !started; await Task.Delay(Pause, time, stoppingToken))
            if (await Try(needs.Prepare, stoppingToken) is not { } trouble)
                break;
            else
                log.LogInformation("waiting: {Trouble}", trouble);
        started = true;
        log.LogInformation("started");
    }

    /// <summary>
    /// Told to end, it serves on for two seconds and says so in each answer: who keeps a connection (for one second at most, see <see cref="Peers"/>) takes
    /// another one. Only then is the door shut, and requests under way are finished.
    /// </summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        going = true;
        log.LogInformation("draining");
        await Task.Delay(Drain, time, cancellationToken);
    }

    public Task SayGoodbye(HttpContext http, RequestDelegate next)
    {
        if (going)
            http.Response.Headers.Connection = "close";
        return next(http);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<IResult> Ready(CancellationToken cancellation)
        => going ? Answer(false, "going") : !started ? Answer(false, "starting") : needs is null ? Answer(true, "")
            : await Try(needs.Check, cancellation) is { } trouble ? Answer(false, trouble) : Answer(true, "");

    private static async Task<string?> Try(Func<CancellationToken, Task> what, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await what(limit.Token);
            return null;
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            return failed is OperationCanceledException ? $"no answer in {Patience.TotalSeconds:0} s" : failed.Message.ReplaceLineEndings(" ");
        }
    }

    private static ContentHttpResult Answer(bool good, string otherwise)
        => TypedResults.Text(good ? "ok\n" : otherwise + "\n", statusCode: good ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}
