using System.Globalization;
using System.Text;

namespace Slipway.Schema.Cel;

/// <summary>Values as text.</summary>
internal static class CelText
{
    private const int LongestShown = 10_000;

    /// <summary>For messages and people; cut off when it becomes very long.</summary>
    public static string Of(CelValue value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    public static string OfDouble(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "+Inf" : "-Inf";
        return GoNumbers.Shortest(value);
    }

    private static void Write(CelValue value, StringBuilder text)
    {
        if (text.Length > LongestShown)
            return;
        switch (value.Kind)
        {
            case CelKind.List:
                WriteList(value.AsList, text);
                break;
            case CelKind.Map:
                WriteMap(value.AsMap, text);
                break;
            case CelKind.Optional when value.AsOptional.HasValue:
                text.Append("optional(");
                Write(value.AsOptional.Value, text);
                text.Append(')');
                break;
            default:
                text.Append(Scalar(value));
                break;
        }
    }

    private static void WriteList(CelList list, StringBuilder text)
    {
        text.Append('[');
        for (var i = 0; i < list.Count && text.Length <= LongestShown; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Write(list[i], text);
        }
        text.Append(']');
    }

    private static void WriteMap(CelMap map, StringBuilder text)
    {
        text.Append('{');
        var first = true;
        foreach (var key in map.Keys)
        {
            if (text.Length > LongestShown || !map.TryGet(key, out var value))
                break;
            text.Append(first ? "" : ", ");
            first = false;
            Write(key, text);
            text.Append(": ");
            Write(value, text);
        }
        text.Append('}');
    }

    public static string Scalar(CelValue value) => value.Kind switch
    {
        CelKind.Null => "null",
        CelKind.Bool => value.AsBool ? "true" : "false",
        CelKind.Int => value.AsInt.ToString(CultureInfo.InvariantCulture),
        CelKind.Uint => value.AsUint.ToString(CultureInfo.InvariantCulture),
        CelKind.Double => OfDouble(value.AsDouble),
        CelKind.String => value.AsString,
        CelKind.Bytes => Encoding.UTF8.GetString(value.AsBytes),
        CelKind.Timestamp => CelTime.Write(value),
        CelKind.Duration => CelTime.WriteDuration(value.TotalNanoseconds),
        CelKind.Type => value.AsType.RuntimeName,
        CelKind.Optional => "optional.none()",
        CelKind.Opaque => value.AsOpaque.Text,
        CelKind.Error => value.AsError.Text.English,
        _ => "",
    };
}
