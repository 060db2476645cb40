using Slipway.Components;
using Slipway.Delivery;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Releases into a cluster.</summary>
internal static class IntoCluster
{
    private static readonly LocalText Installed = new("Installed", "安装完成");
    private static readonly LocalText Unchanged = new("Nothing to do: everything is as it should be", "无需改动：一切已符合要求");

    public static async Task<Outcome> Run(
        Session session, Prepared prepared, RunOptions options, IReadOnlyList<Diagnostic> findings, bool createNamespace, bool keepFailed, CancellationToken cancellation)
    {
        var chart = Directory.CreateTempSubdirectory("slipway-chart-");
        try
        {
            GenericChart.Single(prepared.Platform).Write(chart.FullName);
            var request = new InstallRequest(prepared.Installation, prepared.Package, prepared.Components, chart.FullName, prepared.Helm, options)
            {
                CreateNamespace = createNamespace,
                KeepFailed = keepFailed,
            };
            var result = await Install.Run(request, cancellation).ConfigureAwait(false);
            return RunReport.Of(session, result, findings, Installed, Unchanged);
        }
        finally
        {
            chart.Delete(recursive: true);
        }
    }
}
