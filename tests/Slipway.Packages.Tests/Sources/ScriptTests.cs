using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Slipway.Components;
using Slipway.Packages.Tests.Composing;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Sources;

public sealed class ScriptTests : IDisposable
{
    private static readonly byte[] Script = "#!/bin/sh\necho back\n"u8.ToArray();

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-scripts-");
    private readonly TestApplication files = new();
    private readonly Dictionary<string, string> environment = [];
    private Dictionary<SourceKind, PolicySource> hosts = [];

    [Fact]
    public async Task A_script_over_HTTP_is_pinned_carried_and_not_asked_for_again()
    {
        await using var server = await FileServer.Start(context => (200, Script));
        Service($"{{type: http, host: \"{server.Host}\", path: /sleep/back.sh}}");
        var composed = await Compose();
        composed.Findings.ShouldBeEmpty();
        var (package, _) = PackageBuilder.Build(composed, null, PlatformReader.BuiltIn, Slip);
        var carried = package!.Files.Keys.Single(path => path.EndsWith("/script", StringComparison.Ordinal));
        package.Definitions.Read($"{Slip}/{carried}").Bytes.ShouldBe(Script);
        var definition = Composer.Compose(package.Application, where: package.Definitions).Composition!.Components[0].Service!;
        var source = ScriptFiles.Of(definition.Updaters[0]).Single();
        ScriptFiles.PathOf(source, "web.yaml", ".sources").ShouldBe(carried, "what runs it finds it by the definition alone");
        File.ReadAllText(Lock).ShouldContain(Digest.Of(Script).ToString());
        (await Compose()).Findings.ShouldBeEmpty();
        (await Compose(offline: true)).Findings.ShouldBeEmpty();
        server.Asked.ShouldBe(1);
        (await Compose(cache: "another", offline: true)).Findings.ShouldHaveSingleItem().Rule.ShouldBe(SourceRules.NotCached);
    }

    [Fact]
    public async Task A_check_that_pins_a_source_keeps_what_is_known_of_scripts()
    {
        await using var server = await FileServer.Start(_ => (200, Script));
        Service($"{{type: http, host: \"{server.Host}\", path: /back.sh}}");
        (await Compose()).Findings.ShouldBeEmpty();
        using var repository = await TestRepository.Start();
        await repository.WithService("cart.yaml", "cart").Commit("v1");
        files.WithApplication("application.yaml", $"web: {{service: web.yaml}}\ncart: {{service: {{git: \"{repository.Address}\", revision: v1, path: cart.yaml}}}}");
        (await Compose(scripts: false)).Findings.ShouldBeEmpty();
        File.ReadAllText(Lock).ShouldContain("script http://");
        File.ReadAllText(Lock).ShouldContain("git file://");
    }

    [Fact]
    public async Task Another_content_than_was_promised_or_seen_before_is_refused()
    {
        var content = Script;
        await using var server = await FileServer.Start(_ => (200, content));
        Service($"{{type: http, host: \"{server.Host}\", path: /back.sh}}");
        (await Compose()).Findings.ShouldBeEmpty();
        content = "rm -rf /"u8.ToArray();
        var changed = (await Compose(cache: "another")).Findings.ShouldHaveSingleItem();
        (changed.Rule, changed.Arguments[3]).ShouldBe((SourceRules.ScriptChanged, "application.lock"));
        File.Delete(Lock);
        Service($"{{type: http, host: \"{server.Host}\", path: /back.sh, sha256: {Digest.Of(Script).Hex}}}");
        (await Compose(cache: "third")).Findings.ShouldHaveSingleItem().Arguments[3].ShouldBe("sha256");
    }

