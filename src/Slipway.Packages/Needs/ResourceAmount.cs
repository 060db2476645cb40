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
    public static AmountRange None { get; } = new(default, default);

    public static AmountRange operator +(AmountRange left, AmountRange right) => new(left.Least + right.Least, left.Most + right.Most);
}
