using Slipway.Yaml;

namespace Slipway.Components;

/// <summary><c>container</c> or <c>containers</c>: exactly one of them.</summary>
internal static class ContainersReader
{
    public static IReadOnlyList<ContainerDefinition> Read(FieldReader service, DefinitionScope scope)
    {
        if (!service.Has("containers"))
            service.Require("container", "container: {imagesName: /fun/custom/sleep, health: …}");
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
        var keys = new[] { one.Key.At, several.Key.At }.OfType<Location>().OrderBy(at => at.Span.Start).ToList();
        scope.Findings.Add(new Diagnostic(ContainerRules.Both, keys.LastOrDefault(), []) { Related = [.. keys.SkipLast(1)] });
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
        var read = list.Items.Select((item, index) => ContainerReader.Read(item, place.Item(index, item), scope)).ToList();
        var names = new Dictionary<string, ContainerDefinition>(StringComparer.Ordinal);
        foreach (var container in read.OfType<ContainerDefinition>())
            if (!names.TryAdd(container.Name.Value, container))
                scope.Findings.Add(new Diagnostic(ContainerRules.NameTwice, container.Name.At ?? Place.Start(container.Node), [container.Name.Value])
                {
                    Related = names[container.Name.Value].Name.At is { } first ? [first] : [],
                });
        return read;
    }
}
