using System.Collections.Concurrent;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// A component as the batch chart takes it: its values over the chart's own, as Helm would see them. Traits that are off are most of what a platform has;
/// a thousand components need neither carry them nor be asked about each, so a line has and names those that are on.
/// </summary>
internal sealed class BatchLines(PlatformDefinition platform)
{
    private static readonly MapNode None = new([]);

    private readonly MapNode common = GenericChart.CommonDefaults();
    private readonly ConcurrentDictionary<string, MapNode> parameters = new(StringComparer.Ordinal);

    public MapNode Of(Component component, RenderTarget target)
    {
        var stated = component.Values["traits"] as MapNode ?? None;
        var on = platform.Traits.Where(trait => TraitCompany.IsOn(stated, trait.Name)).ToList();
        var traits = Node.Map(on.Select(trait => (trait.Name, (Node)MergePatch.Apply(Defaults(trait), (MapNode)stated[trait.Name]!))));
        var line = Node.Map(
            ("values", MergePatch.Apply(common, component.Values).With("traits", traits)),
            ("patching", Names(on.Where(trait => trait.Patch is not null))),
            ("making", Names(on.Where(trait => trait.Objects is not null))));
        return target.LiveReplicas.TryGetValue(component.Name, out var replicas)
            ? line.With("live", Node.Map(("replicas", Node.Of((long)replicas))))
            : line;
    }

    private MapNode Defaults(TraitDefinition trait) => parameters.GetOrAdd(trait.Name, static (_, trait) => ParameterDefaults.Of(trait), trait);

    private static ListNode Names(IEnumerable<TraitDefinition> traits) => Node.List(traits.Select(trait => Node.Of(trait.Name)));
}
