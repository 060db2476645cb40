using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The entry's objects and patches beside the component's own controller, as far as it can be told before anything is rendered.</summary>
internal static class PatchCheck
{
    /// <param name="name">Of the component.</param>
    public static IEnumerable<Diagnostic> Of(string name, string installation, string workload, MapNode patches, PlatformDefinition platform)
    {
        foreach (var write in PatchWrite.ToController(patches, ("v1", "Service"), name).Where(write => ModelPointer.Meet(write.Path, ["spec", "selector"])))
            yield return Fixed(name, write, new($"the selector of Service {name} cannot change: it finds the pods that requests go to", $"Service {name} 的选择器不能更改：请求靠它找到 Pod"));
        if (platform.Workload(workload)?.Controller is not { } controller)
            yield break;
        foreach (var write in PatchWrite.ToController(patches, controller, name))
        {
            var path = ControllerModel.PathOf(controller.Kind, write.Path);
            if (ModelPointer.Meet(write.Path, ["spec", "selector"]))
                yield return Fixed(name, write, new($"the selector of {controller.Kind} {name} is for ever: it finds the pods that run", $"{controller.Kind} {name} 的选择器不能更改：它用于找到正在运行的 Pod"));
            else if (Label(controller.Kind, write, name, installation) is { } label)
                yield return Fixed(name, write, new($"the label {label} finds the pods of {controller.Kind} {name} and cannot change", $"标签 {label} 用于找到 {controller.Kind} {name} 的 Pod，不能更改"));
            // There always are containers; of other lists only the finished model knows.
            if (path is ["pod", "containers"] && write.Value is ListNode)
                yield return List(write, "containers");
            if (path is not null && Locked(path, workload, platform) is { } locked)
                yield return PolicyCheck.Say(InjectionRules.LockedField, write.At, locked.Key.At, name, $"/patches{JsonPointer.Of(write.Patch)}", JsonPointer.Of(write.Path), locked.Name);
        }
    }

    /// <summary>Objects that are the controller itself. A Job's name shows only when it is rendered.</summary>
    public static IEnumerable<Diagnostic> Twins(string name, string workload, MapNode objects, PlatformDefinition platform)
        => platform.Workload(workload)?.Controller is not { } controller || controller.Kind == "Job" ? []
            : from entry in objects.Entries
              let map = entry.Value as MapNode
              where (map["kind"] as ScalarNode)?.Text == controller.Kind && ((map["metadata"] as MapNode)?["name"] as ScalarNode)?.Text == name
                  && (map["apiVersion"] as ScalarNode)?.Text.Split('/')[0] == controller.ApiVersion.Split('/')[0]
              let pointer = "/objects" + JsonPointer.Of(entry.Name)
              select new Diagnostic(LocalRule.Of(InjectionRules.ObjectTwice, [name, pointer], new LocalText($"two objects are {controller.Kind} {name}: {pointer} and /controller", $"有两个对象都是 {controller.Kind} {name}：{pointer} 与 /controller")), entry.Key.At, []);

    public static Diagnostic List(PatchWrite write, string field) => Diagnostic.Of(InjectionRules.PatchList, write.At, write.Patch, string.Join('.', write.Path), field);

    private static Diagnostic Fixed(string component, PatchWrite write, LocalText text)
        => new(LocalRule.Of(InjectionRules.PatchFixed, [component, $"/patches{JsonPointer.Of(write.Patch)}"], text), write.At, []);

    private static string? Label(string kind, PatchWrite write, string name, string installation)
        => new[] { ("app.kubernetes.io/name", name), ("app.kubernetes.io/instance", installation) }
            .FirstOrDefault(label => ModelPointer.Meet(write.Path, [.. ControllerModel.Template(kind), "metadata", "labels", label.Item1]) && (write.Value as ScalarNode)?.Text != label.Item2).Item1;

    /// <summary>The locked trait that owns a field; what a trait sets without owning it shows when it is rendered.</summary>
    private static MapEntry? Locked(IReadOnlyList<string> path, string workload, PlatformDefinition platform)
        => platform.LockedTraits(workload).FirstOrDefault(locked => LockedFields.IsOn(locked)
            && (platform.Trait(locked.Name)?.Owns ?? []).Any(owned => JsonPointer.Parse(owned) is { } names && ModelPointer.Meet(names, path)));
}
