using Slipway.Delivery.Kubernetes;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What an installation was told by earlier installs.</summary>
public sealed record Told(Answers Answers, Selection Selection)
{
    public static Told Nothing { get; } = new(Answers.None, Selection.Default);

    /// <summary>It was uninstalled since, and its answers were kept aside.</summary>
    public bool IsKeptAside { get; init; }

    /// <summary>Whether the receipt still says what this command went by.</summary>
    internal bool IsStill(Receipt? receipt)
        => IsKeptAside ? receipt is null
            : Answers.Says(receipt?.Answers ?? Answers.None) && Selection.Words.SequenceEqual((receipt?.Selection ?? Selection.Default).Words, StringComparer.Ordinal);
}

/// <summary>Reads what an installation was told before.</summary>
public static class Remembered
{
    /// <param name="mustBeThere">An installation that is not there, and of which nothing was kept, is a problem.</param>
    /// <returns>Nothing said where there is no such installation; null with a problem where the cluster does not tell.</returns>
    public static async Task<(Told? Told, Diagnostic? Problem)> Read(string installation, RunOptions options, bool mustBeThere = false, CancellationToken cancellation = default)
    {
        var reached = await Reached.Cluster(options, cancellation).ConfigureAwait(false);
        if (reached.Client is not { } client)
            return (null, reached.Problem);
        using (client)
            try
            {
                if (await Receipt.Read(client, reached.Space, installation, cancellation).ConfigureAwait(false) is { } receipt)
                    return (new Told(receipt.Answers, receipt.Selection), null);
                return await KeptAnswers.Read(client, reached.Space, installation, cancellation).ConfigureAwait(false) is ({ } answers, { } selection)
                    ? (new Told(answers, selection) { IsKeptAside = true }, null)
                    : mustBeThere ? (null, RunRules.NotInstalled.With(installation, reached.Space, reached.Context)) : (Told.Nothing, null);
            }
            catch (ClusterException e)
            {
                return (null, e.Problem);
            }
    }
}
