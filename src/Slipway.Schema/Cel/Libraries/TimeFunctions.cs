using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>Parts of timestamps, in UTC or in a zone, and of durations.</summary>
internal static class TimeFunctions
{
    public static IEnumerable<CelOverload> All { get; } =
    [
        .. Part("getFullYear", time => time.Year),
        .. Part("getMonth", time => time.Month - 1),
        .. Part("getDayOfYear", time => time.DayOfYear - 1),
        .. Part("getDayOfMonth", time => time.Day - 1),
        .. Part("getDate", time => time.Day),
        .. Part("getDayOfWeek", time => (int)time.DayOfWeek),
        .. Part("getHours", time => time.Hour),
        .. Part("getMinutes", time => time.Minute),
        .. Part("getSeconds", time => time.Second),
        On("timestamp.getMilliseconds(): int", (_, a) => CelValue.Of((long)a[0].Nanoseconds / 1_000_000)),
        On("timestamp.getMilliseconds(string): int", (_, a) => CelTime.Local(a[0], a[1].AsString) is null ? UnknownZone(a[1]) : CelValue.Of((long)a[0].Nanoseconds / 1_000_000)),
        On("duration.getHours(): int", (_, a) => CelValue.Of(a[0].TotalNanoseconds / (3600 * CelTime.NanosecondsInSecond))),
        On("duration.getMinutes(): int", (_, a) => CelValue.Of(a[0].TotalNanoseconds / (60 * CelTime.NanosecondsInSecond))),
        On("duration.getSeconds(): int", (_, a) => CelValue.Of(a[0].TotalNanoseconds / CelTime.NanosecondsInSecond)),
        On("duration.getMilliseconds(): int", (_, a) => CelValue.Of(a[0].TotalNanoseconds / 1_000_000)),
    ];

    private static IEnumerable<CelOverload> Part(string name, Func<DateTime, int> part) =>
    [
        On($"timestamp.{name}(): int", (_, a) => CelValue.Of((long)part(CelTime.Local(a[0], "")!.Value))),
        On($"timestamp.{name}(string): int", (_, a) => CelTime.Local(a[0], a[1].AsString) is { } local ? CelValue.Of((long)part(local)) : UnknownZone(a[1])),
    ];

    private static CelValue UnknownZone(CelValue zone) => Fail(CelErrors.Of($"unknown time zone {zone.AsString}", $"未知的时区 {zone.AsString}"));
}
