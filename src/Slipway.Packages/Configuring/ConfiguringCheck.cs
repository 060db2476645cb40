using Slipway.Components;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What can be told of a unified configuration before anybody gives a value.</summary>
internal static class ConfiguringCheck
{
    public static void Static(UnifiedConfiguration configuration, IReadOnlyList<ComposedComponent> components, List<Diagnostic> findings)
    {
        foreach (var level in configuration.Levels)
        {
            var (variables, values) = (level.Variables, level.Values(level.Schema.Effective(Node.Map())));
            foreach (var mapped in level.Mappings)
                findings.AddRange(mapped.Target is { } target ? MappingCheck.Check(mapped.Value, target, variables, values) : MappingCheck.Variable(mapped.Value, mapped.Shown, variables));
            findings.AddRange(Unused(level));
            findings.AddRange(level.Schema.Keys.Where(IsKeptOpenly).Select(key => Diagnostic.Of(SecrecyRules.ReadsSecret, key.At, KeyPath.Write(JsonPointer.Parse(key.Pointer)!))));
            findings.AddRange(level.Mappings.SelectMany(mapped => FromOff(level, mapped, components)));
        }
        findings.AddRange(components.SelectMany(OwnContract));
        // A target that was misspelt is missing somewhere else; once is enough.
        if (configuration.Levels.All(level => level.IsWhole))
            findings.AddRange(NotMapped(configuration, components));
    }

    /// <summary>A free text whose name reads like a secret; what is a number, or one of a list, is none.</summary>
    private static bool IsKeptOpenly(ConfigKey key)
        => key is { IsSecret: false, IsSaidPublic: false } && key.Types.Contains("string") && key.Types.All(type => type is "string" or "null")
            && key.Schema["enum"] is null && key.Schema["const"] is null && SecretNames.ReadsLikeContent(key.Name);

    /// <summary>What a component hands out leads nowhere where it does not run; who gets it has to stop with it.</summary>
    private static IEnumerable<Diagnostic> FromOff(ConfigLevel level, Mapped mapped, IReadOnlyList<ComposedComponent> components)
    {
        if (components.FirstOrDefault(component => component.Name == mapped.Component) is not { } target)
            return [];
        return mapped.Value.Names.Where(name => name.Variable == "outputs").Select(name => JsonPointer.Parse(name.Pointer) is [var first, ..] ? first : "").Distinct()
            .Select(name => components.FirstOrDefault(component => component.Name == level.FullNames.GetValueOrDefault(name, ""))).OfType<ComposedComponent>()
            .Where(giver => giver.Conditions.Any(condition => !target.Conditions.Any(own => own.Name == condition.Name && own.Alternative == condition.Alternative)))
            .Select(giver => Diagnostic.Of(ConfiguringRules.FromOff, mapped.Written.Expression.At, mapped.Shown, giver.Name, target.Name));
    }

    /// <summary>What stands there before anybody replaces it must be what a replacement must be.</summary>
    private static IEnumerable<Diagnostic> OwnContract(ComposedComponent component)
    {
        if (component.Written.Replaceable is not { } contract)
            return [];
        var offer = component.Written.Contract ?? (component.Service is { } service ? new ContractOffer(new(contract.Name.Value, service.Version.Node), service.Version) : null);
        return offer is null ? [] : Replacing.Met(component, $"`{component.Name}`", offer);
    }

    /// <summary>A switch in a form that does nothing would mislead those on site. What only decides about other settings has an effect.</summary>
    private static IEnumerable<Diagnostic> Unused(ConfigLevel level)
    {
        var named = level.Mappings.SelectMany(mapped => mapped.Value.Names).Where(name => name.Variable == "self").Select(name => name.Pointer)
            .Concat(UnifiedSchema.NamedByConditions(level.Schema)).ToList();
        // With an expression that could not be read, what it names is not known.
        if (!level.IsWhole)
            return [];
        return level.Schema.Keys.Where(key => !named.Exists(name => MappingCheck.Covers(name, key.Pointer)))
            .Select(key => Diagnostic.Of(ConfiguringRules.Unused, key.At, KeyPath.Write(JsonPointer.Parse(key.Pointer)!)));
    }

    private static IEnumerable<Diagnostic> NotMapped(UnifiedConfiguration configuration, IReadOnlyList<ComposedComponent> components)
    {
        var given = configuration.Levels.SelectMany(level => level.Mappings).Where(mapped => mapped is { Component: not null, Target: not null })
            .Select(mapped => (mapped.Component!, mapped.Target!.Key.Pointer)).ToHashSet();
        return components.SelectMany(component => (component.Service?.Config?.Keys ?? [])
            .Where(key => key.Scope == ConfigScope.Unified && !given.Contains((component.Name, key.Pointer)))
            .Select(key => Diagnostic.Of(ConfiguringRules.NotMapped, component.Written.Name.At, component.Written.Name.Value, KeyPath.Write(JsonPointer.Parse(key.Pointer)!)) with
            {
                Related = key.At is { } at ? [at] : [],
            }));
    }
}
