using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What an application now declares that a site must have and did not declare before. Processors and memory are in <see cref="Room"/>.</summary>
internal static class NeedDemands
{
    private static readonly LocalText Kubernetes = new("have a cluster of Kubernetes {0}: {1} now asks for it", "准备 Kubernetes {0} 的集群：{1} 新提出此要求");
    private static readonly LocalText StorageClass = new("have the storage class {0}, which {1} now asks for", "准备 {1} 新要求的存储类 {0}");
    private static readonly LocalText Kind = new("let the cluster know {0}, which {1} now asks for", "让集群支持 {1} 新要求的 {0}");
    private static readonly LocalText Port = new("let {0} through for {1}: {2}", "为 {1} 放通 {0}：{2}");
    private static readonly LocalText Thing = new("have ready for {1}: {2} ({0})", "为 {1} 准备：{2}（{0}）");

    public static IEnumerable<Demand> Of(PackageSide before, PackageSide after)
    {
        var known = Running(before).Select(one => one.Needs).ToList();
        foreach (var one in Running(after))
        {
            var (needs, who) = (one.Needs, one.Who(after.Composition.Application.Name.Value));
            if (needs.Kubernetes is { } range && known.All(old => old.Kubernetes?.Text != range.Text))
                yield return Prepare(DemandKind.Prepare, Kubernetes, range.Text, who);
            foreach (var name in New(known, needs, some => some.StorageClasses.Select(placed => placed.Value)))
                yield return Prepare(DemandKind.Prepare, StorageClass, name, who);
            foreach (var name in New(known, needs, some => some.Crds.Select(placed => placed.Value)))
                yield return Prepare(DemandKind.Kinds, Kind, name, who);
            foreach (var port in needs.Ports.Where(port => !known.Any(old => old.Ports.Any(had => (had.Port, had.Protocol) == (port.Port, port.Protocol)))))
                yield return Titled(DemandKind.Prepare, Port, $"{port.Port}/{port.Protocol}", who, port.Title ?? new(port.Name.Value, port.Name.Value));
            foreach (var thing in needs.Other.Where(thing => !known.Any(old => old.Other.Any(had => had.Name.Value == thing.Name.Value))))
                yield return Titled(DemandKind.Provide, Thing, thing.Name.Value, who, thing.Title);
        }
    }

    /// <summary>Of what runs on a side.</summary>
    public static IReadOnlyList<NeedsDefinition> Declared(PackageSide side) => [.. Running(side).Select(one => one.Needs)];

    private static IEnumerable<DeclaredNeeds> Running(PackageSide side) => side.Composition.Needs.Where(one => one.HoldsFor(side.Site.Selection));

    private static IEnumerable<string> New(IReadOnlyList<NeedsDefinition> known, NeedsDefinition needs, Func<NeedsDefinition, IEnumerable<string>> of) => of(needs).Except(known.SelectMany(of));

    private static Demand Prepare(DemandKind kind, LocalText text, params string[] arguments) => new(Role.ResourceAdministrator, kind, null, text, arguments);

    private static Demand Titled(DemandKind kind, LocalText text, string name, string who, LocalText title)
        => Prepare(kind, text, name, who, title.In(Language.English)) with { ChineseArguments = [name, who, title.In(Language.Chinese)] };
}
