using System.Text;

namespace Slipway.Schema;

/// <summary>RFC 3492: labels of other scripts in ASCII, without the <c>xn--</c> in front.</summary>
internal static class Punycode
{
    private const int Base = 36;

    /// <summary>The label's code points; null when the text is no Punycode, or not the one that the label is written as.</summary>
    public static List<int>? Decode(string text)
    {
        var dash = text.LastIndexOf('-');
        var points = text.AsSpan(0, Math.Max(0, dash)).ToArray().Select(c => (int)c).ToList();
        var (n, i, bias, at) = (128, 0L, 72, dash + 1);
        while (at < text.Length)
        {
            var (before, weight) = (i, 1L);
            for (var k = Base; ; k += Base)
            {
                if (at >= text.Length || Digit(text[at++]) is not { } digit)
                    return null;
                i += digit * weight;
                var threshold = Threshold(k, bias);
                if (digit < threshold)
                    break;
                weight *= Base - threshold;
                if (i > int.MaxValue || weight > int.MaxValue)
                    return null;
            }
            bias = Adapt(i - before, points.Count + 1, before == 0);
            n += (int)Math.Min(i / (points.Count + 1), 0x110000);
            if (n > 0x10FFFF || n is >= 0xD800 and <= 0xDFFF)
                return null;
            i %= points.Count + 1;
            points.Insert((int)i++, n);
        }
        return string.Equals(Encode(points), text, StringComparison.OrdinalIgnoreCase) ? points : null;
    }

    public static string Encode(List<int> points)
    {
        var text = new StringBuilder();
        foreach (var point in points.Where(p => p < 128))
            text.Append((char)point);
        var (done, basic) = (text.Length, text.Length);
        if (basic > 0)
            text.Append('-');
        var (n, delta, bias) = (128, 0L, 72);
        while (done < points.Count)
        {
            var next = points.Where(p => p >= n).Min();
            delta += (long)(next - n) * (done + 1);
            n = next;
            foreach (var point in points)
            {
                if (point < n)
                    delta++;
                if (point != n)
                    continue;
                Append(text, delta, bias);
                bias = Adapt(delta, done + 1, done == basic);
                delta = 0;
                done++;
            }
            delta++;
            n++;
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, long delta, int bias)
    {
        var rest = delta;
        for (var k = Base; ; k += Base)
        {
            var threshold = Threshold(k, bias);
            if (rest < threshold)
                break;
            text.Append(Letter((int)(threshold + (rest - threshold) % (Base - threshold))));
            rest = (rest - threshold) / (Base - threshold);
        }
        text.Append(Letter((int)rest));
    }

    private static int Threshold(int k, int bias) => Math.Clamp(k - bias, 1, 26);

    private static int Adapt(long delta, int count, bool first)
    {
        delta = first ? delta / 700 : delta / 2;
        delta += delta / count;
        var k = 0;
        for (; delta > (Base - 1) * 26 / 2; k += Base)
            delta /= Base - 1;
        return k + (int)(Base * delta / (delta + 38));
    }

    private static int? Digit(char c) => c switch
    {
        >= 'a' and <= 'z' => c - 'a',
        >= 'A' and <= 'Z' => c - 'A',
        >= '0' and <= '9' => c - '0' + 26,
        _ => null,
    };

    private static char Letter(int digit) => (char)(digit < 26 ? 'a' + digit : '0' + digit - 26);
}
