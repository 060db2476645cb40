using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.Versioning;
using Slipway.Yaml;

namespace Slipway.Packages.Tests;

[UnsupportedOSPlatform("windows")]
public class ImageBuilderTests
{
    private const string Plain = "{binary: bin/web}";
    private const string WithFiles = "{binary: bin/web, files: [{from: conf, to: /app/conf}, {from: note, to: /etc/note, mode: \"0400\", owner: \"7:8\"}]}";

    [Fact]
    public async Task What_is_built_says_what_the_definition_says()
    {
        using var folder = new BuildFolder().With("bin/web", BuildFolder.Elf()).With("conf/a.txt", "a").With("conf/run.sh", "#!", 0b111_000_000).Link("conf/sub/link", "../a.txt").With("note", "n");
        using var image = await folder.Built("""{binary: bin/web, files: [{from: conf, to: /app/conf}, {from: note, to: /etc/note, mode: "0400", owner: "7:8"}], user: "1000:0", entryPoint: [/app/web, --port, "80"], labels: {team: shop, org.opencontainers.image.title: Shop}}""");
        var config = image.Image.Config;
        (config.User, string.Join(' ', config.EntryPoint), config.Platform.ToString(), config.WorkingDirectory).ShouldBe(("1000:0", "/app/web --port 80", "linux/amd64", "/"));
        config.Labels.OrderBy(l => l.Key).Select(l => $"{l.Key}={l.Value}").ShouldBe(["org.opencontainers.image.title=Shop", "org.opencontainers.image.version=1.0.0", "team=shop"]);
        config.ExposedPorts.ShouldBe([new ExposedPort(8080, "tcp")]);
        image.Names.ShouldBe(["docker.io/library/web:1.0.0"]);
        image.Origins.ShouldBe([LayerOrigin.Files, LayerOrigin.Program]);
        (await Members(image, 0)).ShouldBe(["d 755 0:0 app/", "d 755 0:0 app/conf/", "f 644 0:0 app/conf/a.txt", "f 755 0:0 app/conf/run.sh", "d 755 0:0 app/conf/sub/", "l 777 0:0 app/conf/sub/link -> ../a.txt", "d 755 0:0 etc/", "f 644 0:0 etc/group", "f 400 7:8 etc/note", "f 644 0:0 etc/passwd"]);
        (await Members(image, 1)).ShouldBe(["d 755 0:0 app/", "f 755 0:0 app/web"]);
    }

