using System.Globalization;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>A number with what is counted: <c>1 file</c>, <c>3 files</c>, <c>3 个文件</c>.</summary>
internal static class Amount
{
    /// <summary>A size: <c>1.5 MiB</c>.</summary>
    public static string Bytes(long count) => count switch
    {
        >= 1L << 30 => Scaled(count, 30, "GiB"),
        >= 1L << 20 => Scaled(count, 20, "MiB"),
        >= 1L << 10 => Scaled(count, 10, "KiB"),
        _ => $"{count} B",
    };

    private static string Scaled(long count, int bits, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count / (double)(1L << bits):0.#} {unit}");

    /// <param name="one">In English the singular, in Chinese the measure word and what is counted.</param>
    public static string Of(Language language, int number, LocalText one, string many)
        => $"{number} {(language == Language.English && number != 1 ? many : one.In(language))}";
}
