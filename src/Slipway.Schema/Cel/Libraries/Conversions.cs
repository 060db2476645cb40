using System.Globalization;
using System.Text;
using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>From one type to another. What has no exact counterpart in range is an error.</summary>
internal static class Conversions
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static IEnumerable<CelOverload> All { get; } =
    [
        .. Same("bool"), .. Same("int"), .. Same("uint"), .. Same("double"), .. Same("string"), .. Same("bytes"), .. Same("timestamp"), .. Same("duration"),
        On("dyn(A): dyn", (_, a) => a[0]),
        On("type(A): type(A)", (_, a) => CelValue.Of(TypeOf(a[0]))),
        On("bool(string): bool", (_, a) => Truth(a[0].AsString)),
        On("int(uint): int", (_, a) => a[0].AsUint > long.MaxValue ? Range(a[0], "int") : CelValue.Of((long)a[0].AsUint)),
        On("int(double): int", (_, a) => a[0].AsDouble is > long.MinValue and < long.MaxValue ? CelValue.Of((long)a[0].AsDouble) : Range(a[0], "int")),
        On("int(string): int", (_, a) => long.TryParse(a[0].AsString, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? CelValue.Of(value) : Fail(CelErrors.Conversion(a[0].AsString, "string", "int"))),
        On("int(timestamp): int", (_, a) => CelValue.Of(a[0].Seconds)),
        On("int(duration): int", (_, a) => CelValue.Of(a[0].TotalNanoseconds)),
        On("uint(int): uint", (_, a) => a[0].AsInt < 0 ? Range(a[0], "uint") : CelValue.Of((ulong)a[0].AsInt)),
        On("uint(double): uint", (_, a) => a[0].AsDouble is >= 0 and < ulong.MaxValue ? CelValue.Of((ulong)a[0].AsDouble) : Range(a[0], "uint")),
        On("uint(string): uint", (_, a) => ulong.TryParse(a[0].AsString, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? CelValue.Of(value) : Fail(CelErrors.Conversion(a[0].AsString, "string", "uint"))),
        On("double(int): double", (_, a) => CelValue.Of((double)a[0].AsInt)),
        On("double(uint): double", (_, a) => CelValue.Of((double)a[0].AsUint)),
        On("double(string): double", (_, a) => Real(a[0].AsString) is { } value ? CelValue.Of(value) : Fail(CelErrors.Conversion(a[0].AsString, "string", "double"))),
        On("bytes(string): bytes", (frame, a) => frame.ChargeText(a[0].AsString.Length) ? CelValue.Of(Encoding.UTF8.GetBytes(a[0].AsString)) : Fail(CelErrors.TooMuchWork)),
        On("string(bytes): string", Text),
        .. Texts("bool"), .. Texts("int"), .. Texts("uint"), .. Texts("double"), .. Texts("timestamp"), .. Texts("duration"),
        On("timestamp(string): timestamp", (_, a) => CelTime.ReadTimestamp(a[0].AsString) ?? Fail(CelErrors.Conversion(a[0].AsString, "string", "google.protobuf.Timestamp"))),
        On("timestamp(int): timestamp", (_, a) => CelTime.Timestamp(a[0].AsInt, 0) ?? Fail(CelErrors.TimestampOverflow)),
        On("duration(string): duration", (_, a) => CelTime.ReadDuration(a[0].AsString) is { } value
            ? CelValue.Duration(value) : Fail(CelErrors.Conversion(a[0].AsString, "string", "google.protobuf.Duration"))),
        On("duration(int): duration", (_, a) => CelValue.Duration(a[0].AsInt)),
    ];

    private static IEnumerable<CelOverload> Same(string type) => [On($"{type}({type}): {type}", (_, a) => a[0])];

    private static IEnumerable<CelOverload> Texts(string type) => [On($"string({type}): string", (_, a) => CelValue.Of(CelText.Scalar(a[0])))];

    private static CelValue Range(CelValue value, string type) => Fail(CelErrors.Range(CelText.Scalar(value), type));

    private static CelValue Truth(string text) => text switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => CelValue.True,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => CelValue.False,
        _ => Fail(CelErrors.Conversion(text, "string", "bool")),
    };

    private static double? Real(string text) => text.TrimStart('+', '-').ToLowerInvariant() switch
    {
        "nan" => double.NaN,
        "inf" or "infinity" => text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity,
        _ => double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value) ? value : null,
    };

    private static CelValue Text(Frame frame, ReadOnlySpan<CelValue> a)
    {
        if (!frame.ChargeText(a[0].AsBytes.Length))
            return Fail(CelErrors.TooMuchWork);
        try
        {
            return CelValue.Of(Strict.GetString(a[0].AsBytes));
        }
        catch (DecoderFallbackException)
        {
            return Fail(CelErrors.Of("invalid UTF-8 in bytes, cannot convert to string", "字节不是有效的 UTF-8，无法转换为文本"));
        }
    }

    public static CelType TypeOf(CelValue value) => value.Kind switch
    {
        CelKind.Null => CelType.Null,
        CelKind.Bool => CelType.Bool,
        CelKind.Int => CelType.Int,
        CelKind.Uint => CelType.Uint,
        CelKind.Double => CelType.Double,
        CelKind.String => CelType.String,
        CelKind.Bytes => CelType.Bytes,
        CelKind.Timestamp => CelType.Timestamp,
        CelKind.Duration => CelType.Duration,
        CelKind.List => CelType.List(CelType.Dyn),
        CelKind.Map => CelType.Map(CelType.Dyn, CelType.Dyn),
        CelKind.Type => CelType.Of(CelType.Dyn),
        CelKind.Optional => CelType.Optional(CelType.Dyn),
        CelKind.Opaque => value.AsOpaque.Type,
        _ => CelType.Error,
    };
}
