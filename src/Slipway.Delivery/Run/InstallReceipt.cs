namespace Slipway.Delivery;

/// <summary>The receipt that fits what an install has reached.</summary>
internal static class InstallReceipt
{
    public static Receipt Of(InstallState state, RunOutcome outcome, Receipt? before)
    {
        var (request, session) = (state.Request, state.Session);
        var reached = outcome is RunOutcome.Succeeded or RunOutcome.Unchanged;
        // What was undone leaves the receipt as it was; what stands half done is shown with the package that was meant.
        var meant = reached || before is null || (outcome is RunOutcome.Failed && request.KeepFailed) || outcome == RunOutcome.Interrupted;
        return new Receipt(
            request.Installation, session.Identity,
            meant ? request.Package : before!.Package,
            meant ? InstallState.ConfigurationOf(request) : before!.Configuration,
            Components(state, before),
            session.RunsWith(outcome), session.Journal.Head)
        {
            ResourceVersion = state.Receipt?.ResourceVersion ?? "",
        };
    }

    private static IReadOnlyList<ReceiptComponent> Components(InstallState state, Receipt? before)
    {
        var names = state.Request.Components.ToDictionary(c => c.Component.Name, c => c.Component.Version);
        var revisions = state.Results.ToDictionary(r => r.Name, r => r.Revision);
        var known = (before?.Components ?? []).ToDictionary(c => c.Name);
        return [
            .. known.Values.Where(c => !names.ContainsKey(c.Name)),
            .. names.Select(n => revisions.TryGetValue(n.Key, out var revision)
                ? new ReceiptComponent(n.Key, n.Value, revision)
                : known.GetValueOrDefault(n.Key) ?? new ReceiptComponent(n.Key, n.Value, 0)),
        ];
    }
}
