using System.Collections.Frozen;
using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>What expressions can name: variables with their types, and the functions. Immutable and safe for concurrent use.</summary>
public sealed class CelEnvironment
{
    private readonly FrozenDictionary<string, CelVariable> variables;

    private CelEnvironment(IEnumerable<CelVariable> variables, CelFunctions functions, string container, bool isHomogeneous)
    {
        this.variables = variables.Select((v, i) => v with { Index = i }).ToFrozenDictionary(v => v.Name, StringComparer.Ordinal);
        (Functions, Container, IsHomogeneous) = (functions, container, isHomogeneous);
    }

    internal static CelEnvironment Empty { get; } = new([], CelLibraries.All, "", isHomogeneous: true);

    internal CelFunctions Functions { get; }

    internal string Container { get; }

    /// <summary>Whether the items of a list literal must be of one type, as Kubernetes wants it.</summary>
    internal bool IsHomogeneous { get; }

    internal IReadOnlyCollection<CelVariable> Variables => variables.Values;

    internal IEnumerable<string> VariableNames => variables.Keys;

    /// <summary><c>self</c>, a value of the schema.</summary>
    public static CelEnvironment For(Node schema) => Empty.With("self", schema);

    /// <summary><c>self</c> and, for rules about changes, the value before as <c>oldSelf</c>.</summary>
    public static CelEnvironment ForChanges(Node schema)
    {
        var type = CelSchema.TypeOf(schema);
        return Empty.With("self", type).With("oldSelf", type);
    }

    /// <summary>One more variable, a value of a schema.</summary>
    public CelEnvironment With(string name, Node schema) => With(name, CelSchema.TypeOf(schema));

    public CelEnvironment With(string name, CelType type)
        => new(variables.Values.Where(v => v.Name != name).OrderBy(v => v.Index).Append(new CelVariable(name, type, 0)), Functions, Container, IsHomogeneous);

    internal CelEnvironment Within(string container) => new(variables.Values, Functions, container, IsHomogeneous);

    internal CelEnvironment Mixed() => new(variables.Values, Functions, Container, isHomogeneous: false);

    internal CelEnvironment With(params IEnumerable<CelOverload> more)
        => new(variables.Values, new CelFunctions(Functions.All.Concat(more)), Container, IsHomogeneous);

    /// <summary>By the rules of containers: in <c>a.b</c> the name <c>x</c> is looked for as <c>a.b.x</c>, <c>a.x</c>, <c>x</c>.</summary>
    internal CelVariable? Resolve(string name) => FirstIn(name, full => variables.GetValueOrDefault(full) ?? CelTypeNames.Find(full));

    internal CelOverload[]? ResolveFunction(string name) => FirstIn(name, Functions.Find);

    private T? FirstIn<T>(string name, Func<string, T?> find) where T : class
    {
        if (name.StartsWith('.'))
            return find(name[1..]);
        for (var space = Container; space.Length > 0; space = space.LastIndexOf('.') is > 0 and var dot ? space[..dot] : "")
            if (find($"{space}.{name}") is { } found)
                return found;
        return find(name);
    }
}

/// <param name="Index">Among the variables of its environment; -1 for a constant.</param>
/// <param name="Constant">The value of a type's name.</param>
internal sealed record CelVariable(string Name, CelType Type, int Index, CelValue Constant = default);

/// <summary>Types are values too: <c>type(x) == int</c>.</summary>
internal static class CelTypeNames
{
    private static readonly FrozenDictionary<string, CelVariable> All = new[]
    {
        CelType.Bool, CelType.Int, CelType.Uint, CelType.Double, CelType.String, CelType.Bytes, CelType.List(CelType.Dyn), CelType.Map(CelType.Dyn, CelType.Dyn),
        CelType.Null, CelType.Timestamp, CelType.Duration, CelType.Of(CelType.Dyn), CelType.Optional(CelType.Dyn),
        CelTypes.Ip, CelTypes.Cidr,
    }.Select(type => new CelVariable(type.RuntimeName, CelType.Of(type), -1, CelValue.Of(type))).ToFrozenDictionary(v => v.Name, StringComparer.Ordinal);

    public static CelVariable? Find(string name) => All.GetValueOrDefault(name);
}
