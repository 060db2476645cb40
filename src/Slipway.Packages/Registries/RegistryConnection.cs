using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Slipway.Packages;

/// <summary>The connection's settings: TLS, proxy, time limits. It remembers why a certificate was not accepted.</summary>
internal sealed class RegistryConnection : IDisposable
{
    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private readonly X509Certificate2Collection authorities;

    public RegistryConnection(ImageOptions options)
    {
        authorities = Authorities(options.AuthorityFile);
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectLimit,
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = new ProxyFromEnvironment(options.Environment),
        };
        handler.SslOptions.RemoteCertificateValidationCallback = Accepts;
        Http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        Http.DefaultRequestHeaders.UserAgent.ParseAdd("slipway");
    }

    public HttpClient Http { get; }

    /// <summary>What was wrong with the server's certificate, when it was refused.</summary>
    public (SslPolicyErrors Errors, X509ChainStatusFlags Status, string Said)? Refused { get; private set; }

    public void Dispose() => Http.Dispose();

    private bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && IsOfOurs(certificate, chain))
            errors &= ~SslPolicyErrors.RemoteCertificateChainErrors;
        if (errors == SslPolicyErrors.None)
            return true;
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status) ?? X509ChainStatusFlags.NoError;
        Refused = (errors, status, $"issuer {certificate?.Issuer}, subject {certificate?.Subject}, valid until {certificate?.GetExpirationDateString()}");
        return false;
    }

    /// <summary>Blobs may come from elsewhere, so the named authorities stand beside the system's and do not replace them.</summary>
    private bool IsOfOurs(X509Certificate? certificate, X509Chain? sent)
    {
        if (authorities.Count == 0 || certificate is not X509Certificate2 server)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        return chain.Build(server);
    }

    private static X509Certificate2Collection Authorities(string? file)
    {
        var authorities = new X509Certificate2Collection();
        if (file is null)
            return authorities;
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw RegistryRules.BadAuthority.With(e, file, e.Message);
        }
        return authorities.Count > 0 ? authorities : throw new ImageException(new(RegistryRules.BadAuthority, null, [file, "it has no PEM block"])
        {
            ChineseArguments = [file, "其中没有 PEM 块"],
        });
    }
}
