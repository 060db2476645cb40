using Slipway.Yaml;

namespace Slipway.Components;

/// <summary><c>container</c> or <c>containers</c>: exactly one of them.</summary>
internal static class ContainersReader
{
    public static IReadOnlyList<ContainerDefinition> Read(FieldReader service, string workload, DefinitionScope scope)
    {
        if (!service.Has("containers"))
            service.Require("container", "container: {imagesName: /fun/custom/sleep, health: …}", PodlessReader.Meant(workload, scope));
        CheckChoice(service, scope);
        var read = new List<ContainerDefinition?>();
        if (service.Entry("container") is { } one)
            read.Add(ContainerReader.Read(one.Value, service.PlaceOf("container"), scope));
        if (service.Entry("containers") is { } several)
            read.AddRange(Several(several, service.PlaceOf("containers"), scope));
        return [.. read.OfType<ContainerDefinition>()];
    }

    private static void CheckChoice(FieldReader service, DefinitionScope scope)
    {
        if (service.Entry("containers") is not { } several)
            return;
        if (service.Entry("container") is not { } one)
        {
            if (!scope.Options.AllowContainers)
                scope.Add(ContainerRules.Refused, several.Key.At);
            return;
        }
        var (first, second) = one.Key.At?.Span.Start < several.Key.At?.Span.Start ? (one.Key, several.Key) : (several.Key, one.Key);
        scope.Findings.Add(TwoPlaces.Say(ContainerRules.Both, second, first));
    }

    private static List<ContainerDefinition?> Several(MapEntry entry, Place place, DefinitionScope scope)
    {
        if (entry.Value is not ListNode list)
        {
            scope.Add(DefinitionRules.NotList, Place.Start(entry.Value), place.Path, Place.Shown(entry.Value));
            return [];
        }
        if (list.Items.Count == 0)
            scope.Add(ContainerRules.NoContainers, entry.Key.At, place.Path);
        // What is built is the first container's image.
        var read = list.Items.Select((item, index) => ContainerReader.Read(item, place.Item(index, item), index == 0 ? scope : scope with { IsBuilt = false })).ToList();
        CheckNames(read.OfType<ContainerDefinition>(), scope);
        return read;
    }

    private static void CheckNames(IEnumerable<ContainerDefinition> containers, DefinitionScope scope)
    {
        var names = new Dictionary<string, Location?>(StringComparer.Ordinal);
        foreach (var container in containers)
        {
            var at = container.Name.At ?? Place.Start(container.Node);
            if (!names.TryAdd(container.Name.Value, at))
                scope.Findings.Add(TwoPlaces.Say(ContainerRules.NameTwice, at, names[container.Name.Value], container.Name.Value));
        }
    }
}
