using System.Globalization;
using System.Text;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>
/// The Helm commands that change something. None of them is cancelled on the way: without Helm's own waiting they take a second or two, and a Helm that is
/// killed leaves its release pending.
/// </summary>
internal sealed class HelmCommands(HelmProgram helm, ClusterAccess access, string space) : IDisposable
{
    private const int Revisions = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("slipway-helm-");

    /// <returns>Null when all went well.</returns>
    public Task<Diagnostic?> Upgrade(Component component, string chartFolder, string input, int revision)
        => Run("upgrade", component.Name,
        [
            "upgrade", "--install", component.Name, chartFolder,
            "--server-side=true", "--history-max", $"{Revisions}", "--values", "-", "--reset-values",
            "--labels", string.Join(',',
                $"{HelmRelease.InstallationLabel}={component.Installation}", $"{HelmRelease.InputLabel}={input}",
                $"{HelmRelease.InputRevisionLabel}={revision.ToString(CultureInfo.InvariantCulture)}"),
            "--description", $"{component.Name} {component.Version}",
        ],
        Encoding.UTF8.GetBytes(JsonText.Write(component.Values)));

    public Task<Diagnostic?> Rollback(string name, int revision)
        => Run("roll back", name, ["rollback", name, $"{revision}", "--server-side=true", "--history-max", $"{Revisions}"]);

    public Task<Diagnostic?> Uninstall(string name) => Run("uninstall", name, ["uninstall", name, "--ignore-not-found"]);

    public void Dispose() => home.Delete(recursive: true);

    private async Task<Diagnostic?> Run(string doing, string name, IReadOnlyList<string> arguments, byte[]? input = null)
    {
        List<string> all = [.. arguments, "--namespace", space];
        if (access.ExplicitKubeconfig is not null)
            all.AddRange(["--kubeconfig", access.ExplicitKubeconfig]);
        if (!access.InCluster)
            all.AddRange(["--kube-context", access.Context]);
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var result = await helm.Run(all, input, HelmEnvironment.Isolated(home.FullName), limit.Token).ConfigureAwait(false);
            return result.Succeeded ? null : HelmRules.Failed.With(doing, name, ErrorOf(result));
        }
        catch (OperationCanceledException)
        {
            return HelmRules.Failed.With([doing, name], new($"no end after {Limit.TotalMinutes:0} minutes", $"{Limit.TotalMinutes:0} 分钟后仍未结束"));
        }
        catch (Exception e) when (e is IOException or System.ComponentModel.Win32Exception)
        {
            return HelmRules.Failed.With(doing, name, $"{helm.Path}: {e.Message}");
        }
    }

    private static string ErrorOf(HelmResult result)
    {
        var start = result.Error.IndexOf("Error: ", StringComparison.Ordinal);
        var said = start < 0 ? result.Error : result.Error[(start + "Error: ".Length)..];
        return EventText.OneLine(said) is { Length: > 0 } line ? line : $"exit code {result.ExitCode}";
    }
}
