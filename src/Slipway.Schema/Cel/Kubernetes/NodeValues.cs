using System.Globalization;
using System.Text;
using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>Values of a document as values of expressions, by their declared types, when they are asked for.</summary>
internal static class NodeValues
{
    public static bool IsNull(Node node) => node is ScalarNode { Kind: ScalarKind.Null };

    public static CelValue Of(Node node, CelType type) => type.Kind switch
    {
        _ when IsNull(node) => CelValue.Null,
        CelTypeKind.Dyn => Dynamic(node),
        CelTypeKind.Object when node is MapNode map => CelValue.Of(new NodeObject(map, type)),
        CelTypeKind.Map when node is MapNode map => CelValue.Of(new NodeMap(map, type.Parameters[1])),
        CelTypeKind.List when node is ListNode list => CelValue.Of(new NodeList(list, type.Parameters[0], type.Semantics)),
        CelTypeKind.Wrapper => Of(node, type.Parameters[0]),
        _ when node is ScalarNode scalar => Scalar(scalar, type),
        _ => Unfit(node, type),
    };

    private static CelValue Dynamic(Node node) => node switch
    {
        MapNode map => CelValue.Of(new NodeMap(map, CelType.Dyn)),
        ListNode list => CelValue.Of(new NodeList(list, CelType.Dyn, CelListSemantics.Ordered)),
        ScalarNode { Kind: ScalarKind.Boolean } scalar => Scalar(scalar, CelType.Bool),
        ScalarNode { Kind: ScalarKind.Integer } scalar => Scalar(scalar, CelType.Int),
        ScalarNode { Kind: ScalarKind.Float } scalar => Scalar(scalar, CelType.Double),
        ScalarNode scalar => CelValue.Of(scalar.Text),
        _ => Unfit(node, CelType.Dyn),
    };

    private static CelValue Scalar(ScalarNode scalar, CelType type) => type.Kind switch
    {
        CelTypeKind.Bool when scalar.Kind == ScalarKind.Boolean => CelValue.Of(scalar.Text[0] is 't' or 'T'),
        CelTypeKind.Int when Integer(scalar) is { } value => CelValue.Of(value),
        CelTypeKind.Double when Real(scalar) is { } value => CelValue.Of(value),
        CelTypeKind.String when scalar.Kind == ScalarKind.String => CelValue.Of(scalar.Text),
        CelTypeKind.Timestamp when scalar.Kind == ScalarKind.String => Timestamp(scalar.Text) ?? Unfit(scalar, type),
        CelTypeKind.Duration when scalar.Kind == ScalarKind.String => Duration(scalar.Text) is { } value ? CelValue.Duration(value) : Unfit(scalar, type),
        CelTypeKind.Bytes when scalar.Kind == ScalarKind.String => Base64(scalar.Text) is { } bytes ? CelValue.Of(bytes) : Unfit(scalar, type),
        _ => Unfit(scalar, type),
    };

    /// <summary>A whole number counts however it is written, as in JSON Schema.</summary>
    private static long? Integer(ScalarNode scalar)
    {
        if (scalar.Kind == ScalarKind.Integer && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var plain))
            return plain;
        if (!Number.TryRead(scalar, out var number) || !number.IsWhole || number.CompareTo(Number.Of(long.MinValue)) < 0 || number.CompareTo(Number.Of(long.MaxValue)) > 0)
            return null;
        return ExactNumber.Read(scalar.Text) is { } exact ? (long)exact.ToDecimal() : null;
    }

    private static double? Real(ScalarNode scalar)
    {
        if (scalar.Kind is not (ScalarKind.Integer or ScalarKind.Float))
            return null;
        if (double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return value;
        var text = scalar.Text.TrimStart('+', '-');
        if (text.StartsWith('.'))
            return text.EndsWith("nan", StringComparison.OrdinalIgnoreCase) ? double.NaN : scalar.Text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        return Integer(scalar);
    }

    private static CelValue? Timestamp(string text)
        => CelTime.ReadTimestamp(text.ToUpperInvariant()) ?? (Times.IsDate(text) ? CelTime.ReadTimestamp(text + "T00:00:00Z") : null);

    /// <summary>Go's durations, as Kubernetes has them, and those of ISO 8601 without months and years, as JSON Schema has them.</summary>
    private static long? Duration(string text) => CelTime.ReadDuration(text) ?? (Times.IsDuration(text) ? IsoDuration(text) : null);

    private static long? IsoDuration(string text)
    {
        var (total, inTime, number) = ((Int128)0, false, new StringBuilder());
        foreach (var c in text.AsSpan(1))
        {
            if (char.IsAsciiDigit(c))
            {
                number.Append(c);
                continue;
            }
            if (c == 'T')
            {
                inTime = true;
                continue;
            }
            var seconds = (c, inTime) switch { ('W', _) => 604_800, ('D', _) => 86_400, ('H', _) => 3_600, ('M', true) => 60, ('S', _) => 1, _ => 0 };
            if (seconds == 0 || number.Length > 18)
                return null;
            total += Int128.Parse(number.ToString(), CultureInfo.InvariantCulture) * seconds * CelTime.NanosecondsInSecond;
            number.Clear();
        }
        return total > long.MaxValue ? null : (long)total;
    }

    private static byte[]? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    /// <summary>Without the value itself: it may be a secret.</summary>
    private static CelValue Unfit(Node node, CelType type) => CelValue.Of(CelErrors.Of(
        $"invalid data: no {type}{Place(node, " at ")}", $"数据无效：不是 {type}{Place(node, "，位于 ")}"));

    private static string Place(Node node, string before) => node.At is { } at ? before + at : "";
}
