using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>The extension library <c>encoders</c>.</summary>
internal static class Encoders
{
    public static IEnumerable<CelOverload> All { get; } =
    [
        On("base64.encode(bytes): string", (frame, a) => frame.ChargeText(a[0].AsBytes.Length) ? CelValue.Of(Convert.ToBase64String(a[0].AsBytes)) : Fail(CelErrors.TooMuchWork)),
        On("base64.decode(string): bytes", Decode),
    ];

    private static CelValue Decode(Frame frame, ReadOnlySpan<CelValue> a)
    {
        var text = a[0].AsString;
        if (!frame.ChargeText(text.Length))
            return Fail(CelErrors.TooMuchWork);
        var padded = text.Length % 4 is 2 or 3 && !text.EndsWith('=') ? text.PadRight(text.Length + 4 - text.Length % 4, '=') : text;
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var length)
            ? CelValue.Of(bytes[..length]) : Fail(CelErrors.Of("illegal base64 data", "不是有效的 base64 数据"));
    }
}
