using System.Text;

namespace Slipway.Packages.Tests;

/// <summary>An image's contents by digest, as a folder and a registry of the tests serve them. Every part can be spoilt afterwards.</summary>
internal sealed class TestImage
{
    public const string Oci = "application/vnd.oci.image.";

    public Dictionary<string, byte[]> Blobs { get; } = new(StringComparer.Ordinal);

    /// <summary>JSON of the members that an image's configuration has.</summary>
    public string Configuration { get; init; } = """{"Cmd":["/bin/sh"]}""";

    public string Platform { get; init; } = """ "architecture":"amd64","os":"linux" """;

    /// <summary>The packed layers as they were put in, for those who spoil them.</summary>
    public List<string> Layers { get; } = [];

    public string Config { get; private set; } = "";

    /// <summary>Digest of the manifest.</summary>
    public string Manifest { get; private set; } = "";

    public static TestImage Of(params TestLayer[] layers) => new TestImage().With(layers);

    public TestImage With(params TestLayer[] layers) => With([.. layers.Select(layer => (layer.Tar(), (Func<byte[], byte[]>)(tar => tar)))]);

    /// <param name="layers">Each tar and what packs it.</param>
    public TestImage With(params (byte[] Tar, Func<byte[], byte[]> Pack)[] layers)
    {
        var packed = layers.Select(layer => layer.Pack(layer.Tar)).ToList();
        Layers.AddRange(packed.Select(Put));
        var diffs = string.Join(',', layers.Select(layer => $"\"{Digest.Of(layer.Tar)}\""));
        Config = Put($$$"""{{{{Platform}}},"config":{{{Configuration}}},"rootfs":{"type":"layers","diff_ids":[{{{diffs}}}]}}""");
        var listed = string.Join(',', packed.Select(layer => Descriptor($"{Oci}layer.v1.tar", Digest.Of(layer).ToString(), layer.Length)));
        Manifest = Put($$"""{"schemaVersion":2,"mediaType":"{{Oci}}manifest.v1+json","config":{{Descriptor($"{Oci}config.v1+json", Config, Blobs[Config].Length)}},"layers":[{{listed}}]}""");
        return this;
    }

    /// <summary>No image but files, each under its title.</summary>
    public static TestImage Artifact(params (string Title, byte[] Content)[] files)
    {
        var made = new TestImage();
        var listed = string.Join(',', files.Select(file => Descriptor("text/plain", made.Put(file.Content), file.Content.Length, $$$""","annotations":{"org.opencontainers.image.title":"{{{file.Title}}}"}""")));
        made.Config = made.Put("{}");
        made.Manifest = made.Put($$"""{"schemaVersion":2,"mediaType":"{{Oci}}manifest.v1+json","artifactType":"text/plain","config":{{Descriptor("application/vnd.oci.empty.v1+json", made.Config, 2)}},"layers":[{{listed}}]}""");
        return made;
    }

    /// <summary>Other content under the digest of what was there.</summary>
    public TestImage Spoil(string digest, Func<byte[], byte[]> how)
    {
        Blobs[digest] = how(Blobs[digest]);
        return this;
    }

    public string Put(string json) => Put(Encoding.UTF8.GetBytes(json));

    public string Put(byte[] content)
    {
        var digest = Digest.Of(content).ToString();
        Blobs[digest] = content;
        return digest;
    }

    public static string Descriptor(string type, string digest, long size, string more = "")
        => $$"""{"mediaType":"{{type}}","digest":"{{digest}}","size":{{size}}{{more}}}""";

    public string ManifestDescriptor(string more = "") => Descriptor($"{Oci}manifest.v1+json", Manifest, Blobs[Manifest].Length, more);

    public static string Index(params string[] descriptors) => $$"""{"schemaVersion":2,"mediaType":"{{Oci}}index.v1+json","manifests":[{{string.Join(',', descriptors)}}]}""";

    /// <summary>Writes an OCI layout.</summary>
    /// <param name="index">The standard names this one image.</param>
    public string WriteTo(string folder, string? index = null)
    {
        foreach (var (digest, content) in Blobs)
        {
            var file = Path.Combine(folder, "blobs", digest.Replace(':', '/'));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
        File.WriteAllText(Path.Combine(folder, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        File.WriteAllText(Path.Combine(folder, "index.json"), index ?? Index(ManifestDescriptor()));
        return folder;
    }
}
