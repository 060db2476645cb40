namespace Slipway.Schema.Cel;

internal sealed partial class CelChecker
{
    private CelType Call(CelCall call)
    {
        if (call.Function is CelOperators.And or CelOperators.Or)
        {
            MustBe(call.Arguments[0], CelType.Bool);
            MustBe(call.Arguments[1], CelType.Bool);
            return CelType.Bool;
        }
        if (call.Function != "format")
            return Plain(call);
        formats++;
        var type = Plain(call);
        formats--;
        return type;
    }

    private CelType Plain(CelCall call)
    {
        if (call.Target is null)
            return Named(call, call.Function) ?? Arguments(call, CelType.Error, call.Function);
        if (CelParser.QualifiedName(call.Target) is { } space && CelScope.Find(scope, space.Split('.')[0]) is null
            && environment.ResolveFunction($"{space}.{call.Function}") is not null)
            return Named(call, $"{space}.{call.Function}")!;
        var target = Check(call.Target);
        if (environment.Functions.Find(call.Function) is not { } overloads)
            return Arguments(call, Undeclared(call, call.Function), null);
        return Resolve(call, overloads, call.Function, [target, .. call.Arguments.Select(Check)], isMember: true);
    }

    private CelType? Named(CelCall call, string name)
        => environment.ResolveFunction(name) is { } overloads ? Resolve(call, overloads, name, [.. call.Arguments.Select(Check)], isMember: false) : null;

    /// <summary>The arguments of a call that cannot be resolved are looked at too.</summary>
    private CelType Arguments(CelCall call, CelType type, string? undeclared)
    {
        if (undeclared is not null)
            Undeclared(call, undeclared);
        foreach (var argument in call.Arguments)
            Check(argument);
        return type;
    }

    private CelType Resolve(CelCall call, CelOverload[] candidates, string name, CelType[] arguments, bool isMember)
    {
        CelType? result = null;
        var fitting = new List<CelOverload>();
        foreach (var overload in candidates)
        {
            if (overload.IsMember != isMember || overload.Parameters.Length != arguments.Length)
                continue;
            var (parameters, returned) = mapping.Instantiate(overload);
            if (!mapping.Assign(arguments, parameters))
                continue;
            fitting.Add(overload);
            returned = mapping.Apply(returned);
            if (result is null)
                result = returned;
            else if (!result.IsDyn && !returned.Same(result))
                result = CelType.Dyn;
        }
        if (result is null)
            return NoOverload(call, name, arguments, isMember);
        overloads[call] = [.. fitting];
        return result;
    }

    private void CheckLiterals()
    {
        foreach (var call in overloads.Keys)
            if (CelLiteralArguments.Fault(call, expression => mapping.Apply(types[expression], isFinal: true)) is { } fault)
                faults.Add(fault);
        if (environment.IsHomogeneous)
            foreach (var literal in literals)
                CheckMixture(literal);
    }

    /// <summary>All items, all keys and all values of a literal are of one type, as Kubernetes wants it.</summary>
    private void CheckMixture(CelExpr literal)
    {
        if (literal is CelListLiteral list)
            CheckMixture([.. list.Items.Select(i => (i.Value, i.IsOptional))]);
        if (literal is not CelMapLiteral map)
            return;
        CheckMixture([.. map.Entries.Select(e => (e.Key, false))]);
        CheckMixture([.. map.Entries.Select(e => (e.Value, e.IsOptional))]);
    }

    private void CheckMixture((CelExpr Value, bool IsOptional)[] items)
    {
        CelType? first = null;
        foreach (var (value, isOptional) in items)
        {
            var type = mapping.Apply(types[value], isFinal: true);
            type = isOptional && type.IsOptional ? type.Parameters[0] : type;
            first ??= type;
            if (first.Same(type))
                continue;
            faults.Add(new CelFault(value.At, CelRules.TypeMismatch, Name(first), Name(type)) { Help = CelAdvice.Mixed });
            return;
        }
    }

    private CelType NoOverload(CelCall call, string name, CelType[] arguments, bool isMember)
    {
        var types = arguments.Select(a => mapping.Apply(a, isFinal: true).ToString()).ToList();
        var signature = isMember ? $"{types[0]}.({string.Join(", ", types.Skip(1))})" : $"({string.Join(", ", types)})";
        return Fault(call, CelRules.NoOverload, CelAdvice.For(name, arguments), name, signature);
    }
}
