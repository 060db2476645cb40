using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Yaml;

namespace Slipway.Delivery.Kubernetes;

/// <summary>What a credential plugin handed over.</summary>
internal sealed record PluginCredential(string? Token, string? CertificatePem, string? KeyPem, DateTimeOffset? Expires);

/// <summary>A program that prints an ExecCredential (client.authentication.k8s.io), as a kubeconfig's <c>exec</c> names it.</summary>
internal sealed record ExecPlugin(
    string Command,
    IReadOnlyList<string> Arguments,
    IReadOnlyList<(string Name, string Value)> Variables,
    string ApiVersion,
    string? InstallHint,
    string User,
    string File)
{
    /// <summary>How long it may take. There is no terminal for it to ask at.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);

    public bool ProvideClusterInfo { get; init; }

    public string ClusterServer { get; init; } = "";

    public string? ClusterAuthorityPem { get; init; }

    public async Task<PluginCredential> Run(CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(Limit);
        using var process = Start();
        try
        {
            process.StandardInput.Close();
            // Not every pipe lets go of a reader that is cancelled, and a child that outlives the plugin keeps the pipe open: the waiting itself is given up.
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None).WaitAsync(limited.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limited.Token).ConfigureAwait(false);
            var said = (await error.WaitAsync(limited.Token).ConfigureAwait(false)).ReplaceLineEndings(" ").Trim();
            return process.ExitCode == 0 ? Read(output) : throw Failed(Ended(process.ExitCode, Shortened(said)));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ClusterException(TargetRules.ExecHangs.With(Command, User, File, $"{Limit.TotalSeconds:0}"));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Command)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in Arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        start.Environment["KUBERNETES_EXEC_INFO"] = Information();
        try
        {
            return Process.Start(start) ?? throw Failed(new("it did not start", "没有启动"));
        }
        catch (Win32Exception e)
        {
            throw new ClusterException(TargetRules.ExecNotStarted.With(Command, User, File, InstallHint?.ReplaceLineEndings(" ").Trim() ?? "-"), e);
        }
    }

    private string Information()
    {
        var spec = new JsonObject { ["interactive"] = false };
        if (ProvideClusterInfo)
        {
            var cluster = new JsonObject { ["server"] = ClusterServer };
            if (ClusterAuthorityPem is not null)
                cluster["certificate-authority-data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(ClusterAuthorityPem));
            spec["cluster"] = cluster;
        }
        return new JsonObject { ["apiVersion"] = ApiVersion, ["kind"] = "ExecCredential", ["spec"] = spec }.ToJsonString();
    }

    private PluginCredential Read(string output)
    {
        try
        {
            using var document = JsonDocument.Parse(output);
            var root = document.RootElement;
            var credential = new PluginCredential(
                root.Text("status", "token"), root.Text("status", "clientCertificateData"), root.Text("status", "clientKeyData"),
                DateTimeOffset.TryParse(root.Text("status", "expirationTimestamp"), out var expires) ? expires : null);
            return root.Text("kind") == "ExecCredential" && (credential.Token ?? credential.CertificatePem) is not null
                ? credential
                : throw Failed(new("it printed no ExecCredential with a token or a certificate", "没有输出含令牌或证书的 ExecCredential"));
        }
        catch (JsonException)
        {
            // Not quoted: what it printed may be a secret.
            throw Failed(new("what it printed is not JSON", "输出的内容不是 JSON"));
        }
    }

    private ClusterException Failed(LocalText cause) => new(TargetRules.ExecFailed.With([Command, User, File], cause));

    private static LocalText Ended(int code, string said)
        => said.Length == 0 ? new($"exit code {code}", $"退出码 {code}") : new($"exit code {code}: {said}", $"退出码 {code}：{said}");

    private static string Shortened(string text) => text.Length <= 500 ? text : text[..500] + " …";
}
