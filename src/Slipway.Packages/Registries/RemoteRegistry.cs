using System.Net;
using System.Net.Http.Headers;

namespace Slipway.Packages;

/// <summary>A registry on the network, by the distribution specification.</summary>
internal sealed partial class RemoteRegistry : IRegistry
{
    private const int MostRedirects = 5;

    private readonly string registry;
    private readonly ImageOptions options;
    private readonly RegistryConnection connection;
    private readonly RegistryHttp http;
    private readonly bool isHere;
    private Uri origin;
    private bool answered;
    private RegistryLogin? login;
    private AuthenticationHeaderValue? authorization;

    /// <param name="registry">Host and perhaps port.</param>
    public RemoteRegistry(string registry, ImageOptions options)
    {
        (this.registry, this.options) = (registry, options);
        var host = registry == ImageReference.DockerHub ? "registry-1.docker.io" : registry;
        origin = new Uri($"{(options.PlainHttp ? "http" : "https")}://{host}/");
        isHere = origin.IsLoopback;
        connection = new RegistryConnection(options);
        http = new RegistryHttp(connection, registry, options.Time);
    }

    public string Shown(ImageReference image) => image.ToString();

    public IReadOnlyList<string> Names(ImageReference image, Digest manifest) => [image.ToString()];

    public void Dispose() => connection.Dispose();

    public async Task<StoredManifest> Manifest(ImageReference image, CancellationToken cancellation)
    {
        using var response = await Get(image, $"manifests/{image.Asked}", MediaTypes.Manifests, image.ToString(), cancellation).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
            throw await Failed(image, response, image.ToString(), cancellation).ConfigureAwait(false);
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type == "text/html")
            throw RegistryRules.NotARegistry.With(registry, image.ToString(), type);
        var content = await http.Read(response, image.ToString(), options.Limits.Document, cancellation).ConfigureAwait(false);
        // Not every login page says what it is.
        if (content.AsSpan().TrimStart(" \r\n\t"u8).StartsWith("<"u8))
            throw RegistryRules.NotARegistry.With(registry, image.ToString(), "HTML");
        var expected = image.Digest ?? (response.Headers.TryGetValues("Docker-Content-Digest", out var values) ? Digest.Parse(values.FirstOrDefault()) : null);
        if (expected is not null && !expected.Names(content))
            throw ContentRules.WrongDigest.With(image.ToString(), expected.Short, Digest.Of(content).Short);
        return new StoredManifest(new Descriptor(ManifestReader.MediaType(content, type), expected ?? Digest.Of(content), content.Length), content);
    }

    public async Task<Stream> Blob(ImageReference image, Descriptor blob, CancellationToken cancellation)
    {
        var response = await Get(image, $"blobs/{blob.Digest}", [], image.ToString(), cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.OK)
            return new RegistryBody(connection, registry, image.ToString(), response, options.Time);
        using (response)
            throw response.StatusCode == HttpStatusCode.NotFound
                ? ContentRules.BlobMissing.With(image.ToString(), blob.Digest.ToString())
                : await Failed(image, response, image.ToString(), cancellation).ConfigureAwait(false);
    }

    /// <summary>Logs in when asked to, and follows where it is sent on to: without what it logged in with, when that is another server.</summary>
    private async Task<HttpResponseMessage> Get(ImageReference image, string path, IReadOnlyList<string> accept, string asked, CancellationToken cancellation)
    {
        var uri = await First(image, path, accept, asked, cancellation).ConfigureAwait(false);
        var challenged = false;
        for (var hops = 0; ;)
        {
            var response = await http.Send(() => Request(uri, accept), asked, cancellation).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.Unauthorized && IsOurs(uri))
            {
                using (response)
                    authorization = challenged ? throw login!.Refused() : await Login(image).Answer(response, cancellation).ConfigureAwait(false);
                challenged = true;
            }
            else if (response is { StatusCode: >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest, Headers.Location: { } location })
            {
                response.Dispose();
                uri = Follow(uri, location, ++hops, asked);
            }
            else
                return response;
        }
    }

    /// <summary>A registry on this machine may speak HTTP: when it does not understand TLS, that is what it speaks.</summary>
    private async Task<Uri> First(ImageReference image, string path, IReadOnlyList<string> accept, string asked, CancellationToken cancellation)
    {
        var below = $"v2/{image.Repository}/{path}";
        if (!isHere || answered || options.PlainHttp)
            return new Uri(origin, below);
        try
        {
            using var response = await http.Send(() => Request(new Uri(origin, "v2/"), accept), asked, cancellation).ConfigureAwait(false);
        }
        catch (ImageException e) when (e.Problem.Rule == RegistryRules.TlsFailed)
        {
            origin = new UriBuilder(origin) { Scheme = "http", Port = origin.IsDefaultPort ? 80 : origin.Port }.Uri;
        }
        answered = true;
        return new Uri(origin, below);
    }

    private RegistryLogin Login(ImageReference image) => login ??= new RegistryLogin(http, registry, image, options, plainIsFine: origin.Scheme == "http");

    private HttpRequestMessage Request(Uri uri, IReadOnlyList<string> accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, uri);
        foreach (var type in accept)
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        if (IsOurs(uri))
            request.Headers.Authorization = authorization;
        return request;
    }

    private bool IsOurs(Uri uri) => uri.Scheme == origin.Scheme && uri.Host == origin.Host && uri.Port == origin.Port;

    private Uri Follow(Uri from, Uri location, int hops, string asked)
    {
        var to = new Uri(from, location);
        var isFine = to.Scheme == "https" || (to.Scheme == "http" && from.Scheme == "http");
        return isFine && hops <= MostRedirects ? to : throw RegistryRules.BadRedirect.With(registry, asked, $"{to.Scheme}://{to.Authority}");
    }

    private async Task<ImageException> Failed(ImageReference image, HttpResponseMessage response, string asked, CancellationToken cancellation)
    {
        var isPage = response.Content.Headers.ContentType?.MediaType == "text/html";
        return response.StatusCode switch
        {
            HttpStatusCode.NotFound when !isPage => RegistryRules.NotFound.With(registry, $"{image.Repository}{(image.Digest is null ? ":" : "@")}{image.Asked}"),
            HttpStatusCode.Forbidden => RegistryRules.Forbidden.With(registry, asked, await http.Said(response, asked, cancellation).ConfigureAwait(false)),
            _ when isPage => RegistryRules.NotARegistry.With(registry, asked, $"{(int)response.StatusCode} text/html"),
            _ => RegistryRules.Unexpected.With(registry, asked, await http.Said(response, asked, cancellation).ConfigureAwait(false)),
        };
    }
}
