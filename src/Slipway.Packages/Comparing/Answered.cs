using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What a unified configuration with a site's answers gives each component.</summary>
internal sealed record Answered(IReadOnlyDictionary<string, ComponentEntry> Mapped, IReadOnlyList<Diagnostic> Findings)
{
    public static Answered Of(Composition composition, MapNode answers)
    {
        if (answers.Count == 0)
            return new(composition.Components.ToDictionary(component => component.Name, component => component.Mapped, StringComparer.Ordinal), []);
        var (components, findings) = composition.Configuration.Configured(composition.Components, answers);
        return findings.Any(finding => finding.Severity == Severity.Error)
            ? new(new Dictionary<string, ComponentEntry>(), findings)
            : new(components.ToDictionary(component => component.Name, component => component.Mapped, StringComparer.Ordinal), findings);
    }

    /// <summary>Null where the answers do not fit.</summary>
    public ComponentEntry? Of(ComposedComponent component) => Mapped.GetValueOrDefault(component.Name);
}

/// <summary>The configuration of either side with the answers of either side, each worked out once.</summary>
internal sealed class AnsweredSides(PackageSide before, PackageSide after)
{
    private readonly Dictionary<(bool, bool), Answered> known = [];

    public Answered Before => Of(false, false);

    public Answered After => Of(true, true);

    public Answered Of(bool newConfiguration, bool newAnswers)
    {
        if (!known.TryGetValue((newConfiguration, newAnswers), out var answered))
            known[(newConfiguration, newAnswers)] = answered = Answered.Of((newConfiguration ? after : before).Composition, (newAnswers ? after : before).Site.Answers);
        return answered;
    }
}
