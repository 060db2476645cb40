using System.Globalization;

namespace Shop.Roles;

/// <summary>Customers who look, choose and buy, again and again, as a browser would; what fails is counted and told.</summary>
internal sealed class LoadGenerator(TimeProvider time, ILogger<LoadGenerator> log) : BackgroundService
{
    private const int EveryPurchases = 50;

    private readonly string shop = Setting.Text("FRONTEND_URL", "http://frontend");
    private readonly int customers = Setting.Number("CUSTOMERS", 2);
    private readonly TimeSpan pause = TimeSpan.FromMilliseconds(Setting.Number("PAUSE_MILLISECONDS", 500));
    private long purchases, failures;
    private volatile string? lastFailure;

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<LoadGenerator>();
        services.AddHostedService(s => s.GetRequiredService<LoadGenerator>());
    }

    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/load", (LoadGenerator load) => TypedResults.Ok(new Load(Interlocked.Read(ref load.purchases), Interlocked.Read(ref load.failures), load.lastFailure)));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(1, customers).Select(customer => Buy(customer, stoppingToken)));

    private async Task Buy(int customer, CancellationToken stopping)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1) })
        { BaseAddress = new Uri(shop), Timeout = TimeSpan.FromSeconds(10) };
        http.DefaultRequestHeaders.Add("Cookie", $"{Frontend.Session}=load-{Environment.MachineName}-{customer}");
        using var timer = new PeriodicTimer(pause, time);
        for (var turn = customer; await timer.WaitForNextTickAsync(stopping); turn++)
            try
            {
                await BuyOnce(http, Catalogue.Products[turn % Catalogue.Products.Count].Id, stopping);
                if (Interlocked.Increment(ref purchases) is var count && count % EveryPurchases == 0)
                    log.LogInformation("{Purchases} purchases, {Failures} failures", count, Interlocked.Read(ref failures));
            }
            catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException && !stopping.IsCancellationRequested)
            {
                lastFailure = failed.Message;
                log.LogWarning("failure {Count}: {Failure}", Interlocked.Increment(ref failures), failed.Message);
            }
    }

    private static async Task BuyOnce(HttpClient http, string product, CancellationToken cancellation)
    {
        await Ask(http, new(HttpMethod.Get, "/"), cancellation);
        await Ask(http, Form("/cart", ("product", product), ("quantity", "1")), cancellation);
        await Ask(http, new(HttpMethod.Get, "/cart"), cancellation);
        var page = await Ask(http, Form("/checkout", ("email", "load@example.com"), ("address", "1 Harbour Road"), ("card", "4242424242424242")), cancellation);
        if (!page.Contains("id=\"order\"", StringComparison.Ordinal))
            throw new HttpRequestException("the last page names no order");
    }

    private static HttpRequestMessage Form(string path, params (string Name, string Value)[] fields)
        => new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };

    private static async Task<string> Ask(HttpClient http, HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        using (var answer = await http.SendAsync(request, cancellation))
        {
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            // A cart answers with the way to its page.
            return (int)answer.StatusCode is 200 or 303 ? text
                : throw new HttpRequestException(string.Create(CultureInfo.InvariantCulture, $"{request.Method} {request.RequestUri} answered {(int)answer.StatusCode}: {text.Trim()}"));
        }
    }
}
