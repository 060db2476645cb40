using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What a site says about an application.</summary>
/// <param name="Registry">Completes image names that begin with a slash; null for none.</param>
public sealed record SiteInput(Selection Selection, string? Registry)
{
    /// <summary>To the unified configuration.</summary>
    public MapNode Answers { get; init; } = ComponentEntry.Empty.Config;

    /// <summary>Words that name presets of the application, below <see cref="Answers"/>; what they set, either side says for itself.</summary>
    public IReadOnlyList<string> Presets { get; init; } = [];

    /// <summary>What stands in components' places.</summary>
    public IReadOnlyList<Replacement> Replacements { get; init; } = [];

    /// <summary>It says all that the site says, be it nothing: nobody has to be asked what else there may be.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Of components' traits.</summary>
    public IReadOnlyList<Adjustment> Adjustments { get; init; } = [];

    /// <summary>Names of the texts that the site wrote, as messages show them, besides options.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    internal IReadOnlyList<PresetDefinition> PresetsOf(Composition composition)
        => [.. Presets.Select(word => Packages.Presets.Find(composition.Application, word)?.Preset).OfType<PresetDefinition>()];

    /// <summary>To the unified configuration, with what presets say.</summary>
    internal MapNode AnswersOn(Composition composition)
        => PresetsOf(composition).Aggregate(ComponentEntry.Empty, (below, preset) => below.With(ComponentEntry.Empty with { Config = preset.Config })).With(ComponentEntry.Empty with { Config = Answers }).Config;

    public static SiteInput None { get; } = new(Selection.Default, null);
}

/// <summary>One of the two that are compared: an application with the platform that it runs on and what a site says about it.</summary>
/// <param name="Composition">Of the newer side it may be incomplete; then <see cref="Findings"/> say why.</param>
public sealed record PackageSide(Composition Composition, PlatformDefinition Platform, SiteInput Site)
{
    /// <summary>What was found while it was read and composed.</summary>
    public IReadOnlyList<Diagnostic> Findings { get; init; } = [];

    /// <summary>The images that travel with it, by name, each with its digest; empty where none do.</summary>
    public IReadOnlyDictionary<string, string> Images { get; init; } = new Dictionary<string, string>();

    /// <summary>The installation's name.</summary>
    public string Installation { get; init; } = Composition.Application.Name.Value;
}
