using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>Values that may be absent.</summary>
internal static class Optionals
{
    public static IEnumerable<CelOverload> All { get; } =
    [
        On("optional.of(A): optional_type(A)", (_, a) => CelValue.Optional(a[0])),
        On("optional.ofNonZeroValue(A): optional_type(A)", (_, a) => IsZero(a[0]) ? CelValue.None : CelValue.Optional(a[0])),
        On("optional.none(): optional_type(A)", (_, _) => CelValue.None),
        On("optional.unwrap(list(optional_type(A))): list(A)", Unwrap),
        On("list(optional_type(A)).unwrapOpt(): list(A)", Unwrap),
        On("optional_type(A).hasValue(): bool", (_, a) => CelValue.Of(a[0].AsOptional.HasValue)),
        On("optional_type(A).value(): A", (_, a) => a[0].AsOptional.Value),
        // These two have a step of their own: the other value is evaluated only when it is needed.
        On("optional_type(A).or(optional_type(A)): optional_type(A)", (_, a) => a[0].AsOptional.HasValue ? a[0] : a[1]),
        On("optional_type(A).orValue(A): A", (_, a) => a[0].AsOptional.HasValue ? a[0].AsOptional.Value : a[1]),
        On("list(A).first(): optional_type(A)", (_, a) => a[0].AsList.Count == 0 ? CelValue.None : CelValue.Optional(a[0].AsList[0])),
        On("list(A).last(): optional_type(A)", (_, a) => a[0].AsList.Count == 0 ? CelValue.None : CelValue.Optional(a[0].AsList[^1])),
    ];

    private static CelValue Unwrap(Frame frame, ReadOnlySpan<CelValue> a)
    {
        var (list, present) = (a[0].AsList, new List<CelValue>());
        frame.ChargeItems(list.Count);
        for (var i = 0; i < list.Count && !frame.Stopped; i++)
            if (list[i].Kind != CelKind.Optional)
                return Fail(CelErrors.NoSuchOverload);
            else if (list[i].AsOptional.HasValue)
                present.Add(list[i].AsOptional.Value);
        return CelValue.List([.. present]);
    }

    private static bool IsZero(CelValue value) => value.Kind switch
    {
        CelKind.Null => true,
        CelKind.Bool or CelKind.Int or CelKind.Uint or CelKind.Duration => value.AsInt == 0,
        CelKind.Double => value.AsDouble == 0,
        CelKind.String => value.AsString.Length == 0,
        CelKind.Bytes => value.AsBytes.Length == 0,
        CelKind.Timestamp => value.Seconds == CelTime.FirstSecond && value.Nanoseconds == 0,
        CelKind.List => value.AsList.Count == 0,
        CelKind.Map => value.AsMap.Count == 0,
        _ => false,
    };
}
