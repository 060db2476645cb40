using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>An expression, compiled once, evaluated often. Immutable and safe for concurrent use.</summary>
public sealed class CelExpression
{
    /// <summary>Kubernetes' limit for one evaluation.</summary>
    public const long DefaultCostLimit = 1_000_000;

    private readonly SourceText source;
    private readonly CelEnvironment environment;
    private readonly CelStep step;
    private readonly int locals;

    private CelExpression(SourceText source, CelEnvironment environment, CelType type, (CelStep Step, int Locals) plan)
        => (this.source, this.environment, Type, step, locals) = (source, environment, type, plan.Step, plan.Locals);

    public string Text => source.Text;

    /// <summary>What the expression evaluates to, as far as it can be told beforehand.</summary>
    public CelType Type { get; }

    /// <summary>Null and findings for an expression that is wrong by its form or by its types.</summary>
    /// <param name="result">The type that is wanted, for example <see cref="CelType.Bool"/> for a rule; null for any.</param>
    public static (CelExpression? Expression, IReadOnlyList<CelFinding> Findings) Compile(string text, CelEnvironment environment, CelType? result = null)
    {
        var source = new SourceText("expression", text);
        var (parsed, fault) = CelParser.Parse(text);
        if (parsed is null)
            return (null, [CelFinding.Of(source, fault!)]);
        var (type, faults, overloads) = CelChecker.Check(parsed, environment);
        if (faults.Count == 0 && result is not null && !new CelTypeMapping().Assign(type, result))
            faults = [new CelFault(new Span(0, text.Length), CelRules.WrongResult, Words.Neutral(result.ToString()), Words.Neutral(type.ToString()))];
        if (faults.Count > 0)
            return (null, [.. faults.OrderBy(f => f.At.Start).Select(f => CelFinding.Of(source, f))]);
        return (new CelExpression(source, environment, type, CelPlanner.Plan(parsed, environment, overloads)), []);
    }

    /// <summary>Without looking at types: what does not fit is an error when it is evaluated.</summary>
    internal static (CelExpression? Expression, IReadOnlyList<CelFinding> Findings) CompileUnchecked(string text, CelEnvironment environment)
    {
        var source = new SourceText("expression", text);
        var (parsed, fault) = CelParser.Parse(text);
        return parsed is null
            ? (null, [CelFinding.Of(source, fault!)])
            : (new CelExpression(source, environment, CelType.Dyn, CelPlanner.Plan(parsed, environment, null)), []);
    }

    /// <param name="oldSelf">The value before a change, for an environment that has it.</param>
    public CelResult Evaluate(Node self, Node? oldSelf = null, long costLimit = DefaultCostLimit)
    {
        var values = new Dictionary<string, Node>(StringComparer.Ordinal) { ["self"] = self };
        if (oldSelf is not null)
            values["oldSelf"] = oldSelf;
        return Evaluate(values, costLimit);
    }

    /// <summary>Values by the names of the environment's variables; using one that is not given is an error.</summary>
    public CelResult Evaluate(IReadOnlyDictionary<string, Node> values, long costLimit = DefaultCostLimit)
        => Run(variable => values.TryGetValue(variable.Name, out var node) ? NodeValues.Of(node, variable.Type) : null, costLimit);

    internal CelResult Evaluate(IReadOnlyDictionary<string, CelValue> values, long costLimit = DefaultCostLimit)
        => Run(variable => values.TryGetValue(variable.Name, out var value) ? value : null, costLimit);

    /// <summary>Whether a rule holds; null when it could not be evaluated.</summary>
    public bool? EvaluateBool(Node self) => Evaluate(self).Bool;

    private CelResult Run(Func<CelVariable, CelValue?> values, long costLimit)
    {
        var variables = new CelValue[environment.Variables.Count];
        foreach (var variable in environment.Variables)
            variables[variable.Index] = values(variable) ?? CelValue.Of(CelErrors.Unresolved(variable.Name));
        var frame = new Frame(variables, locals, costLimit);
        var value = step.Run(frame);
        if (frame.Stopped)
            return new CelResult(null, Finding(new CelFault(new Span(0, Text.Length), CelRules.TooMuchWork, Words.Neutral(costLimit))), frame.Cost);
        return value.IsError
            ? new CelResult(null, Finding(new CelFault(value.AsError.At ?? new Span(0, Text.Length), CelRules.Failed, value.AsError.Text)), frame.Cost)
            : new CelResult(value, null, frame.Cost);
    }

    private CelFinding Finding(CelFault fault) => CelFinding.Of(source, fault);

    public override string ToString() => Text;
}
