using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Slipway.Yaml;

namespace Slipway.Delivery.Kubernetes;

/// <summary>
/// The few verbs of the Kubernetes API that delivery needs. Everything that goes wrong is a <see cref="ClusterException"/>; an answer of the API is
/// the <see cref="ApiException"/> among them.
/// </summary>
public sealed partial class ClusterClient : IDisposable
{
    // Long enough for admission webhooks (30 s at most) and a busy server; watches and logs have no limit.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);
    private readonly ClusterHandler handler;
    private readonly Credentials credentials;
    private readonly HttpClient http;
    private readonly TimeProvider time;
    private volatile Clock? clock;

    private ClusterClient(ClusterAccess access, ClusterHandler handler, Credentials credentials, TimeProvider time)
    {
        Access = access;
        this.handler = handler;
        this.credentials = credentials;
        this.time = time;
        http = new HttpClient(handler.Http) { BaseAddress = access.Server, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("slipway", typeof(ClusterClient).Assembly.GetName().Version?.ToString(3)));
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (access.ServerName is not null)
            http.DefaultRequestHeaders.Host = access.ServerName;
        if (access.Impersonate is not null)
            http.DefaultRequestHeaders.Add("Impersonate-User", access.Impersonate);
        foreach (var group in access.ImpersonateGroups)
            http.DefaultRequestHeaders.Add("Impersonate-Group", group);
    }

    public ClusterAccess Access { get; }

    /// <summary>Asked before each request that stores or deletes something: what it throws keeps the request from being sent. A lease may be lost in the middle of a step.</summary>
    internal Func<Task>? Guard { get; set; }

    /// <summary>The server's clock at its last answer; null before the first.</summary>
    public DateTimeOffset? ServerTime => clock?.At;

    /// <summary>The server's clock now, to a second; this machine's before the first answer.</summary>
    public DateTimeOffset ServerNow => clock is { } last ? last.At + time.GetElapsedTime(last.Stamp) : time.GetUtcNow();

    /// <summary>Prepares the connection and runs a credential plugin when there is one; the first request is what finds out whether the server answers.</summary>
    public static async Task<ClusterClient> Connect(ClusterAccess access, TimeProvider time, CancellationToken cancellation = default)
    {
        var credentials = new Credentials(access, time);
        var plugin = await credentials.RunPlugin(cancellation).ConfigureAwait(false);
        return new ClusterClient(access, new ClusterHandler(access, plugin), credentials, time);
    }

    /// <summary>What <c>/version</c> says: <c>v1.34.4</c>.</summary>
    public async Task<string> Version(CancellationToken cancellation = default)
    {
        var answer = await Ask(HttpMethod.Get, "version", "get /version", null, cancellation).ConfigureAwait(false);
        return answer.Text("gitVersion") ?? throw new ClusterException(Access.Problem(TargetRules.NotKubernetes, new LocalText("its answer names no version", "应答中没有版本")));
    }

    public void Dispose()
    {
        http.Dispose();
        credentials.Dispose();
    }

    private async Task<JsonElement> Ask(HttpMethod method, string path, string doing, (string Text, string Type)? body, CancellationToken cancellation, string? accept = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limited.CancelAfter(AnswerLimit);
            using var answer = await Send(method, path, body, limited.Token, cancellation, accept).ConfigureAwait(false);
            var content = await Content(answer, limited.Token, cancellation).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode)
                return Parse(content);
            if (attempt < 4 && answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
                await Task.Delay(Pause(answer, attempt), time, cancellation).ConfigureAwait(false);
            else if (attempt > 1 || answer.StatusCode != HttpStatusCode.Unauthorized || !credentials.Forget())
                throw ApiException.From(Access, doing, answer.StatusCode, content);
        }
    }

    private async Task<HttpResponseMessage> Send(
        HttpMethod method, string path, (string Text, string Type)? body, CancellationToken limited, CancellationToken cancellation, string? accept = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is { } given)
            request.Content = new StringContent(given.Text, new UTF8Encoding(false), MediaTypeHeaderValue.Parse(given.Type));
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        try
        {
            request.Headers.Authorization = await credentials.Header(limited).ConfigureAwait(false);
            var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited).ConfigureAwait(false);
            if (answer.Headers.Date is { } now)
                clock = new(now, time.GetTimestamp());
            return answer;
        }
        catch (Exception e) when (IsOfTheNetwork(e, cancellation))
        {
            throw ConnectionFailure.From(Access, handler, e);
        }
    }

    private async Task<byte[]> Content(HttpResponseMessage answer, CancellationToken limited, CancellationToken cancellation)
    {
        try
        {
            return await answer.Content.ReadAsByteArrayAsync(limited).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfTheNetwork(e, cancellation))
        {
            throw ConnectionFailure.From(Access, handler, e);
        }
    }

    private JsonElement Parse(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new ClusterException(Access.Problem(TargetRules.NotKubernetes, new LocalText("its answer is no JSON", "应答不是 JSON")), e);
        }
    }

    private static bool IsOfTheNetwork(Exception e, CancellationToken cancellation)
        => e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested);

    private static TimeSpan Pause(HttpResponseMessage answer, int attempt)
        => answer.Headers.RetryAfter?.Delta is { } asked && asked < TimeSpan.FromSeconds(10) ? asked : TimeSpan.FromSeconds(attempt);

    private sealed record Clock(DateTimeOffset At, long Stamp);
}
