using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery.Tests;

/// <summary>Against servers in this process that behave as badly as real ones do.</summary>
public sealed class ConnectionTests : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public ConnectionTests() => listener.Start();

    public void Dispose() => listener.Stop();

    private int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    [Fact]
    public async Task A_closed_port_is_a_refused_connection_with_server_file_and_context()
    {
        listener.Stop();
        var problem = await ProblemOf(Access("https", Port));
        problem.Rule.ShouldBe(TargetRules.Refused);
        problem.Arguments.ShouldBe([$"https://127.0.0.1:{Port}", "the-file", "the-context", problem.Arguments[3]]);
    }

    [Fact]
    public async Task A_name_that_no_one_knows_is_a_question_of_DNS()
        => (await ProblemOf(Access("https", 6443) with { Server = new Uri("https://no-such-host.invalid:6443/") })).Rule.ShouldBe(TargetRules.HostUnknown);

    [Theory]
    [InlineData(false, "127.0.0.1", 30, "SLW0423")]
    [InlineData(true, "elsewhere.example", 30, "SLW0424")]
    [InlineData(true, "127.0.0.1", -1, "SLW0425")]
    public async Task A_certificate_that_is_not_accepted_is_told_by_its_cause(bool trusted, string name, int days, string code)
    {
        using var certificate = Certificate(name, days);
        var served = Serve(certificate, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        var access = Access("https", Port) with { AuthorityPem = (trusted ? certificate : Certificate("other", 30)).ExportCertificatePem() };
        (await ProblemOf(access)).Rule.Code.ShouldBe(code);
        await served;
    }

    [Fact]
    public async Task The_same_certificate_is_accepted_under_the_servers_name_and_when_verification_is_off()
    {
        using var certificate = Certificate("kubernetes", 30);
        foreach (var access in new[]
        {
            Access("https", Port) with { AuthorityPem = certificate.ExportCertificatePem(), ServerName = "kubernetes" },
            Access("https", Port) with { SkipVerify = true },
        })
        {
            var served = Serve(certificate, Answer("200 OK", """{"gitVersion":"v1.34.0"}"""));
            using var client = await ClusterClient.Connect(access, TimeProvider.System, TestContext.Current.CancellationToken);
            (await client.Version(TestContext.Current.CancellationToken)).ShouldBe("v1.34.0");
            await served;
        }
    }

    [Theory]
    [InlineData("401 Unauthorized", """{"kind":"Status","reason":"Unauthorized","message":"Unauthorized"}""", "SLW0430")]
    [InlineData("403 Forbidden", """{"kind":"Status","reason":"Forbidden","message":"User \"x\" cannot get path"}""", "SLW0431")]
    [InlineData("422 Unprocessable", """{"kind":"Status","reason":"Invalid","message":"spec is wrong"}""", "SLW0433")]
    [InlineData("502 Bad Gateway", "<html>nginx</html>", "SLW0429")]
    [InlineData("302 Found", "", "SLW0429")]
    [InlineData("200 OK", "<html>login</html>", "SLW0429")]
    [InlineData("200 OK", "{}", "SLW0429")]
    public async Task An_answer_that_is_no_success_is_told_by_its_meaning(string status, string body, string code)
    {
        var served = Serve(null, Answer(status, body));
        (await ProblemOf(Access("http", Port))).Rule.Code.ShouldBe(code);
        await served;
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_after_the_time_it_names()
    {
        var served = Serve(null, "HTTP/1.1 429 Too Many\r\nRetry-After: 0\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", Answer("200 OK", """{"gitVersion":"v1.34.0"}"""));
        using var client = await ClusterClient.Connect(Access("http", Port), TimeProvider.System, TestContext.Current.CancellationToken);
        (await client.Version(TestContext.Current.CancellationToken)).ShouldBe("v1.34.0");
        await served;
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_of_an_answer_is_told_as_broken()
    {
        var served = Serve(null, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{");
        (await ProblemOf(Access("http", Port))).Rule.ShouldBe(TargetRules.ConnectionBroken);
        await served;
    }

    [Fact]
    public async Task A_watch_lists_again_when_the_server_has_forgotten_the_version()
    {
        static string List(string name, int version) => Answer("200 OK", $$$"""{"metadata":{"resourceVersion":"{{{version}}}"},"items":[{"metadata":{"name":"{{{name}}}","uid":"{{{name}}}"}}]}""");
        var served = Serve(null, List("old", 1), Answer("200 OK", """{"type":"ERROR","object":{"kind":"Status","code":410}}""" + "\n"), List("new", 9),
            Answer("200 OK", """{"type":"ADDED","object":{"metadata":{"name":"more","uid":"more","resourceVersion":"10"}}}""" + "\n" + """{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"11"}}}""" + "\n"));
        using var client = await ClusterClient.Connect(Access("http", Port), TimeProvider.System, TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        Mirror mirror = null!;
        mirror = new Mirror(client, ApiResource.Pods, "ns", "", "", TimeProvider.System, () =>
        {
            if (mirror.Objects.Count == 2)
                stop.Cancel();
        });
        await mirror.Run(stop.Token);
        mirror.Objects.Select(o => o.Name()).Order().ShouldBe(["more", "new"]);
        await served;
    }

    private static ClusterAccess Access(string scheme, int port) => new("the-file", "the-context", new Uri($"{scheme}://127.0.0.1:{port}/"), null);

    private static async Task<Slipway.Yaml.Diagnostic> ProblemOf(ClusterAccess access)
    {
        using var client = await ClusterClient.Connect(access, TimeProvider.System, TestContext.Current.CancellationToken);
        return (await Should.ThrowAsync<ClusterException>(() => client.Version(TestContext.Current.CancellationToken))).Problem;
    }

    private static string Answer(string status, string body)
        => $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    private async Task Serve(X509Certificate2? certificate, params string[] answers)
    {
        foreach (var answer in answers)
        {
            using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await using Stream plain = client.GetStream();
            try
            {
                var stream = plain;
                if (certificate is not null)
                {
                    var secure = new SslStream(plain);
                    await secure.AuthenticateAsServerAsync(certificate);
                    stream = secure;
                }
                var buffer = new byte[16384];
                _ = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), TestContext.Current.CancellationToken);
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client does not like the certificate: that is what some of these tests want.
            }
        }
    }

    private static X509Certificate2 Certificate(string name, int days)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
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
