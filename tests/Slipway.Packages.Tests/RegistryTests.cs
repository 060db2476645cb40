using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Slipway.Yaml;

namespace Slipway.Packages.Tests;

/// <summary>The way to a registry, and what it may answer.</summary>
public sealed class RegistryTests : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("slipway-home-");

    public void Dispose() => home.Delete(recursive: true);

    private static TestImage Image => TestImage.Of(new TestLayer().Script("bin/sh"));

    /// <summary>An environment with a home of its own and nothing else.</summary>
    private ImageOptions Options => new() { Environment = name => name == "HOME" ? home.FullName : null };

    private void Login(string config)
    {
        Directory.CreateDirectory(Path.Combine(home.FullName, ".docker"));
        File.WriteAllText(Path.Combine(home.FullName, ".docker", "config.json"), config);
    }

    private static string Auths(string key, string members) => "{\"auths\":{\"" + key + "\":{" + members + "}}}";

    private static string Basic(string user, string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    private static async Task IsRead(TestRegistry registry, ImageOptions options)
    {
        using var image = await Opening.Opened(registry.Name(), options);
        (await image.Files()).Find("/bin/sh").Outcome.ShouldBe(FileOutcome.Found);
    }

    private static async Task Is(Rule rule, TestRegistry registry, ImageOptions options, string said)
    {
        var problem = await Opening.Problem(registry.Name(), options);
        problem.Rule.ShouldBe(rule, problem.Message(Language.English));
        problem.Message(Language.English).ShouldContain(said);
    }

    private static bool Status(HttpContext context, int status, string? type = null, string body = "")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        if (body.Length > 0)
            context.Response.BodyWriter.Write(Encoding.UTF8.GetBytes(body));
        return true;
    }

    [Fact]
    public async Task A_registry_on_this_machine_is_spoken_to_as_it_answers()
    {
        await using var registry = await TestRegistry.Start(Image);
        await IsRead(registry, Options);
        await IsRead(registry, Options with { PlainHttp = true });
    }

    [Fact]
    public async Task A_private_authority_is_trusted_when_it_is_named()
    {
        var (server, authority) = TestRegistry.Certificate(TimeProvider.System.GetUtcNow().AddDays(1));
        await using var registry = await TestRegistry.Start(Image, server);
        await Is(RegistryRules.UnknownAuthority, registry, Options, "issuer CN=test authority, subject CN=localhost");
        var file = Path.Combine(home.FullName, "ca.pem");
        await File.WriteAllTextAsync(file, authority, TestContext.Current.CancellationToken);
        await IsRead(registry, Options with { AuthorityFile = file });
    }

    [Fact]
    public async Task Another_authority_does_not_make_a_certificate_good()
    {
        var (server, _) = TestRegistry.Certificate(TimeProvider.System.GetUtcNow().AddDays(1));
        var (_, other) = TestRegistry.Certificate(TimeProvider.System.GetUtcNow().AddDays(1));
        await using var registry = await TestRegistry.Start(Image, server);
        var file = Path.Combine(home.FullName, "ca.pem");
        await File.WriteAllTextAsync(file, other, TestContext.Current.CancellationToken);
        await Is(RegistryRules.UnknownAuthority, registry, Options with { AuthorityFile = file }, "CN=test authority");
    }

    [Fact]
    public async Task A_certificate_for_another_name_or_another_time_is_told_as_such()
    {
        var (other, authority) = TestRegistry.Certificate(TimeProvider.System.GetUtcNow().AddDays(1), "registry.example.com");
        var (old, oldAuthority) = TestRegistry.Certificate(TimeProvider.System.GetUtcNow().AddDays(-1));
        var file = Path.Combine(home.FullName, "ca.pem");
        await File.WriteAllTextAsync(file, authority + "\n" + oldAuthority, TestContext.Current.CancellationToken);
        await using var misnamed = await TestRegistry.Start(Image, other);
        (await Opening.Problem(misnamed.Name(), Options with { AuthorityFile = file })).Rule.ShouldBe(RegistryRules.WrongServerName);
        await using var expired = await TestRegistry.Start(Image, old);
        await Is(RegistryRules.CertificateExpired, expired, Options with { AuthorityFile = file }, "valid until");
    }

    [Fact]
    public async Task A_file_without_certificates_is_named()
    {
        var file = Path.Combine(home.FullName, "ca.pem");
        await File.WriteAllTextAsync(file, "no certificate", TestContext.Current.CancellationToken);
        (await Opening.Problem("localhost:1/a:1", Options with { AuthorityFile = file })).Rule.ShouldBe(RegistryRules.BadAuthority);
        (await Opening.Problem("localhost:1/a:1", Options with { AuthorityFile = file + ".no" })).Rule.ShouldBe(RegistryRules.BadAuthority);
    }

    [Fact]
    public async Task Nothing_listens_or_no_such_host_is_told()
    {
        (await Opening.Problem("localhost:1/a:1", Options)).Rule.ShouldBe(RegistryRules.Refused);
        (await Opening.Problem("no-such-host.invalid/a:1", Options)).Rule.ShouldBe(RegistryRules.HostUnknown);
    }

    [Fact]
    public async Task An_image_that_is_not_there_is_told()
    {
        await using var registry = await TestRegistry.Start(Image);
        (await Opening.Problem(registry.Name("2.0.0"), Options)).Message(Language.English).ShouldBe($"{registry.Host} has no image team/web:2.0.0");
        (await Opening.Problem($"{registry.Host}/team/web@sha256:{new string('a', 64)}", Options)).Rule.ShouldBe(RegistryRules.NotFound);
    }

    [Fact]
    public async Task Basic_credentials_are_shown_only_when_asked_for_and_never_said()
    {
        await using var registry = await TestRegistry.Start(Image);
        registry.Instead = context => context.Request.Headers.Authorization != $"Basic {Basic("me", "pa:ss")}"
            && (context.Response.Headers.WWWAuthenticate = "Basic realm=\"registry\"") is var _ && Status(context, 401);
        await Is(RegistryRules.NeedsLogin, registry, Options, "no credentials for it were found");
        Login(Auths($"https://{registry.Host}/v2/", $$""" "auth":"{{Basic("me", "wrong-secret")}}" """));
        await Is(RegistryRules.LoginRefused, registry, Options, Path.Combine(".docker", "config.json"));
        (await Opening.Problem(registry.Name(), Options)).ToString().ShouldNotContain("wrong-secret");
        Login(Auths(registry.Host, $$""" "auth":"{{Basic("me", "pa:ss")}}" """));
        registry.Requests.Clear();
        await IsRead(registry, Options);
        registry.Requests.First(request => request.Contains("manifests", StringComparison.Ordinal)).ShouldNotContain("Basic");
    }

    [Theory]
    [InlineData("""{"auths":{"HOST":{"username":"me","password":"secret"}}}""", "GET", "Basic")]
    [InlineData("""{"auths":{"HOST":{"identitytoken":"idtoken"}}}""", "POST", "")]
    [InlineData("""{"auths":{"HOST/team":{"username":"me","password":"secret"},"HOST":{"username":"other","password":"other"}}}""", "GET", "Basic")]
    [InlineData("{}", "GET", "")]
    public async Task A_token_is_fetched_where_the_registry_says(string config, string method, string scheme)
    {
        await using var registry = await TestRegistry.Start(Image);
        registry.Instead = context =>
        {
            if (context.Request.Path == "/token")
                return Status(context, 200, "application/json", """{"token":"good-token"}""");
            context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"http://{registry.Host}/token?x=1\",service=\"the registry\",scope=\"repository:team/web:pull\"";
            return context.Request.Headers.Authorization != "Bearer good-token" && Status(context, 401);
        };
        Login(config.Replace("HOST", registry.Host, StringComparison.Ordinal));
        await IsRead(registry, Options);
        var asked = registry.Requests.Single(request => request.Contains("/token", StringComparison.Ordinal));
        asked.ShouldStartWith(method);
        asked.ShouldContain("x=1");
        if (method == "GET")
            asked.ShouldContain("scope=repository%3Ateam%2Fweb%3Apull&service=the%20registry");
        asked.EndsWith($"Basic {Basic("me", "secret")}", StringComparison.Ordinal).ShouldBe(scheme == "Basic");
    }

    [Fact]
    public async Task A_token_server_that_refuses_or_talks_nonsense_is_told()
    {
        await using var registry = await TestRegistry.Start(Image);
        var (status, body) = (200, "{}");
        registry.Instead = context =>
        {
            context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"http://{registry.Host}/token\"";
            return context.Request.Path == "/token" ? Status(context, status, "application/json", body) : Status(context, 401);
        };
        await Is(RegistryRules.TokenRefused, registry, Options, "no token");
        (status, body) = (404, """{"details":"nobody here"}""");
        await Is(RegistryRules.TokenRefused, registry, Options, "404 nobody here");
        (status, body) = (401, "");
        await Is(RegistryRules.NeedsLogin, registry, Options, "401");
        Login(Auths(registry.Host, """ "username":"me","password":"secret" """));
        await Is(RegistryRules.LoginRefused, registry, Options, "401");
    }

    [Fact]
    public async Task Credentials_are_not_sent_to_a_token_server_without_TLS_by_a_registry_with_it()
    {
        var (server, authority) = TestRegistry.Certificate(TimeProvider.System.GetUtcNow().AddDays(1));
        await using var registry = await TestRegistry.Start(Image, server);
        registry.Instead = context => (context.Response.Headers.WWWAuthenticate = "Bearer realm=\"http://elsewhere.example.com/token\"") is var _ && Status(context, 401);
        var file = Path.Combine(home.FullName, "ca.pem");
        await File.WriteAllTextAsync(file, authority, TestContext.Current.CancellationToken);
        Login(Auths(registry.Host, """ "username":"me","password":"secret" """));
        await Is(RegistryRules.PlainToken, registry, Options with { AuthorityFile = file }, "elsewhere.example.com");
    }

    [Fact]
    public async Task Credentials_stay_behind_when_another_server_gives_the_content()
    {
        await using var storage = await TestRegistry.Start(Image);
        await using var registry = await TestRegistry.Start(Image);
        registry.Instead = context =>
        {
            if (context.Request.Headers.Authorization.Count == 0)
                return (context.Response.Headers.WWWAuthenticate = "Basic realm=\"r\"") is var _ && Status(context, 401);
            context.Response.Headers.Location = $"http://{storage.Host}{context.Request.Path}";
            return context.Request.Path.Value!.Contains("/blobs/", StringComparison.Ordinal) && Status(context, 307);
        };
        Login(Auths(registry.Host, """ "username":"me","password":"secret" """));
        await IsRead(registry, Options);
        storage.Requests.Count.ShouldBe(2);
        storage.Requests.ShouldAllBe(request => !request.Contains("Basic", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Being_sent_in_circles_or_away_from_TLS_is_not_followed()
    {
        await using var circle = await TestRegistry.Start(Image);
        circle.Instead = context => (context.Response.Headers.Location = context.Request.Path.Value) is var _ && Status(context, 302);
        await Is(RegistryRules.BadRedirect, circle, Options with { PlainHttp = true }, $"http://{circle.Host}");
        var (server, authority) = TestRegistry.Certificate(TimeProvider.System.GetUtcNow().AddDays(1));
        var file = Path.Combine(home.FullName, "ca.pem");
        await File.WriteAllTextAsync(file, authority, TestContext.Current.CancellationToken);
        await using var safe = await TestRegistry.Start(Image, server);
        safe.Instead = context => (context.Response.Headers.Location = $"http://{circle.Host}/") is var _ && Status(context, 302);
        await Is(RegistryRules.BadRedirect, safe, Options with { AuthorityFile = file }, "is not followed");
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_busy_registry_is_asked_again_and_not_for_ever(int status)
    {
        await using var registry = await TestRegistry.Start(Image);
        var (time, left) = (new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero }, 2);
        registry.Instead = context => context.Request.Path != "/v2/" && left-- > 0 && (context.Response.Headers.RetryAfter = "0") is var _ && Status(context, status);
        await IsRead(registry, Options with { Time = time });
        left = int.MaxValue;
        await Is(RegistryRules.Busy, registry, Options with { Time = time }, $"answers {status} to every try");
        (int.MaxValue - left).ShouldBe(4);
    }

    [Fact]
    public async Task What_is_no_registry_is_told()
    {
        await using var page = await TestRegistry.Start(Image);
        page.Instead = context => Status(context, 200, "text/html", "<html>log in</html>");
        await Is(RegistryRules.NotARegistry, page, Options, "text/html");
        page.Instead = context => Status(context, 404, "text/html", "<html>none</html>");
        await Is(RegistryRules.NotARegistry, page, Options, "404 text/html");
    }

    [Fact]
    public async Task A_refusal_is_quoted_from_the_registry()
    {
        await using var registry = await TestRegistry.Start(Image);
        registry.Instead = context => Status(context, 403, "application/json", """{"errors":[{"code":"DENIED","message":"pull access denied"}]}""");
        await Is(RegistryRules.Forbidden, registry, Options, "403 DENIED: pull access denied");
        registry.Instead = context => Status(context, 418, "text/plain", "I am a\nteapot");
        await Is(RegistryRules.Unexpected, registry, Options, "418 I am a teapot");
    }

    [Fact]
    public async Task A_manifest_that_is_not_what_its_digest_says_is_refused()
    {
        var image = Image;
        await using var registry = await TestRegistry.Start(image);
        registry.Instead = context => context.Request.Path.Value!.Contains("/manifests/", StringComparison.Ordinal) && Status(context, 200, "application/vnd.oci.image.manifest.v1+json", "{}");
        (await Opening.Problem($"{registry.Host}/team/web@{image.Manifest}", Options)).Rule.ShouldBe(ContentRules.WrongDigest);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut()
    {
        await using var registry = await TestRegistry.Start(Image);
        registry.Instead = context => context.Request.Path.Value!.Contains("/manifests/", StringComparison.Ordinal) && Status(context, 200, null, new string(' ', 100_000));
        await Is(RegistryRules.Unexpected, registry, Options with { Limits = new ImageLimits { Document = 50_000 } }, "> 50000 bytes");
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_is_told()
    {
        var image = Image;
        await using var registry = await TestRegistry.Start(image);
        registry.Instead = context =>
        {
            if (!context.Request.Path.Value!.EndsWith(image.Layers[0], StringComparison.Ordinal))
                return false;
            context.Response.ContentLength = 10_000;
            context.Response.BodyWriter.Write(new byte[100]);
            context.Response.BodyWriter.FlushAsync().AsTask().ContinueWith(_ => context.Abort(), TaskScheduler.Default);
            return true;
        };
        await Is(RegistryRules.Broken, registry, Options, registry.Host);
    }

    [Fact]
    public async Task Credentials_that_cannot_be_read_are_told_without_a_word_of_them()
    {
        await using var registry = await TestRegistry.Start(Image);
        registry.Instead = context => (context.Response.Headers.WWWAuthenticate = "Basic realm=\"r\"") is var _ && Status(context, 401);
        foreach (var config in (string[])["{\"auths\": secret", Auths(registry.Host, """ "auth":"c2VjcmV0" """), Auths(registry.Host, """ "auth":"%secret%" """)])
        {
            Login(config);
            var problem = await Opening.Problem(registry.Name(), Options);
            problem.Rule.ShouldBe(RegistryRules.BadCredentialFile);
            problem.Message(Language.English).ShouldNotContain("secret");
        }
        (await Opening.Problem(registry.Name(), Options with { Environment = name => name == "REGISTRY_AUTH_FILE" ? "/no/such/file" : null })).Rule.ShouldBe(RegistryRules.BadCredentialFile);
    }
}