    [Fact]
    public async Task The_platform_s_host_is_asked_where_the_source_names_none()
    {
        await using var server = await FileServer.Start(_ => (200, Script));
        hosts = new() { [SourceKind.Http] = new(new(server.Host), null) };
        Service("{type: http, path: /back.sh}");
        (await Compose()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_redirect_is_followed_without_the_password_and_never_in_circles()
    {
        await using var other = await FileServer.Start(context => context.Request.Headers.Authorization.Count > 0 ? (418, []) : (200, Script));
        var first = "";
        await using var server = await FileServer.Start(context =>
        {
            first = context.Request.Headers.Authorization.ToString();
            context.Response.Headers.Location = context.Request.Path == "/round" ? "/round" : $"http://{other.Host}/x";
            return (302, []);
        });
        environment["NETRC"] = Path.Combine(folder.FullName, "netrc");
        await File.WriteAllTextAsync(environment["NETRC"], "machine localhost\n  login me\n  password secret\n", TestContext.Current.CancellationToken);
        Service($"{{type: http, host: \"{server.Host}\", path: /back.sh}}");
        (await Compose()).Findings.ShouldBeEmpty();
        first.ShouldBe("Basic " + Convert.ToBase64String("me:secret"u8));
        Service($"{{type: http, host: \"{server.Host}\", path: /round}}");
        (await Compose()).Findings.ShouldHaveSingleItem().Rule.ShouldBe(SourceRules.ScriptFailed);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(401)]
    [InlineData(500)]
    public async Task A_server_s_refusal_is_told_with_its_number(int status)
    {
        await using var server = await FileServer.Start(_ => (status, "no"u8.ToArray()));
        Service($"{{type: http, host: \"{server.Host}\", path: /back.sh}}");
        var finding = (await Compose()).Findings.ShouldHaveSingleItem();
        (finding.Rule, finding.At!.Line > 1).ShouldBe((SourceRules.ScriptFailed, true));
        finding.Message(Language.English).ShouldContain($"{status}");
        File.Exists(Lock).ShouldBeFalse();
    }

    [Fact]
    public async Task A_script_that_never_ends_is_cut_off()
    {
        await using var server = await FileServer.Start(_ => (200, new byte[ScriptFetch.Most + 1]));
        Service($"{{type: http, host: \"{server.Host}\", path: /back.sh}}");
        (await Compose()).Findings.ShouldHaveSingleItem().Message(Language.English).ShouldContain("> 1048576 bytes");
    }

    [Fact]
    public async Task A_real_FTP_server_gives_a_script_to_those_who_may_have_it()
    {
        // Debian's own Python is the one that has Debian's packages.
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : TestEnvironment.Needs("python3");
        var (there, _, _) = await Command.Try(python, ["-c", "import pyftpdlib"]);
        Assert.SkipUnless(there == 0, "Needs Debian's python3-pyftpdlib.");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "ftp", "sleep"));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "ftp", "sleep", "back.sh"), Script, TestContext.Current.CancellationToken);
        using var server = Command.Start(python, ["-c", """
            import sys
            from pyftpdlib.authorizers import DummyAuthorizer
            from pyftpdlib.handlers import FTPHandler
            from pyftpdlib.servers import FTPServer
            import logging; logging.basicConfig(level=logging.CRITICAL)
            users = DummyAuthorizer(); users.add_user('me', 'secret', sys.argv[1])
            class Handler(FTPHandler): authorizer = users
            server = FTPServer(('127.0.0.1', 0), Handler)
            print(server.address[1], flush=True)
            server.serve_forever()
            """, Path.Combine(folder.FullName, "ftp")]);
        try
        {
            var port = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Service($"{{type: ftp, path: \"ftp://127.0.0.1:{port}/sleep/back.sh\"}}");
            (await Compose()).Findings.ShouldHaveSingleItem().Message(Language.English).ShouldContain("530");
            environment["NETRC"] = Path.Combine(folder.FullName, "netrc");
            await File.WriteAllTextAsync(environment["NETRC"], "machine 127.0.0.1 login me password secret\n", TestContext.Current.CancellationToken);
            (await Compose()).Findings.ShouldBeEmpty();
            File.ReadAllText(Lock).ShouldContain($"script ftp://127.0.0.1:{port}/sleep/back.sh");
            Service($"{{type: ftp, path: \"ftp://127.0.0.1:{port}/sleep/none.sh\"}}");
            (await Compose()).Findings.ShouldHaveSingleItem().Message(Language.English).ShouldContain("550");
        }
        finally
        {
            server.Kill();
        }
    }

    [Fact]
    public async Task A_script_in_a_registry_is_the_one_file_of_its_artifact()
    {
        await using var registry = await TestRegistry.Start(TestImage.Artifact(("back.sh", Script)));
        Service($"{{type: oci, path: \"oci://{registry.Name()}\"}}");
        (await Compose()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_beside_the_definition_travels_with_it_and_one_that_is_not_there_is_told()
    {
        Service("{type: file, path: scripts/back.sh}");
        (await Compose()).Findings.ShouldHaveSingleItem().Rule.Code.ShouldBe("SLW0170");
        files.With("scripts/back.sh", "echo");
        var (package, findings) = PackageBuilder.Build(await Compose(), null, PlatformReader.BuiltIn, Slip);
        findings.ShouldBeEmpty();
        package!.Files.Keys.ShouldContain("scripts/back.sh");
    }

    public void Dispose()
    {
        folder.Delete(recursive: true);
        files.Dispose();
    }

    private string Lock => Path.Combine(files.Folder, "application.lock");

    private string Slip => Path.Combine(folder.FullName, "shop.slip");

    private void Service(string source)
        => files.WithService("web", "2.0.0", $"updater:\n  type: script\n  from: \">=1.0.0 <2.0.0\"\n  to: 2.0.0\n  source: {source}\n").WithApplication("application.yaml", "web: {service: web.yaml}");

    private Task<Composed> Compose(string cache = "cache", bool offline = false, bool scripts = true)
        => Gather.Compose(Path.Combine(files.Folder, "application.yaml"), DefinitionOptions.Default with { Hosts = hosts.Keys.ToHashSet() },
            new Gathering(new SourceCache(Path.Combine(folder.FullName, cache)) { IsOffline = offline }, new ImageOptions { Environment = environment.GetValueOrDefault }) { Scripts = scripts, Hosts = hosts }, TestContext.Current.CancellationToken);

    /// <summary>A server of files on this machine.</summary>
    private sealed class FileServer : IAsyncDisposable
    {
        private readonly WebApplication application;

        private FileServer(WebApplication application) => this.application = application;

        public string Host => $"localhost:{new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port}";

        public int Asked { get; private set; }

        public static async Task<FileServer> Start(Func<HttpContext, (int Status, byte[] Content)> answer)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
            var server = new FileServer(builder.Build());
            server.application.Run(async context =>
            {
                server.Asked++;
                var (status, content) = answer(context);
                context.Response.StatusCode = status;
                await context.Response.Body.WriteAsync(content, context.RequestAborted);
            });
            await server.application.StartAsync(TestContext.Current.CancellationToken);
            return server;
        }

        public ValueTask DisposeAsync() => application.DisposeAsync();
    }
}
