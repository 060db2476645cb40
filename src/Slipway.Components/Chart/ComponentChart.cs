using System.Security.Cryptography;
using System.Text;

namespace Slipway.Components;

/// <summary>A chart that one component brings along, in place of the platform's generic one.</summary>
/// <param name="Name">As its Chart.yaml says it.</param>
/// <param name="Version">As its Chart.yaml says it.</param>
/// <param name="Files">Contents by path inside the chart, with slashes; no path leads out of it.</param>
public sealed record ComponentChart(string Name, string Version, IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>SHA-256 over paths and contents, 64 hex digits.</summary>
    public string Digest { get; } = DigestOf(Files);

    /// <summary>Writes the chart; the folder must be empty or not there.</summary>
    public void Write(string folder)
    {
        foreach (var (path, content) in Files)
        {
            var file = Path.Combine([folder, .. path.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }

    private static string DigestOf(IReadOnlyDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\n{Convert.ToHexStringLower(SHA256.HashData(content))}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
