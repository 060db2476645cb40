using Slipway.Components;
using Slipway.Delivery;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Releases into a cluster.</summary>
internal static class IntoCluster
{
    private static readonly LocalText Installed = new("Installed", "安装完成");
    private static readonly LocalText Unchanged = new("Nothing to do: everything is as it should be", "无需改动：一切已符合要求");

    /// <param name="Counts">What becomes of counts scaled by hand; null: it is asked, where somebody may be asked.</param>
    public sealed record Choice(bool CreateNamespace, bool KeepFailed, bool TakeOver, CountChoice? Counts, bool MayAsk, bool Prune, int AtOnce, IReadOnlyDictionary<string, string> Use);

    public static async Task<Outcome> Run(
        Session session, Prepared prepared, RunOptions options, IReadOnlyList<Diagnostic> findings, Choice choice, CancellationToken cancellation)
    {
        using var charts = ChartFolders.For(GenericChart.Single(prepared.Platform));
        var request = new InstallRequest(prepared.Installation, prepared.Package, prepared.Components, charts, prepared.Helm, options)
        {
            Facts = prepared.Facts,
            Selection = prepared.Selection,
            AtOnce = choice.AtOnce,
            Use = choice.Use,
            CreateNamespace = choice.CreateNamespace,
            KeepFailed = choice.KeepFailed,
            TakeOver = choice.TakeOver,
            IsWhole = prepared.IsWhole,
            Prune = choice.Prune,
            Counts = choice.Counts,
            AskCount = choice.MayAsk && session.Asks ? (finding, stop) => CountQuestion.Ask(session, finding, stop) : null,
        };
        var result = await Install.Run(request, cancellation).ConfigureAwait(false);
        return RunReport.Of(session, result, findings, Installed, Unchanged);
    }
}
