using System.Net;
using System.Net.Sockets;

namespace Slipway.Cli.Tests;

/// <summary>Names on a command line are judged by the application before a cluster is asked for anything.</summary>
public sealed class MisspeltWordsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-words-");
    private readonly TcpListener server = new(IPAddress.Loopback, 0);
    private readonly string kubeconfig;

    public MisspeltWordsTests()
    {
        Write("web.yaml", "name: web\nversion: 1.0.0\ncontainer:\n  imagesName: registry.example.com/web\n  health:\n    startupProbe: {tcpSocket: {port: 1}}\n    livenessProbe: {tcpSocket: {port: 2}}\n    readinessProbe: {tcpSocket: {port: 3}}\n"
            + "config: {type: object, properties: {level: {type: string, default: info, x-slipway: {scope: unified}}}}\n");
        Write("application.yaml", """
            name: shop
            version: 1.0.0
            components:
              web: {service: web.yaml}
              extra: {service: web.yaml, optional: true}
            adjustable: {web: {replicas: {count: {maximum: 5}}, resources: true}}
            config: {type: object, properties: {level: {type: string, default: info}}}
            mapping: {web: {config: {level: self.level}}, extra: {config: {level: self.level}}}
            views: {basic: {title: {en: Basic, zh: 基本}, keys: [level], presets: {small: {title: {en: Small, zh: 小}, config: {level: warn}}}}}

            """);
        // Somebody who connects waits here, and is seen.
        server.Start();
        kubeconfig = Write("kubeconfig", $$"""
            apiVersion: v1
            kind: Config
            current-context: there
            contexts: [{name: there, context: {cluster: there, user: nobody} }]
            clusters: [{name: there, cluster: {server: "http://127.0.0.1:{{((IPEndPoint)server.LocalEndpoint).Port}}"} }]
            users: [{name: nobody, user: {} }]
            """);
    }

    [Theory]
    [InlineData("SLW0923", "--preset", "smal")]
    [InlineData("SLW0833", "--config", "levle=debug")]
    [InlineData("SLW0835", "--trait", "wbe.replicas.count=2")]
    [InlineData("SLW0836", "--trait", "web.expose.host=shop.example.com")]
    [InlineData("SLW0837", "--trait", "web.replicas.count=6")]
    [InlineData("SLW0304", "--trait", "web.resources.limit.cpu=1")]
    [InlineData("SLW0874", "--replace", "web=web-outside.yaml")]
    [InlineData("SLW0103", "--replace", "web=no-replacement.yaml")]
    [InlineData("SLW0751", "--enable", "extr")]
    [InlineData("SLW0752", "--choose", "database=postgres")]
    [InlineData("SLW0241", "--config", "level")]
    public async Task A_name_that_there_is_not_is_told_and_no_server_was_asked(string code, string option, string word)
    {
        Write("web-outside.yaml", "contract: {name: web, version: 1.0.0}\naddress: {host: web.example.com}\n");
        Write("no-replacement.yaml", "contract: {name: web, version: 1.0.0}\nadress: {host: web.example.com}\n");
        var ran = await TheProgram.Run("install", Path.Combine(folder.FullName, "application.yaml"), "--kubeconfig", kubeconfig, "--yes", option, option == "--replace" ? word.Replace("=", $"={folder.FullName}/", StringComparison.Ordinal) : word);
        ran.ExitCode.ShouldBeOneOf(1, 2, 3);
        ran.Error.ShouldContain(code, customMessage: ran.Shown);
        server.Pending().ShouldBeFalse("the server was asked");
    }

    [Fact]
    public async Task With_names_that_are_right_the_server_is_asked()
    {
        var asked = server.AcceptSocketAsync(TestContext.Current.CancellationToken).AsTask();
        var ran = TheProgram.Run("install", Path.Combine(folder.FullName, "application.yaml"), "--kubeconfig", kubeconfig, "--yes", "--preset", "small", "--trait", "web.replicas.count=2", "--enable", "extra");
        (await Task.WhenAny(asked, ran)).ShouldBe(asked, "the program ended without asking");
        (await asked).Dispose();
        server.Stop();
        (await ran).ExitCode.ShouldBe(3);
    }

    public void Dispose()
    {
        server.Dispose();
        folder.Delete(recursive: true);
    }

    private string Write(string path, string text)
    {
        File.WriteAllText(Path.Combine(folder.FullName, path), text);
        return Path.Combine(folder.FullName, path);
    }
}
