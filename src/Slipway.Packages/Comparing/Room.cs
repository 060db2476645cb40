using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Whether a site needs more than it did, by the amounts that the planning sheet has: what pods ask for at their most, and volumes.</summary>
internal static class Room
{
    private sealed record Amounts(ResourceAmount Cpu, ResourceAmount Memory, ResourceAmount Volumes)
    {
        public static Amounts None { get; } = new(default, default, default);

        public Amounts Plus(Amounts other) => new(Cpu + other.Cpu, Memory + other.Memory, Volumes + other.Volumes);
    }

    /// <param name="declared">What stands on top of what the components ask for; of neither side where one is not known.</param>
    public static IEnumerable<Demand> Needed(
        IReadOnlyList<(RenderedComponent? Before, RenderedComponent? After)> components, (IReadOnlyList<NeedsDefinition> Before, IReadOnlyList<NeedsDefinition> After) declared)
    {
        var (before, after) = (OnTop(declared.Before), OnTop(declared.After));
        foreach (var (old, now) in components)
            (before, after) = (before.Plus(Of(old)), after.Plus(Of(now)));
        if (More(before.Cpu, after.Cpu) is { } cpu)
            yield return Prepare(cpu.Cores(), DemandTexts.Cpu);
        if (More(before.Memory, after.Memory) is { } memory)
            yield return Prepare(memory.Bytes(), DemandTexts.Memory);
        if (More(before.Volumes, after.Volumes) is { } volumes)
            yield return Prepare(volumes.Bytes(), DemandTexts.Volumes);
    }

    private static Amounts OnTop(IReadOnlyList<NeedsDefinition> declared)
        => declared.Aggregate(Amounts.None, (sum, one) => sum.Plus(new(ResourceAmount.Of(one.Cpu), ResourceAmount.Of(one.Memory), default)));

    private static ResourceAmount? More(ResourceAmount before, ResourceAmount after) => after.Billionths > before.Billionths ? new(after.Billionths - before.Billionths) : null;

    private static Demand Prepare(string amount, LocalText what)
        => new(Role.ResourceAdministrator, DemandKind.Prepare, null, DemandTexts.Prepare, [amount, what.English]) { ChineseArguments = [amount, what.Chinese] };

    private static Amounts Of(RenderedComponent? rendered)
    {
        if (rendered is null)
            return Amounts.None;
        var needs = NeedsOfObjects.Of(rendered.Component.Name, [.. rendered.Objects.Concat(rendered.Hooks).Select(made => made.Content)], new HashSet<string>());
        return new(needs.Cpu.Most, needs.Memory.Most, needs.Storage.Aggregate(default(ResourceAmount), (sum, claim) => sum + (claim.Each * claim.Most)));
    }
}
