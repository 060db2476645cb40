namespace Slipway.Schema.Cel;

/// <summary>A parsed expression to steps: names become places, calls the overloads that they can mean.</summary>
internal sealed class CelPlanner
{
    private readonly CelEnvironment environment;
    private readonly IReadOnlyDictionary<CelCall, CelOverload[]>? overloads;
    private readonly List<string> locals = [];
    private int most;

    private CelPlanner(CelEnvironment environment, IReadOnlyDictionary<CelCall, CelOverload[]>? overloads)
        => (this.environment, this.overloads) = (environment, overloads);

    /// <param name="overloads">What the checker found; null when types were not checked.</param>
    public static (CelStep Step, int Locals) Plan(CelExpr expression, CelEnvironment environment, IReadOnlyDictionary<CelCall, CelOverload[]>? overloads)
    {
        var planner = new CelPlanner(environment, overloads);
        var step = planner.Of(expression);
        return (step, planner.most);
    }

    private CelStep Of(CelExpr expression) => expression switch
    {
        CelLiteral literal => new ConstantStep(literal.Value),
        CelIdentifier identifier => Identifier(identifier),
        CelSelect select => Select(select),
        CelCall call => Call(call),
        CelListLiteral list => new ListStep([.. list.Items.Select(i => (Of(i.Value), i.IsOptional))], list.At),
        CelMapLiteral map => new MapStep([.. map.Entries.Select(e => (Of(e.Key), Of(e.Value), e.IsOptional))], map.At),
        CelFold fold => Fold(fold),
        CelBind bind => Bind(bind),
        CelMessage message => new ErrorStep(CelErrors.Unresolved(message.Name), message.At),
        _ => throw new InvalidOperationException($"There is no step for {expression.GetType().Name}."),
    };

    private int Declare(string name)
    {
        locals.Add(name);
        most = Math.Max(most, locals.Count);
        return locals.Count - 1;
    }

    private CelStep Identifier(CelIdentifier identifier)
    {
        if (locals.LastIndexOf(identifier.Name) is >= 0 and var slot)
            return new LocalStep(slot);
        return environment.Resolve(identifier.Name) is { } variable ? Variable(variable, identifier) : new ErrorStep(CelErrors.Unresolved(identifier.Name), identifier.At);
    }

    private static CelStep Variable(CelVariable variable, CelExpr at)
        => variable.Index < 0 ? new ConstantStep(variable.Constant) : new VariableStep(variable.Index, at.At);

    private CelStep Select(CelSelect select)
    {
        if (select.IsTest)
            return new HasStep(Of(select.Operand), select.Field, select.At);
        if (CelParser.QualifiedName(select) is { } name && !locals.Contains(name.Split('.')[0]) && environment.Resolve(name) is { } variable)
            return Variable(variable, select);
        return new SelectStep(Of(select.Operand), select.Field, select.IsOptional, select.At);
    }

    private CelStep Call(CelCall call)
    {
        switch (call.Function)
        {
            case CelOperators.And or CelOperators.Or:
                return new LogicStep(Of(call.Arguments[0]), Of(call.Arguments[1]), call.Function == CelOperators.Or, call.At);
            case CelOperators.Conditional:
                return new ConditionalStep(Of(call.Arguments[0]), Of(call.Arguments[1]), Of(call.Arguments[2]), call.At);
            case CelOperators.Undecided:
                return new UndecidedStep(Of(call.Arguments[0]));
        }
        if (call.Target is null)
            return Named(call, call.Function, environment.ResolveFunction(call.Function));
        if (CelParser.QualifiedName(call.Target) is { } space && !locals.Contains(space.Split('.')[0])
            && environment.ResolveFunction($"{space}.{call.Function}") is { } found)
            return Named(call, call.Function, found);
        if (call is { Function: "or" or "orValue", Arguments.Length: 1 })
            return new OtherwiseStep(Of(call.Target), Of(call.Arguments[0]), call.Function == "orValue", call.At);
        return Step(call, call.Function, environment.Functions.Find(call.Function), [Of(call.Target), .. call.Arguments.Select(Of)], isMember: true);
    }

    private CelStep Named(CelCall call, string name, CelOverload[]? found) => Step(call, name, found, [.. call.Arguments.Select(Of)], isMember: false);

    private CelStep Step(CelCall call, string name, CelOverload[]? found, CelStep[] arguments, bool isMember)
    {
        if (found is null)
            return new ErrorStep(CelErrors.Unbound(name), call.At);
        var candidates = overloads?.GetValueOrDefault(call) ?? [.. found.Where(o => o.IsMember == isMember && o.Parameters.Length == arguments.Length)];
        return candidates.Length == 0 ? new ErrorStep(CelErrors.NoSuchOverload, call.At) : new CallStep(candidates, arguments, call.At);
    }

    private BindStep Bind(CelBind bind)
    {
        var value = Of(bind.Value);
        var slot = Declare(bind.Name);
        var body = Of(bind.Body);
        locals.RemoveAt(slot);
        return new BindStep(slot, value, body);
    }

    private FoldStep Fold(CelFold fold)
    {
        var range = Of(fold.Range);
        var start = fold.Start is CelListLiteral ? new GrowingListStep() : Of(fold.Start);
        var result = Declare(CelFold.Accumulator);
        var first = Declare(fold.First);
        var second = fold.Second is { } name ? Declare(name) : -1;
        var (condition, step) = (Of(fold.Condition), Of(fold.Step));
        locals.RemoveRange(result + 1, locals.Count - result - 1);
        var after = Of(fold.Result);
        locals.RemoveAt(result);
        return new FoldStep(new FoldSlots(first, second, result), range, start, condition, step, after, fold.At);
    }
}
