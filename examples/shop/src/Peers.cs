using System.Net;
using System.Text.Json.Serialization.Metadata;

namespace Shop;

/// <summary>The other services, by the names that they have in the application; <c>CARTSERVICE_URL</c> and the like say otherwise.</summary>
internal sealed class Peers : IDisposable
{
    private const int Port = 8080;

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        // Less than a server that is about to go keeps its door open: no request meets a connection that is just being closed.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1),
        UseCookies = false,
        UseProxy = false,
    })
    { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Asks a service.</summary>
    /// <exception cref="PeerFailed">It is not there, or failed.</exception>
    /// <exception cref="Refused">It said that the request is wrong; its words and status are passed on.</exception>
    public async Task<T> Get<T>(string service, string path, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var answer = await Send(service, HttpMethod.Get, path, null, cancellation);
        return await Read(service, answer, type, cancellation);
    }

    /// <inheritdoc cref="Get"/>
    public async Task<TAnswer> Post<TBody, TAnswer>(string service, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> type, CancellationToken cancellation)
    {
        using var answer = await Send(service, HttpMethod.Post, path, JsonContent.Create(body, bodyType), cancellation);
        return await Read(service, answer, type, cancellation);
    }

    /// <inheritdoc cref="Get"/>
    public async Task Tell<TBody>(string service, string path, TBody body, JsonTypeInfo<TBody> type, CancellationToken cancellation)
        => (await Send(service, HttpMethod.Post, path, JsonContent.Create(body, type), cancellation)).Dispose();

    /// <inheritdoc cref="Get"/>
    public async Task Delete(string service, string path, CancellationToken cancellation)
        => (await Send(service, HttpMethod.Delete, path, null, cancellation)).Dispose();

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> Send(string service, HttpMethod method, string path, HttpContent? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, Address(service) + path) { Content = body };
        HttpResponseMessage answer;
        try
        {
            answer = await http.SendAsync(request, cancellation);
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new PeerFailed($"{method} {request.RequestUri}: {failed.Message}", failed);
        }
        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
        {
            var text = (await answer.Content.ReadAsStringAsync(cancellation)).Trim();
            throw answer.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError
                ? new Refused(text, (int)answer.StatusCode)
                : new PeerFailed($"{method} {request.RequestUri} answered {(int)answer.StatusCode}: {text}");
        }
    }

    private static async Task<T> Read<T>(string service, HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellation)
        => await answer.Content.ReadFromJsonAsync(type, cancellation) ?? throw new PeerFailed($"{service} answered null");

    private static string Address(string service) => Setting.Text($"{service.ToUpperInvariant()}_URL", $"http://{service}:{Port}");
}
