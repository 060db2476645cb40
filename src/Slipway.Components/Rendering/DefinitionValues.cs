using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A service definition as values of the generic chart: only what was said, defaults stay the chart's.</summary>
public static class DefinitionValues
{
    public static MapNode Of(ServiceDefinition definition, string installation, string workload)
    {
        var values = Node.Map(
            ("name", Node.Of(definition.Name.Value, definition.Name.At)),
            ("installation", Node.Of(installation)),
            ("version", Node.Of(definition.VersionText, definition.Version.At)),
            ("workload", Node.Of(workload, definition.Workload.At)));
        if (definition.Containers is [var main, ..])
            values = values
                .With("main", Node.Of(main.Name.Value, main.Name.At))
                .With("containers", Node.Map(definition.Containers.Select((c, i) => (c.Name.Value, (Node)Container(c, i, i == 0 ? definition.Ports : [])))));
        else if (definition.Ports.Count > 0)
            values = values.With("ports", Ports(definition.Ports));
        if (definition.Storage.Count > 0)
            values = values.With("storage", Node.Map(definition.Storage.Select(s => (s.Name.Value, (Node)Storage(s)))));
        if (definition.Shutdown is { } shutdown)
            values = values.With("shutdown", Shutdown(shutdown));
        if (definition.SingleActive is { Standby: 0 })
            values = values.With("singleActive", Node.Of(true));
        return values;
    }

    private static MapNode Storage(StorageDefinition storage)
    {
        var entries = new List<(string, Node)> { ("path", Node.Of(storage.Path.Value, storage.Path.At)) };
        // As text, like every amount: it keeps each digit.
        if (storage.Size is { } size)
            entries.Add(("size", Node.Of(size.Value.Text, size.At)));
        if (storage.Temporary.Value)
            entries.Add(("temporary", Node.Of(true)));
        else
            entries.Add(("access", Node.Of(storage.Access.Value.ToString())));
        if (storage.Medium.Value == StorageMedium.Memory)
            entries.Add(("medium", Node.Of("memory")));
        if (storage.ReadOnly.Value)
            entries.Add(("readOnly", Node.Of(true)));
        return Node.Map(entries);
    }

    private static MapNode Shutdown(ShutdownDefinition shutdown)
    {
        var values = Node.Map(("grace", Node.Of((long)shutdown.GraceSeconds.Value)));
        return shutdown.PreStop is null ? values : values.With("preStop", shutdown.PreStop switch
        {
            PreStopCommand command => Node.Map(("exec", Node.Map(("command", Words(command.Words))))),
            PreStopRequest request => Node.Map(("httpGet", ProbeValues.Request(request.Request))),
            PreStopSleep sleep => Node.Map(("sleep", Node.Map(("seconds", Node.Of((long)sleep.Seconds.Value))))),
            var other => throw new NotSupportedException(other.GetType().Name),
        });
    }

    private static MapNode Container(ContainerDefinition container, int order, IReadOnlyList<PortDefinition> ports)
    {
        var entries = new List<(string, Node)> { ("order", Node.Of((long)order)), ("image", Image(container)) };
        if (container.Command.Count > 0)
            entries.Add(("command", Words(container.Command)));
        if (container.Args.Count > 0)
            entries.Add(("args", Words(container.Args)));
        if (container.Env.Count > 0)
            entries.Add(("env", Node.Map(container.Env.Select(e => (e.Name, (Node)Node.Of(e.Value.Value, e.Value.At))))));
        if (ports.Count > 0)
            entries.Add(("ports", Ports(ports)));
        var health = container.Health.Probes.Select(p => (p.Kind switch
        {
            ProbeKind.Liveness => "livenessProbe",
            ProbeKind.Startup => "startupProbe",
            _ => "readinessProbe",
        }, (Node)ProbeValues.Of(p))).ToList();
        if (health.Count > 0)
            entries.Add(("health", Node.Map(health)));
        return Node.Map(entries);
    }

    /// <summary>No <c>registry</c> at all where the site's is to complete the name; an empty one where nothing may be put before it.</summary>
    private static MapNode Image(ContainerDefinition container)
    {
        var name = container.ImagesName.Value;
        var image = Node.Map(("repository", Node.Of(name.Repository, container.ImagesName.At)), ("tag", Node.Of(container.ImagesTag.Value, container.ImagesTag.At)));
        if (!name.SiteRegistry)
            image = image.With("registry", Node.Of(name.Registry ?? ""));
        return name.Digest is { } digest ? image.With("digest", Node.Of(digest)) : image;
    }

    private static MapNode Ports(IReadOnlyList<PortDefinition> ports) => Node.Map(ports.Select(p => (p.Name.Value, (Node)Port(p))));

    private static MapNode Port(PortDefinition port) => Node.Map(
        ("port", Node.Of((long)port.Number.Value, port.Number.At)), ("protocol", Node.Of(port.Protocol.Value)));

    private static ListNode Words(IEnumerable<Placed<string>> words) => Node.List(words.Select(w => Node.Of(w.Value, w.At)));
}
