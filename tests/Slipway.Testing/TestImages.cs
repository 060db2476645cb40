using System.Diagnostics;

namespace Slipway.Testing;

/// <summary>Gives images to the test cluster's node by the command that SLIPWAY_TEST_IMAGE_LOAD names; without one the test is skipped.</summary>
public static class TestImages
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static readonly HashSet<string> Loaded = [];

    /// <summary>Makes the image of <c>examples/NAME</c>, loads it once a process, and gives its name.</summary>
    public static async Task<string> Example(string name)
    {
        var image = ExampleImages.Names[name];
        await Load(image, () => ExampleImages.Make(Path.Combine(TestEnvironment.Root, "examples", name), StaticBusybox()));
        return image;
    }

    /// <summary>An image of busybox and the given files.</summary>
    /// <param name="image">Registry, repository and tag.</param>
    public static Task Busybox(string image, params ImageFile[] files)
        => Load(image, () => OciArchive.Make(image, [
            new ImageFile("bin/busybox", File.ReadAllBytes(StaticBusybox()), Executable: true),
            ImageFile.Link("bin/sh", "busybox"), ImageFile.Link("bin/sleep", "busybox"), ImageFile.Link("bin/cat", "busybox"), .. files]));

    /// <summary>An archive that names its image itself.</summary>
    public static Task LoadFile(string archive) => Run([.. LoadCommand(), archive]);

    private static async Task Load(string image, Func<byte[]> archive)
    {
        await Gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (Loaded.Contains(image))
                return;
            var command = LoadCommand();
            var file = Path.Combine(Path.GetTempPath(), $"slipway-image-{Guid.NewGuid():N}.tar");
            await File.WriteAllBytesAsync(file, archive());
            try
            {
                await Run([.. command, file]);
            }
            finally
            {
                File.Delete(file);
            }
            Loaded.Add(image);
        }
        finally
        {
            Gate.Release();
        }
    }

    private static string[] LoadCommand()
    {
        var named = Environment.GetEnvironmentVariable("SLIPWAY_TEST_IMAGE_LOAD");
        if (!string.IsNullOrWhiteSpace(named))
            return named.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var beside = Path.GetFullPath(Path.Combine(TestEnvironment.Root, "..", "shared", "cluster", "cluster"));
        Assert.SkipUnless(File.Exists(beside), "Needs a way to give an image to the cluster's node: SLIPWAY_TEST_IMAGE_LOAD naming a command that takes an image archive.");
        return [beside, "load"];
    }

    private static string StaticBusybox()
    {
        var busybox = TestEnvironment.Needs("busybox");
        Assert.SkipUnless(ExampleImages.IsStatic(busybox), $"Needs a statically linked busybox; {busybox} is not (Debian: apt-get install busybox-static).");
        return busybox;
    }

    private static async Task Run(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new IOException($"{command[0]} did not start.");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"'{string.Join(' ', command)}' ended with {process.ExitCode}:\n{await output}{await error}");
    }
}
