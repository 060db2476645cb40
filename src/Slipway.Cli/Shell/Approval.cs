using System.CommandLine;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Asks before something is changed: only people at a terminal, and nobody with <c>--yes</c>.</summary>
internal static class Approval
{
    private static readonly LocalText Choice = new("Go on? [y/N] ", "继续吗？[y/N] ");

    public static Option<bool> YesOption(Language language) => Options.Flag("--yes", new LocalText(
        "Ask nothing; without it and without a terminal, what would be asked is an error", "不询问；不写它又没有终端时，需要询问的操作会报错").In(language), "-y");

    /// <param name="what">What would be done, as a sentence without its end.</param>
    /// <returns>Null when it may be done.</returns>
    public static async Task<Diagnostic?> Ask(Session session, bool yes, string what, CancellationToken cancellation)
    {
        if (yes)
            return null;
        if (!session.Asks)
            return Diagnostic.Of(ProgramRules.NeedsApproval, (Location?)null, what);
        session.Error.WriteLine(SafeText.Line(what));
        session.Error.Write(Choice.In(session.Language));
        var answer = await Terminal.ReadLine(cancellation).ConfigureAwait(false);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES" or "是" ? null : Diagnostic.Of(ProgramRules.Declined, (Location?)null);
    }
}
