using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What a release is made from, as one hash.</summary>
public static class HelmInput
{
    /// <summary>SHA-256 in hex over names and contents of a chart's files. Times and permissions take no part.</summary>
    public static string ChartDigest(string chartFolder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(chartFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(chartFolder, file).Replace('\\', '/');
            var content = SHA256.HashData(File.ReadAllBytes(file));
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{Convert.ToHexStringLower(content)}\n"));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>SHA-256 in hex over the canonical JSON of values: their order in the text takes no part, as it takes none in Helm.</summary>
    public static string ValuesDigest(MapNode values) => CanonicalJson.Hash(JsonNode.Parse(JsonText.Write(values)));

    /// <summary>The first 40 hex digits of SHA-256 over both (a label holds no more than 63 characters).</summary>
    public static string Hash(string chartDigest, MapNode values)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{chartDigest}\n{ValuesDigest(values)}\n")))[..40];
}
