using System.Diagnostics;
using Slipway.Testing;

namespace Slipway.Cli.Tests.Hostile;

public class KilledBuildTests
{
    [Fact]
    public async Task What_a_killed_build_left_beside_the_old_package_goes_with_the_next_one()
    {
        var helm = TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        using var folder = new TemporaryFolder();
        folder.File("app/application.yaml", "name: shop\nversion: 1.0.0\ncomponents: {pod: {manifests: pod.yaml}}\nimages: {\"web:1\": {layout: image}}\n");
        folder.File("app/pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: \"web:1\"}]}\n");
        string[] build = ["package", "build", folder.At("app"), "--out", folder.At("shop.slip"), "--helm", helm];
        Bomb.Layout(folder, "app/image", new byte[1024]);
        (await TheProgram.Run(build)).ExitCode.ShouldBe(0);
        var old = await File.ReadAllBytesAsync(folder.At("shop.slip"), TestContext.Current.CancellationToken);

        // Large enough that it is still being written when its beginning is seen.
        Directory.Delete(folder.At("app/image"), recursive: true);
        Bomb.Layout(folder, "app/image", new byte[400 << 20]);
        using (var process = Process.Start(new ProcessStartInfo(TheProgram.Path, build) { RedirectStandardError = true, RedirectStandardOutput = true })!)
        {
            while (Left(folder).Length == 0 && !process.HasExited)
                await Task.Delay(1, TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        Left(folder).Length.ShouldBe(1, "the build was killed while it wrote");
        (await File.ReadAllBytesAsync(folder.At("shop.slip"), TestContext.Current.CancellationToken)).ShouldBe(old);

        Directory.Delete(folder.At("app/image"), recursive: true);
        Bomb.Layout(folder, "app/image", new byte[2048]);
        (await TheProgram.Run(build)).ExitCode.ShouldBe(0);
        Left(folder).ShouldBeEmpty();
    }

    private static string[] Left(TemporaryFolder folder) => Directory.GetFiles(folder.Path, ".shop.slip.*");
}
