using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace Slipway.Schema.Cel;

/// <summary>Timestamps (RFC 3339, the years 1 to 9999, to the nanosecond) and durations (Go's, about ±292 years).</summary>
internal static class CelTime
{
    public const long FirstSecond = -62135596800;
    public const long LastSecond = 253402300799;
    public const long NanosecondsInSecond = 1_000_000_000;

    private static readonly SearchValues<char> NumberLetters = SearchValues.Create("0123456789.");

    private static readonly (string Unit, long Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("s", NanosecondsInSecond),
        ("m", 60 * NanosecondsInSecond), ("h", 3600 * NanosecondsInSecond),
    ];

    /// <summary>Null when the text is no timestamp in range.</summary>
    public static CelValue? ReadTimestamp(string text)
    {
        if (!Times.IsDateTime(text) || text[10] != 'T' || text[^1] == 'z')
            return null;
        var year = Part(text, 0, 4);
        if (year == 0 || Part(text, 17, 2) == 60)
            return null;
        var date = new DateTime(year, Part(text, 5, 2), Part(text, 8, 2), 0, 0, 0, DateTimeKind.Utc);
        var seconds = (date.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond + Part(text, 11, 2) * 3600 + Part(text, 14, 2) * 60 + Part(text, 17, 2);
        var zone = text.AsSpan().IndexOfAny('Z', '+') is > 0 and var found ? found : text.LastIndexOf('-');
        var fraction = text[19] == '.' ? text[20..zone] : "";
        var nanoseconds = fraction.Length == 0 ? 0 : int.Parse(fraction.PadRight(9, '0')[..9], CultureInfo.InvariantCulture);
        if (text[zone] is '+' or '-')
            seconds -= (text[zone] == '-' ? -1 : 1) * (Part(text, zone + 1, 2) * 3600 + Part(text, zone + 4, 2) * 60);
        return Timestamp(seconds, nanoseconds);
    }

    private static int Part(string text, int at, int length) => int.Parse(text.AsSpan(at, length), CultureInfo.InvariantCulture);

    public static CelValue? Timestamp(long seconds, long nanoseconds)
    {
        seconds += Math.DivRem(nanoseconds, NanosecondsInSecond, out var rest);
        if (rest < 0)
            (seconds, rest) = (seconds - 1, rest + NanosecondsInSecond);
        return seconds is < FirstSecond or > LastSecond ? null : CelValue.Timestamp(seconds, (int)rest);
    }

    public static string Write(CelValue timestamp)
    {
        var time = DateTime.UnixEpoch.AddSeconds(timestamp.Seconds).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        var fraction = timestamp.Nanoseconds == 0 ? "" : "." + timestamp.Nanoseconds.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
        return $"{time}{fraction}Z";
    }

    /// <summary>Go's form, such as <c>1h30m</c> and <c>-1.5s</c>; null for anything else and out of range.</summary>
    public static long? ReadDuration(string text)
    {
        var rest = text.AsSpan();
        var negative = rest.StartsWith("-");
        if (rest.Length > 0 && rest[0] is '-' or '+')
            rest = rest[1..];
        if (rest is "0")
            return 0;
        if (rest.Length is 0 or > 1_000)
            return null;
        Int128 total = 0;
        while (rest.Length > 0)
        {
            if (ReadPart(ref rest) is not { } part)
                return null;
            total += part;
            if (total > (Int128)long.MaxValue + 1)
                return null;
        }
        total = negative ? -total : total;
        return total > long.MaxValue || total < long.MinValue ? null : (long)total;
    }

    private static Int128? ReadPart(ref ReadOnlySpan<char> rest)
    {
        var length = rest.IndexOfAnyExcept(NumberLetters);
        if (length <= 0)
            return null;
        var number = rest[..length];
        rest = rest[length..];
        var point = number.IndexOf('.');
        var whole = point < 0 ? number : number[..point];
        var fraction = point < 0 ? default : number[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || fraction.Contains('.') || whole.Length > 25)
            return null;
        var end = rest.IndexOfAny(NumberLetters);
        var unit = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..];
        foreach (var (name, nanoseconds) in Units)
            if (unit.SequenceEqual(name))
                return (whole.Length == 0 ? 0 : Int128.Parse(whole, CultureInfo.InvariantCulture) * nanoseconds) + Fraction(fraction, nanoseconds);
        return null;
    }

    private static Int128 Fraction(ReadOnlySpan<char> digits, long nanoseconds)
    {
        digits = digits[..Math.Min(digits.Length, 18)];
        return digits.Length == 0 ? 0 : Int128.Parse(digits, CultureInfo.InvariantCulture) * nanoseconds / (Int128)BigInteger.Pow(10, digits.Length);
    }

    /// <summary>In seconds, as JSON has it: <c>5400s</c>, <c>0.5s</c>.</summary>
    public static string WriteDuration(long nanoseconds)
    {
        var (seconds, rest) = Int128.DivRem(nanoseconds, NanosecondsInSecond);
        var fraction = rest == 0 ? "" : "." + Int128.Abs(rest).ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
        return $"{(nanoseconds < 0 && seconds == 0 ? "-" : "")}{seconds}{fraction}s";
    }

    /// <summary>
    /// The moment as the clock shows it in a zone: an IANA name, <c>Z</c> or an offset such as <c>-02:30</c>. Null for an unknown zone.
    /// </summary>
    public static DateTime? Local(CelValue timestamp, string zone)
    {
        var time = DateTime.UnixEpoch.AddSeconds(timestamp.Seconds);
        if (zone.Length == 0 || zone is "UTC" or "Z")
            return time;
        if (zone.Contains(':', StringComparison.Ordinal))
            return Offset(zone) is { } offset ? Shifted(time, offset) : null;
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? Shifted(time, found.GetUtcOffset(time)) : null;
    }

    private static DateTime Shifted(DateTime time, TimeSpan by)
        => new(Math.Clamp(time.Ticks + by.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Unspecified);

    private static TimeSpan? Offset(string text)
    {
        var digits = text.AsSpan().TrimStart("+-");
        var colon = digits.IndexOf(':');
        if (text.Length - digits.Length > 1 || !int.TryParse(digits[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(digits[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || hours > 23 || minutes > 59)
            return null;
        return new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
    }
}
