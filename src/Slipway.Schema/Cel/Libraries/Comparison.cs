using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>Equality of everything, order of what has one.</summary>
internal static class Comparison
{
    private static readonly (string Left, string Right)[] Ordered =
    [
        ("bool", "bool"), ("int", "int"), ("int", "double"), ("int", "uint"), ("uint", "uint"), ("uint", "double"), ("uint", "int"), ("double", "double"),
        ("double", "int"), ("double", "uint"), ("string", "string"), ("bytes", "bytes"), ("timestamp", "timestamp"), ("duration", "duration"),
    ];

    public static IEnumerable<CelOverload> All { get; } =
    [
        .. Order("_<_", order => order < 0), .. Order("_<=_", order => order <= 0), .. Order("_>_", order => order > 0), .. Order("_>=_", order => order >= 0),
        On("_==_(A, A): bool", (frame, a) => CelValue.Of(Same(frame, a))),
        On("_!=_(A, A): bool", (frame, a) => CelValue.Of(!Same(frame, a))),
    ];

    private static bool Same(Frame frame, ReadOnlySpan<CelValue> a)
    {
        if (a[0].Kind == CelKind.String && a[1].Kind == CelKind.String)
            frame.ChargeText(Math.Min(a[0].AsString.Length, a[1].AsString.Length));
        return CelEquality.Equal(a[0], a[1], frame);
    }

    private static IEnumerable<CelOverload> Order(string name, Func<int, bool> holds)
        => Ordered.Select(pair => On($"{name}({pair.Left}, {pair.Right}): bool", (frame, a) => Compare(frame, a, holds)));

    private static CelValue Compare(Frame frame, ReadOnlySpan<CelValue> a, Func<int, bool> holds)
    {
        if (a[0].Kind == CelKind.String)
            frame.ChargeText(Math.Min(a[0].AsString.Length, a[1].AsString.Length));
        return CelValue.Of(CelEquality.Compare(a[0], a[1]) is { } order && holds(order));
    }
}
