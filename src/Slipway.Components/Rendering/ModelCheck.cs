using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// Every patch and every finished model against the model's schema: a misspelt field merges in silence, and Helm 3 then drops it and says deployed.
/// </summary>
internal static class ModelCheck
{
    private static readonly Lazy<(JsonSchema Model, JsonSchema Patch)> Schemas = new(Compile);

    public static RenderedComponent Check(RenderedComponent rendered, ComponentTrace trace, PlatformDefinition platform)
    {
        if (trace.Model.Count == 0)
            return rendered;
        var findings = new List<Diagnostic>();
        foreach (var patch in trace.Patches)
            findings.AddRange(Schemas.Value.Patch.Check(patch.Patch).Select(f => PatchFinding(rendered, patch, f, platform)));
        var finished = trace.Finished;
        // A fault in a patch shows in the finished model again; it is told once, at the patch.
        if (findings.Count == 0)
        {
            findings.AddRange(Schemas.Value.Model.Check(finished).Select(f => ModelFinding(rendered, f)));
            if (!rendered.Component.IncompleteProbes)
                findings.AddRange(ProbeCheck.Check(rendered.Component, finished));
        }
        if (findings.Count == 0)
            return rendered;
        return rendered with { Objects = [], Findings = [.. rendered.Findings, .. findings] };
    }

    private static Diagnostic PatchFinding(RenderedComponent rendered, TraitPatch patch, SchemaFinding finding, PlatformDefinition platform)
    {
        var rule = LocalRule.Of(RenderingRules.PatchForm, [rendered.Component.Name, patch.Trait, finding.InstancePointer], Message(finding), Help(finding));
        return new Diagnostic(rule, platform.Trait(patch.Trait)?.Patch is { } file ? TemplatePlace.Find(file.Source, finding.InstancePointer) : null, []);
    }

    private static Diagnostic ModelFinding(RenderedComponent rendered, SchemaFinding finding)
        => new(LocalRule.Of(RenderingRules.ModelForm, [rendered.Component.Name, finding.InstancePointer], Message(finding), Help(finding)), null, []);

    private static LocalText Message(SchemaFinding finding) => new(finding.Diagnostic.Message(Language.English), finding.Diagnostic.Message(Language.Chinese));

    private static LocalText Help(SchemaFinding finding) => new(finding.Diagnostic.Help(Language.English), finding.Diagnostic.Help(Language.Chinese));

    private static (JsonSchema, JsonSchema) Compile()
    {
        var model = (MapNode)DefinitionSchemas.Read("Model/model.schema.json");
        return (JsonSchema.Compile(model).Schema, JsonSchema.Compile(PatchSchema.Of(model)).Schema);
    }
}
