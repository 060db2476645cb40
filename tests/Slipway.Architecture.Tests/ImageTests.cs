using System.Formats.Tar;
using System.Text.Json;
using Slipway.Testing;

namespace Slipway.Architecture.Tests;

/// <summary>The images that the examples and the cluster tests run.</summary>
public class ImageTests
{
    private static readonly ImageFile[] Files =
    [
        new("run.sh", "#!/bin/sh\n"u8.ToArray(), Executable: true),
        new("data/some/file.txt", "text\n"u8.ToArray(), Executable: false),
        ImageFile.Link("bin/sh", "busybox"),
    ];

    [Fact]
    public void The_same_files_in_any_order_make_the_same_bytes()
        => OciArchive.Make("host.example/a/b:1", Files).ShouldBe(OciArchive.Make("host.example/a/b:1", Files.Reverse()));

    [Fact]
    public void An_archive_carries_its_name_for_the_node()
    {
        var index = Entries(OciArchive.Make("host.example/a/b:1.2", Files)).Single(e => e.Name == "index.json");
        using var json = JsonDocument.Parse(index.Content);
        var annotations = json.RootElement.GetProperty("manifests")[0].GetProperty("annotations");
        annotations.GetProperty("io.containerd.image.name").GetString().ShouldBe("host.example/a/b:1.2");
        annotations.GetProperty("org.opencontainers.image.ref.name").GetString().ShouldBe("1.2");
    }

    [Fact]
    public void Every_descriptor_says_the_size_and_digest_of_its_blob()
    {
        var entries = Entries(OciArchive.Make("host.example/a/b:1", Files)).ToDictionary(e => e.Name, e => e.Content);
        using var index = JsonDocument.Parse(entries["index.json"]);
        var manifest = Blob(index.RootElement.GetProperty("manifests")[0]);
        using var json = JsonDocument.Parse(manifest);
        Blob(json.RootElement.GetProperty("config")).ShouldNotBeEmpty();
        Blob(json.RootElement.GetProperty("layers")[0]).ShouldNotBeEmpty();

        byte[] Blob(JsonElement descriptor)
        {
            var digest = descriptor.GetProperty("digest").GetString()!["sha256:".Length..];
            var content = entries["blobs/sha256/" + digest];
            content.Length.ShouldBe(descriptor.GetProperty("size").GetInt32());
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)).ShouldBe(digest);
            return content;
        }
    }

    [Fact]
    public void Modes_links_and_folders_are_kept_in_the_layer()
    {
        var layer = Entries(Entries(OciArchive.Make("host.example/a/b:1", Files)).Select(e => e.Content).MaxBy(content => content.Length)!);
        layer.Select(e => $"{e.Type} {Convert.ToString((int)e.Mode, 8)} {e.Name}{(e.Link.Length > 0 ? " -> " + e.Link : "")}").ShouldBe(
        [
            "Directory 755 bin/",
            "Directory 755 data/",
            "Directory 755 data/some/",
            "Directory 1777 tmp/",
            "SymbolicLink 777 bin/sh -> busybox",
            "RegularFile 644 data/some/file.txt",
            "RegularFile 755 run.sh",
        ]);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("sleep")]
    public void An_example_has_a_definition_and_an_entry_point_that_may_run(string example)
    {
        var folder = Path.Combine(TestEnvironment.Root, "examples", example);
        File.Exists(Path.Combine(folder, "service.yaml")).ShouldBeTrue();
        var entry = Path.Combine(folder, "image", "dockerentrypoint.sh");
        File.ReadAllText(entry).ShouldStartWith("#!/bin/sh\n");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(entry).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
    }

    [Fact]
    public void A_program_with_a_loader_is_not_static()
        => ExampleImages.IsStatic(Environment.ProcessPath!).ShouldBeFalse();

    [Fact]
    public void A_script_is_not_static()
        => ExampleImages.IsStatic(Path.Combine(TestEnvironment.Root, "examples", "hello", "image", "dockerentrypoint.sh")).ShouldBeFalse();

    private sealed record Found(string Name, TarEntryType Type, UnixFileMode Mode, string Link, byte[] Content);

    private static List<Found> Entries(byte[] tar)
    {
        var all = new List<Found>();
        using var reader = new TarReader(new MemoryStream(tar));
        while (reader.GetNextEntry(copyData: true) is { } entry)
        {
            var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            all.Add(new Found(entry.Name, entry.EntryType, entry.Mode, entry.LinkName, content.ToArray()));
        }
        return all;
    }
}
