using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What a site says about optional components and choices; nothing said is the application's own word.</summary>
/// <param name="Switches">An optional component's name, and whether it runs.</param>
/// <param name="Choices">A choice's name, and the chosen component.</param>
public sealed record Selection(IReadOnlyDictionary<string, bool> Switches, IReadOnlyDictionary<string, string> Choices)
{
    public static Selection Default { get; } = new(new Dictionary<string, bool>(), new Dictionary<string, string>());

    /// <summary>Nothing is said.</summary>
    public bool IsDefault => Switches.Count + Choices.Count == 0;

    /// <summary>This, with what a later one says on top.</summary>
    public Selection With(Selection later) => new(Joined(Switches, later.Switches), Joined(Choices, later.Choices));

    /// <summary>What of it a composition offers, and the words that it does not, as <see cref="Words"/> writes them.</summary>
    public (Selection Offered, IReadOnlyList<string> Unknown) Within(Composition composition)
    {
        var known = new Selection(
            Switches.Where(one => Optional(composition).Contains(one.Key)).ToDictionary(StringComparer.Ordinal),
            Choices.Where(one => Offered(composition).Contains($"{one.Key}={one.Value}")).ToDictionary(StringComparer.Ordinal));
        return (known, [.. Words.Except(known.Words)]);
    }

    /// <summary>As options of the command line, in order of their names.</summary>
    public IReadOnlyList<string> Words =>
    [
        .. Switches.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{(one.Value ? "--enable" : "--disable")} {one.Key}"),
        .. Choices.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"--choose {one.Key}={one.Value}"),
    ];

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
                    after.AddRange(others.Select(other => other.Name));
                else if (!component.AfterIfRunning.Contains(needed))
                    findings.Add(Diagnostic.Of(ComposingRules.NeedsSwitchedOff, component.Written.Name.At, component.Name, needed));
            findings.AddRange(Lacking(component, composition, taken).Where(needed => findings.All(known => known.Arguments is not [var by, var lacks, ..] || by != component.Name || lacks != needed.Name))
                .Select(needed => Diagnostic.Of(ComposingRules.NeedsSwitchedOff, component.Written.Name.At, component.Name, needed.Name)));
            selected.Add(component with { After = [.. after.Where(name => name != component.Name).Distinct(StringComparer.Ordinal)] });
        }
        return (selected, findings);
    }

    /// <summary>What runs in place of an alternative that was not chosen.</summary>
    private static List<ComposedComponent> Instead(ComposedComponent off, List<ComposedComponent> taken)
        => [.. off.Conditions.Where(condition => condition.Alternative is not null)
            .SelectMany(missed => taken.Where(one => one.Conditions.Any(condition => condition.Name == missed.Name && condition.Alternative is not null)))];

    /// <summary>Components that one needs as the service they are, where neither runs nor another that is the same.</summary>
    private static IEnumerable<ComposedComponent> Lacking(ComposedComponent component, Composition composition, List<ComposedComponent> taken)
        => component.AsService.Select(name => composition.Component(name)!)
            .Where(needed => !taken.Contains(needed) && !needed.IsReplaced && taken.All(one => one.IsReplaced || one.Service?.Name.Value != needed.Service?.Name.Value));

    /// <summary>What an alternative that is not the default leaves without a service that it needs: the application offers it, so it has to work.</summary>
    internal static IEnumerable<Diagnostic> OfAlternatives(Composition composition)
    {
        var usual = composition.Components.Where(Default.Takes).ToList();
        var known = usual.SelectMany(component => Lacking(component, composition, usual).Select(needed => (component.Name, needed.Name))).ToHashSet();
        foreach (var group in composition.Alternatives)
            foreach (var chosen in group.Components.Where(name => name != group.Default))
            {
                var selection = new Selection(new Dictionary<string, bool>(), new Dictionary<string, string> { [group.Name] = chosen });
                var taken = composition.Components.Where(selection.Takes).ToList();
                foreach (var component in taken)
                    foreach (var needed in Lacking(component, composition, taken).Where(needed => known.Add((component.Name, needed.Name))).DistinctBy(needed => needed.Service!.Name.Value))
                        yield return Diagnostic.Of(ComposingRules.ChoiceLacks, component.Service!.DepsService.FirstOrDefault(one => one.Name.Value == needed.Service!.Name.Value)?.Name.At ?? component.Written.Name.At,
                            component.Name, needed.Service!.Name.Value, group.Name, chosen);
            }
    }

    internal bool Holds(ComponentCondition condition) => condition.Alternative is null
        ? Switches.TryGetValue(condition.Name, out var on) ? on : condition.Default
        : Choices.TryGetValue(condition.Name, out var chosen) ? chosen == condition.Alternative : condition.Default;

    private IEnumerable<Diagnostic> Wrong(Composition composition)
    {
        var optional = Optional(composition);
        foreach (var name in Switches.Keys.Where(name => !optional.Contains(name)))
            yield return Diagnostic.Of(ComposingRules.UnknownSwitch, (Location?)null, name, optional.Count == 0 ? "-" : string.Join(", ", optional));
        var offered = Offered(composition);
        foreach (var (name, chosen) in Choices.Where(choice => !offered.Contains($"{choice.Key}={choice.Value}")))
            yield return Diagnostic.Of(ComposingRules.UnknownChoice, (Location?)null, $"{name}={chosen}", offered.Count == 0 ? "-" : string.Join(", ", offered));
    }

    private static List<string> Optional(Composition composition)
        => [.. composition.Components.SelectMany(one => one.Conditions).Where(condition => condition.Alternative is null).Select(condition => condition.Name).Distinct().Order(StringComparer.Ordinal)];

    private static List<string> Offered(Composition composition)
        => [.. composition.Alternatives.SelectMany(choice => choice.Components.Select(component => $"{choice.Name}={component}"))];

    private static Dictionary<string, T> Joined<T>(IReadOnlyDictionary<string, T> first, IReadOnlyDictionary<string, T> later)
    {
        var all = new Dictionary<string, T>(first, StringComparer.Ordinal);
        foreach (var (name, value) in later)
            all[name] = value;
        return all;
    }
}
