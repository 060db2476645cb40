using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Slipway.Packages.Tests;

/// <summary>A registry on this machine that serves one image and misbehaves on order.</summary>
internal sealed class TestRegistry : IAsyncDisposable
{
    private readonly WebApplication application;

    private TestRegistry(WebApplication application, int port) => (this.application, Port) = (application, port);

    public int Port { get; }

    public string Host => $"localhost:{Port}";

    /// <summary>Method, path and what was shown in <c>Authorization</c>, in order.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Answers instead of the registry when it returns true.</summary>
    public Func<HttpContext, bool> Instead { get; set; } = _ => false;

    public string Name(string tag = "1.0.0") => $"{Host}/team/web:{tag}";

    public static async Task<TestRegistry> Start(TestImage image, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        var application = builder.Build();
        TestRegistry? registry = null;
        application.Run(context => registry!.Answer(context, image));
        await application.StartAsync(TestContext.Current.CancellationToken);
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return registry = new TestRegistry(application, new Uri(address).Port);
    }

    /// <summary>An authority of its own and a certificate of it for <c>localhost</c>.</summary>
    public static (X509Certificate2 Server, string AuthorityPem) Certificate(DateTimeOffset until, string host = "localhost")
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(until.AddYears(-2), until.AddYears(10));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var server = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        server.CertificateExtensions.Add(names.Build());
        server.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var issued = server.Create(authority, until.AddYears(-1), until, RandomNumberGenerator.GetBytes(8));
        using var whole = issued.CopyWithPrivateKey(key);
        return (X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null), authority.ExportCertificatePem());
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task Answer(HttpContext context, TestImage image)
    {
        lock (Requests)
            Requests.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {context.Request.Headers.Authorization}".TrimEnd());
        if (Instead(context))
            return;
        var asked = context.Request.Path.Value!.Split('/')[^1];
        var content = image.Blobs.GetValueOrDefault(asked == "1.0.0" ? image.Manifest : asked);
        if (asked.Length == 0)
            content = [];
        context.Response.StatusCode = content is null ? 404 : 200;
        context.Response.ContentType = content is null || !context.Request.Path.Value.Contains("/manifests/", StringComparison.Ordinal)
            ? "application/octet-stream" : ManifestReader.MediaType(content, null);
        await context.Response.Body.WriteAsync(content ?? """{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}"""u8.ToArray(), context.RequestAborted);
    }
}
