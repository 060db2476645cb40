using System.Net;
using System.Net.Http.Headers;

namespace Slipway.Packages;

/// <summary>One small file over HTTP(S), by the proxies and authorities that registries are reached by.</summary>
internal static class HttpFile
{
    private const int MostRedirects = 5;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static async Task<byte[]> Get(Uri address, Login? login, int most, ImageOptions options, CancellationToken cancellation)
    {
        using var connection = new RegistryConnection(options);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var timer = new CancellationTokenSource(Limit, options.Time);
        using var onTimer = timer.Token.Register(limited.Cancel);
        try
        {
            return await Follow(connection.Http, address, login, most, limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw SourceRules.ScriptFailed.With(e, Shown(address), $"> {Limit.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw SourceRules.ScriptFailed.With(e, Shown(address), connection.Refused is { } refused ? $"TLS: {refused.Said}" : e.InnerException?.Message ?? e.Message);
        }
    }

    private static async Task<byte[]> Follow(HttpClient http, Uri address, Login? login, int most, CancellationToken cancellation)
    {
        var uri = address;
        for (var hops = 0; ; hops++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            // A password goes to the server that it is for, and over a network only where nobody can read along.
            if (login is not null && uri.Authority == address.Authority && (uri.Scheme == "https" || uri.IsLoopback))
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", login.Basic);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect && response.Headers.Location is { } location)
                uri = Next(address, uri, new Uri(uri, location), hops);
            else if (response.StatusCode == HttpStatusCode.OK)
                return await Body(response, address, most, cancellation).ConfigureAwait(false);
            else
                throw SourceRules.ScriptFailed.With(Shown(address), $"{(int)response.StatusCode} {response.ReasonPhrase}{(response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? login is null ? "; no credentials" : $"; {login.From}" : "")}");
        }
    }

    private static Uri Next(Uri address, Uri from, Uri to, int hops)
        => hops < MostRedirects && (to.Scheme == "https" || (to.Scheme == "http" && from.Scheme == "http")) ? to
            : throw SourceRules.ScriptFailed.With(Shown(address), $"→ {to.Scheme}://{to.Authority}");

    private static async Task<byte[]> Body(HttpResponseMessage response, Uri address, int most, CancellationToken cancellation)
    {
        using var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var content = await LayoutFiles.ReadAll(body, most, () => SourceRules.ScriptFailed.With(Shown(address), $"> {most} bytes"), cancellation).ConfigureAwait(false);
        return response.Content.Headers.ContentLength is { } length && length != content.Length ? throw SourceRules.ScriptFailed.With(Shown(address), $"{content.Length} / {length} bytes") : content;
    }

    private static string Shown(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
