using System.Globalization;
using System.Text;
using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary><c>'%s has %d'.format([name, count])</c>.</summary>
internal sealed class StringFormat
{
    private const int DefaultPrecision = 6;
    private const int HighestPrecision = 1_000;
    internal const string Verbs = "sdfebxXo";

    private readonly Frame frame;
    private readonly StringBuilder text = new();
    private CelError? failure;

    private StringFormat(Frame frame) => this.frame = frame;

    public static CelValue Format(Frame frame, string format, CelList arguments)
    {
        if (!frame.ChargeText(format.Length))
            return Fail(CelErrors.TooMuchWork);
        var formatter = new StringFormat(frame);
        var next = 0;
        for (var at = 0; at < format.Length && formatter.failure is null && !frame.Stopped; at++)
        {
            if (format[at] != '%')
                formatter.text.Append(format[at]);
            else if (at + 1 < format.Length && format[at + 1] == '%')
                formatter.text.Append(format[at++]);
            else
                at = formatter.Clause(format, at + 1, arguments, next++);
        }
        return formatter.failure is { } failed ? Fail(failed) : CelValue.Of(formatter.text.ToString());
    }

    /// <summary>Writes one argument; gives the place of the clause's last letter.</summary>
    private int Clause(string format, int at, CelList arguments, int index)
    {
        int? precision = null;
        if (at < format.Length && format[at] == '.')
        {
            var end = at + 1;
            while (end < format.Length && char.IsAsciiDigit(format[end]))
                end++;
            precision = int.TryParse(format.AsSpan(at + 1, end - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read <= HighestPrecision ? read : -1;
            at = end;
        }
        if (at == format.Length || precision == -1)
            Refuse("could not parse formatting clause: incomplete clause", "格式子句不完整");
        else if (index >= arguments.Count)
            Refuse($"index {index} out of range", $"格式需要的第 {index + 1} 个参数不存在");
        else
            Write(format[at], precision ?? DefaultPrecision, arguments[index]);
        return at;
    }

    private void Refuse(string english, string chinese) => failure ??= CelErrors.Of($"error during formatting: {english}", $"格式化失败：{chinese}");

    private void Write(char verb, int precision, CelValue value)
    {
        if (value.IsError)
            failure ??= value.AsError;
        else if (verb == 's')
            Text(value);
        else if (Clauses.Of(verb, precision, value) is { } written)
            Append(written);
        else if (Verbs.Contains(verb, StringComparison.Ordinal))
            Refuse($"%{verb} cannot be used on {Conversions.TypeOf(value).RuntimeName}", $"%{verb} 不能用于 {Conversions.TypeOf(value).RuntimeName}");
        else
            Refuse($"could not parse formatting clause: unrecognized formatting clause \"{verb}\"", $"无法识别的格式子句 \"{verb}\"");
    }

    private void Append(string part)
    {
        if (frame.Charge(1 + part.Length / 10))
            text.Append(part);
    }

    private void Text(CelValue value)
    {
        if (frame.Stopped || failure is not null)
            return;
        switch (value.Kind)
        {
            case CelKind.Error:
                failure = value.AsError;
                break;
            case CelKind.List:
                List(value.AsList);
                break;
            case CelKind.Map:
                Map(value.AsMap);
                break;
            case CelKind.Optional or CelKind.Opaque:
                Refuse($"%s cannot be used on {Conversions.TypeOf(value).RuntimeName}", $"%s 不能用于 {Conversions.TypeOf(value).RuntimeName}");
                break;
            default:
                Append(value.Kind == CelKind.Double ? Clauses.Plain(value.AsDouble) : CelText.Scalar(value));
                break;
        }
    }

    private void List(CelList list)
    {
        Append("[");
        for (var i = 0; i < list.Count && !frame.Stopped && failure is null; i++)
        {
            Append(i == 0 ? "" : ", ");
            Text(list[i]);
        }
        Append("]");
    }

    /// <summary>In the order of the keys as they are written.</summary>
    private void Map(CelMap map)
    {
        Append("{");
        var first = true;
        foreach (var key in map.Keys.OrderBy(CelText.Scalar, StringComparer.Ordinal))
        {
            if (frame.Stopped || failure is not null || !map.TryGet(key, out var value))
                break;
            Append(first ? "" : ", ");
            first = false;
            Append(CelText.Scalar(key) + ": ");
            Text(value);
        }
        Append("}");
    }

    private static class Clauses
    {
        /// <summary>Null where the clause does not fit the value.</summary>
        public static string? Of(char verb, int precision, CelValue value) => verb switch
        {
            'd' => value.Kind is CelKind.Int or CelKind.Uint ? CelText.Scalar(value) : value.Kind == CelKind.Double ? Plain(value.AsDouble) : null,
            'f' => Real(value) is { } real ? NotFinite(real) ?? GoNumbers.Fixed(real, precision) : null,
            'e' => Real(value) is { } real ? NotFinite(real) ?? GoNumbers.Scientific(real, precision) : null,
            'b' => value.Kind == CelKind.Bool ? (value.AsBool ? "1" : "0") : Radix(value, "b"),
            'o' => Radix(value, "o"),
            'x' => Hex(value),
            'X' => Hex(value)?.ToUpperInvariant(),
            _ => null,
        };

        public static string Plain(double value) => NotFinite(value) ?? GoNumbers.ShortestPlain(value);

        private static string? NotFinite(double value)
            => double.IsFinite(value) ? null : double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";

        private static double? Real(CelValue value) => value.Kind switch
        {
            CelKind.Double => value.AsDouble,
            CelKind.Int => value.AsInt,
            CelKind.Uint => value.AsUint,
            _ => null,
        };

        private static string? Hex(CelValue value) => value.Kind switch
        {
            CelKind.String => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value.AsString)),
            CelKind.Bytes => Convert.ToHexStringLower(value.AsBytes),
            _ => Radix(value, "x"),
        };

        private static string? Radix(CelValue value, string radix)
        {
            if (value.Kind is not (CelKind.Int or CelKind.Uint))
                return null;
            var negative = value.Kind == CelKind.Int && value.AsInt < 0;
            var magnitude = value.Kind == CelKind.Uint ? value.AsUint : negative ? unchecked((ulong)-value.AsInt) : (ulong)value.AsInt;
            var digits = radix == "o" ? Octal(magnitude) : magnitude.ToString(radix, CultureInfo.InvariantCulture);
            return negative ? "-" + digits : digits;
        }

        private static string Octal(ulong value)
        {
            var digits = "";
            do
                (digits, value) = ((char)('0' + value % 8) + digits, value / 8);
            while (value > 0);
            return digits;
        }
    }
}
