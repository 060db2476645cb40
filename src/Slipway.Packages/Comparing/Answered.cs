using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>The components of an application with what a site says on top.</summary>
/// <param name="Refused">The components for which what the site says does not fit.</param>
internal sealed record Answered(IReadOnlyDictionary<string, ComposedComponent> Components, IReadOnlySet<string> Refused, IReadOnlyList<Diagnostic> Findings)
{
    public static Answered Of(Composition composition, SiteInput site)
    {
        var (refused, findings) = (new HashSet<string>(StringComparer.Ordinal), new List<Diagnostic>());
        var (components, outputs, unfit) = Replacing.Apply(composition, composition.Components, site.Replacements);
        findings.AddRange(unfit);
        if (unfit.Any(finding => finding.Severity == Severity.Error))
            refused.UnionWith(site.Replacements.Select(replacement => replacement.Component));
        if (site.AnswersOn(composition) is var answers && (answers.Count > 0 || site.Replacements.Count > 0))
        {
            (components, var wrong) = composition.Configuration.Configured(components, answers, outputs);
            findings.AddRange(wrong);
            if (wrong.Any(finding => finding.Severity == Severity.Error))
                refused.UnionWith(composition.Components.Where(component => !ReferenceEquals(component.Mapped, ComponentEntry.Empty)).Select(component => component.Name));
        }
        var (adjusted, locked) = Adjusting.Apply(composition, components, [.. Presets.Adjustments(site.PresetsOf(composition)), .. site.Adjustments]);
        if (locked.Count > 0)
            refused.UnionWith(site.Adjustments.Select(adjustment => adjustment.Component.Text));
        return new(adjusted.ToDictionary(component => component.Name, StringComparer.Ordinal), refused, [.. findings, .. locked]);
    }

    public ComposedComponent Of(ComposedComponent component) => Components[component.Name];

    /// <summary>What stops a component.</summary>
    public IReadOnlyList<Diagnostic> Against(ComposedComponent component) => Refused.Contains(component.Name) ? Findings : [];

    /// <summary>Whether a component gets the same in both; a site that is refused in one of them is another matter there.</summary>
    public static bool Same(Answered one, ComposedComponent left, Answered other, ComposedComponent right)
        => one.Refused.Contains(left.Name) == other.Refused.Contains(right.Name) && Entries.Same(one.Of(left).Whole, other.Of(right).Whole) && SameOutside(one.Of(left), other.Of(right));

    /// <summary>What a site has in a component's place is its own; whatever else the component is made from is another layer.</summary>
    private static bool SameOutside(ComposedComponent one, ComposedComponent other)
        => one.IsReplaced == other.IsReplaced && (!one.IsReplaced || one.Content.Fingerprint == other.Content.Fingerprint);
}

/// <summary>The application of either side with the site of either side, each worked out once.</summary>
internal sealed class AnsweredSides(PackageSide before, PackageSide after)
{
    private readonly Dictionary<(bool, bool), Answered> known = [];

    /// <summary>Known once for all components.</summary>
    public MovedImages Moved { get; } = MovedImages.Of(before, after);

    public Answered Before => Of(false, false);

    public Answered After => Of(true, true);

    public Answered Of(bool newApplication, bool newSite)
    {
        if (!known.TryGetValue((newApplication, newSite), out var answered))
            known[(newApplication, newSite)] = answered = Answered.Of((newApplication ? after : before).Composition, (newSite ? after : before).Site);
        return answered;
    }
}

internal static class Entries
{
    public static bool Same(ComponentEntry one, ComponentEntry other)
        => Nodes.Equal(one.Traits, other.Traits) && Nodes.Equal(one.Config, other.Config) && Nodes.Equal(one.Objects, other.Objects) && Nodes.Equal(one.Patches, other.Patches)
            && Nodes.Equal(one.Values, other.Values);
}
