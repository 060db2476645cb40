using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What a site may change of one component's traits.</summary>
/// <param name="Component">A component of the application, or <c>INNER/NAME</c> of one further in.</param>
public sealed record AdjustableComponent(Placed<string> Component, IReadOnlyList<AdjustableTrait> Traits);

/// <param name="Parameters">Null where all of them may be changed, and the trait be switched.</param>
public sealed record AdjustableTrait(Placed<string> Name, IReadOnlyList<AdjustableParameter>? Parameters);

/// <param name="Names">From the outside in; <c>enabled</c> is the trait's switch.</param>
/// <param name="Bounds">What its value must be besides what the trait asks; null where the trait alone decides.</param>
/// <param name="Written">The bounds as they stand in the file; null with <paramref name="Bounds"/>.</param>
public sealed record AdjustableParameter(Placed<string> Key, IReadOnlyList<string> Names, JsonSchema? Bounds, MapNode? Written);

/// <summary><c>adjustable</c>: by component, by trait, <c>true</c> or parameters with their bounds.</summary>
internal static class AdjustableReader
{
    public static IReadOnlyList<AdjustableComponent> Read(FieldReader root, List<Diagnostic> findings)
    {
        var read = new List<AdjustableComponent>();
        var place = root.PlaceOf("adjustable");
        foreach (var named in root.Named("adjustable"))
            if (named.Value is MapNode traits)
                read.Add(new AdjustableComponent(new(named.Name, named.Key), Traits(traits, place.To(named.Name), findings)));
            else
                findings.Add(Diagnostic.Of(DefinitionRules.NotMap, Place.Start(named.Value), place.To(named.Name), Place.Shown(named.Value)));
        return read;
    }

    private static List<AdjustableTrait> Traits(MapNode traits, string path, List<Diagnostic> findings)
    {
        var read = new List<AdjustableTrait>();
        foreach (var trait in traits.Entries)
            if (IsTrue(trait.Value))
                read.Add(new AdjustableTrait(new(trait.Name, trait.Key), null));
            else if (trait.Value is MapNode { Count: > 0 } parameters)
                read.Add(new AdjustableTrait(new(trait.Name, trait.Key), [.. parameters.Entries.Select(one => Parameter(one, $"{path}.{trait.Name}", findings)).OfType<AdjustableParameter>()]));
            else
                findings.Add(Diagnostic.Of(CompositionRules.NoBounds, Place.Start(trait.Value), $"{path}.{trait.Name}", Place.Shown(trait.Value)));
        return read;
    }

    private static AdjustableParameter? Parameter(MapEntry parameter, string path, List<Diagnostic> findings)
    {
        if (KeyPath.Parse(parameter.Name) is not { } names)
        {
            findings.Add(Diagnostic.Of(CompositionRules.NoKey, parameter.Key, path, Place.Cut(parameter.Name)));
            return null;
        }
        if (IsTrue(parameter.Value))
            return new AdjustableParameter(new(parameter.Name, parameter.Key), names, null, null);
        if (parameter.Value is not MapNode { Count: > 0 } bounds)
        {
            findings.Add(Diagnostic.Of(CompositionRules.NoBounds, Place.Start(parameter.Value), $"{path}.{parameter.Name}", Place.Shown(parameter.Value)));
            return null;
        }
        var (schema, faults) = JsonSchema.Compile(bounds, new SchemaOptions { AssertFormats = true });
        findings.AddRange(faults);
        return new AdjustableParameter(new(parameter.Name, parameter.Key), names, schema, bounds);
    }

    private static bool IsTrue(Node node) => node is ScalarNode { Kind: ScalarKind.Boolean } flag && flag.Text.Equals("true", StringComparison.OrdinalIgnoreCase);
}
