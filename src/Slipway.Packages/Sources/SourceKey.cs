using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Slipway.Packages;

/// <summary>Where the files of a source lie beside an application, in a package as on a disk: found by what the application says of the source, so nothing else is needed to find them.</summary>
internal static class SourceKey
{
    /// <summary>Beside the application's own file. A hidden folder: nobody who looks for definitions in the application's folder enters it.</summary>
    public const string Folder = ".sources";

    /// <summary>In a source's folder: what it is and in which state, as JSON.</summary>
    public const string Marker = ".source";

    /// <summary>The commit or digest that a marker tells; null for none.</summary>
    public static string? StateOf(byte[]? marker)
    {
        try
        {
            using var document = JsonDocument.Parse(marker ?? []);
            return document.RootElement.Text("commit") ?? document.RootElement.Text("digest");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A name that people recognise, with digits that make it the source's own.</summary>
    public static string NameOf(string key)
    {
        var plain = key[(key.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        var last = plain[(plain.TrimEnd('/').LastIndexOf('/') + 1)..];
        var name = new string([.. last.Take(40).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_')]).Trim('.', '-');
        return $"{(name.Length == 0 ? "source" : name)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..10]}";
    }
}
