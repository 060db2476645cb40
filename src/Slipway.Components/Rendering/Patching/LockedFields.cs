using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// What a locked trait decides stays as it decided it: fields of pod and controller that it sets or owns, and the objects that it makes. Neither a trait that the
/// entry brings in nor a patch gets around a lock.
/// </summary>
internal static class LockedFields
{
    public static bool IsOn(MapEntry locked) => PlatformDefaults.Plain(locked).Value is MapNode map && map["enabled"] is ScalarNode enabled && TraitCompany.IsTrue(enabled);

    /// <param name="rendered">With its objects.</param>
    public static IReadOnlyList<Diagnostic> Check(RenderedComponent rendered, Func<ComponentTrace> trace, PlatformDefinition platform)
    {
        var workload = (rendered.Component.Values["workload"] as ScalarNode)?.Text ?? "stateless";
        var locked = platform.LockedTraits(workload).Where(IsOn).ToList();
        if (locked.Count == 0)
            return [];
        var found = new List<Diagnostic>();
        var (made, allowed) = (trace(), platform.DefaultTraits(workload));
        foreach (var one in locked)
        {
            foreach (var item in rendered.Objects.Where(o => o.Origin == $"/traits/{one.Name}/objects.yaml"))
                found.AddRange(item.PatchedBy.Select(patch => Say(rendered, one, $"/patches{JsonPointer.Of(patch)}", $"{item.Kind}/{item.Name}", null)));
            found.AddRange(Fields(rendered, one, made, platform, allowed));
        }
        return found;
    }

    private static IEnumerable<Diagnostic> Fields(RenderedComponent rendered, MapEntry locked, ComponentTrace trace, PlatformDefinition platform, MapNode allowed)
    {
        var at = trace.Patches.ToList().FindIndex(p => p.Trait == locked.Name);
        if (at < 0)
            yield break;
        var model = new ComponentTrace(trace.Model, [.. trace.Patches.Take(at + 1)]).Finished;
        var fields = Decided(trace.Patches[at], platform.Trait(locked.Name)?.Owns ?? [], trace.Finished);
        foreach (var later in trace.Patches.Skip(at + 1))
        {
            var next = new ComponentTrace(model, [later]).Finished;
            if (!TraitCompany.IsOn(allowed, later.Trait))
                foreach (var field in fields.Where(f => !ModelPointer.Same(model, next, f)))
                    yield return Say(rendered, locked, $"/traits{JsonPointer.Of(later.Trait)}", JsonPointer.Of(field), null);
            model = next;
        }
        if (rendered.Objects.FirstOrDefault(o => o.IsController) is not { PatchedBy.Count: > 0 } controller)
            yield break;
        var patched = ControllerModel.Of((MapNode)controller.Content, []);
        foreach (var field in fields.Where(f => !ModelPointer.Same(model, patched, f)))
            yield return ByPatch(rendered, locked, controller, field);
    }

    /// <summary>Operations are no leaves: of such a trait, what it owns counts.</summary>
    private static List<IReadOnlyList<string>> Decided(TraitPatch patch, IReadOnlyList<string> owned, MapNode finished)
    {
        var set = patch.IsOperations ? [] : Commuting.Leaves(patch.Patch).Select(leaf => JsonPointer.Parse(leaf.Pointer)!);
        return [.. set.Concat(owned.Select(JsonPointer.Parse).OfType<IReadOnlyList<string>>().SelectMany(names => ModelPointer.Expand(finished, names))).Where(names => names.Count > 0).DistinctBy(names => JsonPointer.Of(names))];
    }

    private static Diagnostic ByPatch(RenderedComponent rendered, MapEntry locked, RenderedObject controller, IReadOnlyList<string> field)
    {
        var writes = PatchWrite.ToController(rendered.Component.Values["patches"] as MapNode ?? Node.Map(), (controller.ApiVersion, controller.Kind), null);
        var write = writes.LastOrDefault(w => controller.PatchedBy.Contains(w.Patch, StringComparer.Ordinal) && ControllerModel.PathOf(controller.Kind, w.Path) is { } path && ModelPointer.Meet(path, field));
        return Say(rendered, locked, $"/patches{JsonPointer.Of(write?.Patch ?? controller.PatchedBy[^1])}", JsonPointer.Of(field), write?.At);
    }

    private static Diagnostic Say(RenderedComponent rendered, MapEntry locked, string who, string field, Location? at)
        => PolicyCheck.Say(InjectionRules.LockedField, at ?? ValuePlace.Of(rendered.Component.Values, who), locked.Key.At, rendered.Component.Name, who, field, locked.Name);
}
