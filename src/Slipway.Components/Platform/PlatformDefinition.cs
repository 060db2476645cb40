using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Everything that decides how services run: workloads, traits and what every component gets by default.</summary>
/// <param name="Version">Where the generic chart's version begins (<see cref="GenericChart"/>).</param>
/// <param name="Traits">By <see cref="TraitDefinition.Order"/>, then name: the order in which patches are applied.</param>
/// <param name="Defaults">By workload name: the entry (<c>traits: …</c>) below every other; a trait in it may say <c>locked: true</c>.</param>
public sealed record PlatformDefinition(
    string Name,
    string Version,
    IReadOnlyList<WorkloadDefinition> Workloads,
    IReadOnlyList<TraitDefinition> Traits,
    MapNode Defaults)
{
    /// <summary>What its definitions may do.</summary>
    public PlatformPolicy Policy { get; init; } = PlatformPolicy.Default;

    /// <summary>What <c>build.base</c> can name besides <c>scratch</c>, in written order.</summary>
    public IReadOnlyList<BaseImage> BaseImages { get; init; } = [];

    public WorkloadDefinition? Workload(string name) => Workloads.FirstOrDefault(w => w.Name == name);

    /// <summary>The workloads that run no pods.</summary>
    public IEnumerable<string> Podless => Workloads.Where(w => w.Controller is null).Select(w => w.Name);

    public TraitDefinition? Trait(string name) => Traits.FirstOrDefault(t => t.Name == name);

    /// <summary>
    /// What a trait requires on a workload. A required trait that does not apply there is not asked for: what it makes elsewhere, such as the Service
    /// behind an Ingress, that workload has by other means.
    /// </summary>
    public IEnumerable<string> Required(TraitDefinition trait, string workload)
        => trait.Requires.Where(name => Trait(name) is not { } needed || Applies(needed, workload));

    /// <summary>Whether a trait applies to a workload, or to the one that it is like.</summary>
    public bool Applies(TraitDefinition trait, string workload)
        => trait.AppliesTo.Contains(workload, StringComparer.Ordinal) || (Workload(workload)?.Like is { } like && trait.AppliesTo.Contains(like.Value, StringComparer.Ordinal));

    /// <summary>A team changed what the chart holds, so its version tells it from the built-in one.</summary>
    public bool HasOwnChart { get; init; }

    /// <summary>The traits that a workload has switched on before anyone says anything.</summary>
    public MapNode DefaultTraits(string workload)
        => new(PlatformDefaults.Of(this, workload).Entries.Select(trait => PlatformDefaults.Plain(trait)));

    /// <summary>The default traits that nobody may switch off or change.</summary>
    public IEnumerable<MapEntry> LockedTraits(string workload) => PlatformDefaults.Of(this, workload).Entries.Where(PlatformDefaults.IsLocked);
}

/// <summary>A file of a platform folder, kept with its name so that an error inside a template points into it.</summary>
public sealed record TemplateFile(Lazy<SourceText> Text)
{
    public SourceText Source => Text.Value;
}

/// <summary>How a kind of service runs.</summary>
/// <param name="Controller"><c>apiVersion</c> and <c>kind</c> of the controller that the model becomes; null where nothing runs.</param>
/// <param name="Model">The template that makes the model.</param>
/// <param name="Objects">A template of further objects, or null.</param>
public sealed record WorkloadDefinition(string Name, string Version, LocalText Summary, (string ApiVersion, string Kind)? Controller, TemplateFile Model, TemplateFile? Objects)
{
    /// <summary>Another workload whose traits apply to this one too, with its default traits; null for none.</summary>
    public Placed<string>? Like { get; init; }

    /// <summary>Traits without which a component of this workload says too little.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];
}

/// <summary>Something that a component can be given.</summary>
/// <param name="Text">The longer part, which only those traits are asked for that are on or looked at.</param>
public sealed record TraitDefinition(string Name, string Version, Lazy<TraitText> Text)
{
    public LocalText Summary => Text.Value.Summary;

    /// <inheritdoc cref="TraitText" path="/param[@name='Documentation']"/>
    public LocalText? Documentation => Text.Value.Documentation;

    /// <inheritdoc cref="TraitText" path="/param[@name='Parameters']"/>
    public MapNode Parameters => Text.Value.Parameters;

    /// <summary>Names of workloads.</summary>
    public required IReadOnlyList<string> AppliesTo { get; init; }

    public IReadOnlyList<string> ConflictsWith { get; init; } = [];

    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>Lower patches first; default 500.</summary>
    public int Order { get; init; } = 500;

    /// <summary>JSON Pointers into the model, <c>*</c> for any key: fields that this trait takes over.</summary>
    public IReadOnlyList<string> Owns { get; init; } = [];

    /// <summary>The patch looks at the live controller, which the single chart then looks up.</summary>
    public bool ReadsLive { get; init; }

    public TemplateFile? Patch { get; init; }

    public TemplateFile? Objects { get; init; }
}

/// <summary>What a trait says to people, and what can be set.</summary>
/// <param name="Documentation">What it does, when it is of use, what it does not do, in Markdown; null where the definition says no more than its summary.</param>
/// <param name="Parameters">JSON Schema of the parameters, without <c>enabled</c>.</param>
public sealed record TraitText(LocalText Summary, LocalText? Documentation, MapNode Parameters);
