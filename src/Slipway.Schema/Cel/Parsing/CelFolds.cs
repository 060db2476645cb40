using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>The macros that run over a list or a map.</summary>
internal static class CelFolds
{
    /// <param name="variables">1 or 2 of the arguments name variables.</param>
    public static CelMacros.Expansion Of(CelToken name, CelExpr target, CelExpr[] arguments, int variables)
    {
        foreach (var argument in arguments.AsSpan(0, variables))
            if (CelMacros.SimpleName(argument) is null)
                return CelMacros.NoName(argument);
        var first = CelMacros.SimpleName(arguments[0])!;
        var second = variables == 2 ? CelMacros.SimpleName(arguments[1]) : null;
        if (first == second)
            return CelFault.Macro(arguments[1].At, $"duplicate variable name: {second}", $"变量名 {second} 重复");
        var fold = new Fold(name.At, first, second, target);
        var rest = arguments.AsSpan(variables);
        return name.Text switch
        {
            "all" => fold.All(rest[0]),
            "exists" => fold.Exists(rest[0]),
            "exists_one" or "existsOne" => fold.ExistsOne(rest[0]),
            "filter" => fold.List(rest[0], new CelIdentifier(name.At, first)),
            "map" or "transformList" => fold.List(rest.Length == 2 ? rest[0] : null, rest[^1]),
            "transformMap" => fold.Map(rest.Length == 2 ? rest[0] : null, new CelIdentifier(name.At, first), rest[^1]),
            _ => fold.Map(rest.Length == 2 ? rest[0] : null, rest[^1]),
        };
    }

    private sealed class Fold(Span at, string first, string? second, CelExpr range)
    {
        private readonly CelIdentifier gathered = new(at, CelFold.Accumulator);

        public CelFold All(CelExpr test) => Make(Literal(true), Call(CelOperators.Undecided, gathered), Call(CelOperators.And, gathered, test), gathered);

        public CelFold Exists(CelExpr test) => Make(
            Literal(false), Call(CelOperators.Undecided, Call(CelOperators.Not, gathered)), Call(CelOperators.Or, gathered, test), gathered);

        public CelFold ExistsOne(CelExpr test) => Make(
            Number(0), Literal(true), Call(CelOperators.Conditional, test, Call("_+_", gathered, Number(1)), gathered), Call(CelOperators.Equal, gathered, Number(1)));

        public CelFold List(CelExpr? test, CelExpr item)
            => Make(new CelListLiteral(at, []), Literal(true), If(test, Call(CelOperators.Append, gathered, item)), gathered);

        public CelFold Map(CelExpr? test, params CelExpr[] entry)
            => Make(new CelMapLiteral(at, []), Literal(true), If(test, Call(CelOperators.Insert, [gathered, .. entry])), gathered);

        private CelExpr If(CelExpr? test, CelExpr step) => test is null ? step : Call(CelOperators.Conditional, test, step, gathered);

        private CelFold Make(CelExpr start, CelExpr condition, CelExpr step, CelExpr result)
            => new(at, first, second, range, start, condition, step, result);

        private CelCall Call(string function, params CelExpr[] arguments) => new(at, function, null, arguments);

        private CelLiteral Literal(bool value) => new(at, CelValue.Of(value));

        private CelLiteral Number(long value) => new(at, CelValue.Of(value));
    }
}
