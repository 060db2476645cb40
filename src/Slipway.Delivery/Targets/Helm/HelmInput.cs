using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Components;
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

    /// <summary>Above this a release is refused before it is sent: a Secret holds 1 MiB, and what Helm adds is not known to the byte.</summary>
    public const long ReleaseLimit = 900 * 1024;

    /// <summary>About how many bytes Helm's Secret will hold: chart files, values and rendered objects, as gzip in base64.</summary>
    public static long ReleaseSize(string chartFolder, RenderedComponent component)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            // Inside the release's JSON the chart's files stand in base64.
            foreach (var file in Directory.EnumerateFiles(chartFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                gzip.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(File.ReadAllBytes(file))));
            gzip.Write(Encoding.UTF8.GetBytes(JsonText.Write(component.Component.Values)));
            foreach (var one in component.Objects)
                gzip.Write(Encoding.UTF8.GetBytes(one.Yaml));
        }
        return packed.Length * 4 / 3;
    }

    /// <summary>The first 40 hex digits of SHA-256 over both (a label holds no more than 63 characters).</summary>
    public static string Hash(string chartDigest, MapNode values)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{chartDigest}\n{ValuesDigest(values)}\n")))[..40];
}
