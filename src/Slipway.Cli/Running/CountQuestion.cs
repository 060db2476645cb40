using Slipway.Delivery;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What becomes of a count that somebody scaled by hand: asked at a terminal, or said beforehand.</summary>
internal static class CountQuestion
{
    private static readonly LocalText Choice = new("Keep it, reset it, or change nothing? [k/r/N] ", "保留(k)、恢复为配置(r)，还是不做任何改动(N)？[k/r/N] ");

    /// <summary>The value of <c>--replicas</c>; null for any other word.</summary>
    public static CountChoice? Read(string? word) => word switch
    {
        "keep" => CountChoice.Keep,
        "reset" => CountChoice.Reset,
        _ => null,
    };

    /// <returns>Null when the run is not to go on.</returns>
    public static async Task<CountChoice?> Ask(Session session, Diagnostic finding, CancellationToken cancellation)
    {
        session.Error.WriteLine(SafeText.Line(finding.Message(session.Language)));
        session.Error.Write(Choice.In(session.Language));
        var answer = await Terminal.ReadLine(cancellation).ConfigureAwait(false);
        return answer?.Trim().ToUpperInvariant() switch
        {
            "K" or "KEEP" or "保留" => CountChoice.Keep,
            "R" or "RESET" or "恢复" => CountChoice.Reset,
            _ => null,
        };
    }
}
