using System.Net;
using System.Net.Http.Headers;

namespace Slipway.Packages;

/// <summary>Pushing, by the distribution specification: contents in one request each, then manifests.</summary>
internal sealed partial class RemoteRegistry
{
    /// <summary>Whether a manifest of this digest stands under the reference's tag (or digest).</summary>
    public async Task<bool> Has(ImageReference image, Digest digest, CancellationToken cancellation)
    {
        var asked = image.Tag ?? digest.ToString();
        using var response = await Call(image, HttpMethod.Head, $"manifests/{asked}", request => Accepts(request, MediaTypes.Manifests), cancellation).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.OK && response.Headers.TryGetValues("Docker-Content-Digest", out var values) && values.FirstOrDefault() == digest.ToString();
    }

    /// <summary>A content, unless it is there.</summary>
    /// <param name="open">From its beginning, each time that it is sent.</param>
    public async Task Put(ImageReference image, Descriptor blob, Func<Stream> open, Meter meter, CancellationToken cancellation)
    {
        using (var there = await Call(image, HttpMethod.Head, $"blobs/{blob.Digest}", _ => { }, cancellation).ConfigureAwait(false))
            if (there.StatusCode == HttpStatusCode.OK)
                return;
        using var begun = await Call(image, HttpMethod.Post, "blobs/uploads/", request => request.Content = new ByteArrayContent([]), cancellation).ConfigureAwait(false);
        if (begun.StatusCode != HttpStatusCode.Accepted || begun.Headers.Location is not { } location)
            throw await NotTaken(image, begun, cancellation).ConfigureAwait(false);
        var target = new Uri(begun.RequestMessage!.RequestUri!, location);
        target = new UriBuilder(target) { Query = $"{target.Query.TrimStart('?')}{(target.Query.Length > 1 ? "&" : "")}digest={Uri.EscapeDataString(blob.Digest.ToString())}" }.Uri;
        using var done = await Call(image, HttpMethod.Put, target, request => request.Content = new PushedContent(open, blob, meter), cancellation).ConfigureAwait(false);
        if (done.StatusCode != HttpStatusCode.Created)
            throw await NotTaken(image, done, cancellation).ConfigureAwait(false);
    }

    /// <param name="under">A tag or the digest.</param>
    public async Task PutManifest(ImageReference image, string under, Descriptor descriptor, byte[] content, CancellationToken cancellation)
    {
        using var response = await Call(image, HttpMethod.Put, $"manifests/{under}", request =>
        {
            request.Content = new ByteArrayContent(content);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(descriptor.MediaType);
        }, cancellation).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Created)
            throw await NotTaken(image, response, cancellation).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> Call(ImageReference image, HttpMethod method, string path, Action<HttpRequestMessage> more, CancellationToken cancellation)
        => await Call(image, method, await First(image, path, [], image.ToString(), cancellation).ConfigureAwait(false), more, cancellation).ConfigureAwait(false);

    /// <summary>Logs in when asked to; what it logs in with goes to this registry alone.</summary>
    private async Task<HttpResponseMessage> Call(ImageReference image, HttpMethod method, Uri uri, Action<HttpRequestMessage> more, CancellationToken cancellation)
    {
        if (!IsOurs(uri) && uri.Scheme != "https")
            throw RegistryRules.BadRedirect.With(registry, image.ToString(), $"{uri.Scheme}://{uri.Authority}");
        HttpRequestMessage Made()
        {
            var request = new HttpRequestMessage(method, uri);
            if (IsOurs(uri))
                request.Headers.Authorization = authorization;
            more(request);
            return request;
        }
        var response = await http.Send(Made, image.ToString(), cancellation).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !IsOurs(uri))
            return response;
        using (response)
            authorization = await Login(image).Answer(response, cancellation).ConfigureAwait(false);
        response = await http.Send(Made, image.ToString(), cancellation).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;
        using (response)
            throw login!.Refused();
    }

    private static void Accepts(HttpRequestMessage request, IReadOnlyList<string> types)
    {
        foreach (var type in types)
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
    }

    private async Task<ImageException> NotTaken(ImageReference image, HttpResponseMessage response, CancellationToken cancellation)
        => response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized || response.Content.Headers.ContentType?.MediaType == "text/html"
            ? await Failed(image, response, image.ToString(), cancellation).ConfigureAwait(false)
            : RegistryRules.NotTaken.With(registry, image.ToString(), await http.Said(response, image.ToString(), cancellation).ConfigureAwait(false));
}

/// <summary>A content on its way to a registry: in pieces, and given up only when nothing moves any more.</summary>
internal sealed class PushedContent : HttpContent
{
    private readonly Func<Stream> open;
    private readonly Descriptor blob;
    private readonly Meter meter;

    public PushedContent(Func<Stream> open, Descriptor blob, Meter meter)
    {
        (this.open, this.blob, this.meter) = (open, blob, meter);
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        Headers.ContentLength = blob.Size;
    }

    /// <summary>Called with each piece.</summary>
    public Action Moved { get; set; } = () => { };

    protected override bool TryComputeLength(out long length)
    {
        length = blob.Size;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var from = open();
        var buffer = new byte[1 << 20];
        meter.Begin(blob.Digest.Short, blob.Size);
        while (await from.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            Moved();
            await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            meter.Add(read);
        }
        Moved();
    }
}
