namespace Slipway.Schema.Cel;

/// <summary>Literals that a function would always refuse are told when the expression is compiled, as Kubernetes does.</summary>
internal static class CelLiteralArguments
{
    public static void Check(CelCall call, List<CelFault> faults)
    {
        if (call.Arguments is not [CelLiteral { Value.Kind: CelKind.String } literal, ..])
            return;
        var text = literal.Value.AsString;
        var fault = (call.Function, call.Target is null, call.Arguments.Length) switch
        {
            ("matches", false, 1) or ("find", false, 1) or ("findAll", false, _) => Re2.Compile(text).Fault,
            ("duration", true, 1) when CelTime.ReadDuration(text) is null => new("no duration such as `1h30m`", "不是 `1h30m` 这样的时长"),
            ("timestamp", true, 1) when CelTime.ReadTimestamp(text) is null => new("no timestamp such as `2026-03-01T08:30:00Z`", "不是 `2026-03-01T08:30:00Z` 这样的时间戳"),
            _ => null,
        };
        if (fault is not null)
            faults.Add(new CelFault(literal.At, CelRules.InvalidArgument, Words.Neutral(call.Function), fault));
        else if (call is { Function: "matches", Target: null })
            CheckPattern(call, faults);
    }

    private static void CheckPattern(CelCall call, List<CelFault> faults)
    {
        if (call.Arguments is [_, CelLiteral { Value.Kind: CelKind.String } pattern] && Re2.Compile(pattern.Value.AsString).Fault is { } fault)
            faults.Add(new CelFault(pattern.At, CelRules.InvalidArgument, Words.Neutral("matches"), fault));
    }
}
