using System.Security.Cryptography;

namespace Slipway.Packages;

/// <summary>The name that a content has by its own bytes.</summary>
/// <param name="Algorithm"><c>sha256</c> or <c>sha512</c>.</param>
/// <param name="Hex">Lower case, 64 or 128 digits.</param>
public sealed record Digest(string Algorithm, string Hex)
{
    /// <summary>Null for anything but a digest in its written form, <c>sha256:…</c>.</summary>
    public static Digest? Parse(string? text)
    {
        if (text?.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon))
            return null;
        var (algorithm, hex) = (text[..colon], text[(colon + 1)..]);
        var length = algorithm switch { "sha256" => 64, "sha512" => 128, _ => -1 };
        return hex.Length == length && hex.All(char.IsAsciiHexDigitLower) ? new Digest(algorithm, hex) : null;
    }

    public static Digest Of(ReadOnlySpan<byte> content) => new("sha256", Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>Enough of it to recognise it by.</summary>
    public string Short => $"{Algorithm}:{Hex[..12]}";

    public override string ToString() => $"{Algorithm}:{Hex}";

    internal HashAlgorithmName HashName => Algorithm == "sha512" ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256;

    /// <summary>Whether these bytes are what the digest names.</summary>
    internal bool Names(ReadOnlySpan<byte> content)
        => Hex == Convert.ToHexStringLower(CryptographicOperations.HashData(HashName, content));
}
