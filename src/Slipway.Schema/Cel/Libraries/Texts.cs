using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>CEL's own functions on texts.</summary>
internal static class Texts
{
    public static IEnumerable<CelOverload> All { get; } =
    [
        On("string.contains(string): bool", Contains),
        On("string.startsWith(string): bool", (frame, a) => frame.ChargeText(a[0].AsString.Length)
            ? CelValue.Of(a[0].AsString.StartsWith(a[1].AsString, StringComparison.Ordinal)) : Fail(CelErrors.TooMuchWork)),
        On("string.endsWith(string): bool", (frame, a) => frame.ChargeText(a[0].AsString.Length)
            ? CelValue.Of(a[0].AsString.EndsWith(a[1].AsString, StringComparison.Ordinal)) : Fail(CelErrors.TooMuchWork)),
        On("string.matches(string): bool", Matches),
        On("matches(string, string): bool", Matches),
    ];

    private static CelValue Contains(Frame frame, ReadOnlySpan<CelValue> a)
    {
        var (text, part) = (a[0].AsString, a[1].AsString);
        return frame.Charge(((long)text.Length / 10 + 1) * ((long)part.Length / 10 + 1) - 1)
            ? CelValue.Of(text.Contains(part, StringComparison.Ordinal)) : Fail(CelErrors.TooMuchWork);
    }

    private static CelValue Matches(Frame frame, ReadOnlySpan<CelValue> a)
    {
        var (pattern, fault) = Re2.Compile(a[1].AsString);
        if (pattern is null)
            return Fail(CelErrors.Of(fault!.English, fault.Chinese));
        return Re2.Charge(frame, a[0].AsString, a[1].AsString) && Re2.Matches(pattern, a[0].AsString) is { } matches
            ? CelValue.Of(matches) : Fail(CelErrors.TooMuchWork);
    }
}
