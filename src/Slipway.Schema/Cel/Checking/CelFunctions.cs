using System.Collections.Frozen;

namespace Slipway.Schema.Cel;

/// <summary>What a function does. Arguments are never errors and fit the overload's types; a target comes first.</summary>
internal delegate CelValue CelImplementation(Frame frame, ReadOnlySpan<CelValue> arguments);

/// <summary>One way to call a function.</summary>
/// <param name="Name">As in calls, with its namespace: <c>math.ceil</c>.</param>
internal sealed record CelOverload(string Name, bool IsMember, CelType[] Parameters, CelType Result, CelImplementation Run)
{
    /// <summary>Only the first argument decides; the function looks at the others itself.</summary>
    public bool IsLoose { get; init; }

    public bool Accepts(ReadOnlySpan<CelValue> arguments)
    {
        for (var i = 0; i < (IsLoose ? 1 : arguments.Length); i++)
            if (!Accepts(Parameters[i], arguments[i]))
                return false;
        return true;
    }

    private static bool Accepts(CelType type, CelValue value) => type.Kind switch
    {
        CelTypeKind.Dyn or CelTypeKind.Parameter => true,
        CelTypeKind.Null => value.Kind == CelKind.Null,
        CelTypeKind.Bool => value.Kind == CelKind.Bool,
        CelTypeKind.Int => value.Kind == CelKind.Int,
        CelTypeKind.Uint => value.Kind == CelKind.Uint,
        CelTypeKind.Double => value.Kind == CelKind.Double,
        CelTypeKind.String => value.Kind == CelKind.String,
        CelTypeKind.Bytes => value.Kind == CelKind.Bytes,
        CelTypeKind.Timestamp => value.Kind == CelKind.Timestamp,
        CelTypeKind.Duration => value.Kind == CelKind.Duration,
        CelTypeKind.List => value.Kind == CelKind.List,
        CelTypeKind.Map => value.Kind == CelKind.Map,
        CelTypeKind.Type => value.Kind == CelKind.Type,
        CelTypeKind.Opaque => type.IsOptional ? value.Kind == CelKind.Optional : value.Kind == CelKind.Opaque && value.AsOpaque.Type.Name == type.Name,
        _ => false,
    };
}

/// <summary>All functions by name, declared by their signatures.</summary>
internal sealed class CelFunctions
{
    private readonly FrozenDictionary<string, CelOverload[]> byName;

    public CelFunctions(params IEnumerable<CelOverload> overloads)
        => byName = overloads.GroupBy(o => o.Name).ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    public IEnumerable<string> Names => byName.Keys;

    public IEnumerable<CelOverload> All => byName.Values.SelectMany(overloads => overloads);

    public CelOverload[]? Find(string name) => byName.GetValueOrDefault(name);
}
