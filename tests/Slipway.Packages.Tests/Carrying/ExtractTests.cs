namespace Slipway.Packages.Tests.Carrying;

/// <summary>A package as files again: all of it, or nothing that looks like it.</summary>
public sealed class ExtractTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-extract-");

    private string Slip => Path.Combine(folder.FullName, "shop.slip");

    private string Out => Path.Combine(folder.FullName, "out");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_a_damaged_package_nothing_is_left(bool isThere)
    {
        await Damaged();
        if (isThere)
            Directory.CreateDirectory(Out);
        using var contents = PackageContents.Open(Slip).Contents!;
        (await contents.Extract(Out, TestContext.Current.CancellationToken))!.Rule.Code.ShouldBe("SLW0630");
        Directory.Exists(Out).ShouldBe(isThere);
        folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(entry => entry.Name).Except(["out"]).ShouldBe(["shop.slip"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_whole_one_is_there_and_nothing_beside_it(bool isThere)
    {
        using var files = new CarriedApplication().With("web", TestImage.Of(new TestLayer().Script("bin/app", new string('x', 3000))));
        await files.Built(Slip);
        if (isThere)
            Directory.CreateDirectory(Out);
        using var contents = PackageContents.Open(Slip).Contents!;
        (await contents.Extract(Out, TestContext.Current.CancellationToken)).ShouldBeNull();
        new DirectoryInfo(Out).EnumerateFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal).ShouldBe(["application.lock", "application.yaml", "images", "sbom.cdx.json", "web.yaml"]);
        folder.EnumerateFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal).ShouldBe(["out", "shop.slip"]);
    }

    [Fact]
    public async Task What_is_not_taken_out_is_compared_when_it_is_asked_about()
    {
        await Damaged();
        using var contents = PackageContents.Open(Slip).Contents!;
        (await contents.Check(contents.Package.Images, TestContext.Current.CancellationToken))!.Rule.ShouldBe(PackageRules.Changed);
        (await contents.Check([], TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    private async Task Damaged()
    {
        using var files = new CarriedApplication().With("web", TestImage.Of(new TestLayer().Script("bin/app", new string('x', 3000))));
        await files.Built(Slip);
        var bytes = await File.ReadAllBytesAsync(Slip, TestContext.Current.CancellationToken);
        bytes[CarriedImageTests.LayerAt(bytes) + 700] ^= 1;
        await File.WriteAllBytesAsync(Slip, bytes, TestContext.Current.CancellationToken);
    }
}
