using System.Globalization;
using System.Net;
using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>An IPv4 address (4 bytes) or an IPv6 address (16 bytes), without zone.</summary>
internal sealed class IpValue(byte[] bytes) : CelOpaque
{
    public byte[] Bytes => bytes;

    public override CelType Type => CelTypes.Ip;

    public override bool Same(CelOpaque other) => other is IpValue ip && ip.Bytes.AsSpan().SequenceEqual(bytes);

    public bool IsV4 => bytes.Length == 4;

    public bool IsUnspecified => !bytes.AsSpan().ContainsAnyExcept((byte)0);

    public bool IsLoopback => IsV4 ? bytes[0] == 127 : bytes[15] == 1 && !bytes.AsSpan(0, 15).ContainsAnyExcept((byte)0);

    public bool IsMulticast => IsV4 ? (bytes[0] & 0xF0) == 0xE0 : bytes[0] == 0xFF;

    public bool IsLinkLocalMulticast => IsV4 ? bytes is [224, 0, 0, _] : bytes[0] == 0xFF && (bytes[1] & 0x0F) == 2;

    public bool IsLinkLocalUnicast => IsV4 ? bytes is [169, 254, ..] : bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80;

    public bool IsGlobalUnicast
        => !IsUnspecified && !IsLoopback && !IsMulticast && !IsLinkLocalUnicast && !(IsV4 && !bytes.AsSpan().ContainsAnyExcept((byte)255));

    /// <summary>Null when the text is no address; an IPv4 address inside an IPv6 one is refused, as in Kubernetes.</summary>
    public static IpValue? Read(string text)
    {
        if (!Addresses.IsIPv4(text) && !Addresses.IsIPv6(text))
            return null;
        var bytes = IPAddress.Parse(text).GetAddressBytes();
        return bytes.Length == 16 && bytes.AsSpan(0, 10).IndexOfAnyExcept((byte)0) < 0 && bytes is [.., 255, 255, _, _, _, _] ? null : new IpValue(bytes);
    }

    /// <summary>The one canonical form of RFC 5952.</summary>
    public override string Text => IsV4 ? string.Join('.', bytes) : V6();

    private string V6()
    {
        var groups = Enumerable.Range(0, 8).Select(i => (bytes[2 * i] << 8) | bytes[2 * i + 1]).ToArray();
        var (start, length) = (0, 0);
        for (var i = 0; i < 8; i++)
        {
            var zeros = groups.Skip(i).TakeWhile(g => g == 0).Count();
            if (zeros > length)
                (start, length) = (i, zeros);
        }
        if (length < 2)
            return Hex(groups);
        return $"{Hex(groups[..start])}::{Hex(groups[(start + length)..])}";
    }

    private static string Hex(int[] groups) => string.Join(':', groups.Select(g => g.ToString("x", CultureInfo.InvariantCulture)));
}

/// <summary>Kubernetes' library for IP addresses.</summary>
internal static class IpFunctions
{
    public static IEnumerable<CelOverload> All { get; } =
    [
        On("ip(string): IP", (_, a) => IpValue.Read(a[0].AsString) is { } ip ? CelValue.Of(ip) : Invalid(a[0])),
        On("isIP(string): bool", (_, a) => CelValue.Of(IpValue.Read(a[0].AsString) is not null)),
        On("ip.isCanonical(string): bool", (_, a) => IpValue.Read(a[0].AsString) is { } ip ? CelValue.Of(ip.Text == a[0].AsString) : Invalid(a[0])),
        On("string(IP): string", (_, a) => CelValue.Of(a[0].AsOpaque.Text)),
        On("IP.family(): int", (_, a) => CelValue.Of(Ip(a[0]).IsV4 ? 4L : 6L)),
        On("IP.isUnspecified(): bool", (_, a) => CelValue.Of(Ip(a[0]).IsUnspecified)),
        On("IP.isLoopback(): bool", (_, a) => CelValue.Of(Ip(a[0]).IsLoopback)),
        On("IP.isLinkLocalMulticast(): bool", (_, a) => CelValue.Of(Ip(a[0]).IsLinkLocalMulticast)),
        On("IP.isLinkLocalUnicast(): bool", (_, a) => CelValue.Of(Ip(a[0]).IsLinkLocalUnicast)),
        On("IP.isGlobalUnicast(): bool", (_, a) => CelValue.Of(Ip(a[0]).IsGlobalUnicast)),
    ];

    private static IpValue Ip(CelValue value) => (IpValue)value.AsOpaque;

    public static CelValue Invalid(CelValue text)
        => Fail(CelErrors.Of($"IP Address \"{text.AsString}\" parse error during conversion from string", $"\"{text.AsString}\" 不是 IP 地址"));
}
