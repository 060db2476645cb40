using Slipway.Testing;

namespace Slipway.Packages.Tests;

/// <summary>Images as other people's tools write them.</summary>
public sealed class RealImageTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-images-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_image_of_an_example_is_read_from_an_archive()
    {
        var file = Path.Combine(folder.FullName, "hello.tar");
        await File.WriteAllBytesAsync(file, ExampleImages.Make(Path.Combine(TestEnvironment.Root, "examples/hello"), TestEnvironment.Needs("busybox")), TestContext.Current.CancellationToken);
        using var image = await Opening.Opened(file);
        image.Config.Command.ShouldBe(["/bin/sh"]);
        var files = await image.Files();
        files.Find("/bin/sh").ShouldBe(new FileFound(FileOutcome.Found, "/bin/busybox", files.Find("/bin/busybox").Entry));
        files.Find("/bin/busybox").Entry!.Program.ShouldBe(new ElfProgram("amd64", null));
        files.Find("/dockerentrypoint.sh").Entry!.Program.ShouldBe(new ScriptProgram("/bin/sh", null));
    }
}
