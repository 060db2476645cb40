using Slipway.Components;
using Slipway.Packages.Tests.Composing;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Carrying;

/// <summary>A middle product that was built with its images brings them into what is built of it.</summary>
public sealed class BroughtImageTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-brought-");
    private readonly TestApplication files = new();

    [Fact]
    public async Task They_travel_on_by_the_digest_that_they_have_there()
    {
        var inner = await Inner("backend.slip", "first");
        var (package, findings) = await Build("backend: {application: backend.slip}");
        findings.ShouldBeEmpty();
        var image = package!.Images.ShouldHaveSingleItem();
        (image.Name.ToString(), image.Top.Digest).ShouldBe(("/test/web:1.0.0", inner.Images[0].Top.Digest));
        (await ApplicationPackage.Verify(Slip, TestContext.Current.CancellationToken)).Problem.ShouldBeNull();
        using var opened = await Opening.Opened($"{Slip}@{image.Top.Digest}");
        (await opened.Files()).Find("/bin/app").Outcome.ShouldBe(FileOutcome.Found);
    }

    [Fact]
    public async Task Two_that_differ_under_one_name_are_refused_until_the_lock_decides()
    {
        await Inner("backend.slip", "first");
        var other = await Inner("billing.slip", "second");
        const string both = "backend: {application: backend.slip}\nbilling: {application: billing.slip}";
        (await Build(both)).Findings.ShouldHaveSingleItem().Rule.ShouldBe(CarryingRules.BroughtTwice);
        var (package, findings) = await Build(both, new ImageLock(new Dictionary<string, string> { ["/test/web:1.0.0"] = other.Images[0].Top.Digest.ToString() }, Node.Map()));
        findings.ShouldBeEmpty();
        package!.Images.ShouldHaveSingleItem().Top.Digest.ShouldBe(other.Images[0].Top.Digest);
    }

    [Fact]
    public async Task What_the_application_says_itself_stands_above()
    {
        await Inner("backend.slip", "first");
        var own = CarriedImageTests.Image("own");
        own.WriteTo(Directory.CreateDirectory(Path.Combine(files.Folder, "own")).FullName);
        var (package, findings) = await Build("backend: {application: backend.slip}", more: "images: {\"/test/web:1.0.0\": {layout: own}}");
        findings.ShouldBeEmpty();
        package!.Images.ShouldHaveSingleItem().Top.Digest.ToString().ShouldBe(own.Manifest);
    }

    public void Dispose()
    {
        files.Dispose();
        folder.Delete(recursive: true);
    }

    private string Slip => Path.Combine(folder.FullName, "shop.slip");

    /// <summary>What it was built from is gone when it is used.</summary>
    private async Task<ApplicationPackage> Inner(string name, string content)
    {
        using var inner = new CarriedApplication().With("web", CarriedImageTests.Image(content));
        return await inner.Built(Path.Combine(files.Folder, name));
    }

    private async Task<(ApplicationPackage? Package, IReadOnlyList<Diagnostic> Findings)> Build(string components, ImageLock? locked = null, string more = "")
    {
        files.WithApplication("application.yaml", components, more);
        var composed = await Gather.Compose(Path.Combine(files.Folder, "application.yaml"), null, new Gathering(new SourceCache(Path.Combine(folder.FullName, "cache")), new ImageOptions { Environment = _ => null }), TestContext.Current.CancellationToken);
        composed.Findings.ShouldBeEmpty();
        var (needed, _) = NeededImages.Of(composed.Composition!, []);
        var (taken, findings) = await ImageTaking.Take(
            composed.Composition!, needed, new CarryOptions { Platform = PlatformReader.BuiltIn, Target = Slip, Lock = locked ?? ImageLock.Empty }, TestContext.Current.CancellationToken);
        if (taken is null)
            return (null, findings);
        using (taken)
            return ((await PackageBuilder.Build(composed, new PackageRequest(PlatformReader.BuiltIn, Slip) { Images = taken, Needed = needed }, TestContext.Current.CancellationToken)).Package, findings);
    }
}
