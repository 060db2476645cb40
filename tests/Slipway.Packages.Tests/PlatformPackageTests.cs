using System.Formats.Tar;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages.Tests;

public class PlatformPackageTests
{
    private static readonly (string Path, byte[] Content)[] Files =
        [("platform.yaml", "name: acme\nversion: 1.4.0\n"u8.ToArray()), ("Traits/note/trait.yaml", "name: note # 备注\n"u8.ToArray())];

    [Fact]
    public async Task What_is_packed_is_read_again_from_folder_and_archive_and_packs_to_the_same_bytes()
    {
        using var folder = new Scratch();
        var layout = PlatformArtifact.Layout("acme", "1.4.0", Files);
        var file = Archive(folder, layout);
        var archive = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        foreach (var place in new[] { file, Folder(folder, layout) })
        {
            PlatformPackage.IsOne(place).ShouldBeTrue();
            var source = await Read(place);
            Told(source).ShouldBeEmpty();
            source.Files.Select(f => (f.Path, f.Source.Text)).ShouldBe(Files.Select(f => (f.Path, Encoding.UTF8.GetString(f.Content))), ignoreOrder: true);
            source.Files[0].Source.Name.ShouldBe($"{place}/{source.Files[0].Path}");
            PlatformArtifact.Archive(PlatformArtifact.Layout("acme", "1.4.0", [.. source.Files.Reverse()])).AsSpan().SequenceEqual(archive).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Other_tools_read_the_archive()
    {
        var file = new MemoryStream(PlatformArtifact.Archive(PlatformArtifact.Layout("acme", "1.4.0", Files)));
        await using var tar = new TarReader(file);
        var names = new List<string>();
        while (await tar.GetNextEntryAsync(cancellationToken: TestContext.Current.CancellationToken) is { } entry)
            names.Add(entry.Name);
        names.Take(2).ShouldBe(["oci-layout", "index.json"]);
        names.Count.ShouldBe(6);
    }

    public static TheoryData<string> Hostile => ["../../etc/platform.yaml", "/etc/platform.yaml", "a/../platform.yaml", ".hidden.yaml", "Traits//trait.yaml", "Traits/note/run.sh", "a\\b.yaml", ""];

    [Theory, MemberData(nameof(Hostile))]
    public async Task A_path_that_has_no_place_in_a_platform_is_refused(string path)
        => await Refused(PlatformArtifact.Layout("acme", "1.4.0", [(path, "a: 1\n"u8.ToArray())]), PackedRules.NotOne);

    [Fact]
    public async Task Two_files_of_one_path_are_refused()
        => await Refused(PlatformArtifact.Layout("acme", "1.4.0", [Files[0], ("platform.yaml", "a: 1\n"u8.ToArray())]), PackedRules.NotOne);

    [Fact]
    public async Task Files_that_are_too_large_are_refused_before_they_are_read()
        => await Refused(PlatformArtifact.Layout("acme", "1.4.0", [("platform.yaml", new byte[PlatformFiles.LargestFile + 1])]), PackedRules.TooLarge);

    [Fact]
    public async Task More_files_than_a_platform_can_have_are_refused()
        => await Refused(PlatformArtifact.Layout("acme", "1.4.0", Enumerable.Range(0, PlatformArtifact.MostFiles + 1).Select(i => ($"f{i}.yaml", "a: 1\n"u8.ToArray()))), PackedRules.TooLarge);

    [Theory]
    [InlineData("\"artifactType\":\"application/vnd.slipway.platform.v1+json\"", "\"artifactType\":\"application/vnd.example.v1\"")]
    [InlineData("\"size\":26", "\"size\":25")]
    [InlineData("\"size\":26", "\"size\":27")]
    [InlineData("\"size\":26", "\"size\":-1")]
    [InlineData("sha256:", "sha1:")]
    [InlineData("vnd.slipway.platform.file", "vnd.slipway.other.file")]
    public async Task A_manifest_that_says_something_else_is_refused(string from, string to)
    {
        var layout = PlatformArtifact.Layout("acme", "1.4.0", Files);
        var index = JsonNode.Parse(layout.First(file => file.Path == "index.json").Content)!;
        var manifest = layout.First(file => file.Path.EndsWith(((string)index["manifests"]![0]!["digest"]!)[7..], StringComparison.Ordinal));
        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(manifest.Content).Replace(from, to, StringComparison.Ordinal));
        index["manifests"]![0]!["digest"] = Digest.Of(changed).ToString();
        index["manifests"]![0]!["size"] = changed.Length;
        await Refused(
            [.. layout.Where(file => file.Path != manifest.Path && file.Path != "index.json"), ("index.json", Encoding.UTF8.GetBytes(index.ToJsonString())), ($"blobs/sha256/{Digest.Of(changed).Hex}", changed)],
            PackedRules.NotOne);
    }

    [Fact]
    public async Task A_content_that_was_changed_or_is_missing_is_refused()
    {
        var layout = PlatformArtifact.Layout("acme", "1.4.0", Files);
        foreach (var blob in layout.Where(file => file.Path.StartsWith("blobs/", StringComparison.Ordinal) && file.Content.Length > 2))
        {
            await Refused([.. layout.Where(file => file.Path != blob.Path)], PackedRules.NotOne);
            await Refused([.. layout.Select(file => file.Path == blob.Path ? (file.Path, [.. file.Content[..^1], (byte)' ']) : file)], PackedRules.NotOne);
        }
    }

    [Fact]
    public async Task An_archive_in_any_other_form_is_refused()
    {
        using var folder = new Scratch();
        var archive = PlatformArtifact.Archive(PlatformArtifact.Layout("acme", "1.4.0", Files));
        byte[] mode = [.. archive];
        mode[105] = (byte)'7';
        foreach (var (changed, rule) in new[]
        {
            ((byte[])[.. archive, .. new byte[512]], PackedRules.NotCanonical),
            (PlatformArtifact.Archive([.. PlatformArtifact.Layout("acme", "1.4.0", Files), ("blobs/sha256/more", "x"u8.ToArray())]), PackedRules.NotCanonical),
            (PlatformArtifact.Archive([.. PlatformArtifact.Layout("acme", "1.4.0", Files).Reverse()]), PackedRules.NotCanonical),
            (mode, PackedRules.NotOne),
            (archive[..700], PackedRules.NotOne),
            ("no tar"u8.ToArray(), PackedRules.NotOne),
        })
        {
            var file = folder.At("other.slip");
            await File.WriteAllBytesAsync(file, changed, TestContext.Current.CancellationToken);
            (await Read(file)).Findings.Select(f => f.Rule.Code).ShouldBe([rule.Code]);
        }
    }

    private static async Task Refused(IReadOnlyList<(string Path, byte[] Content)> layout, Rule rule)
    {
        using var folder = new Scratch();
        foreach (var place in new[] { Archive(folder, layout), Folder(folder, layout) })
        {
            var source = await Read(place);
            source.Files.ShouldBeEmpty();
            source.Findings.Select(f => f.Rule.Code).ShouldBe([rule.Code], Told(source));
        }
    }

    private static Task<PlatformSource> Read(string place) => PlatformPackage.Read(place, TestContext.Current.CancellationToken);

    private static string Told(PlatformSource source) => string.Join('\n', source.Findings.Select(f => f.Message(Language.English)));

    private static string Archive(Scratch folder, IReadOnlyList<(string Path, byte[] Content)> layout)
    {
        var file = folder.At("platform.slip");
        File.WriteAllBytes(file, PlatformArtifact.Archive(layout));
        return file;
    }

    private static string Folder(Scratch folder, IReadOnlyList<(string Path, byte[] Content)> layout)
    {
        foreach (var (path, content) in layout)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.At("layout/" + path))!);
            File.WriteAllBytes(folder.At("layout/" + path), content);
        }
        return folder.At("layout");
    }

    private sealed class Scratch : IDisposable
    {
        private readonly string path = Directory.CreateTempSubdirectory("slipway-packed-").FullName;

        public string At(string name) => Path.Combine(path, name);

        public void Dispose() => Directory.Delete(path, recursive: true);
    }
}
