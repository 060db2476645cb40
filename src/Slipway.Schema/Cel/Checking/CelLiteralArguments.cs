using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>Literals that a function would always refuse are told when the expression is compiled, as Kubernetes does.</summary>
internal static class CelLiteralArguments
{
    private const long Patience = 10_000;

    public static CelFault? Fault(CelCall call, Func<CelExpr, CelType> typeOf) => call switch
    {
        { Function: "matches" or "find" or "findAll", Target: not null, Arguments: [CelLiteral pattern, ..] } => Pattern(call, pattern),
        { Function: "matches", Target: null, Arguments: [_, CelLiteral pattern] } => Pattern(call, pattern),
        { Function: "format", Target: CelLiteral { Value.Kind: CelKind.String } format, Arguments: [CelListLiteral list] } => Format(call, format, list, typeOf),
        { Function: "bytes" or "double" or "duration" or "int" or "string" or "timestamp" or "uint" or "bool", Target: null, Arguments: [CelLiteral literal] } => Conversion(call, literal),
        _ => null,
    };

    private static CelFault? Pattern(CelCall call, CelLiteral pattern)
        => pattern.Value.Kind == CelKind.String && Re2.Compile(pattern.Value.AsString).Fault is { } fault ? Of(pattern, call.Function, fault) : null;

    private static CelFault? Conversion(CelCall call, CelLiteral literal)
    {
        ReadOnlySpan<CelValue> arguments = [literal.Value];
        foreach (var overload in CelLibraries.All.Find(call.Function)!)
            if (overload.Parameters.Length == 1 && overload.Accepts(arguments))
                return overload.Run(new Frame([], 0, Patience), arguments) is { IsError: true } failed ? Of(literal, call.Function, failed.AsError.Text) : null;
        return null;
    }

    private static CelFault? Format(CelCall call, CelLiteral format, CelListLiteral list, Func<CelExpr, CelType> typeOf)
    {
        var (at, fault) = CelFormatCheck.Check(format.Value.AsString, [.. list.Items.Select(i => typeOf(i.Value))]);
        return fault is null ? null : Of(at >= 0 ? list.Items[at].Value : call, "format", fault);
    }

    private static CelFault Of(CelExpr at, string function, LocalText fault) => new(at.At, CelRules.InvalidArgument, Words.Neutral(function), fault);
}
