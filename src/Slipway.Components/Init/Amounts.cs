using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Components;

/// <summary>Sizes and times of other tools as Kubernetes writes them.</summary>
internal static partial class Amounts
{
    private static readonly (string Unit, decimal Bytes)[] Binary =
        [("Ti", 1L << 40), ("Gi", 1L << 30), ("Mi", 1L << 20), ("Ki", 1L << 10)];

    /// <summary>Docker's <c>512m</c>, <c>1.5G</c>, <c>64kb</c>, all powers of 1024, as a Kubernetes quantity; null when it is none.</summary>
    public static string? DockerBytes(string text)
    {
        var match = DockerSize().Match(text.Trim());
        if (!match.Success || !decimal.TryParse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1_000_000_000_000_000m)
            return null;
        var power = match.Groups[2].Value.ToLowerInvariant() switch { "k" => 1, "m" => 2, "g" => 3, "t" => 4, "p" => 5, _ => 0 };
        var bytes = number;
        for (var i = 0; i < power; i++)
            bytes *= 1024;
        bytes = Math.Ceiling(bytes);
        if (bytes <= 0)
            return null;
        var (unit, size) = Binary.FirstOrDefault(unit => bytes % unit.Bytes == 0, ("", 1));
        return (bytes / size).ToString("0", CultureInfo.InvariantCulture) + unit;
    }

    /// <summary>Docker's fraction of processors, <c>0.5</c>, as <c>500m</c>.</summary>
    public static string? DockerCpus(string text)
        => decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cpus) && cpus is > 0 and < 1_000_000
            ? decimal.IsInteger(cpus) ? cpus.ToString("0", CultureInfo.InvariantCulture) : Math.Ceiling(cpus * 1000).ToString("0", CultureInfo.InvariantCulture) + "m"
            : null;

    /// <summary>Whether <see cref="DockerCpus"/> keeps it: Kubernetes knows thousandths and no less.</summary>
    public static bool IsDockerCpusExact(string text)
        => decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cpus) && decimal.IsInteger(cpus * 1000);

    /// <summary>Go's <c>1m30s</c>, <c>1.5s</c>, <c>500ms</c> in seconds; null when it is none, or more than a month.</summary>
    public static decimal? ExactSeconds(string text)
    {
        var match = GoTime().Match(text.Trim());
        if (!match.Success)
            return null;
        var total = 0m;
        for (var i = 0; i < match.Groups[1].Captures.Count; i++)
        {
            if (!decimal.TryParse(match.Groups[1].Captures[i].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1_000_000_000)
                return null;
            total += number * match.Groups[2].Captures[i].Value switch { "h" => 3600m, "m" => 60m, "s" => 1m, "ms" => 0.001m, _ => 0.000001m };
        }
        return total > 86_400 * 30 ? null : total;
    }

    /// <summary>The number that a quantity stands for, as near as a double comes to it.</summary>
    public static double Value(string quantity)
    {
        var match = Quantity().Match(quantity);
        if (!match.Success || !double.TryParse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return 0;
        var unit = match.Groups[2].Value;
        if (unit.Length > 1 && unit[0] is 'e' or 'E' && int.TryParse(unit.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power))
            return number * Math.Pow(10, power);
        var step = unit.Length == 0 ? -1 : "kMGTPE".IndexOf(char.ToUpperInvariant(unit[0]) == 'K' ? 'k' : unit[0], StringComparison.Ordinal);
        return unit == "m" ? number / 1000 : step < 0 ? number : number * Math.Pow(unit.EndsWith('i') ? 1024 : 1000, step + 1);
    }

    public static bool IsQuantity(string text) => text.Length <= 40 && Quantity().IsMatch(text);

    [GeneratedRegex(@"^(\d{1,20}(?:\.\d{1,10})?) ?([kKmMgGtTpP]?)[iI]?[bB]?\z")]
    private static partial Regex DockerSize();

    [GeneratedRegex(@"^(?:(\d{1,12}(?:\.\d{1,9})?)(h|ms|us|m|s))+\z")]
    private static partial Regex GoTime();

    [GeneratedRegex(@"^\+?(\d+\.?\d*|\.\d+)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d+)?\z")]
    private static partial Regex Quantity();
}
