using System.Net;
using Slipway.Testing;

namespace Slipway.Cli.Tests.Traffic;

/// <summary>A small web service on the cluster, and a steady stream of requests to it by the node's own loopback while steps are done.</summary>
internal sealed class TrafficSite : IAsyncDisposable
{
    /// <summary>
    /// Answers every request over connections that stay open. Told to end, it says so in its next answers and goes two seconds later: what a program
    /// that ends gracefully does.
    /// </summary>
    private const string Definition = """
        name: hello
        version: 1.0.0
        container:
          imagesName: test.local/busybox
          imagesTag: "1"
          env: {TURN: "0"}
          command:
            - sh
            - -c
            - |
              cat > /tmp/answer <<'END'
              #!/bin/sh
              end=`printf '\r'`
              while IFS= read -r line; do
                [ "$line" = "$end" ] || continue
                if [ -e /tmp/going ]; then how=close; else how=keep-alive; fi
                printf 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: %s\r\n\r\nhello' $how
                [ $how = keep-alive ] || exit 0
              done
              END
              busybox chmod +x /tmp/answer
              trap '> /tmp/going; sleep 2; exit 0' TERM
              busybox nc -ll -p 8080 -e /tmp/answer &
              wait
          health:
            startupProbe: {httpGet: {path: /started, port: http}, periodSeconds: 1, failureThreshold: 30}
            livenessProbe: {httpGet: {path: /live, port: http}, periodSeconds: 10, timeoutSeconds: 5}
            readinessProbe: {httpGet: {path: /ready, port: http}, periodSeconds: 2, timeoutSeconds: 5}
        ports: {http: 8080}
        """;

    private readonly ClusterSite site;
    private readonly Requests requests;
    private readonly ReadyWatch watch;

    private TrafficSite(ClusterSite site, Requests requests, ReadyWatch watch) => (this.site, this.requests, this.watch) = (site, requests, watch);

    public ClusterSite Cluster => site;

    public IReadOnlyList<Stand> Seen => watch.Seen;

    public IReadOnlyList<Lost> Lost => requests.Lost;

    public int Answered => requests.Answered;

    /// <param name="first">Makes the first release; by Slipway if absent.</param>
    /// <param name="change">Of the definition.</param>
    public static async Task<TrafficSite> Make(Func<ClusterSite, Task>? first = null, Func<string, string>? change = null)
    {
        var site = await ClusterSite.Make(change?.Invoke(Definition) ?? Definition);
        try
        {
            await (first ?? (made => Install(made, 3)))(site);
            await site.Kubectl("rollout", "status", "deployment/hello", "--timeout=120s");
            var port = int.Parse(await site.Kubectl("get", "service", "hello", "-o", "jsonpath={.spec.ports[0].nodePort}"), null);
            var made = new TrafficSite(site, new Requests(new(IPAddress.Loopback, port), "\r\n\r\nhello"), new ReadyWatch(site.Namespace, "hello"));
            await ClusterSite.Until(() => Task.FromResult($"{made.Answered > 50 && made.Seen.Count > 0}"), "True");
            return made;
        }
        catch
        {
            site.Dispose();
            throw;
        }
    }

    /// <summary>What stands on top of the definition in every install of these tests.</summary>
    public static string[] With(int? replicas, params string[] more) =>
        ["--trait", "expose.type=NodePort", "--trait", "resources.requests.cpu=50m", .. replicas is { } count ? (string[])["--trait", $"replicas.count={count}"] : [], .. more];

    public Task<Ran> Install(int? replicas, params string[] more) => Install(site, replicas, more);

    public static Task<Ran> Install(ClusterSite site, int? replicas, params string[] more) => site.Install(With(replicas, more));

    /// <summary>One step under traffic.</summary>
    /// <param name="least">So many pods must be ready all the while, less maxUnavailable.</param>
    public async Task<Ran> Step(string name, int least, int? replicas, params string[] more)
    {
        requests.While = name;
        watch.Expect(name, least);
        var ran = await Install(site, replicas, more);
        watch.Expect($"after: {name}", least);
        return ran;
    }

    /// <summary>An install that must not go on by itself.</summary>
    public Task<Ran> Try(int? replicas, params string[] more)
        => site.Slipway(["install", Path.Combine(site.Folder, "service.yaml"), "-n", site.Namespace, "--yes", .. With(replicas, more)]);

    public void Version(string version)
    {
        var file = Path.Combine(site.Folder, "service.yaml");
        File.WriteAllLines(file, File.ReadAllLines(file).Select(l => l.StartsWith("version:", StringComparison.Ordinal) ? $"version: {version}" : l.StartsWith("  env:", StringComparison.Ordinal) ? $"  env: {{TURN: \"{version}\"}}" : l));
    }

    public Task Until(int replicas) => ClusterSite.Until(() => Count(), $"{replicas}/{replicas}");

    public Task<string> Count() => site.Kubectl("get", "deployment", "hello", "-o", "jsonpath={.spec.replicas}/{.status.readyReplicas}");

    /// <summary>Pods that are not on their way out.</summary>
    public Task<string> Pods()
        => site.Kubectl("get", "pods", "-l", "app.kubernetes.io/name=hello", "-o", "go-template={{range .items}}{{if not .metadata.deletionTimestamp}}{{.metadata.name}} {{end}}{{end}}");

    /// <summary>What the record says of it.</summary>
    public async Task<string> LastRun()
    {
        var shown = await TheProgram.RunWith(new() { ["XDG_STATE_HOME"] = site.Folder }, "history", "show", "hello", "latest", "-n", site.Namespace);
        shown.ExitCode.ShouldBe(ExitCode.Done, shown.Shown);
        return shown.Out;
    }

    /// <summary>No request failed, and there were never too few pods; all old ones are gone by then, for it is their end that loses requests.</summary>
    public async Task Holds()
    {
        requests.While = "old pods end";
        await ClusterSite.Until(async () => $"{(await site.Kubectl("get", "pods", "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == (await Pods()).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length}", "True");
        Lost.ShouldBeEmpty();
        watch.TooFew.ShouldBeEmpty();
    }

    /// <summary>The chart and its values, for plain Helm.</summary>
    public static async Task<string> Rendered(ClusterSite site, int? replicas)
    {
        var folder = Path.Combine(site.Folder, "rendered");
        var ran = await TheProgram.Run(["render", Path.Combine(site.Folder, "service.yaml"), "--out", folder, .. With(replicas)]);
        ran.ExitCode.ShouldBe(0, ran.Shown);
        return folder;
    }

    public void Tell(ITestOutputHelper output)
        => output.WriteLine($"{Answered} requests answered, {Lost.Count} lost\n{string.Join('\n', Lost)}\n{string.Join('\n', Seen)}");

    public async ValueTask DisposeAsync()
    {
        await requests.DisposeAsync();
        watch.Dispose();
        site.Dispose();
    }
}
