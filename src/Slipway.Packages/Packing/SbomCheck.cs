using System.Text;
using System.Text.Json;

namespace Slipway.Packages;

/// <summary>Whether a package's SBOM can be the one that was written for it. It is not written anew, for which everything would have to be rendered: its serial number comes from its own text.</summary>
internal static class SbomCheck
{
    public static bool Fits(byte[] sbom, ApplicationPackage package)
    {
        try
        {
            using var document = JsonDocument.Parse(sbom, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && IsOurs(Encoding.UTF8.GetString(sbom), root) && IsOf(root, package);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsOurs(string text, JsonElement root)
    {
        var line = $"  \"serialNumber\": \"{root.Text("serialNumber")}\",\n";
        var at = text.IndexOf(line, StringComparison.Ordinal);
        return at >= 0 && SbomWriter.Serial(Encoding.UTF8.GetBytes(text.Remove(at, line.Length))) == root.Text("serialNumber");
    }

    private static bool IsOf(JsonElement root, ApplicationPackage package)
        => root.Text("bomFormat") == "CycloneDX" && root.Member("metadata")?.Member("component") is { } about && about.Text("name") == package.Name && about.Text("version") == package.Version
            && root.Items("components").Where(one => one.Text("type") == "container").Select(one => (one.Text("bom-ref"), one.Items("hashes").Select(hash => hash.Text("content")).FirstOrDefault()))
                .SequenceEqual(package.Images.Select(image => ((string?)image.Name.ToString(), (string?)image.Top.Digest.Hex)));
}
