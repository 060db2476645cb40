using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>A component as a site may run it, built and perhaps rendered.</summary>
/// <param name="Component">Null where it cannot be built so, and <paramref name="Refused"/> says why.</param>
public sealed record AdjustedComponent(PossibleAdjustment Adjustment, Component? Component, Diagnostic? Refused)
{
    /// <summary>Null before it is rendered.</summary>
    public RenderedComponent? Rendered { get; init; }

    private Diagnostic? Fault => Refused ?? Rendered?.Findings.FirstOrDefault(finding => finding.Severity == Severity.Error);

    /// <summary>All that a site may make of a composition; what comes out as the component was, or as another way made it, is left out.</summary>
    /// <param name="components">The composition's, built in the same manner.</param>
    public static IReadOnlyList<AdjustedComponent> Build(Composition composition, PlatformDefinition platform, IReadOnlyList<Component> components, string installation, string? registry)
    {
        var known = components.Select(Written).ToHashSet(StringComparer.Ordinal);
        var all = new List<AdjustedComponent>();
        foreach (var adjustment in PossibleAdjustments.Of(composition, platform))
        {
            var (built, findings) = ComposedBuilder.Build([adjustment.Component], platform, installation, registry);
            if (built is [var component] && known.Add(Written(component)))
                all.Add(new AdjustedComponent(adjustment, component, null));
            else if (built.Count == 0)
                all.Add(new AdjustedComponent(adjustment, null, findings.First(finding => finding.Severity == Severity.Error)));
            // What is built as another one was, that one shows.
            else if (built.Count == 1)
                all.Add(new AdjustedComponent(adjustment, null, null));
        }
        return all;
    }

    private static string Written(Component component) => $"{component.Name} {JsonText.Write(component.Values)}";

    /// <summary>The images that it names, each with the words that bring it.</summary>
    internal IEnumerable<(CarriedName Name, ImagePlace Place, bool IsSure)> Images()
        => Rendered is null ? [] : NeededImages.Rendered(Rendered, Adjustment.Component)
            .Where(image => !image.Name.ToString().Contains(CountedValues.MadeUp, StringComparison.Ordinal))
            .Select(image => image with { Place = image.Place with { By = Adjustment.Words, At = image.Place.At == Adjustment.Component.Written.Name.At ? Adjustment.At : image.Place.At } });

    /// <summary>Traits that a site may switch on or change, and of which nothing could be rendered: what they bring is not known.</summary>
    internal static IEnumerable<Diagnostic> NotLookedAt(IReadOnlyList<AdjustedComponent> all)
        => all.Where(one => one.Adjustment.Group is not null).GroupBy(one => one.Adjustment.Group!)
            .Where(group => group.All(one => one.Fault is not null))
            .Select(group => (group.First().Adjustment, Fault: group.First().Fault!))
            .Select(one => new Diagnostic(CarryingRules.NotLookedAt, one.Adjustment.At, [one.Adjustment.Group!, one.Fault.Message(Language.English)])
            {
                ChineseArguments = [one.Adjustment.Group!, one.Fault.Message(Language.Chinese)],
            });
}
