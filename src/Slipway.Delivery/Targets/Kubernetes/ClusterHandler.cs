using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Slipway.Yaml;
using Slipway.Packages;

namespace Slipway.Delivery.Kubernetes;

/// <summary>The connection's settings: TLS, proxy, time limits. It remembers why a certificate was not accepted.</summary>
internal sealed class ClusterHandler
{
    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);
    private readonly ClusterAccess access;

    public ClusterHandler(ClusterAccess access, PluginCredential? plugin)
    {
        this.access = access;
        Http = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectLimit,
            AllowAutoRedirect = false,
            MaxConnectionsPerServer = 64,
            AutomaticDecompression = DecompressionMethods.GZip,
            Proxy = access.Proxy is null ? new ProxyFromEnvironment(Environment.GetEnvironmentVariable) : new WebProxy(access.Proxy),
        };
        Http.SslOptions.ClientCertificates = ClientCertificates(plugin?.CertificatePem ?? access.ClientCertificatePem, plugin?.KeyPem ?? access.ClientKeyPem);
        Http.SslOptions.RemoteCertificateValidationCallback = Accepts;
        if (access.AuthorityPem is { } pem)
            Http.SslOptions.CertificateChainPolicy = Trusting(pem);
    }

    public SocketsHttpHandler Http { get; }

    /// <summary>What was wrong with the server's certificate, when it was refused.</summary>
    public (SslPolicyErrors Errors, X509ChainStatusFlags Status, LocalText Said)? Refused { get; private set; }

    private bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (access.SkipVerify || errors == SslPolicyErrors.None)
            return true;
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status) ?? X509ChainStatusFlags.NoError;
        var (issuer, subject, end) = (certificate?.Issuer, certificate?.Subject, certificate?.GetExpirationDateString());
        Refused = (errors, status, new($"issuer {issuer}, subject {subject}, valid until {end}", $"颁发者 {issuer}，主体 {subject}，有效期至 {end}"));
        return false;
    }

    private X509ChainPolicy Trusting(string pem)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw Unusable("certificate-authority", e);
        }
        return policy.CustomTrustStore.Count > 0 ? policy : throw Unusable("certificate-authority", null);
    }

    private X509CertificateCollection? ClientCertificates(string? certificate, string? key)
    {
        if (certificate is null)
            return null;
        try
        {
            var read = X509Certificate2.CreateFromPem(certificate, key ?? certificate);
            // Windows takes no key that exists only in memory.
            return OperatingSystem.IsWindows()
                ? [X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null)]
                : [read];
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw Unusable("client-certificate", e);
        }
    }

    private ClusterException Unusable(string field, Exception? e)
        => new(TargetRules.CredentialUnreadable.With([$"`{field}`", access.Source], e is null ? new("it holds no certificate", "其中没有证书") : new(e.Message, e.Message)), e);
}
