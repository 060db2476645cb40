using Semver;
using Slipway.Components;

namespace Slipway.Delivery;

/// <summary>Looks for what an install would do that somebody has to agree to, and asks. Refusals become problems of the run, which then changes nothing.</summary>
internal static class Consequences
{
    /// <summary>What receipts alone tell.</summary>
    public static async Task AskBefore(InstallState state, CancellationToken cancellation)
    {
        if (state.Session.Before is not { } before)
            return;
        if (before.Platform is { } old && state.Request.Platform is { } now && old != now)
            await Ask(state, new Consequence.OtherPlatform(old, now, IsOlder(old, now)), cancellation).ConfigureAwait(false);
        foreach (var component in before.Components.Where(one => one.Revision > 0))
            foreach (var (key, value, meant) in HeldKeys.Changed(component.Held, state.Request.Facts?.GetValueOrDefault(component.Name)?.Held ?? ComponentFacts.None.Held))
                await Ask(state, new Consequence.HeldKey(component.Name, key, value, meant), cancellation).ConfigureAwait(false);
    }

    /// <summary>After the server's dry run, which finds what it does not let change.</summary>
    public static async Task AskRecreations(InstallState state, CancellationToken cancellation)
    {
        if (state.Request.Agree is null)
            return;
        foreach (var work in state.Work.Where(work => !work.IsUnchanged))
        {
            var before = state.Session.Before?.Components.FirstOrDefault(one => one.Name == work.Name);
            work.Doomed.AddRange(await Recreating.OfOtherKind(state.Session.Client, state.Session.Space, work.Rendered, before, cancellation).ConfigureAwait(false));
            work.Doomed.Sort((one, other) => string.CompareOrdinal(one.What.Object, other.What.Object));
            foreach (var one in work.Doomed)
                await Ask(state, one.What, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task Ask(InstallState state, Consequence what, CancellationToken cancellation)
    {
        if (state.Request.Agree is { } agree && (await agree(what, cancellation).ConfigureAwait(false)).Said is { } said)
            state.Problems.Add(said);
    }

    /// <summary>A lower version of the same platform; or a team's left out, which takes everything back that the team had said.</summary>
    private static bool IsOlder(PlatformIdentity old, PlatformIdentity now)
        => (old.IsOwn && !now.IsOwn)
            || (old.Name == now.Name && SemVersion.TryParse(old.Version, SemVersionStyles.Any, out var then) && SemVersion.TryParse(now.Version, SemVersionStyles.Any, out var next)
                && next.ComparePrecedenceTo(then) < 0);
}
