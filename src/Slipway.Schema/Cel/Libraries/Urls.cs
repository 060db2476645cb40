using System.Text;
using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>A URL as it stands in a request: absolute, or a path from the root. A fragment has no meaning there.</summary>
internal sealed class UrlValue(string text, string scheme, string host, string path, string query) : CelOpaque
{
    private const string PathExtras = "!$&'()*+,;=:@[]-._~/";

    public override CelType Type => CelTypes.Url;

    public override string Text => text;

    public override bool Same(CelOpaque other) => other is UrlValue url && url.Text == text;

    public string Scheme => scheme;

    public string Host => host;

    public string Hostname => host.StartsWith('[') ? host[1..host.IndexOf(']')] : PortAt < 0 ? host : host[..PortAt];

    public string Port => PortAt < 0 ? "" : host[(PortAt + 1)..];

    private int PortAt => host.LastIndexOf(':') is var colon && colon > host.LastIndexOf(']') ? colon : -1;

    public string EscapedPath
    {
        get
        {
            if (path.All(c => c == '%' || char.IsAsciiLetterOrDigit(c) || PathExtras.Contains(c, StringComparison.Ordinal)))
                return path;
            var result = new StringBuilder();
            foreach (var b in Encoding.UTF8.GetBytes(path))
                if (b < 128 && (char.IsAsciiLetterOrDigit((char)b) || "$&+,/:;=@-._~%".Contains((char)b, StringComparison.Ordinal)))
                    result.Append((char)b);
                else
                    result.Append($"%{b:X2}");
            return result.ToString();
        }
    }

    /// <summary>Pairs that are not written properly are left out, as in Go.</summary>
    public IEnumerable<(string Key, string Value)> Query
    {
        get
        {
            foreach (var pair in query.Split('&'))
            {
                if (pair.Length == 0 || pair.Contains(';', StringComparison.Ordinal))
                    continue;
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                var (key, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
                if (HasEscapes(key) && HasEscapes(value))
                    yield return (Uri.UnescapeDataString(key.Replace('+', ' ')), Uri.UnescapeDataString(value.Replace('+', ' ')));
            }
        }
    }

    private static bool HasEscapes(string text)
    {
        for (var at = text.IndexOf('%'); at >= 0; at = text.IndexOf('%', at + 1))
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
                return false;
        return true;
    }

    /// <summary>
    /// Null when the text is none. As in Kubernetes it is judged as the target of a request, where a fragment belongs to the path, and
    /// taken apart without its fragment.
    /// </summary>
    public static UrlValue? Read(string text)
    {
        if (Read(text, isRequest: true) is null)
            return null;
        var hash = text.IndexOf('#');
        return hash < 0 ? Read(text, isRequest: false) : HasEscapes(text[(hash + 1)..]) ? Read(text[..hash], isRequest: false) : null;
    }

    private static UrlValue? Read(string text, bool isRequest)
    {
        if (text.Length == 0 || text.Any(c => c < ' ' || c == '\x7F'))
            return null;
        if (text == "*")
            return new UrlValue(text, "", "", "*", "");
        var (scheme, rest) = Split(text);
        if (scheme is null)
            return null;
        var mark = rest.IndexOf('?');
        var query = mark < 0 ? "" : rest[(mark + 1)..];
        rest = mark < 0 ? rest : rest[..mark];
        if (!rest.StartsWith('/'))
            return scheme.Length > 0 || !isRequest ? new UrlValue(text, scheme, "", "", query) : null;
        var hasHost = rest.StartsWith("//", StringComparison.Ordinal) && (scheme.Length > 0 || (!isRequest && !rest.StartsWith("///", StringComparison.Ordinal)));
        if (!hasHost)
            return HasEscapes(rest) ? new UrlValue(text, scheme, "", rest, query) : null;
        var slash = rest.IndexOf('/', 2);
        var (authority, path) = slash < 0 ? (rest[2..], "") : (rest[2..slash], rest[slash..]);
        var at = authority.LastIndexOf('@');
        var host = authority[(at + 1)..];
        return IsUser(authority[..Math.Max(at, 0)]) && IsHost(host) && HasEscapes(path) ? new UrlValue(text, scheme, host, path, query) : null;
    }

    private static bool IsUser(string user)
        => HasEscapes(user) && user.All(c => char.IsAsciiLetterOrDigit(c) || "-._:~!$&'()*+,;=%@".Contains(c, StringComparison.Ordinal));

    private static (string? Scheme, string After) Split(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiLetter(text[i]) || (i > 0 && (char.IsAsciiDigit(text[i]) || text[i] is '+' or '-' or '.')))
                continue;
            if (text[i] == ':')
                return i == 0 ? (null, text) : (text[..i].ToLowerInvariant(), text[(i + 1)..]);
            break;
        }
        return ("", text);
    }

    private static bool IsHost(string host)
    {
        var name = host;
        if (host.StartsWith('['))
        {
            var close = host.LastIndexOf(']');
            if (close < 0 || !(close == host.Length - 1 || host[close + 1] == ':'))
                return false;
            (name, host) = (host[..(close + 1)], host[(close + 1)..]);
        }
        var colon = host.LastIndexOf(':');
        if (colon >= 0 && host.AsSpan(colon + 1).ContainsAnyExceptInRange('0', '9'))
            return false;
        name = name.StartsWith('[') || colon < 0 ? name : name[..colon];
        // Escapes stand only for what is not ASCII, and for `%` itself.
        for (var escape = name.IndexOf('%'); escape >= 0; escape = name.IndexOf('%', escape + 1))
            if (escape + 2 >= name.Length || !(char.ToLowerInvariant(name[escape + 1]) is '8' or '9' or (>= 'a' and <= 'f') || name.AsSpan(escape).StartsWith("%25")))
                return false;
        return HasEscapes(name) && name.All(c => c >= 128 || char.IsAsciiLetterOrDigit(c) || "!$&'()*+,;=:[]<>\"-._~%".Contains(c, StringComparison.Ordinal));
    }
}

/// <summary>Kubernetes' library for URLs.</summary>
internal static class Urls
{
    public static IEnumerable<CelOverload> All { get; } =
    [
        On("url(string): URL", (frame, a) => frame.ChargeText(a[0].AsString.Length) && UrlValue.Read(a[0].AsString) is { } url
            ? CelValue.Of(url) : Fail(CelErrors.Of("URL parse error during conversion from string", "不是有效的 URL"))),
        On("isURL(string): bool", (frame, a) => CelValue.Of(frame.ChargeText(a[0].AsString.Length) && UrlValue.Read(a[0].AsString) is not null)),
        .. Part("getScheme", url => url.Scheme),
        .. Part("getHost", url => url.Host),
        .. Part("getHostname", url => url.Hostname),
        .. Part("getPort", url => url.Port),
        .. Part("getEscapedPath", url => url.EscapedPath),
        On("URL.getQuery(): map(string, list(string))", (frame, a) => Query(frame, (UrlValue)a[0].AsOpaque)),
    ];

    private static IEnumerable<CelOverload> Part(string name, Func<UrlValue, string> part)
        => [On($"URL.{name}(): string", (_, a) => CelValue.Of(part((UrlValue)a[0].AsOpaque)))];

    private static CelValue Query(Frame frame, UrlValue url)
    {
        var map = new TableCelMap();
        frame.ChargeText(url.Text.Length);
        foreach (var group in url.Query.GroupBy(pair => pair.Key, StringComparer.Ordinal))
            map.TryAdd(CelValue.Of(group.Key), CelValue.List([.. group.Select(pair => CelValue.Of(pair.Value))]));
        return CelValue.Of(map);
    }
}
