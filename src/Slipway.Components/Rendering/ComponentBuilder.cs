using System.Runtime.CompilerServices;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Definition and entry to component: the values of one release of the generic chart.</summary>
public static class ComponentBuilder
{
    private static readonly ConditionalWeakTable<PlatformDefinition, JsonSchema> Schemas = [];

    /// <param name="installation">The installation's name; the component's own where a component is installed alone.</param>
    /// <param name="registry">The site's registry, host and perhaps a path; completes image names with a leading slash.</param>
    /// <param name="isComplete">False where the settings are still to come: required ones may be missing.</param>
    /// <returns>No component where a finding is an error.</returns>
    public static (Component? Component, IReadOnlyList<Diagnostic> Findings) Build(
        ServiceDefinition definition, ComponentEntry entry, PlatformDefinition platform, string? installation = null, string? registry = null, bool isComplete = true)
    {
        var findings = new List<Diagnostic>();
        // One pod that never overlaps another is what a StatefulSet of one is.
        var single = definition.SingleActive is { Standby: 0 };
        var workload = single && definition.Workload.Value == "stateless" ? "stateful" : definition.Workload.Value;
        if (single && workload != "stateful")
            findings.Add(Diagnostic.Of(RenderingRules.NotSingle, definition.SingleActive!.Node.At ?? definition.Node.At, workload));
        var values = DefinitionValues.Of(definition, installation ?? definition.Name.Value, workload);
        if (ConfigValues.Of(definition.Config, entry.Config, isComplete, findings) is { } config)
            values = values.With("config", config);
        if (platform.Workload(definition.Workload.Value) is null)
            findings.Add(Diagnostic.Of(RenderingRules.UnknownWorkload, definition.Workload.At ?? definition.Node.At, definition.Workload.Value, string.Join(", ", platform.Workloads.Select(w => w.Name))));
        findings.AddRange(NotRendered.Of(definition));
        var traits = Traits(definition, workload, entry, platform, findings);
        findings.AddRange(PolicyCheck.Of(definition, workload, entry, platform.Policy, traits));
        if (traits.Count > 0)
            values = values.With("traits", traits);
        values = WithInjections(values, definition.Name.Value, installation ?? definition.Name.Value, workload, entry, platform, findings);
        if (registry is not null)
            values = values.With("global", Node.Map(("imageRegistry", Node.Of(registry))));
        if (!ReferenceEquals(entry, ComponentEntry.Empty))
            findings.AddRange(Schema(platform).Check(values).Select(f => f.Diagnostic));
        return (findings.Any(f => f.Severity == Severity.Error) ? null : new Component(definition.Name.Value, definition.VersionText, values) { Installation = installation ?? definition.Name.Value }, findings);
    }

    private static MapNode WithInjections(
        MapNode values, string name, string installation, string workload, ComponentEntry entry, PlatformDefinition platform, List<Diagnostic> findings)
    {
        var (objects, patches) = (Standing(entry.Objects), Standing(entry.Patches));
        findings.AddRange(PatchCheck.Twins(name, workload, objects, platform));
        findings.AddRange(PatchCheck.Of(name, installation, workload, patches, platform));
        if (objects.Count > 0)
            values = values.With("objects", WithoutNulls(objects));
        return patches.Count > 0 ? values.With("patches", patches) : values;
    }

    /// <summary>Without those that a level takes out.</summary>
    private static MapNode Standing(MapNode named) => new(named.Entries.Where(e => e.Value is MapNode), named.At);

    /// <summary>Kubernetes takes null for nothing, and Helm drops it or not, by where it stands.</summary>
    private static MapNode WithoutNulls(MapNode map) => new(
        map.Entries.Where(e => e.Value is not ScalarNode { Kind: ScalarKind.Null }).Select(e => e.Value is MapNode inner ? e with { Value = WithoutNulls(inner) } : e), map.At);

    // A platform team that writes `format: date` means it, whatever the specification leaves open.
    private static JsonSchema Schema(PlatformDefinition platform)
        => Schemas.GetValue(platform, p => JsonSchema.Compile(ValuesSchema.Build(p), new SchemaOptions { AssertFormats = true }).Schema);

    private static MapNode Traits(ServiceDefinition definition, string workload, ComponentEntry entry, PlatformDefinition platform, List<Diagnostic> findings)
    {
        var defaults = MergePatch.Apply(platform.DefaultTraits(workload), ResourceValues.Traits(definition));
        var named = new MapNode(entry.Traits.Entries.Where(e => TraitCompany.Known(e, platform, findings)).Select(TraitCompany.SwitchedOn), entry.Traits.At);
        var traits = MergePatch.Apply(defaults, named);
        foreach (var trait in platform.Traits)
            if (TraitCompany.IsOn(traits, trait.Name))
            {
                var at = traits.Entry(trait.Name)?.Key.At;
                TraitCompany.Check(trait, workload, traits, at, platform, findings);
                if (definition.SingleActive is { Standby: 0 } && trait.Owns.Contains("/controller/spec/replicas", StringComparer.Ordinal))
                    findings.Add(Diagnostic.Of(RenderingRules.OneActive, at, trait.Name));
            }
        foreach (var needed in platform.Workload(workload)?.Requires.Where(name => !TraitCompany.IsOn(traits, name)) ?? [])
            findings.Add(Diagnostic.Of(RenderingRules.WorkloadRequires, definition.Workload.At ?? definition.Node.At, workload, needed));
        findings.AddRange(LockedTraits.Check(definition, workload, entry, platform, traits));
        return traits;
    }
}
