using System.Globalization;
using System.Text;

namespace Slipway.Components;

/// <summary>Numbers as Helm's YAML writes them: whole ones of 64 bits as they are, all others in the shortest form with an exponent from a million on.</summary>
internal static class HelmNumber
{
    public static string Format(string json)
    {
        if (long.TryParse(json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) || ulong.TryParse(json, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return json;
        if (!double.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return json;
        if (double.IsInfinity(number))
            return number > 0 ? ".inf" : "-.inf";
        return Shortest(number);
    }

    private static string Shortest(double number)
    {
        var scientific = number.ToString("E16", CultureInfo.InvariantCulture);
        var round = number.ToString("R", CultureInfo.InvariantCulture);
        var digits = Digits(round);
        var exponent = number == 0 ? 0 : int.Parse(scientific[(scientific.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        // The rounding of the 17 digits above may carry into a new decade; the shortest digits decide.
        if (double.Parse($"{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{exponent}", CultureInfo.InvariantCulture) != Math.Abs(number))
            exponent--;
        var text = new StringBuilder(number < 0 ? "-" : "");
        if (exponent is < -4 or >= 6)
            text.Append(digits[0]).Append(digits.Length > 1 ? "." + digits[1..] : "").Append('e').Append(exponent < 0 ? '-' : '+').Append(Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture));
        else if (exponent < 0)
            text.Append("0.").Append('0', -exponent - 1).Append(digits);
        else if (digits.Length <= exponent + 1)
            text.Append(digits).Append('0', exponent + 1 - digits.Length);
        else
            text.Append(digits.AsSpan(0, exponent + 1)).Append('.').Append(digits.AsSpan(exponent + 1));
        return text.ToString();
    }

    private static string Digits(string round)
    {
        var e = round.IndexOf('E', StringComparison.Ordinal);
        var digits = new string([.. (e < 0 ? round : round[..e]).Where(char.IsAsciiDigit)]).Trim('0');
        return digits.Length == 0 ? "0" : digits;
    }
}
