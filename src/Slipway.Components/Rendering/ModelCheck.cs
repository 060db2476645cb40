using System.Collections.Concurrent;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// Every patch and every finished model against the model's schema: a misspelt field merges in silence, and Helm 3 then drops it and says deployed.
/// </summary>
internal static class ModelCheck
{
    /// <summary>A pair for each kind of controller that is met: a field of another kind is refused like any that does not exist.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<(JsonSchema Model, JsonSchema Patch)>> Schemas = new(StringComparer.Ordinal);

    private static readonly LocalText NoModel = new("the workload runs no pods, so there is nothing to patch", "该工作负载不运行 Pod，没有可以修改的内容");

    public static RenderedComponent Check(RenderedComponent rendered, ComponentTrace trace, PlatformDefinition platform)
    {
        if (trace.Model.Count == 0)
            return WithoutPods(rendered, trace, platform);
        var findings = new List<Diagnostic>();
        var kind = platform.Workload((rendered.Component.Values["workload"] as ScalarNode)?.Text ?? "stateless")?.Controller?.Kind ?? "";
        var schemas = Schemas.GetOrAdd(kind, static k => new(() => Compile(k))).Value;
        // Operations name no fields of the model in a form of their own: what they made shows in the finished one.
        foreach (var patch in trace.Patches.Where(p => !p.IsOperations))
            findings.AddRange(schemas.Patch.Check(patch.Patch).Select(f => PatchFinding(rendered, patch, f, platform)));
        var finished = trace.Finished;
        // A fault in a patch shows in the finished model again; it is told once, at the patch.
        if (findings.Count == 0)
        {
            findings.AddRange(schemas.Model.Check(finished).Select(f => ModelFinding(rendered, f)));
            if (!rendered.Component.IncompleteProbes)
                findings.AddRange(ProbeCheck.Check(rendered.Component, finished));
        }
        if (findings.Count == 0)
            findings.AddRange(PatchedCheck.Check(rendered, finished, schemas.Model));
        if (findings.Count == 0)
            findings.AddRange(ActiveCheck.Check(rendered, kind));
        if (!findings.Exists(f => f.Severity == Severity.Error))
            return findings.Count == 0 ? rendered : rendered with { Findings = [.. rendered.Findings, .. findings] };
        return rendered with { Objects = [], Findings = [.. rendered.Findings, .. findings] };
    }

    /// <summary>A patch of a workload that has neither pod nor controller would be lost in silence.</summary>
    private static RenderedComponent WithoutPods(RenderedComponent rendered, ComponentTrace trace, PlatformDefinition platform)
    {
        var findings = trace.Patches.Where(patch => patch.Patch.Count > 0).Select(patch => new Diagnostic(
            LocalRule.Of(RenderingRules.PatchForm, [rendered.Component.Name, patch.Trait, "/"], NoModel), platform.Trait(patch.Trait)?.Patch is { } file ? new Location(file.Source, new Span(0, 0)) : null, [])).ToList();
        return findings.Count == 0 ? rendered : rendered with { Objects = [], Findings = [.. rendered.Findings, .. findings] };
    }

    private static Diagnostic PatchFinding(RenderedComponent rendered, TraitPatch patch, SchemaFinding finding, PlatformDefinition platform)
    {
        var rule = LocalRule.Of(RenderingRules.PatchForm, [rendered.Component.Name, patch.Trait, finding.InstancePointer], Message(finding), Help(finding));
        return new Diagnostic(rule, platform.Trait(patch.Trait)?.Patch is { } file ? TemplatePlace.Find(file.Source, finding.InstancePointer) : null, []);
    }

    internal static Diagnostic ModelFinding(RenderedComponent rendered, SchemaFinding finding)
        => ModelFinding(rendered, finding.InstancePointer, Message(finding), Help(finding));

    internal static Diagnostic ModelFinding(RenderedComponent rendered, string pointer, LocalText text, LocalText help)
        => new(LocalRule.Of(RenderingRules.ModelForm, [rendered.Component.Name, pointer], text, help), null, []);

    private static LocalText Message(SchemaFinding finding) => new(finding.Diagnostic.Message(Language.English), finding.Diagnostic.Message(Language.Chinese));

    private static LocalText Help(SchemaFinding finding) => new(finding.Diagnostic.Help(Language.English), finding.Diagnostic.Help(Language.Chinese));

    private static (JsonSchema, JsonSchema) Compile(string kind)
    {
        var model = ModelSchema.Of(kind);
        return (JsonSchema.Compile(model).Schema, JsonSchema.Compile(PatchSchema.Of(model)).Schema);
    }
}
