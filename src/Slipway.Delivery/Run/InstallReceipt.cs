using Slipway.Components;

namespace Slipway.Delivery;

/// <summary>The receipt that fits what an install has reached.</summary>
internal static class InstallReceipt
{
    public static Receipt Of(InstallState state, RunOutcome outcome, Receipt? before)
    {
        var (request, session) = (state.Request, state.Session);
        var meant = IsMeant(request, outcome, before);
        return new Receipt(
            request.Installation, session.Identity,
            meant ? request.Package : before!.Package,
            meant ? InstallState.ConfigurationOf(request) : before!.Configuration,
            Components(state, before, meant),
            session.RunsWith(outcome), session.Journal.Head)
        {
            Platform = meant ? request.Platform ?? before?.Platform : before!.Platform,
            Selection = meant ? request.Selection : before!.Selection,
            Answers = meant ? request.Answers : before!.Answers,
            Earlier = before?.Earlier ?? [.. session.Journal.Events.Select(e => e.Installation).Where(one => one != session.Identity).Distinct().TakeLast(Receipt.EarlierLimit)],
            ResourceVersion = state.Receipt?.ResourceVersion ?? "",
        };
    }

    /// <summary>What was undone leaves the receipt as it was; what stands half done is shown with the package that was meant.</summary>
    public static bool IsMeant(InstallRequest request, RunOutcome outcome, Receipt? before)
        => outcome is RunOutcome.Succeeded or RunOutcome.Unchanged or RunOutcome.Interrupted || before is null || (outcome is RunOutcome.Failed && request.KeepFailed);

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
                return backTo > 0 && old is not null ? old with { Restored = track.Restored } : meant && backTo == 0 ? new(component.Name, component.Version, 0) : null;
            if (track?.Result?.Revision is { } revision)
                return new(component.Name, component.Version, revision)
                {
                    After = facts.After,
                    Service = facts.Service,
                    Held = facts.Held,
                    Needs = state.Needs.GetValueOrDefault(component.Name) ?? [],
                    Workloads = [.. Workloads.Of(rendered.Objects, state.Session.Space).Select(w => w.Id), .. Outside.PartsOf(rendered.Objects)],
                    Restored = old?.Restored is { } still && still.Revision == revision ? still : null,
                    Same = work[component.Name].Same is { } same && same.Revision == revision ? same : null,
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
