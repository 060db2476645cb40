using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Slipway.Yaml;

namespace Slipway.Delivery.Kubernetes;

/// <summary>From an exception of the network to the sentence that says what to do.</summary>
internal static class ConnectionFailure
{
    public static ClusterException From(ClusterAccess access, ClusterHandler handler, Exception e)
        => new(Problem(access, handler, e), e);

    private static Diagnostic Problem(ClusterAccess access, ClusterHandler handler, Exception e)
    {
        var said = Innermost(e).Message;
        if (e is OperationCanceledException || Has<TimeoutException>(e))
            return access.Problem(TargetRules.TimedOut, Has<TimeoutException>(e)
                ? new LocalText($"no connection within {ClusterHandler.ConnectLimit.TotalSeconds:0} s", $"{ClusterHandler.ConnectLimit.TotalSeconds:0} 秒内未能建立连接")
                : new LocalText("no answer", "没有应答"));
        if (Find<AuthenticationException>(e) is not null)
            return Tls(access, handler, said);
        if (e is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } proxy)
            return access.Problem(TargetRules.ProxyFailed, proxy.Message.TrimEnd('"'));
        if (e is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError })
            return access.Problem(TargetRules.HostUnknown, said);
        return Find<SocketException>(e) switch
        {
            { SocketErrorCode: SocketError.ConnectionRefused } => access.Problem(TargetRules.Refused, said),
            { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } => access.Problem(TargetRules.HostUnknown, said),
            { SocketErrorCode: SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable } => access.Problem(TargetRules.TimedOut, said),
            _ when e is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Tls(access, handler, said),
            _ => access.Problem(TargetRules.ConnectionBroken, said),
        };
    }

    private static Diagnostic Tls(ClusterAccess access, ClusterHandler handler, string said)
    {
        if (handler.Refused is not { } refused)
            return access.Problem(TargetRules.TlsFailed, said);
        if (refused.Status.HasFlag(X509ChainStatusFlags.NotTimeValid))
            return access.Problem(TargetRules.CertificateExpired, refused.Said);
        if (refused.Errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
            return access.Problem(TargetRules.UnknownAuthority, refused.Said);
        return refused.Errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? access.Problem(TargetRules.WrongServerName, refused.Said)
            : access.Problem(TargetRules.TlsFailed, said);
    }

    private static Exception Innermost(Exception e) => e.InnerException is null ? e : Innermost(e.InnerException);

    private static bool Has<T>(Exception e) where T : Exception => Find<T>(e) is not null;

    private static T? Find<T>(Exception? e) where T : Exception => e is null ? null : e as T ?? Find<T>(e.InnerException);
}
