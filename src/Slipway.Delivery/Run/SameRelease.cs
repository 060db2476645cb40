using Slipway.Components;

namespace Slipway.Delivery;

/// <summary>A revision that was made from another input and has the very objects that this input makes.</summary>
/// <param name="Input">The one that makes the same.</param>
public sealed record SameInput(int Revision, string Input);

/// <summary>
/// A release may be made from another chart or other values than a run would make it from, and have the very same objects: a platform's newer chart, a raised version that no object shows, a setting that reaches
/// nothing. Helm has nothing to do for it then.
/// </summary>
internal static class SameRelease
{
    /// <param name="component">As it would be released.</param>
    /// <returns>The input that the component's release is to be known by; where that is an earlier one, what the receipt has to say of it.</returns>
    public static async Task<(string Input, SameInput? Same)> Of(InstallState state, RenderedComponent component, HelmHistory history, ReceiptComponent? before)
    {
        var input = state.InputOf(component.Component);
        if (history.Newest is not { Status: "deployed" } newest || newest.Installation != state.Request.Installation || newest.InputOf(before?.Restored) is not { } made || made == input)
            return (input, null);
        var same = new SameInput(newest.Revision, input);
        if (before?.Same == same)
            return (made, same);
        var record = await HelmRecord.Read(state.Session.Client, state.Session.Space, newest.Name, newest.Revision).ConfigureAwait(false);
        return record is not null && Has(record, component) ? (made, same) : (input, null);
    }

    /// <summary>Whether an upgrade of a release would change nothing in the cluster, and run nothing else than the release did.</summary>
    public static bool Has(HelmRecord record, RenderedComponent component)
        => ObjectChanges.AreSame(record.Objects, component.Objects) && ObjectChanges.AreSame(record.Hooks, component.Hooks) && ObjectChanges.AreSame(record.Crds, component.Crds);
}
