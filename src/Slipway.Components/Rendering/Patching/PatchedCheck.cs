using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The rules of finished models once more on a controller that the entry's patches changed: fields that exist, of their types, and three different probes.</summary>
internal static class PatchedCheck
{
    private static readonly LocalText WholeList = new(
        "a patch replaces `containers` as a whole, and the probes with it; the trait `merge-patch` changes one container: `merge-patch: {{model: {{pod: {{containers: {{{1}: {{…}}}}}}}}}}`",
        "补丁会整体替换 `containers`，探针也随之丢失；trait `merge-patch` 只修改一个容器：`merge-patch: {{model: {{pod: {{containers: {{{1}: {{…}}}}}}}}}}`");

    /// <summary>A container that has lost all three was written anew rather than changed.</summary>
    private static IEnumerable<Diagnostic> Probes(Component component, MapNode patched)
        => ProbeCheck.Check(component, patched).GroupBy(finding => finding.Arguments[1], StringComparer.Ordinal)
            .SelectMany(container => container.Count(finding => finding.Rule == RenderingRules.MissingProbe) < 3 ? container : container.Select(finding => finding with { SpecialHelp = WholeList }));

    /// <param name="finished">The model before the patches.</param>
    /// <param name="model">The schema of models.</param>
    public static IReadOnlyList<Diagnostic> Check(RenderedComponent rendered, MapNode finished, JsonSchema model)
    {
        if (rendered.Objects.FirstOrDefault(o => o.IsController) is not { PatchedBy.Count: > 0 } controller)
            return [];
        var faults = new List<(string Pointer, LocalText Text)>();
        var patched = ControllerModel.Of((MapNode)controller.Content, faults);
        var writes = PatchWrite.ToController(rendered.Component.Values["patches"] as MapNode ?? Node.Map(), (controller.ApiVersion, controller.Kind), null)
            .Where(w => controller.PatchedBy.Contains(w.Patch, StringComparer.Ordinal)).Select(w => (Write: w, Path: ControllerModel.PathOf(controller.Kind, w.Path))).ToList();
        Location? At(IEnumerable<string> names) => Place(writes, [.. names]) ?? ValuePlace.Of(rendered.Component.Values, $"/patches{JsonPointer.Of(controller.PatchedBy[^1])}");

        var findings = faults.Select(f => ModelCheck.ModelFinding(rendered, f.Pointer, f.Text, RenderingRules.ModelForm.Help) with { At = At(JsonPointer.Parse(f.Pointer)!) }).ToList();
        findings.AddRange(model.Check(patched).Select(f => ModelCheck.ModelFinding(rendered, f) with { At = At(JsonPointer.Parse(f.InstancePointer)!) }));
        if (!rendered.Component.IncompleteProbes)
            findings.AddRange(Probes(rendered.Component, patched).Select(f => f with { At = At(["pod", "containers", f.Arguments[1], f.Arguments[2]]) }));
        findings.AddRange(from w in writes
                          where w.Write.Value is ListNode && w.Path is ["pod", "initContainers" or "volumes" or "imagePullSecrets"] && JsonPointer.Resolve(finished, w.Path) is MapNode { Count: > 0 }
                          select PatchCheck.List(w.Write, w.Path[1]));
        return findings;
    }

    /// <summary>The last of the writes that met the field; within a list that it wrote, the field itself.</summary>
    private static Location? Place(List<(PatchWrite Write, IReadOnlyList<string>? Path)> writes, IReadOnlyList<string> names)
    {
        var (write, path) = writes.LastOrDefault(w => w.Path is not null && ModelPointer.Meet(w.Path, names));
        return write is null ? null : write.Value is ListNode list ? Below(list, names.Skip(path!.Count)) ?? write.At : write.At;
    }

    private static Location? Below(Node node, IEnumerable<string> names)
    {
        var place = (Location?)null;
        foreach (var name in names)
        {
            var entry = (node as MapNode)?.Entry(name);
            var next = entry?.Value ?? (node as ListNode)?.Items.FirstOrDefault(item => item is MapNode map && map.Entries.Any(e => e.Name is "name" or "mountPath" or "devicePath" && (e.Value as ScalarNode)?.Text == name))
                ?? JsonPointer.Resolve(node, [name]);
            if (next is null)
                break;
            place = entry?.Key.At ?? Components.Place.Start(next);
            node = next;
        }
        return place;
    }
}
