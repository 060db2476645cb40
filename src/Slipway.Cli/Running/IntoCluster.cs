using Slipway.Components;
using Slipway.Delivery;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Releases into a cluster.</summary>
internal static class IntoCluster
{
    private static readonly LocalText Installed = new("Installed", "安装完成");
    private static readonly LocalText ChangedByHand = new("Nothing to do beside what was changed by hand", "除手工修改的内容外无需改动");
    private static readonly LocalText Unchanged = new("Nothing to do: everything is as it should be", "无需改动：一切已符合要求");

    /// <param name="Counts">What becomes of counts scaled by hand; null: it is asked, where somebody may be asked.</param>
    public sealed record Choice(bool CreateNamespace, bool KeepFailed, bool TakeOver, CountChoice? Counts, bool MayAsk, bool Prune, int AtOnce, IReadOnlyDictionary<string, string> Use, Allowed Allowed, bool AllowTasks, bool ForceConflicts);

    public static async Task<Outcome> Run(
        Session session, Prepared prepared, RunOptions options, IReadOnlyList<Diagnostic> findings, Choice choice, CancellationToken cancellation)
    {
        var chart = GenericChart.Single(prepared.Platform);
        using var charts = ChartFolders.For(chart);
        var request = new InstallRequest(prepared.Installation, prepared.Package, prepared.Components, charts, prepared.Helm, options)
        {
            Facts = prepared.Facts,
            Selection = prepared.Selection,
            Needs = prepared.Needs,
            Answers = prepared.Answers,
            Before = prepared.Told,
            Why = prepared.Why,
            AtOnce = choice.AtOnce,
            Use = choice.Use,
            CreateNamespace = choice.CreateNamespace,
            KeepFailed = choice.KeepFailed,
            TakeOver = choice.TakeOver,
            ForceConflicts = choice.ForceConflicts,
            Tasks = TaskQuestion.Consent(session, choice.AllowTasks, choice.MayAsk),
            IsWhole = prepared.IsWhole,
            Prune = choice.Prune,
            Counts = choice.Counts,
            Platform = new(prepared.Platform.Name, prepared.Platform.Version, chart.Digest, prepared.Platform.HasOwnChart),
            Agree = new Agreements(session, choice.Allowed, choice.MayAsk).Answer,
            AskCount = choice.MayAsk && session.Asks ? (finding, stop) => CountQuestion.Ask(session, finding, stop) : null,
        };
        var result = await Install.Run(request, cancellation).ConfigureAwait(false);
        return RunReport.Of(session, result, findings, Installed, result.Problems.Any(problem => problem.Rule == HandChangeRules.Stays || problem.Rule == CountRules.Halted) ? ChangedByHand : Unchanged);
    }
}
