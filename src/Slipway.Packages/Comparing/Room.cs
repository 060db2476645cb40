using System.Numerics;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Whether a site needs more than it did: what pods ask for, times their most, and volumes.</summary>
internal static class Room
{
    private static readonly BigInteger Billion = 1_000_000_000;

    private sealed record Amounts(BigInteger Cpu, BigInteger Memory, BigInteger Volumes)
    {
        public static Amounts None { get; } = new(0, 0, 0);

        public Amounts Plus(Amounts other) => new(Cpu + other.Cpu, Memory + other.Memory, Volumes + other.Volumes);
    }

    public static IEnumerable<Demand> Needed(IReadOnlyList<(RenderedComponent? Before, RenderedComponent? After)> components)
    {
        var (before, after) = (Amounts.None, Amounts.None);
        foreach (var (old, now) in components)
            (before, after) = (before.Plus(Of(old)), after.Plus(Of(now)));
        if (after.Cpu > before.Cpu)
            yield return More(Milli(after.Cpu - before.Cpu), DemandTexts.Cpu);
        if (after.Memory > before.Memory)
            yield return More(Bytes(after.Memory - before.Memory), DemandTexts.Memory);
        if (after.Volumes > before.Volumes)
            yield return More(Bytes(after.Volumes - before.Volumes), DemandTexts.Volumes);
    }

    private static Demand More(string amount, LocalText what)
        => new(Role.ResourceAdministrator, DemandKind.Prepare, null, DemandTexts.Prepare, [amount, what.English]) { ChineseArguments = [amount, what.Chinese] };

    private static string Milli(BigInteger billionths) => billionths % Billion == 0 ? $"{billionths / Billion}" : $"{billionths / 1_000_000}m";

    private static string Bytes(BigInteger billionths)
    {
        var bytes = billionths / Billion;
        foreach (var (shift, unit) in ((int, string)[])[(30, "Gi"), (20, "Mi"), (10, "Ki")])
            if (bytes >= BigInteger.One << shift && bytes % (BigInteger.One << shift) == 0)
                return $"{bytes >> shift}{unit}";
        return $"{bytes}";
    }

    private static Amounts Of(RenderedComponent? rendered)
    {
        var total = Amounts.None;
        foreach (var made in rendered?.Objects ?? [])
            total = total.Plus(made.Kind switch
            {
                "Deployment" or "StatefulSet" => Pods(made.Content, Most(made, rendered!)),
                "DaemonSet" or "Job" => Pods(made.Content, 1),
                "PersistentVolumeClaim" => Amounts.None with { Volumes = Storage(made.Content) },
                _ => Amounts.None,
            });
        return total;
    }

    /// <summary>What an autoscaler may go up to, else the count; Kubernetes' own is one.</summary>
    private static int Most(RenderedObject controller, RenderedComponent rendered)
    {
        foreach (var scaler in rendered.Objects.Where(made => made.Kind == "HorizontalPodAutoscaler"))
            if (Text(scaler.Content, "spec", "scaleTargetRef", "name") == controller.Name && int.TryParse(Text(scaler.Content, "spec", "maxReplicas"), out var most))
                return most;
        return int.TryParse(Text(controller.Content, "spec", "replicas"), out var count) ? count : 1;
    }

    private static Amounts Pods(Node controller, int count)
    {
        var amounts = Amounts.None;
        foreach (var container in Items(controller, "spec", "template", "spec", "containers"))
            amounts = amounts.Plus(new(Amount(container, "cpu"), Amount(container, "memory"), 0));
        foreach (var claim in Items(controller, "spec", "volumeClaimTemplates"))
            amounts = amounts.Plus(Amounts.None with { Volumes = Storage(claim) });
        return new(amounts.Cpu * count, amounts.Memory * count, amounts.Volumes * count);
    }

    private static IEnumerable<Node> Items(Node node, params string[] path) => (JsonPointer.Resolve(node, path) as ListNode)?.Items ?? [];

    private static BigInteger Amount(Node container, string name) => Parsed(Text(container, "resources", "requests", name));

    private static BigInteger Storage(Node claim) => Parsed(Text(claim, "spec", "resources", "requests", "storage"));

    private static BigInteger Parsed(string? text) => text is not null && Quantity.Parse(text) is { } amount ? amount.Billionths : 0;

    private static string? Text(Node node, params string[] path) => (JsonPointer.Resolve(node, path) as ScalarNode)?.Text;
}
