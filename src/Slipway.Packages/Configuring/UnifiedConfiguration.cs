using Slipway.Components;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// What an application as a whole can be told, and where it goes: to settings and variables of components, and to the unified configurations of middle products, which give
/// it on. Immutable once made.
/// </summary>
public sealed class UnifiedConfiguration
{
    private static readonly UnknownSetting Unknown = new(ConfiguringRules.UnknownSetting, ConfiguringRules.UnknownSetting with { Help = ConfiguringRules.NearSetting });

    private readonly ConfigLevel root;

    private UnifiedConfiguration(ConfigLevel root, IReadOnlyList<ConfigLevel> levels) => (this.root, Levels) = (root, levels);

    /// <summary>Null where the application declares none.</summary>
    public ConfigSchema? Schema => root.Application.Config;

    /// <summary>Every application of the composition, the outermost first.</summary>
    internal IReadOnlyList<ConfigLevel> Levels { get; }

    /// <summary>Finds every target, and what can be told of the mappings before anybody gives a value.</summary>
    internal static UnifiedConfiguration Of(IReadOnlyList<CompositionSite> sites, IReadOnlyList<ComposedComponent> components, LostComponents lost, List<Diagnostic> findings)
    {
        var levels = sites.OrderBy(site => site.Path.Count).ToDictionary(site => string.Join('/', site.Path), site => Level(site, components, findings), StringComparer.Ordinal);
        var targets = new MappingTargets(levels, components.ToDictionary(component => string.Join('/', component.Path), StringComparer.Ordinal), lost, findings);
        // The outermost last: where two give the same, its place is told, which is the integrator's own.
        foreach (var level in levels.Values.Reverse())
            targets.Find(level);
        foreach (var level in levels.Values.Where(level => level.Path.Count > 0))
            levels[string.Join('/', level.Path.SkipLast(1))].Inner.Add(level);
        var made = new UnifiedConfiguration(levels[""], [.. levels.Values]);
        ConfiguringCheck.Static(made, components, findings);
        return made;
    }

    private static ConfigLevel Level(CompositionSite site, IReadOnlyList<ComposedComponent> components, List<Diagnostic> findings)
    {
        var own = components.Where(component => component.Path.Count == site.Path.Count + 1 && component.Path.Take(site.Path.Count).SequenceEqual(site.Path)).Select(component => (component.Path[^1], component)).ToList();
        var (schema, values) = Outputs.Of(own, findings);
        return new ConfigLevel(site.Application, site.Path) { Outputs = schema, Given = values, FullNames = own.ToDictionary(one => one.Item1, one => one.component.Name, StringComparer.Ordinal) };
    }

    /// <summary>The components with what a configuration gives them.</summary>
    /// <param name="given">Answers to the outermost application's unified configuration.</param>
    /// <returns>The components as they were where a finding is an error.</returns>
    /// <param name="replaced">By full name, what stands in a component's place hands out.</param>
    public (IReadOnlyList<ComposedComponent> Components, IReadOnlyList<Diagnostic> Findings) Configured(
        IReadOnlyList<ComposedComponent> components, MapNode given, IReadOnlyDictionary<string, MapNode>? replaced = null)
    {
        var findings = new List<Diagnostic>();
        var entries = new Dictionary<string, ComponentEntry>(StringComparer.Ordinal);
        Give(root, given, replaced ?? new Dictionary<string, MapNode>(), entries, findings);
        if (findings.Any(finding => finding.Severity == Severity.Error))
            return (components, findings);
        // Of a mapping without effect nothing may be left from what held before.
        return ([.. components.Select(component => component.IsReplaced ? component : component with { Mapped = entries.GetValueOrDefault(component.Name) ?? ComponentEntry.Empty })], findings);
    }

    /// <summary>What is set and reaches only components that do not run.</summary>
    public IEnumerable<Diagnostic> WithoutEffect(MapNode given, IReadOnlySet<string> running)
    {
        foreach (var key in root.Schema.Keys)
            if (JsonPointer.Resolve(given, key.Pointer) is { } value && Reached(root, key.Pointer).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } reached && !reached.Exists(running.Contains))
                yield return Diagnostic.Of(ConfiguringRules.NothingRuns, value.At, string.Join('.', JsonPointer.Parse(key.Pointer)!), string.Join(", ", reached));
    }

    /// <summary>The components that a unified key gives something, by their full names.</summary>
    internal static IEnumerable<string> Reached(ConfigLevel level, string pointer)
        => level.Mappings.Where(mapped => mapped.Value.Names.Any(name => name.Variable == "self" && MappingCheck.Covers(name.Pointer, pointer)))
            .SelectMany(mapped => mapped.Inner is { } inner ? Reached(inner, mapped.Target!.Key.Pointer) : [mapped.Component!]);

    /// <summary>What the outermost application lacks to be installed as it is, and what each component does.</summary>
    internal IEnumerable<Diagnostic> Missing(IReadOnlyList<ComposedComponent> components)
    {
        foreach (var name in ConfigAnswers.Missing(root.Schema, ComponentEntry.Empty.Config))
            yield return Diagnostic.Of(ConfiguringRules.NoDefault, root.Schema.Key(JsonPointer.Of(name))?.At ?? root.Schema.Text.At, KeyPath.Write(name)) with
            {
                SpecialHelp = root.Schema.Key(JsonPointer.Of(name)) is { IsSecret: true } ? ConfiguringRules.NoDefaultOfSecret : null,
            };
        foreach (var component in components)
            if (component.Service?.Config is { } schema)
                foreach (var name in ConfigAnswers.Missing(schema, component.Whole.Config))
                    yield return Diagnostic.Of(ConfiguringRules.NobodyGives, component.Written.Name.At, component.Name, KeyPath.Write(name)) with
                    {
                        Related = schema.Key(JsonPointer.Of(name))?.At is { } at ? [at] : [],
                    };
    }

    private static void Give(ConfigLevel level, MapNode given, IReadOnlyDictionary<string, MapNode> replaced, Dictionary<string, ComponentEntry> entries, List<Diagnostic> findings)
    {
        var (effective, wrong) = ConfigAnswers.Read(level.Schema, given, Unknown, isComplete: false);
        findings.AddRange(wrong);
        if (effective is null)
            return;
        var (values, below) = (level.Values(effective, replaced), new Dictionary<ConfigLevel, ComponentEntry>());
        foreach (var mapped in level.Mappings)
        {
            var (value, failure) = mapped.Value.Evaluate(values);
            if (failure is not null)
                findings.Add(new Diagnostic(MappingRules.Failed, mapped.Written.Expression.At, [mapped.Written.Expression.Text, mapped.Shown, failure.English])
                {
                    ChineseArguments = [mapped.Written.Expression.Text, mapped.Shown, failure.Chinese],
                });
            if (value is null)
                continue;
            if (mapped.Inner is { } inner)
                below[inner] = (below.GetValueOrDefault(inner) ?? ComponentEntry.Empty).With(ComponentEntry.Empty with { Config = mapped.Nested(value) });
            else
                entries[mapped.Component!] = (entries.GetValueOrDefault(mapped.Component!) ?? ComponentEntry.Empty).With(mapped.Target is null
                    ? ComponentEntry.Empty with { Traits = mapped.AsVariable(value) }
                    : ComponentEntry.Empty with { Config = mapped.Nested(value) });
        }
        foreach (var inner in level.Inner)
            Give(inner, (below.GetValueOrDefault(inner) ?? ComponentEntry.Empty).Config, replaced, entries, findings);
    }
}
