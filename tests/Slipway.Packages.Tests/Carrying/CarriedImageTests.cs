using System.Text.Json;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Carrying;

public sealed class CarriedImageTests : IDisposable
{
    private static readonly string[] Bad = ["SLW0761", "SLW0762", "SLW0760", "SLW0763", "SLW0765"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-carried-");

    private string Slip => Path.Combine(folder.FullName, "shop.slip");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Images_come_out_as_they_went_in_each_content_once()
    {
        using var files = Two();
        var package = await files.Built(Slip);
        package.Images.Select(image => image.Name.ToString()).ShouldBe(["/test/cart:1.0.0", "/test/web:1.0.0"]);
        (await ApplicationPackage.Verify(Slip, TestContext.Current.CancellationToken)).Problem.ShouldBeNull();
        foreach (var image in package.Images)
        {
            using var opened = await Opening.Opened($"{Slip}@{image.Top.Digest}");
            (await opened.Files()).Find("/bin/app").Outcome.ShouldBe(FileOutcome.Found);
        }
        // The layer that both share.
        package.Images.SelectMany(image => image.Layers).GroupBy(layer => layer.Digest).Max(same => same.Count()).ShouldBe(2);
        new FileInfo(Slip).Length.ShouldBeLessThan(60_000);
    }

    [Fact]
    public async Task The_same_build_elsewhere_gives_the_same_bytes_and_a_second_one_writes_nothing()
    {
        using (var files = Two())
            await files.Built(Slip);
        using var others = Two();
        var second = Path.Combine(folder.FullName, "second.slip");
        await others.Built(second);
        (await File.ReadAllBytesAsync(second, TestContext.Current.CancellationToken)).ShouldBe(await File.ReadAllBytesAsync(Slip, TestContext.Current.CancellationToken));
        File.SetLastWriteTimeUtc(second, new DateTime(2001, 2, 3, 0, 0, 0, DateTimeKind.Utc));
        (await others.Build(second)).IsNew.ShouldBeFalse();
        File.GetLastWriteTimeUtc(second).Year.ShouldBe(2001);
    }

    [Fact]
    public async Task A_second_build_mends_a_package_in_which_a_layer_was_damaged()
    {
        using var files = Two();
        await files.Built(Slip);
        var whole = await File.ReadAllBytesAsync(Slip, TestContext.Current.CancellationToken);
        var bytes = whole.ToArray();
        bytes[LayerAt(whole) + 700] ^= 1;
        await File.WriteAllBytesAsync(Slip, bytes, TestContext.Current.CancellationToken);
        (await files.Build(Slip)).IsNew.ShouldBeTrue();
        (await File.ReadAllBytesAsync(Slip, TestContext.Current.CancellationToken)).ShouldBe(whole);
    }

    [Fact]
    public async Task One_flipped_bit_anywhere_is_refused_by_name()
    {
        using var files = Two();
        await files.Built(Slip);
        var whole = await File.ReadAllBytesAsync(Slip, TestContext.Current.CancellationToken);
        var bad = Path.Combine(folder.FullName, "bad.slip");
        var missed = new List<int>();
        // Every byte of headers, padding, documents and the end stands somewhere in a step that is no multiple of a block.
        for (var at = 0; at < whole.Length; at += 23)
        {
            var bytes = whole.ToArray();
            bytes[at] ^= (byte)(1 << (at % 8));
            await File.WriteAllBytesAsync(bad, bytes, TestContext.Current.CancellationToken);
            if ((await ApplicationPackage.Verify(bad, TestContext.Current.CancellationToken)).Problem is not { } problem || !Bad.Contains(problem.Rule.Code))
                missed.Add(at);
        }
        missed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_damaged_layer_does_not_hinder_looking_and_is_never_given_out()
    {
        using var files = Two();
        await files.Built(Slip);
        var bytes = await File.ReadAllBytesAsync(Slip, TestContext.Current.CancellationToken);
        bytes[LayerAt(bytes) + 700] ^= 1;
        await File.WriteAllBytesAsync(Slip, bytes, TestContext.Current.CancellationToken);
        ApplicationPackage.Open(Slip).Problem.ShouldBeNull();
        (await ApplicationPackage.Verify(Slip, TestContext.Current.CancellationToken)).Problem!.Rule.ShouldBe(PackageRules.Changed);
    }

    [Fact]
    public async Task What_is_cut_off_is_refused()
    {
        using var files = Two();
        await files.Built(Slip);
        var whole = await File.ReadAllBytesAsync(Slip, TestContext.Current.CancellationToken);
        var bad = Path.Combine(folder.FullName, "bad.slip");
        for (var length = 0; length < whole.Length; length += 499)
        {
            await File.WriteAllBytesAsync(bad, whole[..length], TestContext.Current.CancellationToken);
            ApplicationPackage.Open(bad).Problem.ShouldNotBeNull($"{length}");
        }
    }

    [Fact]
    public async Task A_layer_that_is_not_what_its_digest_says_leaves_no_package_and_no_rest()
    {
        var image = Image("web");
        image.Spoil(image.Layers[0], content => [.. content[..^1], (byte)(content[^1] ^ 1)]);
        using var files = new CarriedApplication().With("web", image);
        var (package, findings, _) = await files.Build(Slip);
        package.ShouldBeNull();
        findings.ShouldHaveSingleItem().Rule.ShouldBe(ContentRules.WrongDigest);
        folder.GetFileSystemInfos().ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_an_index_the_platforms_that_are_asked_for_travel_and_its_digest_stays()
    {
        var (image, index) = Several();
        using var files = new CarriedApplication().With("web", image, TestImage.Index(TestImage.Descriptor($"{TestImage.Oci}index.v1+json", index, image.Blobs[index].Length)));
        var one = (await files.Built(Slip)).Images.ShouldHaveSingleItem();
        (one.Top.Digest.ToString(), one.Manifests.Select(manifest => manifest.Platform.ToString()).ShouldHaveSingleItem()).ShouldBe((index, "linux/amd64"));
        one.PushedDigest.ShouldBe(one.Manifests[0].Image.Self.Digest);
        var two = (await files.Built(Slip, options => options with { Platforms = [ImagePlatform.LinuxAmd64, new("linux", "arm64")] })).Images.ShouldHaveSingleItem();
        two.Manifests.Count.ShouldBe(2);
        two.PushedDigest.ToString().ShouldBe(index);
        (await files.Build(Slip, options => options with { Platforms = [new("linux", "s390x")] })).Findings.ShouldHaveSingleItem().Rule.ShouldBe(ContentRules.NoPlatform);
    }

    [Fact]
    public async Task A_platform_taken_out_of_a_package_makes_it_another_package_and_is_refused()
    {
        var (image, index) = Several();
        using var files = new CarriedApplication().With("web", image, TestImage.Index(TestImage.Descriptor($"{TestImage.Oci}index.v1+json", index, image.Blobs[index].Length)));
        var all = await files.Built(Slip, options => options with { Platforms = [ImagePlatform.LinuxAmd64, new("linux", "arm64")] });
        var few = Path.Combine(folder.FullName, "few.slip");
        (await files.Built(few)).Digest.ShouldNotBe(all.Digest);
    }

    [Fact]
    public async Task A_site_s_archive_with_another_digest_than_the_locked_one_is_refused()
    {
        using var files = new CarriedApplication().With("web", Image("web"));
        var locked = new ImageLock(new Dictionary<string, string> { ["/test/web:1.0.0"] = $"sha256:{new string('0', 64)}" }, Node.Map());
        (await files.Build(Slip, locked: locked)).Findings.ShouldHaveSingleItem().Rule.ShouldBe(CarryingRules.OtherDigest);
    }

    [Fact]
    public async Task A_registry_is_asked_by_the_locked_digest_never_by_the_tag()
    {
        var image = Image("web");
        await using var registry = await TestRegistry.Start(image);
        using var files = new CarriedApplication().Declared("web", "{}");
        var (_, findings, _) = await files.Build(Slip, options => options with { Registry = registry.Host });
        findings.ShouldHaveSingleItem().Rule.ShouldBe(CarryingRules.Unlocked);
        registry.Requests.ShouldBeEmpty();
        var locked = new ImageLock(new Dictionary<string, string> { ["/test/web:1.0.0"] = image.Manifest }, Node.Map());
        (await files.Built(Slip, options => options with { Registry = registry.Host }, locked)).Images[0].Top.Digest.ToString().ShouldBe(image.Manifest);
        registry.Requests.ShouldContain($"GET /v2/test/web/manifests/{image.Manifest}");
        registry.Requests.ShouldNotContain(request => request.EndsWith("/1.0.0", StringComparison.Ordinal));
        // A second time from the package itself, with the registry out of reach.
        var again = Path.Combine(folder.FullName, "again.slip");
        var asked = registry.Requests.Count;
        await files.Built(again, options => options with { Stores = [Slip] }, locked);
        registry.Requests.Count.ShouldBe(asked);
        (await File.ReadAllBytesAsync(again, TestContext.Current.CancellationToken)).ShouldBe(await File.ReadAllBytesAsync(Slip, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_in_it_is_told_as_CycloneDX_the_same_each_time()
    {
        using var files = Two();
        var package = await files.Built(Slip);
        using var sbom = JsonDocument.Parse(package.Sbom.ShouldNotBeNull());
        var root = sbom.RootElement;
        root.Text("specVersion").ShouldBe("1.6");
        root.Text("serialNumber").ShouldNotBeNull().ShouldMatch("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$");
        var references = root.Items("components").Select(component => component.Text("bom-ref")).ToList();
        references.ShouldBe(["component:cart", "component:web", "/test/cart:1.0.0", "/test/web:1.0.0"]);
        root.Items("components")[3].Items("hashes")[0].Text("content").ShouldBe(package.Images[1].Top.Digest.Hex);
        root.Items("components")[3].Text("purl").ShouldBe($"pkg:oci/web@sha256%3A{package.Images[1].Top.Digest.Hex}?arch=amd64&tag=1.0.0");
    }

    [Fact]
    public async Task An_SBOM_that_says_of_another_component_that_it_runs_an_image_is_not_the_package_s()
    {
        using var files = Two();
        var package = await files.Built(Slip);
        var composition = files.Compose().Composition!;
        var (needed, _) = NeededImages.Of(composition, []);
        SbomCheck.Against(package, Slip, composition, needed).ShouldBeNull();
        var moved = needed.Select(image => image with { Places = [new ImagePlace("cart", "Deployment/cart", "/spec", null)] }).ToList();
        SbomCheck.Against(package, Slip, composition, moved).ShouldNotBeNull().Rule.ShouldBe(PackageRules.NotAPackage);
        SbomCheck.Against(package, Slip, composition, [.. needed.Skip(1)]).ShouldNotBeNull();
    }

    private static CarriedApplication Two() => new CarriedApplication().With("web", Image("web")).With("cart", Image("cart"));

    /// <summary>A layer that all share, and one of its own.</summary>
    internal static TestImage Image(string name) => TestImage.Of(
        new TestLayer().Script("bin/app", new string('x', 3000)), new TestLayer().File("etc/name", name));

    internal static (TestImage Image, string Index) Several()
    {
        var image = Image("amd64");
        var other = new TestImage { Platform = """ "architecture":"arm64","os":"linux" """ }.With(new TestLayer().File("etc/name", "arm64"));
        foreach (var (digest, content) in other.Blobs)
            image.Blobs[digest] = content;
        var index = image.Put(TestImage.Index(
            image.ManifestDescriptor(""","platform":{"architecture":"amd64","os":"linux"}"""),
            TestImage.Descriptor($"{TestImage.Oci}manifest.v1+json", other.Manifest, other.Blobs[other.Manifest].Length, ""","platform":{"architecture":"arm64","os":"linux"}""")));
        return (image, index);
    }

    /// <summary>Where the content of the first layer begins: the only contents that are tars themselves.</summary>
    internal static int LayerAt(byte[] package)
    {
        for (var at = 512; at < package.Length; at += 512)
            if (package.AsSpan(at).StartsWith("bin/app"u8) || package.AsSpan(at).StartsWith("etc/name"u8))
                return at;
        throw new InvalidOperationException("No layer.");
    }
}
