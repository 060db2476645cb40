using System.Globalization;
using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>
/// A number by its mathematical value. Held as a decimal whenever that is exact (28 digits), else as digits and a power of ten, so that
/// nothing is rounded and an exponent of a billion costs nothing. One value has one form.
/// </summary>
internal readonly struct Number : IComparable<Number>, IEquatable<Number>
{
    private const int DecimalDigits = 28;

    private readonly decimal small;
    private readonly ExactNumber? large;

    private Number(decimal small) => this.small = small;

    private Number(ExactNumber large) => this.large = large;

    /// <summary>False for anything but a finite number.</summary>
    public static bool TryRead(ScalarNode scalar, out Number number)
    {
        number = default;
        return scalar.Kind is ScalarKind.Integer or ScalarKind.Float && (TryReadShort(scalar.Text, out number) || TryRead(scalar.Text, out number));
    }

    /// <summary>Most numbers in documents are a few digits, and each is read once for every keyword that looks at it.</summary>
    private static bool TryReadShort(string text, out Number number)
    {
        number = default;
        if (text.Length is 0 or > 9)
            return false;
        var value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            value = value * 10 + (c - '0');
        }
        number = new Number(value);
        return true;
    }

    public static Number Of(long value) => new(value);

    public static Number Of(decimal value) => new(value);

    private static bool TryRead(string text, out Number number)
    {
        if (text.Length <= DecimalDigits
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var plain))
        {
            number = new Number(plain);
            return true;
        }
        if (ExactNumber.Read(text) is not { } exact)
        {
            number = default;
            return false;
        }
        number = FitsDecimal(exact) ? new Number(exact.ToDecimal()) : new Number(exact);
        return true;
    }

    private static bool FitsDecimal(ExactNumber exact)
        => exact.Power is >= -DecimalDigits and <= DecimalDigits && exact.Digits.Length + Math.Max(0, exact.Power) <= DecimalDigits;

    public bool IsWhole => large is null ? decimal.Truncate(small) == small : large.Power >= 0;

    /// <summary>The value when it is a whole number from 0 to <see cref="int.MaxValue"/>; larger ones count as that maximum.</summary>
    public int? AsCount
    {
        get
        {
            if (!IsWhole || CompareTo(Of(0)) < 0)
                return null;
            return CompareTo(Of(int.MaxValue)) >= 0 ? int.MaxValue : (int)small;
        }
    }

    /// <summary>Null where a decimal cannot hold it.</summary>
    public decimal? AsDecimal => large is null ? small : null;

    public Number Magnitude => large is null ? new Number(Math.Abs(small)) : new Number(large with { Negative = false });

    public bool IsMultipleOf(Number divisor)
    {
        if (large is null && divisor.large is null && small.Scale == 0 && divisor.small.Scale == 0)
            return small % divisor.small == 0;
        return Exact.IsMultipleOf(divisor.Exact);
    }

    private ExactNumber Exact => large ?? ExactNumber.Read(small.ToString(CultureInfo.InvariantCulture))!;

    public int CompareTo(Number other) => large is null && other.large is null ? small.CompareTo(other.small) : Exact.CompareTo(other.Exact);

    public bool Equals(Number other) => large is null ? other.large is null && small == other.small : large.Equals(other.large);

    public override bool Equals(object? obj) => obj is Number other && Equals(other);

    public override int GetHashCode() => large?.GetHashCode() ?? small.GetHashCode();
}
