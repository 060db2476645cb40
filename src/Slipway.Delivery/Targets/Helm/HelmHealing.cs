using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>
/// A Helm that was killed leaves its release <c>pending-…</c>, and every later Helm refuses: "another operation is in progress". A first install is taken
/// back (nothing was there before it); an upgrade is rolled back to the revision before.
/// </summary>
internal static class HelmHealing
{
    // Our Helm calls take seconds. One by hand may wait long (--wait), but then somebody sits in front of it.
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    /// <param name="oursDied">The record shows that our own last run died in the middle; its lock is ours now, so its Helm is gone too.</param>
    /// <param name="rollBack">Goes back to a revision.</param>
    /// <returns>A note when something was healed, an error when it may not be or cannot be.</returns>
    public static async Task<Diagnostic?> Run(
        ClusterClient client, HelmCommands helm, string space, HelmHistory history, bool oursDied, TimeProvider time, Func<int, Task<Diagnostic?>> rollBack)
    {
        if (history.Newest is not { IsPending: true } stuck)
            return null;
        var age = (client.ServerTime ?? time.GetUtcNow()) - stuck.Created;
        if (!oursDied && age < Quiet)
            return HelmRules.Busy.With(stuck.Name, stuck.Status, $"{Math.Max(0, age.TotalSeconds):0}");
        if (stuck.Status == "uninstalling" || history.LastGood is not { } good)
            return (await Leaving.Uninstall(client, helm, space, stuck.Name).ConfigureAwait(false)).Problem
                ?? HelmRules.Healed.With(stuck.Name, stuck.Status);
        return await rollBack(good.Revision).ConfigureAwait(false)
            ?? HelmRules.HealedByRollback.With(stuck.Name, stuck.Status, $"{good.Revision}");
    }
}
