using Slipway.Testing;

namespace Slipway.Cli.Tests;

/// <summary>A definition in a folder and a namespace of its own on the test cluster, both gone afterwards.</summary>
internal sealed class ClusterSite : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-site-");

    public string Folder => folder.FullName;

    public string Namespace { get; } = $"cli-{Guid.NewGuid().ToString("N")[..8]}";

    public static async Task<ClusterSite> Make(string definition)
    {
        TestEnvironment.NeedsCluster();
        TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        await TestImages.Busybox("test.local/busybox:1");
        var site = new ClusterSite();
        await File.WriteAllTextAsync(Path.Combine(site.Folder, "service.yaml"), definition.TrimEnd('\n') + "\n");
        (await TheProgram.Start(TestEnvironment.Needs("kubectl"), [], "create", "namespace", site.Namespace)).ExitCode.ShouldBe(0);
        return site;
    }

    /// <summary>A service that is ready at once and answers with its name.</summary>
    /// <param name="more">More of its definition, as text.</param>
    public static string Service(string name, string version = "1.0.0", string more = "") => $$$"""
        name: {{{name}}}
        version: {{{version}}}
        container:
          imagesName: test.local/busybox
          imagesTag: "1"
          command: [sh, -c, "cd /tmp; > started; > live; > ready; echo {{{name}}} > index.html; exec busybox httpd -f -p 8080"]
          health:
            startupProbe: {httpGet: {path: /started, port: http}, periodSeconds: 1}
            livenessProbe: {httpGet: {path: /live, port: http}}
            readinessProbe: {httpGet: {path: /ready, port: http}, periodSeconds: 1}
        ports: {http: 8080}
        shutdown: {grace: 3}
        {{{more}}}
        """;

    /// <summary>With <c>entry.yaml</c> on top where the folder has one; fails the test when it fails.</summary>
    public async Task<Ran> Install(params string[] more)
    {
        var entry = Path.Combine(Folder, "entry.yaml");
        var ran = await Slipway([
            "install", Path.Combine(Folder, "service.yaml"), "-n", Namespace, "--yes", "--timeout", "120s", .. File.Exists(entry) ? ["--with", entry] : Array.Empty<string>(), .. more]);
        ran.ExitCode.ShouldBe(0, ran.Shown);
        return ran;
    }

    public Task<Ran> Slipway(params string[] arguments)
        => TheProgram.RunWith(new() { ["XDG_STATE_HOME"] = Folder, ["SLIPWAY_HELM"] = TestEnvironment.Find("helm", "SLIPWAY_HELM") }, [.. arguments, "--helm", TestEnvironment.Find("helm", "SLIPWAY_HELM")!]);

    public Task<string> Kubectl(params string[] arguments) => Must(TestEnvironment.Needs("kubectl"), ["-n", Namespace, .. arguments]);

    public Task<string> Helm(params string[] arguments) => Must(TestEnvironment.Find("helm", "SLIPWAY_HELM")!, [.. arguments, "-n", Namespace]);

    /// <summary>The one pod that is not on its way out.</summary>
    public async Task<string> Pod()
        => (await Kubectl("get", "pods", "-o", "go-template={{range .items}}{{if not .metadata.deletionTimestamp}}{{.metadata.name}} {{end}}{{end}}")).Trim();

    public async Task<string> InPod(string script) => await Kubectl("exec", await Pod(), "--", "sh", "-c", script);

    /// <summary>Asks until the answer is the expected one; after two minutes the last answer is the failure.</summary>
    public static async Task Until(Func<Task<string>> ask, string expected)
    {
        var end = DateTime.UtcNow.AddMinutes(2);
        for (var answer = await ask(); answer != expected; answer = await ask())
        {
            if (DateTime.UtcNow > end)
                answer.ShouldBe(expected);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose()
    {
        folder.Delete(recursive: true);
        using var delete = System.Diagnostics.Process.Start(TestEnvironment.Needs("kubectl"), ["delete", "namespace", Namespace, "--ignore-not-found", "--wait=false"]);
        delete.WaitForExit();
    }

    private static async Task<string> Must(string program, string[] arguments)
    {
        var ran = await TheProgram.Start(program, [], arguments);
        ran.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{ran.Shown}");
        return ran.Out;
    }
}
