using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A pod, or a pod's template: its main container becomes the definition's.</summary>
internal static class PodReader
{
    private static readonly Home NoCommand = Home.Other(
        "it has neither `exec` nor `httpGet` nor `sleep`", "其中没有 `exec`、`httpGet` 或 `sleep`",
        "write `shutdown.preStop` in the definition", "请在服务定义中写 `shutdown.preStop`");

    public static Draft Read(Draft draft, MapNode pod, string? version, PodScope scope)
    {
        var shown = scope.Manifest.PodShown;
        var spec = scope.Values.Map(pod, "spec", shown);
        var path = SourceValues.Path(shown, "spec");
        var containers = scope.Values.Maps(spec, "containers", path).ToList();
        if (containers.Count == 0)
            return draft;
        var main = Main(containers.Select(container => container.Map).ToList(), scope);
        Tell(pod, spec, main, shown, scope);
        foreach (var (other, place) in containers.Where(container => container.Map != main))
            scope.Values.Tell(other, place, KubernetesKeys.SecondContainer);
        return Container(draft, main, spec!, containers.First(container => container.Map == main).Shown, version, scope);
    }

    /// <summary>The one that bears the workload's name, or that a Service asks, or the first.</summary>
    private static MapNode Main(List<MapNode> containers, PodScope scope)
    {
        var asked = scope.Services.SelectMany(service => JsonPointer.Resolve(service.Root, "/spec/ports") is ListNode ports ? ports.Items.OfType<MapNode>() : [])
            .Select(port => Manifest.Text(port, "targetPort") ?? Manifest.Text(port, "port")).ToHashSet(StringComparer.Ordinal);
        return containers.FirstOrDefault(container => Manifest.Text(container, "name") == scope.Manifest.Name)
            ?? containers.FirstOrDefault(container => container["ports"] is ListNode ports && ports.Items.OfType<MapNode>().Any(port =>
                asked.Contains(Manifest.Text(port, "containerPort")) || asked.Contains(Manifest.Text(port, "name"))))
            ?? containers[0];
    }

    /// <summary>Walks the pod as if the main container were its only one.</summary>
    private static void Tell(MapNode pod, MapNode? spec, MapNode main, string shown, PodScope scope)
    {
        var alone = spec!.With("containers", new ListNode([main], spec["containers"]!.At));
        var findings = scope.Values.Findings;
        KubernetesKeys.Pod.Tell(pod.With("spec", alone), "", shown, findings);
    }

    private static Draft Container(Draft draft, MapNode container, MapNode spec, string shown, string? version, PodScope scope)
    {
        var (imagesName, tag, found) = DraftNames.Image(scope.Values.Text(container, "image", shown)?.Text ?? "", version);
        var ports = PodPorts.Read(container, shown, scope);
        draft = draft with
        {
            Version = found,
            ImagesName = imagesName,
            ImagesTag = imagesName is null ? null : tag,
            ContainerName = DraftNames.Container(scope.Values.Text(container, "name", shown)?.Text, draft.Name?.Value ?? ""),
            Command = scope.Values.Words(container, "command", shown) is { Count: > 0 } command ? new(command) : null,
            Args = scope.Values.Words(container, "args", shown) is { Count: > 0 } args ? new(args) : null,
            Env = PodEnv.Read(container, shown, scope),
            Ports = [.. ports.Select(port => port.Port)],
            Storage = PodStorage.Read(container, spec, shown, scope),
            Grace = scope.Values.Number(spec, "terminationGracePeriodSeconds", SourceValues.Path(scope.Manifest.PodShown, "spec")) is { } grace and not 30
                ? new((int)Math.Clamp(grace, 1, 3600)) : null,
            PreStop = PreStop(container, shown, scope),
            Requests = DraftAmounts.Read(container, "requests", shown, scope.Values),
            Limits = DraftAmounts.Read(container, "limits", shown, scope.Values),
        };
        return DraftAmounts.Fitting(draft, container, shown, scope.Values) with
        {
            Startup = PodProbe.Read(container, "startupProbe", shown, ports, scope.Values),
            Liveness = PodProbe.Read(container, "livenessProbe", shown, ports, scope.Values),
            Readiness = PodProbe.Read(container, "readinessProbe", shown, ports, scope.Values),
        };
    }

    private static MapNode? PreStop(MapNode container, string shown, PodScope scope)
    {
        var lifecycle = scope.Values.Map(container, "lifecycle", shown);
        if (scope.Values.Map(lifecycle, "preStop", $"{shown}.lifecycle") is not { } hook)
            return null;
        if (hook.Entries.FirstOrDefault(entry => entry.Name is "exec" or "httpGet" or "sleep") is { Value: MapNode } action)
            return new MapNode([action]);
        scope.Values.Tell(hook, $"{shown}.lifecycle.preStop", NoCommand);
        return null;
    }
}
