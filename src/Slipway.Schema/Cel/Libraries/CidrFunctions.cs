using System.Globalization;
using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>A network: an address and the length of its prefix.</summary>
internal sealed class CidrValue(IpValue ip, int length) : CelOpaque
{
    public IpValue Ip => ip;

    public int Length => length;

    public override CelType Type => CelTypes.Cidr;

    public override string Text => $"{ip.Text}/{length}";

    public override bool Same(CelOpaque other) => other is CidrValue cidr && cidr.Length == length && cidr.Ip.Same(ip);

    /// <summary>With the bits after the prefix cleared.</summary>
    public CidrValue Masked => new(Mask(ip, length), length);

    private static IpValue Mask(IpValue ip, int length)
        => new([.. ip.Bytes.Select((b, i) => (byte)(b & (0xFF00 >> Math.Clamp(length - 8 * i, 0, 8))))]);

    public bool Contains(IpValue other) => other.IsV4 == ip.IsV4 && Mask(other, length).Same(Mask(ip, length));

    public static CidrValue? Read(string text)
    {
        var slash = text.LastIndexOf('/');
        if (slash < 0 || IpValue.Read(text[..slash]) is not { } ip)
            return null;
        var bits = text.AsSpan(slash + 1);
        return bits.Length is 1 or 2 or 3 && (bits.Length == 1 || bits[0] != '0') && int.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && length <= ip.Bytes.Length * 8 ? new CidrValue(ip, length) : null;
    }
}

/// <summary>Kubernetes' library for networks.</summary>
internal static class CidrFunctions
{
    public static IEnumerable<CelOverload> All { get; } =
    [
        On("cidr(string): CIDR", (_, a) => CidrValue.Read(a[0].AsString) is { } cidr ? CelValue.Of(cidr) : Invalid(a[0])),
        On("isCIDR(string): bool", (_, a) => CelValue.Of(CidrValue.Read(a[0].AsString) is not null)),
        On("string(CIDR): string", (_, a) => CelValue.Of(a[0].AsOpaque.Text)),
        On("CIDR.ip(): IP", (_, a) => CelValue.Of(Cidr(a[0]).Ip)),
        On("CIDR.prefixLength(): int", (_, a) => CelValue.Of((long)Cidr(a[0]).Length)),
        On("CIDR.masked(): CIDR", (_, a) => CelValue.Of(Cidr(a[0]).Masked)),
        On("CIDR.containsIP(IP): bool", (_, a) => CelValue.Of(Cidr(a[0]).Contains((IpValue)a[1].AsOpaque))),
        On("CIDR.containsIP(string): bool", (_, a) => IpValue.Read(a[1].AsString) is { } ip ? CelValue.Of(Cidr(a[0]).Contains(ip)) : IpFunctions.Invalid(a[1])),
        On("CIDR.containsCIDR(CIDR): bool", (_, a) => CelValue.Of(Contains(Cidr(a[0]), Cidr(a[1])))),
        On("CIDR.containsCIDR(string): bool", (_, a) => CidrValue.Read(a[1].AsString) is { } cidr ? CelValue.Of(Contains(Cidr(a[0]), cidr)) : Invalid(a[1])),
    ];

    private static CidrValue Cidr(CelValue value) => (CidrValue)value.AsOpaque;

    private static bool Contains(CidrValue outer, CidrValue inner) => outer.Length <= inner.Length && outer.Contains(inner.Ip);

    private static CelValue Invalid(CelValue text)
        => Fail(CelErrors.Of($"network address parse error during conversion from string: \"{text.AsString}\"", $"\"{text.AsString}\" 不是 CIDR 网段"));
}
