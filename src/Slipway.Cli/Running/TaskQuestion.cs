using System.CommandLine;
using Slipway.Delivery;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Whether programs of a package may run on this machine: <c>--allow-tasks</c>, or a question at a terminal. <c>--yes</c> does not answer it.</summary>
internal static class TaskQuestion
{
    private static readonly LocalText Choice = new("Let them run? [y/N] ", "允许运行吗？[y/N] ");

    public static Option<bool> Allow(Language language) => Options.Flag("--allow-tasks", new LocalText(
        "Let programs of the package's tasks run on this machine, as you; else it is asked, and without a terminal refused", "允许应用包中任务的程序以您的身份在本机运行；不写时会询问，没有终端则拒绝").In(language));

    public static TaskConsent Consent(Session session, bool isGiven, bool mayAsk)
        => new(isGiven, mayAsk && session.Asks ? (finding, stop) => Ask(session, finding, stop) : null);

    private static async Task<bool> Ask(Session session, Diagnostic finding, CancellationToken cancellation)
    {
        session.Error.WriteLine(SafeText.Line(finding.Message(session.Language)));
        session.Error.Write(Choice.In(session.Language));
        // A read from a terminal cannot be cancelled; it is left behind, and ends with the process.
        var answer = await Task.Run(Console.ReadLine, CancellationToken.None).WaitAsync(cancellation).ConfigureAwait(false);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES" or "是";
    }
}
