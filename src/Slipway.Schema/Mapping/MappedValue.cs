using Slipway.Schema.Cel;
using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>A key of one of the variables of an expression.</summary>
/// <param name="Variable">Such as <c>self</c>.</param>
/// <param name="Pointer">JSON Pointer into it.</param>
public sealed record MappedName(string Variable, string Pointer);

/// <summary>
/// What gives a component's key its value: a CEL expression over named configurations, <c>self</c> the unified one. An expression that only names a key passes
/// its value on as it is, with its place; what a computation gives stands at the expression.
/// </summary>
public sealed class MappedValue
{
    private readonly CelExpression expression;

    private MappedValue(ScalarNode written, CelExpression expression, MappedName? whole, IReadOnlyList<MappedName> names)
        => (Written, this.expression, Whole, Names) = (written, expression, whole, names);

    /// <summary>The expression's text.</summary>
    public ScalarNode Written { get; }

    /// <summary>The key that the expression is, where it is nothing else.</summary>
    public MappedName? Whole { get; }

    /// <summary>All keys that it names, each once; one above other keys means all of them.</summary>
    public IReadOnlyList<MappedName> Names { get; }

    internal CelType Type => expression.Type;

    /// <summary>Null and findings for an expression that is wrong by its form or its types.</summary>
    public static (MappedValue? Value, IReadOnlyList<Diagnostic> Findings) Compile(ScalarNode written, IReadOnlyDictionary<string, ConfigSchema> variables)
    {
        var environment = CelEnvironment.Empty;
        foreach (var (name, schema) in variables)
            environment = environment.With(name, DeclaredShape.Of(schema.Schema, schema.Text));
        var (compiled, faults) = CelExpression.Compile(written.Text, environment);
        if (compiled is null)
            return (null, [.. faults.Select(fault => fault.In(written))]);
        var known = variables.Keys.ToList();
        var whole = CelPaths.Whole(written.Text, known) is { } path ? Name(path, environment) : null;
        return (new MappedValue(written, compiled, whole, [.. CelPaths.Of(written.Text, known).Select(one => Name(one, environment))]), []);
    }

    /// <param name="values">Each variable with its defaults.</param>
    /// <returns>Neither, where the key that is named has no value.</returns>
    public (Node? Value, LocalText? Failure) Evaluate(IReadOnlyDictionary<string, Node> values)
    {
        if (Whole is { } whole)
            return (values.TryGetValue(whole.Variable, out var variable) && JsonPointer.Resolve(variable, whole.Pointer) is { } node and not ScalarNode { Kind: ScalarKind.Null } ? node : null, null);
        var result = expression.Evaluate(values);
        if (result.Error is { } error)
            return (null, error.Rule == CelRules.Failed
                ? new LocalText(error.Diagnostic.Arguments[0], (error.Diagnostic.ChineseArguments ?? error.Diagnostic.Arguments)[0])
                : new LocalText(error.Message(Language.English), error.Message(Language.Chinese)));
        return (CelNodes.Of(result.Value!.Value, Written.At), null);
    }

    /// <summary>Names in expressions are keys with their signs escaped; the types know which is which.</summary>
    private static MappedName Name((string Variable, IReadOnlyList<string> Names) path, CelEnvironment environment)
    {
        var (type, keys) = (environment.Resolve(path.Variable)?.Type, new List<string>());
        foreach (var name in path.Names)
        {
            var field = type is { Kind: CelTypeKind.Object } ? type.Field(name) : null;
            keys.Add(field?.Key ?? name);
            type = field?.Type ?? (type is { Kind: CelTypeKind.Map } map ? map.Parameters[1] : null);
        }
        return new MappedName(path.Variable, JsonPointer.Of(keys));
    }
}
