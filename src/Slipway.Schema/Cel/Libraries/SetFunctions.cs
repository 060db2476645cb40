using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>The extension library <c>sets</c>: lists taken as sets.</summary>
internal static class SetFunctions
{
    public static IEnumerable<CelOverload> All { get; } =
    [
        On("sets.contains(list(T), list(T)): bool", (frame, a) => CelValue.Of(Contains(frame, a[0].AsList, a[1].AsList))),
        On("sets.equivalent(list(T), list(T)): bool", (frame, a)
            => CelValue.Of(Contains(frame, a[0].AsList, a[1].AsList) && Contains(frame, a[1].AsList, a[0].AsList))),
        On("sets.intersects(list(T), list(T)): bool", (frame, a) => CelValue.Of(Intersects(frame, a[0].AsList, a[1].AsList))),
    ];

    private static bool Contains(Frame frame, CelList list, CelList part)
    {
        for (var i = 0; i < part.Count; i++)
            if (!Has(frame, list, part[i]))
                return false;
        return true;
    }

    private static bool Intersects(Frame frame, CelList left, CelList right)
    {
        for (var i = 0; i < left.Count && !frame.Stopped; i++)
            if (Has(frame, right, left[i]))
                return true;
        return false;
    }

    private static bool Has(Frame frame, CelList list, CelValue value)
    {
        for (var i = 0; i < list.Count && frame.Charge(1); i++)
            if (CelEquality.Equal(list[i], value, frame))
                return true;
        return false;
    }
}
