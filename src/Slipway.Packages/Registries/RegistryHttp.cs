using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Slipway.Packages;

/// <summary>Single requests: with time limits, a few tries where a server is busy, and findings instead of the network's exceptions.</summary>
internal sealed class RegistryHttp(RegistryConnection connection, string registry, TimeProvider time)
{
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(120);
    private const int Tries = 4;

    /// <summary>The answer's head; its body is read by <see cref="RegistryBody"/>. Whatever the status is, it is an answer.</summary>
    /// <param name="request">Makes the request anew for each try.</param>
    /// <param name="asked">The image or content, for messages.</param>
    public async Task<HttpResponseMessage> Send(Func<HttpRequestMessage> request, string asked, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var response = await Once(request, asked, cancellation).ConfigureAwait(false);
            if (!IsBusy(response.StatusCode))
                return response;
            var wait = Wait(response.Headers.RetryAfter, attempt);
            var status = $"{(int)response.StatusCode}";
            response.Dispose();
            if (attempt == Tries)
                throw RegistryRules.Busy.With(registry, asked, status);
            await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>What the registry says about an error: code and message of its JSON, or the beginning of another text.</summary>
    public async Task<string> Said(HttpResponseMessage response, string asked, CancellationToken cancellation)
    {
        using var body = new RegistryBody(connection, registry, asked, response, time);
        var bytes = new byte[8 << 10];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        var status = $"{(int)response.StatusCode}";
        return Errors(bytes.AsMemory(0, length)) is { } said ? $"{status} {said}"
            : Encoding.UTF8.GetString(bytes, 0, Math.Min(length, 200)).ReplaceLineEndings(" ").Trim() is { Length: > 0 } text ? $"{status} {text}" : status;
    }

    /// <summary>A small body whole.</summary>
    public async Task<byte[]> Read(HttpResponseMessage response, string asked, int limit, CancellationToken cancellation)
    {
        using var body = new RegistryBody(connection, registry, asked, response, time);
        return await LayoutFiles.ReadAll(body, limit, () => RegistryRules.Unexpected.With(registry, asked, $"> {limit} bytes"), cancellation).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> Once(Func<HttpRequestMessage> request, string asked, CancellationToken cancellation)
    {
        using var message = request();
        using var limit = new CancellationTokenSource(AnswerLimit, time);
        // A large content takes as long as it takes; silence alone is too long.
        if (message.Content is PushedContent pushed)
            pushed.Moved = () => limit.CancelAfter(SilenceLimit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await connection.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw RegistryRules.TimedOut.With(e, registry, asked, $"> {(limit.IsCancellationRequested ? AnswerLimit : RegistryConnection.ConnectLimit).TotalSeconds:0} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw RegistryFailure.From(connection, registry, asked, e);
        }
    }

    private static bool IsBusy(HttpStatusCode code) => code is HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>1, 2, 4 seconds, or what the server asks for, within bounds.</summary>
    private TimeSpan Wait(RetryConditionHeaderValue? asked, int attempt)
    {
        var wait = asked?.Delta ?? (asked?.Date is { } date ? date - time.GetUtcNow() : TimeSpan.FromSeconds(1 << (attempt - 1)));
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }

    private static string? Errors(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var errors = document.RootElement.Items("errors").Select(error => $"{error.Text("code")}: {error.Text("message")}").ToList();
            return errors.Count > 0 ? string.Join("; ", errors) : document.RootElement.Text("details") ?? document.RootElement.Text("message");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
