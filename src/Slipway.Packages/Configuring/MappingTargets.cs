using Slipway.Components;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Finds what mappings give: settings and variables of components, unified settings of middle products. Each may be given once, wherever it is said.</summary>
/// <param name="levels">By the names on the way, with <c>/</c> between them.</param>
/// <param name="components">In the same way.</param>
internal sealed class MappingTargets(
    IReadOnlyDictionary<string, ConfigLevel> levels, IReadOnlyDictionary<string, ComposedComponent> components, LostComponents lost, List<Diagnostic> findings)
{
    private readonly Dictionary<string, Location?> given = new(StringComparer.Ordinal);

    private sealed record Owner(string Shown, ConfigSchema? Schema, ConfigLevel? Level, ComposedComponent? Component);

    public void Find(ConfigLevel level)
    {
        foreach (var mapping in level.Application.Mapping)
        {
            var path = string.Join('/', [.. level.Path, mapping.Component.Value]);
            var owner = components.TryGetValue(path, out var component) ? new Owner(mapping.Component.Value, component.Service?.Config, null, component)
                : path.Length > 0 && levels.TryGetValue(path, out var inner) && inner != level ? new Owner(mapping.Component.Value, inner.Schema, inner, null)
                : null;
            if (owner is null && lost.Covers(path))
                continue;
            if (owner is null || (owner.Component is null && mapping.Env.Count > 0))
                findings.Add(UnknownTarget(level, mapping, withInner: owner is null));
            if (owner is null)
                continue;
            level.Mappings.AddRange(mapping.Config.Select(key => Setting(level, owner, key)).OfType<Mapped>());
            if (owner.Component is not null)
                level.Mappings.AddRange(mapping.Env.Select(key => Variable(level, owner, key)).OfType<Mapped>());
        }
    }

    private Mapped? Setting(ConfigLevel level, Owner owner, MappedKey written)
    {
        var shown = $"{owner.Shown}: {written.Key.Value}";
        var pointer = JsonPointer.Of(written.Names);
        if (owner.Schema?.Key(pointer) is not { } key)
        {
            if (owner.Level?.Application.IsConfigUnread != true)
                findings.Add(UnknownKey(owner, written));
            return null;
        }
        if (owner.Component is not null && key.Scope == ConfigScope.Own)
            findings.Add(Diagnostic.Of(ConfiguringRules.NotUnified, written.Key.At, shown) with { Related = key.At is { } at ? [at] : [] });
        var entry = owner.Component is null ? null : JsonPointer.Resolve(owner.Component.Entry.Config, pointer);
        IsFirst($"{Full(owner)}:{pointer}", shown, written, entry);
        return Compiled(level, written) is { } value ? new Mapped(written, value, owner.Level, owner.Component?.Name, new MappingTarget(owner.Schema, key, shown), shown) : null;
    }

    private Mapped? Variable(ConfigLevel level, Owner owner, MappedKey written)
    {
        var shown = $"{owner.Shown}: {written.Key.Value}";
        IsFirst($"{Full(owner)}=env:{written.Key.Value}", shown, written, JsonPointer.Resolve(owner.Component!.Entry.Traits, ["env", "set", written.Key.Value]));
        return Compiled(level, written) is { } value ? new Mapped(written, value, null, owner.Component.Name, null, shown) : null;
    }

    private static string Full(Owner owner) => owner.Component?.Name ?? string.Join('/', owner.Level!.Path);

    /// <param name="entry">What the component's own entry says.</param>
    private void IsFirst(string target, string shown, MappedKey written, Node? entry)
    {
        var first = entry is not null ? entry.At : given.TryGetValue(target, out var at) ? at : null;
        if (entry is not null || given.ContainsKey(target))
            findings.Add(Diagnostic.Of(ConfiguringRules.MappedTwice, written.Key.At, shown, CompositionWalk.Shown(first)) with { Related = first is null ? [] : [first] });
        given.TryAdd(target, written.Key.At);
    }

    private MappedValue? Compiled(ConfigLevel level, MappedKey written)
    {
        if (NamesLost(level, written.Expression.Text))
            return null;
        var (value, wrong) = MappedValue.Compile(written.Expression, level.Variables);
        findings.AddRange(wrong);
        return value;
    }

    /// <summary>Whether an expression names what could not be read: then nothing is known of its type.</summary>
    private bool NamesLost(ConfigLevel level, string expression)
        => (level.Application.IsConfigUnread && expression.Contains("self", StringComparison.Ordinal))
            || (expression.Contains("outputs", StringComparison.Ordinal)
                && (level.Application.IsIncomplete || lost.In(level.Path).Any(name => expression.Contains(name, StringComparison.Ordinal))));

    private Diagnostic UnknownTarget(ConfigLevel level, ComponentMapping mapping, bool withInner)
    {
        var above = level.Path.Count == 0 ? "" : string.Join('/', level.Path) + "/";
        var known = components.Keys.Concat(withInner ? levels.Keys : []).Where(path => path.StartsWith(above, StringComparison.Ordinal) && path.Length > above.Length)
            .Select(path => path[above.Length..]).Order(StringComparer.Ordinal).ToList();
        return Near(ConfiguringRules.UnknownTarget, mapping.Component.Node, withInner ? "mapping" : $"mapping.{mapping.Component.Value}.env", mapping.Component.Value, known);
    }

    private static Diagnostic UnknownKey(Owner owner, MappedKey written)
        => Near(ConfiguringRules.UnknownKey, written.Key.Node, owner.Shown, written.Key.Value, [.. (owner.Schema?.Keys ?? []).Select(key => KeyPath.Write(JsonPointer.Parse(key.Pointer)!))]);

    internal static Diagnostic Near(Rule rule, Node? at, string owner, string name, List<string> known)
    {
        var near = NearestName.Find(name, known);
        return Diagnostic.Of(rule, at?.At, owner, name, known.Count == 0 ? "-" : string.Join(", ", known), near ?? "") with
        {
            SpecialHelp = near is null ? null : ConfiguringRules.DidYouMean,
            Edits = near is not null && at?.At is { } place ? [new Edit(place, near, Safe: true)] : [],
        };
    }
}