    [Fact]
    public async Task The_same_files_give_the_same_bytes_wherever_they_lie_and_however_they_came_there()
    {
        using var one = new BuildFolder().With("bin/web", BuildFolder.Elf()).With("conf/a", "a").With("conf/b", "b").With("conf/sub/c", "c").With("note", "n");
        using var other = new BuildFolder().With("note", "n", 0b110_110_110).With("conf/sub/c", "c", 0b110_000_000).With("conf/b", "b", 0b110_110_100).With("conf/a", "a").With("bin/web", BuildFolder.Elf(), 0b110_000_000);
        foreach (var file in Directory.GetFiles(other.At("."), "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        File.SetUnixFileMode(other.At("conf"), (UnixFileMode)0b111_000_000);
        var bytes = await one.Archive(WithFiles);
        (await other.Archive(WithFiles)).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        (await one.Archive(WithFiles)).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public async Task These_bytes_do_not_change_from_release_to_release()
    {
        // A new deflater, another order of members: whoever changes this digest makes every image of every user a new one.
        using var folder = new BuildFolder().With("bin/web", BuildFolder.Elf()).With("conf/a", string.Join('\n', Enumerable.Range(0, 20_000))).With("note", "n");
        using var image = await folder.Built(WithFiles);
        image.Image.Manifest.Self.Digest.ToString().ShouldBe("sha256:fcf639c1e7e1e426b6ae89986dc136be64040ac6a377b8ff9379cae34e57b80d");
    }

    [Fact]
    public async Task Links_and_folders_of_the_base_image_stay_what_they_are()
    {
        var below = TestImage.Of(new TestLayer().Folder("usr").Folder("usr/bin").Script("usr/bin/sh", "x").Link("bin", "usr/bin").Folder("tmp"));
        using var folder = new BuildFolder().Base(below).With("bin/web", BuildFolder.Elf()).With("note", "n");
        using var image = await folder.Built("{base: base, binary: bin/web, path: /bin/web, files: [{from: note, to: /tmp/note}]}");
        (await Members(image, 1)).ShouldBe(["f 644 0:0 tmp/note"]);
        (await Members(image, 2)).ShouldBe(["f 755 0:0 usr/bin/web"]);
        var files = (await image.Image.ReadFiles(TestContext.Current.CancellationToken)).Files.ShouldNotBeNull();
        files.Find("/bin/web").Path.ShouldBe("/usr/bin/web");
        image.Image.Config.Labels["org.opencontainers.image.base.digest"].ShouldBe(below.Manifest);
    }

    [Fact]
    public async Task What_the_base_image_says_of_itself_is_kept_where_it_is_true_of_the_new_one()
    {
        var below = new TestImage { Configuration = """{"Cmd":["/bin/sh"],"Env":["PATH=/opt:/bin","A=1"],"User":"root","WorkingDir":"/srv","StopSignal":"SIGQUIT","Labels":{"org.opencontainers.image.source":"elsewhere","team":"base"}}""" }.With(new TestLayer().File("a"));
        using var folder = new BuildFolder().Base(below).With("bin/web", BuildFolder.Elf());
        using var image = await folder.Built("{base: base, binary: bin/web}");
        var config = image.Image.Config;
        (config["PATH"], config["A"], config.User, config.WorkingDirectory, config.StopSignal, config.Command.Count).ShouldBe(("/opt:/bin", "1", "65532:65532", "/srv", "SIGQUIT", 0));
        config.Labels.ContainsKey("org.opencontainers.image.source").ShouldBeFalse();
        config.Labels["team"].ShouldBe("base");
        image.Image.Manifest.Layers[0].Digest.ToString().ShouldBe(below.Layers[0]);
    }

    [Fact]
    public async Task The_programs_machine_chooses_the_base_image_of_an_index()
    {
        var amd = TestImage.Of(new TestLayer().File("amd"));
        var arm = new TestImage { Platform = """ "architecture":"arm64","os":"linux","variant":"v8" """ }.With(new TestLayer().File("arm"));
        var index = amd.Put(TestImage.Index(amd.ManifestDescriptor(""","platform":{"os":"linux","architecture":"amd64"}"""), arm.ManifestDescriptor(""","platform":{"os":"linux","architecture":"arm64","variant":"v8"}""")));
        foreach (var (digest, content) in arm.Blobs)
            amd.Blobs[digest] = content;
        using var folder = new BuildFolder().With("bin/web", BuildFolder.Elf(183))
            .Base(amd, TestImage.Index(TestImage.Descriptor($"{TestImage.Oci}index.v1+json", index, amd.Blobs[index].Length)), index);
        var layouts = TestImage.Index(amd.ManifestDescriptor(""","platform":{"os":"linux","architecture":"amd64"}"""), arm.ManifestDescriptor(""","platform":{"os":"linux","architecture":"arm64","variant":"v8"}"""));
        using var flat = new BuildFolder().With("bin/web", BuildFolder.Elf(183)).Base(amd, layouts, Digest.Of(System.Text.Encoding.UTF8.GetBytes(layouts)).ToString());
        foreach (var place in new[] { folder, flat })
        {
            using var image = await place.Built("{base: base, binary: bin/web}");
            image.Image.Config.Platform.ToString().ShouldBe("linux/arm64/v8");
            image.Image.Manifest.Layers[0].Digest.ToString().ShouldBe(arm.Layers[0]);
        }
    }

    [Fact]
    public async Task A_base_image_that_was_changed_is_refused()
    {
        var layer = new TestLayer().File("a", "content");
        foreach (var (spoil, rule) in new (Func<TestImage, TestImage>, Rule)[]
        {
            (image => image.Spoil(image.Layers[0], bytes => [.. bytes[..600], (byte)(bytes[600] ^ 1), .. bytes[601..]]), ContentRules.WrongDigest),
            (image => image.Spoil(image.Layers[0], bytes => bytes[..^1]), ContentRules.WrongSize),
            (image => image.Spoil(image.Config, bytes => [.. bytes[..^1], (byte)' ', (byte)'}']), ContentRules.WrongSize),
            (image => image.Spoil(image.Manifest, bytes => [.. bytes[..^2], (byte)' ', (byte)']']), ContentRules.WrongDigest),
        })
        {
            using var folder = new BuildFolder().Base(spoil(TestImage.Of(layer))).With("bin/web", BuildFolder.Elf());
            (await folder.Refused("{base: base, binary: bin/web}")).Rule.Code.ShouldBe(rule.Code);
        }
        using var other = new BuildFolder().Base(TestImage.Of(layer), digest: Digest.Of("other"u8).ToString()).With("bin/web", BuildFolder.Elf());
        (await other.Refused("{base: base, binary: bin/web}")).Rule.Code.ShouldBe(ContentRules.NotInLayout.Code);
    }

    [Fact]
    public async Task A_base_image_in_a_registry_is_taken_by_its_digest_and_asked_for_each_layer_once()
    {
        var below = TestImage.Of(new TestLayer().File("a", "a"), new TestLayer().File("b", "b"));
        await using var registry = await TestRegistry.Start(below);
        using var folder = new BuildFolder().RemoteBase($"{registry.Host}/team/web", below.Manifest).With("bin/web", BuildFolder.Elf());
        await folder.Archive("{base: base, binary: bin/web}");
        using (var image = await Opening.Opened(folder.At("out.tar")))
        {
            image.Config.Labels["org.opencontainers.image.base.name"].ShouldBe($"{registry.Host}/team/web");
            (await image.Files()).Find("/b").Outcome.ShouldBe(FileOutcome.Found);
        }
        foreach (var layer in below.Layers)
            registry.Requests.Count(request => request.Contains(layer, StringComparison.Ordinal)).ShouldBe(1);
        below.Spoil(below.Layers[1], bytes => [.. bytes[..600], (byte)(bytes[600] ^ 1), .. bytes[601..]]);
        (await folder.Refused("{base: base, binary: bin/web}")).Rule.Code.ShouldBe(ContentRules.WrongDigest.Code);
    }

    [Fact]
    public async Task The_layers_of_a_base_image_that_Docker_saved_are_called_what_they_are()
    {
        var tar = new TestLayer().File("a", "a").Tar();
        var config = System.Text.Encoding.UTF8.GetBytes($$$"""{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["{{{Digest.Of(tar)}}}","{{{Digest.Of(tar)}}}"]}}""");
        using var folder = new BuildFolder().With("bin/web", BuildFolder.Elf());
        folder.With("platform/base/config.json", config).With("platform/base/packed.tar", TestLayer.Gzip(tar)).With("platform/base/plain.tar", tar)
            .With("platform/base/manifest.json", """[{"Config":"config.json","RepoTags":["base:1"],"Layers":["packed.tar","plain.tar"]}]""");
        string digest;
        using (var saved = await Opening.Opened(folder.At("platform/base")))
            digest = saved.Manifest.Self.Digest.ToString();
        folder.With("platform/platform.yaml", $"baseImages:\n  base: {{layout: base, digest: \"{digest}\"}}\n");
        using var image = await folder.Built("{base: base, binary: bin/web}");
        image.Image.Manifest.Layers.Select(layer => layer.MediaType[TestImage.Oci.Length..]).ShouldBe(["layer.v1.tar+gzip", "layer.v1.tar", "layer.v1.tar+gzip"]);
    }

    [Fact]
    public async Task A_folder_of_any_names_comes_out_as_it_went_in()
    {
        string[] names = ["plain", "with blank", "名字", "-dash", ".hidden", "back\\slash", "new\nline", "*", new string('x', 200), "a/b/c/d/e/f/g", $"{new string('y', 120)}/{new string('z', 120)}"];
        using var folder = new BuildFolder().With("bin/web", BuildFolder.Elf());
        foreach (var name in names)
            folder.With($"tree/{name}", name);
        await folder.Archive("{binary: bin/web, files: [{from: tree, to: /tree}]}");
        using var image = await Opening.Opened(folder.At("out.tar"));
        var files = await image.Files();
        foreach (var name in names)
            files.Find($"/tree/{name}").Entry.ShouldNotBeNull(name).Kind.ShouldBe(FileKind.File);
        files.All().Count(file => file.Entry.Kind == FileKind.File && file.Path.StartsWith("/tree/", StringComparison.Ordinal)).ShouldBe(names.Length);
    }

    [Fact]
    public async Task A_layer_that_announces_more_than_it_has_is_refused()
    {
        var image = TestImage.Of(new TestLayer().File("a"));
        var size = image.Blobs[image.Layers[0]].Length;
        var huge = System.Text.Encoding.UTF8.GetString(image.Blobs[image.Manifest]).Replace($"\"size\":{size}}}]", $"\"size\":{long.MaxValue}}}]", StringComparison.Ordinal);
        var manifest = image.Put(huge);
        using var folder = new BuildFolder().With("bin/web", BuildFolder.Elf())
            .Base(image, TestImage.Index(TestImage.Descriptor($"{TestImage.Oci}manifest.v1+json", manifest, huge.Length)), manifest);
        (await folder.Refused("{base: base, binary: bin/web}")).Rule.Code.ShouldBe(ContentRules.WrongSize.Code);
    }

    [Fact]
    public async Task What_could_not_be_started_is_refused()
    {
        using var folder = new BuildFolder().Base(TestImage.Of(new TestLayer().File("lib64/ld-linux-x86-64.so.2", BuildFolder.Elf(), 0b111_101_101).File("bin/sh", BuildFolder.Elf(), 0b111_101_101)))
            .With("dynamic", BuildFolder.Elf(62, "/lib64/ld-linux-x86-64.so.2")).With("musl", BuildFolder.Elf(62, "/lib/ld-musl-x86_64.so.1")).With("script", "#!/bin/sh\necho\n").With("dos", "#!/bin/sh\r\n").With("other", BuildFolder.Elf(4711)).With("empty", "").With("text", "hello");
        async Task<string> Code(string build) => (await folder.Refused(build)).Rule.Code;
        (await Code("{binary: dynamic}")).ShouldBe(ImageRules.NoLoader.Code);
        (await Code("{binary: script}")).ShouldBe(ImageRules.NoInterpreter.Code);
        (await Code("{base: base, binary: musl}")).ShouldBe(ImageRules.NoLoader.Code);
        (await Code("{base: base, binary: dos}")).ShouldBe(ImageRules.WindowsLineEnds.Code);
        (await Code("{base: base, binary: dynamic, entryPoint: /app/dynamik}")).ShouldBe(ImageRules.Missing.Code);
        foreach (var no in (string[])["other", "empty", "text"])
            (await Code($"{{binary: {no}}}")).ShouldBe(BuildRules.NoProgram.Code);
        foreach (var yes in (string[])["dynamic", "script"])
            (await folder.Built($"{{base: base, binary: {yes}}}")).Dispose();
    }

    [Fact]
    public async Task Nothing_from_outside_the_definitions_folder_gets_in()
    {
        using var outside = new BuildFolder().With("secret", "s").With("dir/secret", "s");
        using var folder = new BuildFolder().With("bin/web", BuildFolder.Elf())
            .Link("absolute", outside.At("secret")).Link("climbing", $"../../../../../../..{outside.At("secret")}").Link("way", outside.At("dir")).Link("circle", "circle")
            .Link("tree/a", outside.At("secret")).Link("deep/a/b", "../../../secret").Link("inside/web", "../bin/web");
        foreach (var from in (string[])["absolute", "climbing", "way", "way/secret", "circle"])
            (await folder.Refused($"{{binary: bin/web, files: [{{from: {from}, to: /x}}]}}")).Rule.Code.ShouldBe(BuildRules.LeadsOut.Code, from);
        (await folder.Refused("{binary: way/secret}")).Rule.Code.ShouldBe(BuildRules.LeadsOut.Code);
        foreach (var from in (string[])["tree", "deep"])
            (await folder.Refused($"{{binary: bin/web, files: [{{from: {from}, to: /x}}]}}")).Rule.Code.ShouldBe(BuildRules.LinkLeadsOut.Code, from);
        (await folder.Built("{binary: inside/web}")).Dispose();
    }

    [Fact]
    public async Task An_interrupted_build_leaves_nothing_and_the_image_before_it_as_it_was()
    {
        using var folder = new BuildFolder().With("bin/web", BuildFolder.Elf());
        var before = await folder.Archive(Plain);
        using (var longer = File.OpenWrite(folder.At("bin/web")))
            longer.SetLength(65 << 20);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => folder.Build(Plain, _ => stop.Cancel(), cancellation: stop.Token));
        Directory.GetFileSystemEntries(folder.At(".")).Select(Path.GetFileName).Order().ShouldBe(["bin", "out.tar"]);
        (await File.ReadAllBytesAsync(folder.At("out.tar"), TestContext.Current.CancellationToken)).AsSpan().SequenceEqual(before).ShouldBeTrue();
    }

    [Fact]
    public async Task Only_an_image_is_replaced()
    {
        using var folder = new BuildFolder().With("bin/web", BuildFolder.Elf()).With("letter.tar", "dear").With("letters/one", "dear").With("name", "x");
        await folder.Archive(Plain);
        Directory.CreateDirectory(folder.At("empty"));
        var may = new List<bool>();
        foreach (var target in (string[])["out.tar", "new.tar", "empty", "new", "letter.tar", "letters", "name"])
            may.Add(await LayoutWriter.MayReplace(folder.At(target), TestContext.Current.CancellationToken));
        may.ShouldBe([true, true, true, true, false, false, false]);
    }

    [Fact]
    public async Task Folder_and_archive_are_the_same_image_for_every_reader()
    {
        using var folder = new BuildFolder().With("bin/web", BuildFolder.Elf()).With("conf/a", "a").With("note", "n");
        using var built = await folder.Built(WithFiles);
        await LayoutWriter.Write(built, folder.At("a.tar"), null, TestContext.Current.CancellationToken);
        await LayoutWriter.Write(built, folder.At("layout"), null, TestContext.Current.CancellationToken);
        foreach (var source in new[] { folder.At("a.tar"), folder.At("layout"), $"{folder.At("layout")}:1.0.0" })
        {
            using var image = await Opening.Opened(source);
            image.Manifest.Self.Digest.ShouldBe(built.Image.Manifest.Self.Digest);
            image.Names.ShouldBe(["docker.io/library/web:1.0.0"]);
            (await image.Files()).Find("/app/conf/a").Outcome.ShouldBe(FileOutcome.Found);
        }
        // As tools read it that know no layouts: by manifest.json alone.
        Directory.CreateDirectory(folder.At("docker"));
        await TarFile.ExtractToDirectoryAsync(folder.At("a.tar"), folder.At("docker"), overwriteFiles: false, TestContext.Current.CancellationToken);
        File.Delete(folder.At("docker/index.json"));
        using var old = await Opening.Opened(folder.At("docker"));
        old.Config.DiffIds.ShouldBe(built.Image.Config.DiffIds);
        (await old.Files()).Find("/app/web").Outcome.ShouldBe(FileOutcome.Found);
    }

    /// <summary>A layer's members, read by another hand than the one that wrote them.</summary>
    private static async Task<List<string>> Members(BuiltImage image, int layer)
    {
        await using var blob = await image.Image.Blob(image.Image.Manifest.Layers[layer], TestContext.Current.CancellationToken);
        await using var plain = new GZipStream(blob, CompressionMode.Decompress);
        await using var tar = new TarReader(plain);
        var members = new List<string>();
        while (await tar.GetNextEntryAsync(cancellationToken: TestContext.Current.CancellationToken) is { } entry)
        {
            entry.ModificationTime.ShouldBe(DateTimeOffset.UnixEpoch);
            var kind = entry.EntryType switch { TarEntryType.Directory => 'd', TarEntryType.SymbolicLink => 'l', _ => 'f' };
            members.Add($"{kind} {Convert.ToString((int)entry.Mode, 8)} {entry.Uid}:{entry.Gid} {entry.Name}{(kind == 'l' ? $" -> {entry.LinkName}" : "")}");
        }
        return members;
    }
}
