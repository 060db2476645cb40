using System.Diagnostics;
using System.Text.RegularExpressions;
using Slipway.Testing;

namespace Slipway.Cli.Tests;

/// <summary>The test cluster behind a proxy (<c>kubectl proxy</c>) that writes every request down before it passes it on.</summary>
internal sealed partial class CountingServer : IAsyncDisposable
{
    private readonly Process proxy;
    private readonly string log;
    private int seen;

    private CountingServer(Process proxy, string log, string kubeconfig)
    {
        this.proxy = proxy;
        this.log = log;
        Kubeconfig = kubeconfig;
    }

    /// <summary>Leads there, under the name that the cluster's context has otherwise.</summary>
    public string Kubeconfig { get; }

    public static async Task<CountingServer> Start(string kubeconfig)
    {
        var (kubectl, log) = (TestEnvironment.Needs("kubectl"), kubeconfig + ".log");
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec '{kubectl}' proxy --port=0 -v=6 2> '{log}'"]) { RedirectStandardOutput = true };
        var proxy = Process.Start(start)!;
        var said = await proxy.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        var port = said!.Split(':')[^1];
        var context = (await TheProgram.Start(kubectl, [], "config", "current-context")).Out.Trim();
        await File.WriteAllTextAsync(kubeconfig, $$"""
            apiVersion: v1
            kind: Config
            current-context: {{context}}
            contexts: [{name: {{context}}, context: {cluster: counted, user: nobody} }]
            clusters: [{name: counted, cluster: {server: "http://127.0.0.1:{{port}}"} }]
            users: [{name: nobody, user: {} }]
            """, TestContext.Current.CancellationToken);
        return new(proxy, log, kubeconfig);
    }

    /// <summary>Those since the last time, as <c>GET /api/v1/…</c>, without what stands behind the question mark.</summary>
    public string[] Requests()
    {
        var all = Accepted().Matches(File.ReadAllText(log)).Select(match => match.Groups[1].Value).ToList();
        var since = all[seen..];
        seen = all.Count;
        return [.. since];
    }

    public async ValueTask DisposeAsync()
    {
        proxy.Kill();
        await proxy.WaitForExitAsync();
        proxy.Dispose();
    }

    [GeneratedRegex(@"Filter accepting ([A-Z]+ \S+)")]
    private static partial Regex Accepted();
}
