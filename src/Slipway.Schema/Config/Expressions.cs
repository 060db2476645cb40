using Slipway.Schema.Cel;
using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Compiles the conditions and rules of a configuration: <c>self</c> is the whole of it, with the types that its schema declares.</summary>
internal sealed class Expressions(MapNode schema, List<Diagnostic> findings)
{
    private readonly CelEnvironment environment = CelEnvironment.For(schema);
    private readonly Dictionary<ConfigExpression, ConfigExpression> known = new(ReferenceEqualityComparer.Instance);

    public ConfigKey Compiled(ConfigKey key) => key.When.Count == 0 ? key : key with { When = [.. key.When.Select(Compiled)] };

    public ConfigRule Compiled(ConfigRule rule) => rule with { Expression = Compiled(rule.Expression) };

    /// <summary>Once for each place: a condition of a map holds for all keys in it.</summary>
    private ConfigExpression Compiled(ConfigExpression expression)
    {
        if (known.TryGetValue(expression, out var done))
            return done;
        var (compiled, faults) = CelExpression.Compile(expression.Text, environment, CelType.Bool);
        findings.AddRange(faults.Select(fault => expression.Written is { } written ? fault.In(written) : fault.Diagnostic));
        return known[expression] = expression with { Compiled = compiled };
    }
}
