using Slipway.Delivery;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The programs of an application's tasks, for a machine that has not installed it.</summary>
internal static class TaskPrograms
{
    /// <param name="path">A package, or an application as files; null for nothing.</param>
    /// <returns>What is wrong with it, which is nothing of a mere warning: it was installed once.</returns>
    public static async Task<(BroughtPrograms? Programs, IReadOnlyList<Diagnostic> Findings)> Of(Session session, string? path, string installation, CancellationToken cancellation)
    {
        if (path is null)
            return (null, []);
        var found = await Load.Definitions([path], null, Gathering.Of(session.Environment), cancellation).ConfigureAwait(false);
        if (found.Findings.Where(finding => finding.Severity == Severity.Error).ToList() is { Count: > 0 } wrong)
            return (null, wrong);
        var programs = found.Applications.SelectMany(application => application.Components)
            .Select(component => component.Content is TaskContent { Programs.Count: > 0 } task ? TaskSpec.Of(component.Name, task.Version, task.Task, task.Programs) : null);
        return (new BroughtPrograms(path, Prepare.Identity(installation, found), [.. programs.OfType<(TaskSpec, Slipway.Components.ProgramFile)>()]), []);
    }
}
