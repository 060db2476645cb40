using Slipway.Components;

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
            Components(state, before, meant),
            session.RunsWith(outcome), session.Journal.Head)
        {
            Selection = meant ? request.Selection : before!.Selection,
            ResourceVersion = state.Receipt?.ResourceVersion ?? "",
        };
    }

    private static IReadOnlyList<ReceiptComponent> Components(InstallState state, Receipt? before, bool meant)
    {
        var work = state.Work.ToDictionary(w => w.Name);
        var known = (before?.Components ?? []).ToDictionary(c => c.Name);
        var asked = state.Request.Components;
        return [.. known.Values.Where(k => asked.All(c => c.Component.Name != k.Name) && !state.Gone.Contains(k.Name)), .. asked.Select(Of).OfType<ReceiptComponent>()];

        ReceiptComponent? Of(RenderedComponent rendered)
        {
            var component = rendered.Component;
            var facts = state.Request.Facts?.GetValueOrDefault(component.Name) ?? ComponentFacts.None;
            var old = known.GetValueOrDefault(component.Name);
            var track = work.GetValueOrDefault(component.Name)?.Track;
            if (track?.TakenBack is { } backTo)
                return backTo == 0 || old is null ? null : old with { Restored = track.Restored };
            if (track?.Result?.Revision is { } revision)
                return new(component.Name, component.Version, revision)
                {
                    After = facts.After,
                    Service = facts.Service,
                    Needs = state.Needs.GetValueOrDefault(component.Name) ?? [],
                    Workloads = [.. Workloads.Of(rendered.Objects, state.Session.Space).Select(w => w.Id), .. Outside.PartsOf(rendered.Objects)],
                    Restored = old?.Restored is { } still && still.Revision == revision ? still : null,
                    Kept = Kept(state, component.Name),
                };
            // What was not begun by a run that is taken back is not there either.
            return old ?? (meant ? new(component.Name, component.Version, 0) : null);
        }
    }

    private static IReadOnlyList<KeptCount> Kept(InstallState state, string component)
        => [.. state.Work.Where(w => w.Name == component).SelectMany(w => w.Counts)
            .Where(c => c.Reason is CountReason.Kept or CountReason.KeptBefore).Select(c => new KeptCount(c.Workload, c.Configured!.Value))];
}
