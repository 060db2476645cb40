using System.Globalization;
using System.Numerics;
using Slipway.Components;

namespace Slipway.Packages;

/// <summary>Amounts of resources, in billionths as <see cref="Quantity"/> has them.</summary>
public readonly record struct ResourceAmount(BigInteger Billionths)
{
    private static readonly BigInteger Billion = 1_000_000_000;

    public static ResourceAmount operator +(ResourceAmount left, ResourceAmount right) => new(left.Billionths + right.Billionths);

    public static ResourceAmount operator *(ResourceAmount amount, long times) => new(amount.Billionths * times);

    public static ResourceAmount Max(ResourceAmount left, ResourceAmount right) => left.Billionths > right.Billionths ? left : right;

    /// <summary>Zero for what is no quantity: the API server refuses it, not a planning sheet.</summary>
    public static ResourceAmount Of(string? text) => text is not null && Quantity.Parse(text) is { } quantity ? new(quantity.Billionths) : default;

    public static ResourceAmount Of(Quantity? quantity) => quantity is null ? default : new(quantity.Billionths);

    /// <summary>Cores: whole ones as <c>2</c>, others in thousandths as <c>1250m</c>, rounded up.</summary>
    public string Cores()
    {
        var thousandths = Up(Billionths, 1_000_000);
        return thousandths % 1000 == 0 ? (thousandths / 1000).ToString(CultureInfo.InvariantCulture) : $"{thousandths}m";
    }

    /// <summary>Bytes in the largest unit in which it is whole, from MiB on rounded up: <c>1536Mi</c>.</summary>
    public string Bytes()
    {
        var mebibytes = Up(Billionths, Billion * (1 << 20));
        return mebibytes.IsZero ? "0" : mebibytes % 1024 == 0 ? $"{mebibytes / 1024}Gi" : $"{mebibytes}Mi";
    }

    private static BigInteger Up(BigInteger amount, BigInteger unit) => (amount + unit - 1) / unit;
}

/// <summary>What something takes at the least and at the most: an autoscaler decides in between.</summary>
public sealed record AmountRange(ResourceAmount Least, ResourceAmount Most)
{
    /// <summary>As <see cref="ResourceAmount.Cores()"/>, both ends in one unit: <c>4000m–5200m</c>. One amount where they are the same.</summary>
    public string Cores() => Written(Least.Cores(), Most.Cores(), "m", "", 1000);

    /// <summary>As <see cref="ResourceAmount.Bytes()"/>, both ends in one unit: <c>1024Mi–1536Mi</c>. One amount where they are the same.</summary>
    public string Bytes() => Written(Least.Bytes(), Most.Bytes(), "Mi", "Gi", 1024);

    private static string Written(string least, string most, string small, string large, int times)
    {
        var isSmall = least.EndsWith(small, StringComparison.Ordinal) || most.EndsWith(small, StringComparison.Ordinal);
        // Nothing is nothing in every unit.
        string In(string amount) => !isSmall || amount == "0" || amount.EndsWith(small, StringComparison.Ordinal) ? amount
            : $"{BigInteger.Parse(amount[..^large.Length], CultureInfo.InvariantCulture) * times}{small}";
        return least == most ? most : $"{In(least)}–{In(most)}";
    }

    public static AmountRange None { get; } = new(default, default);

    public static AmountRange operator +(AmountRange left, AmountRange right) => new(left.Least + right.Least, left.Most + right.Most);
}
