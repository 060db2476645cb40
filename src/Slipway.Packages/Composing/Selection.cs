using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What a site says about optional components and choices; nothing said is the application's own word.</summary>
/// <param name="Switches">An optional component's name, and whether it runs.</param>
/// <param name="Choices">A choice's name, and the chosen component.</param>
public sealed record Selection(IReadOnlyDictionary<string, bool> Switches, IReadOnlyDictionary<string, string> Choices)
{
    public static Selection Default { get; } = new(new Dictionary<string, bool>(), new Dictionary<string, string>());

    /// <summary>Whether a component runs.</summary>
    public bool Takes(ComposedComponent component) => component.Conditions.All(Holds);

    /// <summary>
    /// The components that run, each with what must be ready before it: where that is an alternative, the chosen one stands in its place. What the selection
    /// has wrong is told, and what it leaves without something that it needs.
    /// </summary>
    public (IReadOnlyList<ComposedComponent> Components, IReadOnlyList<Diagnostic> Findings) Of(Composition composition)
    {
        var findings = Wrong(composition).ToList();
        var taken = composition.Components.Where(Takes).ToList();
        var running = taken.Select(component => component.Name).ToHashSet(StringComparer.Ordinal);
        var selected = new List<ComposedComponent>();
        foreach (var component in taken)
        {
            var after = new List<string>();
            foreach (var needed in component.After)
                if (running.Contains(needed))
                    after.Add(needed);
                else if (Instead(composition.Component(needed)!, taken) is { Count: > 0 } others)
                    after.AddRange(others);
                else
                    findings.Add(Diagnostic.Of(ComposingRules.NeedsSwitchedOff, component.Written.Name.At, component.Name, needed));
            selected.Add(component with { After = [.. after.Where(name => name != component.Name).Distinct(StringComparer.Ordinal)] });
        }
        return (selected, findings);
    }

    /// <summary>What runs in place of an alternative that was not chosen.</summary>
    private static List<string> Instead(ComposedComponent off, List<ComposedComponent> taken)
        => [.. off.Conditions.Where(condition => condition.Alternative is not null)
            .SelectMany(missed => taken.Where(one => one.Conditions.Any(condition => condition.Name == missed.Name && condition.Alternative is not null)))
            .Select(one => one.Name)];

    private bool Holds(ComponentCondition condition) => condition.Alternative is null
        ? Switches.TryGetValue(condition.Name, out var on) ? on : condition.Default
        : Choices.TryGetValue(condition.Name, out var chosen) ? chosen == condition.Alternative : condition.Default;

    private IEnumerable<Diagnostic> Wrong(Composition composition)
    {
        var optional = composition.Components.SelectMany(one => one.Conditions).Where(condition => condition.Alternative is null).Select(condition => condition.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var name in Switches.Keys.Where(name => !optional.Contains(name)))
            yield return Diagnostic.Of(ComposingRules.UnknownSwitch, (Location?)null, name, optional.Count == 0 ? "-" : string.Join(", ", optional));
        var offered = composition.Alternatives.SelectMany(choice => choice.Components.Select(component => $"{choice.Name}={component}")).ToList();
        foreach (var (name, chosen) in Choices.Where(choice => !offered.Contains($"{choice.Key}={choice.Value}")))
            yield return Diagnostic.Of(ComposingRules.UnknownChoice, (Location?)null, $"{name}={chosen}", offered.Count == 0 ? "-" : string.Join(", ", offered));
    }
}
