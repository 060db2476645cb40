using System.Net.Http.Headers;
using System.Text;

namespace Slipway.Delivery.Kubernetes;

/// <summary>The Authorization header of each request; tokens that expire are fetched anew in time.</summary>
internal sealed class Credentials(ClusterAccess access, TimeProvider time) : IDisposable
{
    // Kubelet renews a mounted token long before it expires; one minute is what client-go takes too.
    private static readonly TimeSpan Reread = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim gate = new(1, 1);
    private string? token;
    private DateTimeOffset validUntil;

    /// <summary>A plugin may hand over a certificate, which the connection needs before the first request.</summary>
    public async Task<PluginCredential?> RunPlugin(CancellationToken cancellation)
    {
        if (access.Plugin is null)
            return null;
        var credential = await access.Plugin.Run(cancellation).ConfigureAwait(false);
        token = credential.Token;
        validUntil = credential.Expires is { } expires ? expires - TimeSpan.FromSeconds(30) : DateTimeOffset.MaxValue;
        return credential;
    }

    public async ValueTask<AuthenticationHeaderValue?> Header(CancellationToken cancellation)
    {
        if (access.Plugin is null && access.TokenFile is null)
            return Fixed();
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (token is null || time.GetUtcNow() >= validUntil)
                await Renew(cancellation).ConfigureAwait(false);
            return token is null ? Fixed() : new AuthenticationHeaderValue("Bearer", token);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>After a 401: true when there may be something newer.</summary>
    public bool Forget()
    {
        if (access.Plugin is null && access.TokenFile is null)
            return false;
        validUntil = DateTimeOffset.MinValue;
        return true;
    }

    public void Dispose() => gate.Dispose();

    private async Task Renew(CancellationToken cancellation)
    {
        if (access.Plugin is not null)
        {
            await RunPlugin(cancellation).ConfigureAwait(false);
            return;
        }
        try
        {
            token = (await File.ReadAllTextAsync(access.TokenFile!, cancellation).ConfigureAwait(false)).Trim();
            validUntil = time.GetUtcNow() + Reread;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ClusterException(TargetRules.CredentialUnreadable.With($"`tokenFile` of {access.User}", access.Source, e.Message) with { ChineseArguments = [$"{access.User} 的 `tokenFile`", access.Source, e.Message] }, e);
        }
    }

    private AuthenticationHeaderValue? Fixed()
    {
        if (access.Token is not null)
            return new AuthenticationHeaderValue("Bearer", access.Token);
        return access.UserName is null
            ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{access.UserName}:{access.Password}")));
    }
}
