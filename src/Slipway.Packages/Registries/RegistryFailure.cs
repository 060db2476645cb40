using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Slipway.Packages;

/// <summary>From an exception of the network to the sentence that says what to do.</summary>
internal static class RegistryFailure
{
    /// <param name="registry">Host and perhaps port.</param>
    /// <param name="asked">The image or content.</param>
    public static ImageException From(RegistryConnection connection, string registry, string asked, Exception e)
    {
        // What was to be sent was not what it should be: the network has no part in it.
        if (Find<ImageException>(e) is { } ours)
            return ours;
        var said = Innermost(e).Message;
        if (e is OperationCanceledException || Find<TimeoutException>(e) is not null)
            return RegistryRules.TimedOut.With(e, registry, asked, Find<TimeoutException>(e)?.Message ?? "-");
        if (Find<AuthenticationException>(e) is not null)
            return Tls(connection, registry, asked, said, e);
        if (e is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } proxy)
            return RegistryRules.ProxyFailed.With(e, registry, asked, proxy.StatusCode is { } code ? $"{(int)code}" : proxy.Message.TrimEnd('"'));
        if (e is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError })
            return RegistryRules.HostUnknown.With(e, registry, asked);
        return Find<SocketException>(e) switch
        {
            { SocketErrorCode: SocketError.ConnectionRefused } => RegistryRules.Refused.With(e, registry, asked),
            { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } => RegistryRules.HostUnknown.With(e, registry, asked),
            { SocketErrorCode: SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable } => RegistryRules.TimedOut.With(e, registry, asked, said),
            _ when e is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Tls(connection, registry, asked, said, e),
            _ when e is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => RegistryRules.NotARegistry.With(e, registry, asked, said),
            _ => RegistryRules.Broken.With(e, registry, asked, said),
        };
    }

    private static ImageException Tls(RegistryConnection connection, string registry, string asked, string said, Exception e)
    {
        if (connection.Refused is not { } refused)
            return RegistryRules.TlsFailed.With(e, registry, asked, said);
        if (refused.Status.HasFlag(X509ChainStatusFlags.NotTimeValid))
            return RegistryRules.CertificateExpired.With(e, registry, asked, refused.Said);
        if (refused.Errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
            return RegistryRules.UnknownAuthority.With(e, registry, asked, refused.Said);
        return refused.Errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? RegistryRules.WrongServerName.With(e, registry, asked, refused.Said)
            : RegistryRules.TlsFailed.With(e, registry, asked, said);
    }

    private static Exception Innermost(Exception e) => e.InnerException is null ? e : Innermost(e.InnerException);

    private static T? Find<T>(Exception? e) where T : Exception => e is null ? null : e as T ?? Find<T>(e.InnerException);
}
