namespace Slipway.Schema.Cel;

/// <summary>Calls that are other expressions in short.</summary>
internal static class CelMacros
{
    internal readonly record struct Expansion(CelExpr? Expression, CelFault? Fault = null)
    {
        public static implicit operator Expansion(CelExpr expression) => new(expression);

        public static implicit operator Expansion(CelFault fault) => new(null, fault);
    }

    /// <summary>Null for a call that is no macro.</summary>
    public static Expansion? Expand(CelToken name, CelExpr? target, CelExpr[] arguments) => (name.Text, target, arguments.Length) switch
    {
        ("has" or ".has", null, 1) => Has(name, arguments[0]),
        (_, null, _) => (Expansion?)null,
        ("bind", CelIdentifier { Name: "cel" }, 3) => Bind(name, arguments),
        ("greatest", CelIdentifier { Name: "math" }, _) => Extreme(name, arguments, CelOperators.Largest),
        ("least", CelIdentifier { Name: "math" }, _) => Extreme(name, arguments, CelOperators.Smallest),
        ("optMap", _, 2) => OptionalMap(name, target, arguments, isFlat: false),
        ("optFlatMap", _, 2) => OptionalMap(name, target, arguments, isFlat: true),
        ("all" or "exists" or "exists_one" or "existsOne" or "filter", _, 2) or ("map", _, 2 or 3) => CelFolds.Of(name, target, arguments, 1),
        ("all" or "exists" or "exists_one" or "existsOne", _, 3) => CelFolds.Of(name, target, arguments, 2),
        ("transformList" or "transformMap" or "transformMapEntry", _, 3 or 4) => CelFolds.Of(name, target, arguments, 2),
        _ => null,
    };

    private static Expansion Has(CelToken name, CelExpr argument) => argument is CelSelect { IsTest: false } select
        ? new CelSelect(select.At, select.Operand, select.Field, select.IsOptional, isTest: true)
        : CelFault.Macro(argument.At.Length > 0 ? argument.At : name.At, "invalid argument to has() macro", "has() 的参数必须是字段，例如 has(self.field)");

    private static Expansion Bind(CelToken name, CelExpr[] arguments) => SimpleName(arguments[0]) is { } variable
        ? new CelBind(name.At, variable, arguments[1], arguments[2])
        : NoName(arguments[0]);

    public static string? SimpleName(CelExpr expression)
        => expression is CelIdentifier identifier && !identifier.Name.StartsWith('.') ? identifier.Name : null;

    public static CelFault NoName(CelExpr expression) => CelFault.Macro(expression.At, "argument must be a simple name", "此参数必须是一个简单的名称");

    private static Expansion Extreme(CelToken name, CelExpr[] arguments, string function)
    {
        if (arguments.Length == 0)
            return CelFault.Macro(name.At, $"math.{name.Text}() requires at least one argument", $"math.{name.Text}() 至少需要一个参数");
        foreach (var argument in arguments)
            if (argument is CelLiteral literal && !CelEquality.IsNumber(literal.Value) || argument is CelMapLiteral || (argument is CelListLiteral && arguments.Length > 1))
                return CelFault.Macro(argument.At, $"math.{name.Text}() simple literal arguments must be numeric", $"math.{name.Text}() 的参数必须是数字");
        return arguments.Length <= 2
            ? new CelCall(name.At, function, null, arguments)
            : new CelCall(name.At, function, null, [new CelListLiteral(name.At, [.. arguments.Select(a => new CelItem(a, false))])]);
    }

    /// <summary>The target is bound to a name of its own, so that chains of these do not evaluate it twice at each step.</summary>
    private static Expansion OptionalMap(CelToken name, CelExpr target, CelExpr[] arguments, bool isFlat)
    {
        const string Target = "@target";
        if (SimpleName(arguments[0]) is not { } variable)
            return NoName(arguments[0]);
        var bound = new CelIdentifier(name.At, Target);
        var body = new CelBind(name.At, variable, new CelCall(name.At, "value", bound, []), arguments[1]);
        var optional = new CelIdentifier(name.At, "optional");
        return new CelBind(name.At, Target, target, new CelCall(name.At, CelOperators.Conditional, null,
        [
            new CelCall(name.At, "hasValue", bound, []),
            isFlat ? body : new CelCall(name.At, "of", optional, [body]),
            new CelCall(name.At, "none", optional, []),
        ]));
    }
}
