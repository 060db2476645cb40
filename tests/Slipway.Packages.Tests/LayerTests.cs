using System.Formats.Tar;

namespace Slipway.Packages.Tests;

/// <summary>What a container sees when layers lie on top of one another.</summary>
public sealed class LayerTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-layers-");

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<ImageFiles> Files(params TestLayer[] layers)
    {
        using var image = await Opening.Opened(TestImage.Of(layers).WriteTo(folder.FullName));
        return await image.Files();
    }

    [Theory]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Ustar)]
    public async Task Files_folders_links_and_modes_are_read_from_every_form_of_tar(TarEntryFormat format)
    {
        var files = await Files(new TestLayer(format).Folder("app").Script("app/start.sh").Link("app/now", "start.sh").HardLink("app/again", "app/start.sh").Pipe("app/pipe"));
        files.Find("/app").Entry!.Kind.ShouldBe(FileKind.Directory);
        files.Find("/app/now").Path.ShouldBe("/app/start.sh");
        files.Find("/app/now").Entry!.IsExecutable.ShouldBeTrue();
        files.Find("/app/again").Entry!.Program.ShouldBe(new ScriptProgram("/bin/sh", null));
        files.Find("/app/pipe").Entry!.Kind.ShouldBe(FileKind.Device);
    }

    [Theory]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Pax)]
    public async Task Long_names_and_long_links_are_read_whole(TarEntryFormat format)
    {
        var deep = string.Join('/', Enumerable.Repeat("a-folder-with-a-long-name", 20));
        var files = await Files(new TestLayer(format).File($"{deep}/file", "x").Link("short", $"{deep}/file"));
        files.Find("/short").Path.ShouldBe($"/{deep}/file");
    }

    [Fact]
    public async Task A_higher_layer_replaces_hides_and_keeps()
    {
        var files = await Files(
            new TestLayer().File("etc/replaced", mode: 0b110_100_100).File("etc/hidden").File("etc/kept").File("opaque/old").File("gone/a/b"),
            new TestLayer().Script("etc/replaced").Whiteout("etc/hidden").File("opaque/new").Opaque("opaque").Whiteout("gone"));
        files.Find("/etc/replaced").Entry!.IsExecutable.ShouldBeTrue();
        files.Find("/etc/kept").Outcome.ShouldBe(FileOutcome.Found);
        files.Find("/etc/hidden").Outcome.ShouldBe(FileOutcome.Missing);
        files.Find("/opaque/new").Outcome.ShouldBe(FileOutcome.Found);
        files.Find("/opaque/old").Outcome.ShouldBe(FileOutcome.Missing);
        files.Find("/gone").Outcome.ShouldBe(FileOutcome.Missing);
    }

    [Fact]
    public async Task A_layer_hides_what_is_below_it_and_not_what_it_brings_itself()
    {
        var files = await Files(
            new TestLayer().File("a/old"),
            new TestLayer().File("a/new").Whiteout("a").File("b/x").Opaque("b").File("c").Whiteout("c"));
        files.Find("/a/new").Outcome.ShouldBe(FileOutcome.Found);
        files.Find("/a/old").Outcome.ShouldBe(FileOutcome.Missing);
        files.Find("/b/x").Outcome.ShouldBe(FileOutcome.Found);
        files.Find("/c").Outcome.ShouldBe(FileOutcome.Found);
    }

    [Fact]
    public async Task A_file_that_moved_by_hard_link_and_whiteout_has_its_new_name_only()
    {
        var files = await Files(new TestLayer().Script("a"), new TestLayer().HardLink("b", "a").Whiteout("a"));
        files.Find("/a").Outcome.ShouldBe(FileOutcome.Missing);
        files.Find("/b").Entry!.IsExecutable.ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_in_the_place_of_a_folder_takes_all_of_it_away_and_the_other_way_round()
    {
        var files = await Files(new TestLayer().File("a/b/c").File("x"), new TestLayer().File("a"), new TestLayer().File("x/y"));
        files.Find("/a").Entry!.Kind.ShouldBe(FileKind.File);
        files.Find("/a/b").Outcome.ShouldBe(FileOutcome.NotDirectory);
        files.Find("/x/y").Outcome.ShouldBe(FileOutcome.Found);
    }

    [Fact]
    public async Task Files_land_behind_a_linked_folder_as_when_unpacked()
    {
        var files = await Files(
            new TestLayer().Folder("usr/bin").Link("bin", "usr/bin").Link("sbin", "/usr/sbin"),
            new TestLayer().Script("bin/tool").Script("sbin/late"));
        files.Find("/usr/bin/tool").Outcome.ShouldBe(FileOutcome.Found);
        files.Find("/bin/tool").Path.ShouldBe("/usr/bin/tool");
        files.Find("/usr/sbin/late").Outcome.ShouldBe(FileOutcome.Found);
    }

    [Fact]
    public async Task Busybox_is_found_by_links_of_both_kinds()
    {
        var files = await Files(new TestLayer().Script("bin/busybox").HardLink("bin/sh", "bin/busybox").Link("bin/cat", "/bin/busybox").Link("usr/bin/env", "../../bin/busybox"));
        foreach (var applet in (string[])["/bin/sh", "/bin/cat", "/usr/bin/env"])
            files.Find(applet).Entry!.IsExecutable.ShouldBeTrue(applet);
    }

    [Fact]
    public async Task Links_never_lead_out_and_never_for_ever()
    {
        var files = await Files(new TestLayer()
            .File("etc/passwd").Link("out", "../../../etc/passwd").Link("self", "self").Link("a", "b").Link("b", "a").Link("nothing", "/no/such")
            .Link("wide", string.Join('/', Enumerable.Repeat(".", 2000)) + "/wide"));
        files.Find("/out").Path.ShouldBe("/etc/passwd");
        files.Find("/../../etc/passwd").Path.ShouldBe("/etc/passwd");
        foreach (var loop in (string[])["/self", "/a", "/wide"])
            files.Find(loop).Outcome.ShouldBe(FileOutcome.LinkLoop, loop);
        files.Find("/nothing").ShouldBe(new FileFound(FileOutcome.DanglingLink, "/no/such", null));
        files.Find("/etc/passwd/x").Outcome.ShouldBe(FileOutcome.NotDirectory);
    }

    [Fact]
    public async Task A_relative_path_begins_in_the_working_directory()
    {
        var files = await Files(new TestLayer().Script("app/bin/run"));
        files.Find("bin/run", "/app").Path.ShouldBe("/app/bin/run");
        files.Find("./run", "/app/bin").Path.ShouldBe("/app/bin/run");
    }

    [Fact]
    public async Task Layers_packed_by_gzip_zstd_or_not_at_all_are_told_by_their_first_bytes()
    {
        var image = new TestImage().With(
            (new TestLayer().File("plain").Tar(), tar => tar),
            (new TestLayer().File("gzip").Tar(), TestLayer.Gzip),
            // Two members in a row, as pigz and eStargz write it.
            (new TestLayer().File("twice", new string('x', 5000)).Tar(), tar => [.. TestLayer.Gzip(tar[..1000]), .. TestLayer.Gzip(tar[1000..])]),
            (new TestLayer().File("zstd").Tar(), TestLayer.Zstd));
        using var opened = await Opening.Opened(image.WriteTo(folder.FullName));
        var files = await opened.Files();
        foreach (var name in (string[])["plain", "gzip", "twice", "zstd"])
            files.Find(name).Outcome.ShouldBe(FileOutcome.Found, name);
    }

    [Fact]
    public async Task All_files_are_listed_in_the_order_of_names()
        => (await Files(new TestLayer().File("b/y").File("b/x").File("a"))).All().Select(file => file.Path).ShouldBe(["/", "/a", "/b", "/b/x", "/b/y"]);
}
