using System.Text;
using Slipway.Yaml;

namespace Slipway.Packages.Tests;

/// <summary>Images that are damaged, are none, or attack whoever reads them.</summary>
public sealed class BrokenImageTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-broken-");

    public void Dispose() => folder.Delete(recursive: true);

    private static TestImage Good => TestImage.Of(new TestLayer().Script("bin/sh"));

    private Task<Diagnostic> Problem(TestImage image, string? index = null, ImageOptions? options = null)
        => Opening.Problem(image.WriteTo(folder.FullName, index), options);

    private async Task Is(Rule rule, TestImage image, string said, ImageLimits? limits = null)
    {
        var problem = await Problem(image, options: new ImageOptions { Limits = limits ?? ImageLimits.Default });
        problem.Rule.ShouldBe(rule, problem.Message(Language.English));
        problem.Message(Language.English).ShouldContain(said);
    }

    [Fact]
    public async Task A_layer_that_was_cut_off_is_told_by_its_size()
        => await Is(ContentRules.WrongSize, Good is var image ? image.Spoil(image.Layers[0], content => content[..1000]) : null!, "1000 bytes instead of");

    [Fact]
    public async Task A_layer_that_grew_is_told_before_all_of_it_is_read()
        => await Is(ContentRules.WrongSize, Good is var image ? image.Spoil(image.Layers[0], content => [.. content, .. new byte[1 << 20]]) : null!, ">");

    [Fact]
    public async Task A_changed_byte_is_told_by_the_digest()
    {
        var image = Good;
        // Behind the end of the tar, where nothing but the digest sees it.
        await Is(ContentRules.WrongDigest, image.Spoil(image.Layers[0], content => [.. content[..^1], 1]), image.Layers[0][..19]);
    }

    [Fact]
    public async Task A_changed_manifest_is_told_by_the_digest()
    {
        var image = Good;
        await Is(ContentRules.WrongDigest, image.Spoil(image.Manifest, content => [.. content[..^1], (byte)' ']), image.Manifest[..19]);
    }

    [Fact]
    public async Task A_layer_that_is_not_there_is_named()
    {
        var image = Good;
        image.Blobs.Remove(image.Layers[0]);
        await Is(ContentRules.BlobMissing, image, image.Layers[0]);
    }

    [Fact]
    public async Task A_layer_that_is_not_what_the_configuration_says_is_told()
    {
        var other = new TestLayer().File("other").Tar();
        await Is(ContentRules.WrongDiff, new TestImage().With((new TestLayer().File("this").Tar(), _ => TestLayer.Gzip(other))), "unpacks to something else");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Damaged_packing_is_told(bool gzip)
        => await Is(ContentRules.Unpackable, new TestImage().With((new TestLayer().File("x", new string('x', 9000)).Tar(), tar =>
        {
            var packed = gzip ? TestLayer.Gzip(tar) : TestLayer.Zstd(tar);
            packed.AsSpan(gzip ? 12 : 5, 8).Fill(0xFF);
            return packed;
        }
    )), "cannot be unpacked");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_decompression_bomb_is_stopped_early(bool gzip)
    {
        // 256 MiB of nothing behind a header that announces it; a few hundred kilobytes packed.
        var bomb = new TestLayer().File("zeros", new byte[64 << 20], 0b110_100_100).Tar();
        await Is(ContentRules.TooLarge, new TestImage().With((bomb, gzip ? TestLayer.Gzip : TestLayer.Zstd)), "unpacks to more than",
            new ImageLimits { RatioFrom = 1 << 20 });
        await Is(ContentRules.TooLarge, new TestImage().With((bomb, gzip ? TestLayer.Gzip : TestLayer.Zstd)), "unpacks to more than 32 MiB",
            new ImageLimits { Unpacked = 32 << 20 });
    }

    /// <summary>A packed archive cannot be entered in its middle: each of its files is reached from the front again.</summary>
    [Fact]
    public async Task A_packed_archive_whose_many_layers_lie_behind_much_is_stopped()
    {
        var listed = string.Join(',', Enumerable.Range(0, 50).Select(i => $"\"l{i}\""));
        var all = new TestLayer().File("manifest.json", $$"""[{"Config":"config","RepoTags":["a:1"],"Layers":[{{listed}}]}]""").File("config", "{}").File("zeros", new byte[900 << 10], 0b110_100_100);
        var archive = Path.Combine(folder.FullName, "much.tar.gz");
        await File.WriteAllBytesAsync(archive, TestLayer.Gzip(Enumerable.Range(0, 50).Aggregate(all, (tar, i) => tar.File($"l{i}", $"{i}")).Tar()), TestContext.Current.CancellationToken);
        (await Opening.Problem(archive)).Rule.ShouldNotBe(CarryingRules.ArchiveBomb, "what is small may be read as often as it takes");
        var problem = await Opening.Problem(archive, new ImageOptions { Limits = new ImageLimits { RatioFrom = 1 << 20, Rereading = 100 } });
        problem.Rule.ShouldBe(CarryingRules.ArchiveBomb, problem.Message(Language.English));
        problem.Message(Language.English).ShouldContain("much.tar.gz");
    }

    [Fact]
    public async Task The_limit_of_unpacked_bytes_holds_for_all_layers_together()
    {
        var layer = new byte[3][];
        for (var i = 0; i < layer.Length; i++)
            layer[i] = new TestLayer().File($"f{i}", new byte[1 << 20], 0b110_100_100).Tar();
        await Is(ContentRules.TooLarge, new TestImage().With([.. layer.Select(tar => (tar, (Func<byte[], byte[]>)TestLayer.Gzip))]), "unpacks to more than 2 MiB", new ImageLimits { Unpacked = 2 << 20 });
    }

    [Fact]
    public async Task Too_many_files_are_told()
        => await Is(ContentRules.TooMany, TestImage.Of(Enumerable.Range(0, 50).Aggregate(new TestLayer(), (layer, i) => layer.File($"f{i}"))), "more than 20 files", new ImageLimits { Entries = 20 });

    [Fact]
    public async Task Folders_that_a_path_only_implies_count_too()
        => await Is(ContentRules.TooMany, TestImage.Of(new TestLayer().File(string.Join('/', Enumerable.Repeat("a", 50))).File("b")), "more than 20 files", new ImageLimits { Entries = 20 });

    [Theory]
    [InlineData("../etc/passwd")]
    [InlineData("a/../../etc/passwd")]
    [InlineData("a/.wh...")]
    public async Task A_path_that_climbs_is_an_attack(string path)
        => await Is(ContentRules.Climbs, TestImage.Of(new TestLayer().File(path)), $"`{path}`");

    [Fact]
    public async Task A_hard_link_to_nothing_or_to_the_outside_is_told()
        => await Is(ContentRules.LinksToNothing, TestImage.Of(new TestLayer().HardLink("a", "etc/no-such")), "hard link to `etc/no-such`");

    [Fact]
    public async Task Links_in_a_circle_on_the_way_to_a_file_are_told()
        => await Is(ContentRules.BadTar, TestImage.Of(new TestLayer().Link("a", "b").Link("b", "a").File("a/file")), "links lead in a circle");

    [Fact]
    public async Task A_path_longer_than_Linux_allows_is_told()
        => await Is(ContentRules.BadTar, TestImage.Of(new TestLayer().File(string.Join('/', Enumerable.Repeat("abcdefgh", 500)))), "longer than Linux allows");

    [Fact]
    public async Task A_header_that_announces_gigabytes_allocates_nothing()
    {
        var before = GC.GetTotalAllocatedBytes();
        await Is(ContentRules.BadTar, Raw(Header("././@PaxHeader", 'x', 2_000_000_000)), "pax header has 2000000000 bytes");
        await Is(ContentRules.BadTar, Raw(Header("././@LongLink", 'L', 1L << 40)), "name or pax header");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(64 << 20);
    }

    [Fact]
    public async Task A_tar_that_ends_too_early_is_told_by_where()
    {
        var whole = new TestLayer().File("a", new string('x', 2000)).Tar();
        await Is(ContentRules.BadTar, Raw(whole[..1000]), "ends within a file");
        await Is(ContentRules.BadTar, Raw(whole[..300]), "ends within a header");
        await Is(ContentRules.BadTar, Raw([.. Header("x", 'L', 0), .. new byte[1024]]), "ends behind a header");
    }

    [Fact]
    public async Task A_wrong_checksum_or_size_is_told()
    {
        var header = Header("a", '0', 5);
        header[0] ^= 1;
        await Is(ContentRules.BadTar, Raw(header), "checksum is wrong");
        await Is(ContentRules.BadTar, Raw(Header("a", '0', "-7")), "no size");
    }

    [Theory]
    [InlineData("12 path=a\n")]
    [InlineData("x path=a\n")]
    [InlineData("0 \n")]
    [InlineData("10 path=a\0\n")]
    [InlineData("11 size=-1\n")]
    [InlineData("99999999999 path=a\n")]
    public async Task A_broken_pax_header_is_told(string records)
        => await Is(ContentRules.BadTar, Raw([.. Header("p", 'x', records.Length), .. Padded(records)]), "pax header is broken");

    [Fact]
    public async Task Members_of_unknown_kinds_are_passed_over_with_their_content()
    {
        var tar = (byte[])[.. Header("vendor", 'V', 600), .. new byte[1024], .. Header("g", 'g', 600), .. new byte[1024], .. new TestLayer().File("a").Tar()];
        using var image = await Opening.Opened(new TestImage().With((tar, t => t)).WriteTo(folder.FullName));
        (await image.Files()).All().Select(file => file.Path).ShouldBe(["/", "/a"]);
    }

    [Fact]
    public async Task A_manifest_that_is_no_JSON_or_has_a_part_missing_is_told()
    {
        foreach (var (json, said) in new[] { ("<html>", "HTML"), ("{}", "no `config`"), ("""{"config":{"digest":"md5:1","size":1},"layers":[]}""", "digest: `md5:1`"), ("""{"a":1,"a":2}""", "") })
        {
            var image = new TestImage();
            var digest = image.Put(json);
            var problem = await Problem(image, TestImage.Index(TestImage.Descriptor($"{TestImage.Oci}manifest.v1+json", digest, json.Length)));
            problem.Rule.ShouldBe(ContentRules.BadManifest, json);
            problem.Message(Language.English).ShouldContain(said);
        }
    }

    [Fact]
    public async Task A_chart_or_another_artifact_is_no_image()
    {
        var image = new TestImage();
        var config = image.Put("{}");
        var manifest = image.Put($$"""{"schemaVersion":2,"config":{{TestImage.Descriptor("application/vnd.cncf.helm.config.v1+json", config, 2)}},"layers":[]}""");
        var problem = await Problem(image, TestImage.Index(TestImage.Descriptor($"{TestImage.Oci}manifest.v1+json", manifest, image.Blobs[manifest].Length)));
        problem.Message(Language.English).ShouldEndWith("is no container image but application/vnd.cncf.helm.config.v1+json");
    }

    [Fact]
    public async Task An_encrypted_layer_cannot_be_looked_into()
    {
        var image = new TestImage();
        var config = image.Put("{}");
        var layer = image.Put("x");
        var manifest = image.Put($$"""{"schemaVersion":2,"config":{{TestImage.Descriptor($"{TestImage.Oci}config.v1+json", config, 2)}},"layers":[{{TestImage.Descriptor("application/vnd.oci.image.layer.v1.tar+encrypted", layer, 1)}}]}""");
        var index = TestImage.Index(TestImage.Descriptor($"{TestImage.Oci}manifest.v1+json", manifest, image.Blobs[manifest].Length));
        (await Problem(image, index)).Rule.ShouldBe(ContentRules.LayerType);
    }

    [Fact]
    public async Task An_index_that_names_itself_or_goes_on_and_on_is_stopped()
    {
        var image = Good;
        var descriptor = image.ManifestDescriptor();
        for (var i = 0; i < 6; i++)
        {
            var index = image.Put(TestImage.Index(descriptor));
            descriptor = TestImage.Descriptor($"{TestImage.Oci}index.v1+json", index, image.Blobs[index].Length);
        }
        (await Problem(image, TestImage.Index(descriptor))).Rule.ShouldBe(ContentRules.BadManifest);
    }

    [Fact]
    public async Task An_image_for_other_platforms_lists_them()
    {
        var image = Good;
        var index = TestImage.Index(
            image.ManifestDescriptor(""","platform":{"os":"linux","architecture":"arm64","variant":"v8"}"""),
            image.ManifestDescriptor(""","platform":{"os":"unknown","architecture":"unknown"},"annotations":{"vnd.docker.reference.type":"attestation-manifest"}"""),
            image.ManifestDescriptor(""","platform":{"os":"windows","architecture":"amd64"}"""));
        (await Problem(image, index)).Message(Language.English).ShouldEndWith("is not made for linux/amd64, only for linux/arm64/v8, windows/amd64");
    }

    [Fact]
    public async Task A_single_image_for_another_platform_is_told_by_its_configuration()
        => (await Problem(new TestImage { Platform = """ "architecture":"arm64","os":"linux" """ }.With(new TestLayer().File("a"))))
            .Message(Language.English).ShouldEndWith("is not made for linux/amd64, only for linux/arm64");

    [Fact]
    public async Task More_layers_than_any_runtime_takes_are_refused()
        => await Is(ContentRules.TooManyLayers, TestImage.Of(new TestLayer().File("a"), new TestLayer().File("b")), "names 2 layers", new ImageLimits { Layers = 1 });

    [Fact]
    public async Task A_folder_or_file_that_holds_no_image_says_what_is_missing()
    {
        (await Opening.Problem(folder.FullName)).Message(Language.English).ShouldContain("neither `index.json` nor `manifest.json`");
        var file = Path.Combine(folder.FullName, "file.tar");
        await File.WriteAllTextAsync(file, "no tar at all, but some text that is longer than a header: " + new string('x', 600), TestContext.Current.CancellationToken);
        (await Opening.Problem(file)).Message(Language.English).ShouldContain("no sound tar");
        (await Opening.Problem(Path.Combine(folder.FullName, "no-such"))).Rule.ShouldBe(ImageRules.NoSource);
        (await Opening.Problem("/dev/null")).Rule.ShouldBe(Components.FileRules.NotOrdinary);
    }

    private static TestImage Raw(byte[] tar) => new TestImage().With((tar, t => t));

    private static byte[] Header(string name, char type, long size) => Header(name, type, size < 1L << 33 ? Convert.ToString(size, 8).PadLeft(11, '0') : null, size);

    private static byte[] Header(string name, char type, string size) => Header(name, type, size, 0);

    private static byte[] Header(string name, char type, string? octal, long size)
    {
        var header = new byte[512];
        Encoding.ASCII.GetBytes(name, header);
        Encoding.ASCII.GetBytes("0000644\0", header.AsSpan(100));
        if (octal is not null)
            Encoding.ASCII.GetBytes(octal, header.AsSpan(124));
        else
        {
            header[124] = 0x80;
            System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(128), size);
        }
        header[156] = (byte)type;
        header.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(b => b), 8).PadLeft(6, '0') + "\0 ", header.AsSpan(148));
        return header;
    }

    private static byte[] Padded(string text)
    {
        var padded = new byte[512];
        Encoding.ASCII.GetBytes(text, padded);
        return padded;
    }
}
