using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Slipway.Cli.Tests.Codes;

/// <summary>
/// Something that listens where a kubeconfig says the API server is, and behaves as a case's key <c>server</c> says. A good one is a cluster in
/// which nothing is installed, and a registry that has <see cref="FakeImage"/> under every name.
/// </summary>
internal sealed class FakeServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly string manner;
    private readonly X509Certificate2? certificate;

    public static IReadOnlyList<string> Manners { get; } =
        ["good", "other-name", "expired", "other-authority", "no-tls", "unauthorized", "forbidden", "web-page", "old", "busted", "breaks-off", "proxy-refuses", "closed", "silent",
        "asks-login", "asks-token", "asks-plain-token", "busy", "sends-on", "teapot", "no-image", "takes-images", "proxy-to-plain"];

    private FakeServer(string manner, string files)
    {
        this.manner = manner;
        if (manner is not ("no-tls" or "proxy-refuses" or "proxy-to-plain"))
            certificate = Certificate(manner == "other-name" ? "kubernetes.internal" : "127.0.0.1", manner == "expired" ? -1 : 30);
        using var other = Certificate("127.0.0.1", 30);
        File.WriteAllText(Path.Combine(files, "ca.crt"), (manner == "other-authority" ? other : certificate ?? other).ExportCertificatePem());
        listener.Start();
        Address = listener.LocalEndpoint.ToString()!;
        if (manner == "closed")
            listener.Stop();
        else
            _ = Serve();
    }

    public string Address { get; }

    /// <summary>Its own authority lies as <c>ca.crt</c> beside the kubeconfig.</summary>
    public static FakeServer Start(string manner, string files)
        => Manners.Contains(manner) ? new(manner, files) : throw new InvalidDataException($"server: {manner} is none of {string.Join(", ", Manners)}");

    public void Dispose()
    {
        over.Cancel();
        over.Dispose();
        listener.Dispose();
        certificate?.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
                _ = Answer(await listener.AcceptTcpClientAsync());
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task Answer(TcpClient client)
    {
        using var _ = client;
        try
        {
            Stream stream = client.GetStream();
            if (manner == "silent")
                await Task.Delay(Timeout.InfiniteTimeSpan, over.Token);
            if (certificate is not null)
            {
                var secure = new SslStream(stream);
                await secure.AuthenticateAsServerAsync(certificate);
                stream = secure;
            }
            var asked = await Request(stream);
            var path = asked.Split(' ') is [_, var second, ..] ? second : "";
            await stream.WriteAsync(ForImages(path, asked) ?? Encoding.UTF8.GetBytes(Said(path)));
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException or OperationCanceledException)
        {
            // The caller does not like the certificate: that is what some cases are about.
        }
    }

    /// <summary>All of a request. Who answers and closes with a part of it unread takes back the answer: the system then resets the connection.</summary>
    private static async Task<string> Request(Stream stream)
    {
        var (asked, buffer) = (new StringBuilder(), new byte[64 * 1024]);
        while (!IsWhole(asked.ToString()) && await stream.ReadAsync(buffer) is > 0 and var read)
            asked.Append(Encoding.Latin1.GetString(buffer, 0, read));
        return asked.ToString();
    }

    private static bool IsWhole(string asked)
    {
        // A greeting of TLS, where none is spoken.
        if (asked.StartsWith('\u0016'))
            return true;
        if (asked.IndexOf("\r\n\r\n", StringComparison.Ordinal) is not (> 0 and var end))
            return false;
        var head = asked[..end].Split("\r\n");
        return head.Contains("Transfer-Encoding: chunked", StringComparer.OrdinalIgnoreCase)
            ? asked.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal)
            : asked.Length - end - 4 >= head.Select(line => line.Split(": ") is [var name, var length] && name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) ? int.Parse(length) : 0).Max();
    }

    private byte[]? ForImages(string path, string asked) => manner switch
    {
        _ when !path.StartsWith("/v2/", StringComparison.Ordinal) && !path.StartsWith("/token", StringComparison.Ordinal) => null,
        "asks-login" when !asked.Contains("\r\nAuthorization: Basic bWU6c2VjcmV0\r\n", StringComparison.Ordinal) => Challenge("Basic realm=\"registry\""),
        "asks-token" when path.StartsWith("/token", StringComparison.Ordinal) => Bytes("400 Bad Request", """{"details":"unknown service"}"""),
        "asks-token" => Challenge($"Bearer realm=\"https://{Address}/token\",service=\"registry\""),
        "asks-plain-token" => Challenge("Bearer realm=\"http://login.example.com/token\""),
        "busy" => Bytes("429 Too Many Requests", "{}", "Retry-After: 0\r\n"),
        "sends-on" => Bytes("307 Temporary Redirect", "", "Location: http://storage.example.com/\r\n"),
        "teapot" => Bytes("418 I'm a teapot", """{"errors":[{"code":"TEAPOT","message":"short and stout"}]}"""),
        "forbidden" => Bytes("403 Forbidden", """{"errors":[{"code":"DENIED","message":"pull access denied"}]}"""),
        "takes-images" => asked.Split(' ')[0] switch
        {
            "POST" => Bytes("202 Accepted", "", $"Location: {path}1\r\n"),
            "PUT" => Bytes("201 Created", ""),
            "GET" => Bytes("200 OK", "{}"),
            _ => Bytes("404 Not Found", ""),
        },
        "no-image" => Bytes("404 Not Found", """{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}"""),
        "good" or "other-authority" or "asks-login" or "no-tls" => FakeImage.Answer(path) is var (type, content)
            ? [.. Bytes("200 OK", "", $"Content-Type: {type}\r\n", content.Length), .. content]
            : Bytes("404 Not Found", """{"errors":[{"code":"NAME_UNKNOWN","message":"unknown"}]}"""),
        _ => null,
    };

    private static byte[] Challenge(string challenge) => Bytes("401 Unauthorized", "{}", $"WWW-Authenticate: {challenge}\r\n");

    private static byte[] Bytes(string status, string body, string headers = "", int? length = null)
        => Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\n{headers}Content-Length: {length ?? Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");

    private string Said(string path) => manner switch
    {
        "unauthorized" => Answered("401 Unauthorized", Status("Unauthorized", "Unauthorized")),
        "forbidden" => Answered("403 Forbidden", Status("Forbidden", "configmaps \\\"slipway-hello\\\" is forbidden: User \\\"me\\\" cannot get resource \\\"configmaps\\\"")),
        "busted" => Answered("500 Internal Server Error", Status("InternalError", "etcdserver: request timed out")),
        "proxy-refuses" => "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        "proxy-to-plain" => "HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 400 Bad Request\r\n\r\n",
        "web-page" => Answered("200 OK", "<html>Please log in</html>"),
        "breaks-off" => "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{",
        _ when path == "/version" => Answered("200 OK", $$"""{"gitVersion":"{{(manner == "old" ? "v1.22.17" : "v1.34.0")}}"}"""),
        _ when path.Contains("/configmaps/", StringComparison.Ordinal) => Answered("404 Not Found", Status("NotFound", "not found")),
        _ => Answered("200 OK", """{"kind":"List","metadata":{"resourceVersion":"1"},"items":[]}"""),
    };

    private static string Status(string reason, string message) => $$"""{"kind":"Status","status":"Failure","reason":"{{reason}}","message":"{{message}}"}""";

    private static string Answered(string status, string body)
        => $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    private static X509Certificate2 Certificate(string name, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-10), now.AddDays(days));
    }
}
