using System.Net;

namespace Slipway.Packages;

/// <summary>
/// HTTPS_PROXY and NO_PROXY as Go reads them, so that Slipway takes the same way as kubectl, Helm and crane beside it. (.NET's own reading knows no
/// CIDR ranges in NO_PROXY, which is how clusters and registries are usually excepted.)
/// </summary>
public sealed class ProxyFromEnvironment(Func<string, string?> variable) : IWebProxy
{
    private readonly string[] exceptions =
        (First(variable, "NO_PROXY") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public ICredentials? Credentials { get; set; }

    public Uri? GetProxy(Uri destination)
    {
        if (IsBypassed(destination))
            return null;
        var text = destination.Scheme == "https" ? First(variable, "HTTPS_PROXY") : First(variable, "HTTP_PROXY");
        if (string.IsNullOrEmpty(text))
            return null;
        var proxy = Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}", UriKind.Absolute, out var uri) ? uri : null;
        if (proxy?.UserInfo is { Length: > 0 } info && Credentials is null)
        {
            var parts = info.Split(':', 2);
            Credentials = new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? ""));
        }
        return proxy;
    }

    public bool IsBypassed(Uri host)
        => host.Host is "localhost" || (IPAddress.TryParse(host.DnsSafeHost, out var address) && IPAddress.IsLoopback(address))
            || exceptions.Any(exception => Covers(exception, host));

    private static bool Covers(string exception, Uri destination)
    {
        var host = destination.DnsSafeHost;
        if (exception == "*")
            return true;
        if (IPNetwork.TryParse(exception, out var network))
            return IPAddress.TryParse(host, out var address) && network.Contains(address);
        if (exception.LastIndexOf(':') is var colon and > 0 && int.TryParse(exception[(colon + 1)..], out var port) && exception.IndexOf(':', StringComparison.Ordinal) == colon)
            return port == destination.Port && Covers(exception[..colon], destination);
        var name = exception.TrimStart('*');
        return name.StartsWith('.')
            ? host.EndsWith(name, StringComparison.OrdinalIgnoreCase)
            : host.Equals(name, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase);
    }

    private static string? First(Func<string, string?> variable, string name)
        => variable(name) is { Length: > 0 } upper ? upper : variable(name.ToLowerInvariant());
}
