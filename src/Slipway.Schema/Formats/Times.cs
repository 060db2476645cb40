using System.Text.RegularExpressions;

namespace Slipway.Schema;

/// <summary>RFC 3339: dates, times and durations.</summary>
internal static partial class Times
{
    public static bool IsDateTime(string text) => text.Length > 11 && text[10] is 'T' or 't' && IsDate(text[..10]) && IsTime(text[11..]);

    public static bool IsDate(string text)
    {
        if (DatePattern().Match(text) is not { Success: true } match)
            return false;
        var (year, month, day) = (int.Parse(match.Groups[1].Value), int.Parse(match.Groups[2].Value), int.Parse(match.Groups[3].Value));
        // The year 0 exists in RFC 3339 and is a leap year, like 2000.
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year == 0 ? 2000 : year, month);
    }

    public static bool IsTime(string text)
    {
        if (TimePattern().Match(text) is not { Success: true } match)
            return false;
        int Part(int group) => match.Groups[group].Success ? int.Parse(match.Groups[group].Value) : 0;
        var (hour, minute, second, offsetHour, offsetMinute) = (Part(1), Part(2), Part(3), Part(5), Part(6));
        if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59)
            return false;
        return second < 60 || IsLeapSecond(hour * 60 + minute, (match.Groups[4].Value == "-" ? 1 : -1) * (offsetHour * 60 + offsetMinute));
    }

    /// <summary>Leap seconds come at the end of a day in UTC.</summary>
    private static bool IsLeapSecond(int minutes, int toUtc) => (minutes + toUtc + 2 * 24 * 60) % (24 * 60) == 24 * 60 - 1;

    public static bool IsDuration(string text) => DurationPattern().IsMatch(text);

    [GeneratedRegex(@"^([0-9]{4})-([0-9]{2})-([0-9]{2})\z")]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"^([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))\z")]
    private static partial Regex TimePattern();

    private const string Time = "T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S)";
    private const string Date = "(?:[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)";

    [GeneratedRegex($@"^P(?:{Date}(?:{Time})?|{Time}|[0-9]+W)\z")]
    private static partial Regex DurationPattern();
}
