using System.Formats.Tar;
using System.Text.Json;
using Slipway.Testing;

namespace Slipway.Cli.Tests.Codes;

/// <summary>A small image that has what <c>examples/hello</c> starts, as a registry serves it.</summary>
internal static class FakeImage
{
    private static readonly Dictionary<string, byte[]> Files = Read();

    /// <summary>Content type and content for a path of the distribution specification; null for what is not there.</summary>
    public static (string Type, byte[] Content)? Answer(string path) => path.Split('/') switch
    {
        ["", "v2", ""] => ("application/json", "{}"u8.ToArray()),
        [.., "manifests", _] => ("application/vnd.oci.image.manifest.v1+json", Manifest()),
        [.., "blobs", var digest] when Files.TryGetValue("blobs/" + digest.Replace(':', '/'), out var blob) => ("application/octet-stream", blob),
        _ => null,
    };

    private static byte[] Manifest()
    {
        using var index = JsonDocument.Parse(Files["index.json"]);
        return Files["blobs/" + index.RootElement.GetProperty("manifests")[0].GetProperty("digest").GetString()!.Replace(':', '/')];
    }

    private static Dictionary<string, byte[]> Read()
    {
        // The shell needs to look like a Linux program only as far as a check looks.
        byte[] shell = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, .. new byte[12], 62, .. new byte[64]];
        var archive = OciArchive.Make("docker.io/examples/hello:1.0.0",
            [new ImageFile("dockerentrypoint.sh", "#!/bin/sh\n"u8.ToArray(), Executable: true), new ImageFile("bin/sh", shell, Executable: true)]);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var tar = new TarReader(new MemoryStream(archive));
        while (tar.GetNextEntry() is { } entry)
        {
            var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            files[entry.Name] = content.ToArray();
        }
        return files;
    }
}
