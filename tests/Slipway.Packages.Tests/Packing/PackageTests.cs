using Slipway.Components;
using Slipway.Packages.Tests.Composing;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Packing;

public sealed class PackageTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-package-");

    private string Slip => Path.Combine(folder.FullName, "shop.slip");

    [Fact]
    public void What_goes_in_comes_out_and_composes_to_the_same()
    {
        using var files = Shop();
        var package = Build(files, Slip);
        package.Files.Keys.ShouldBe(["application.yaml", "backend.yaml", "cart.yaml", "web.yaml"], ignoreOrder: true);
        (package.Name, package.Version).ShouldBe(("application", "1.0.0"));
        var (before, after) = (files.Composition(), Composer.Compose(package.Application, where: package.Definitions).Composition!);
        Told(after).ShouldBe(Told(before));

        static IEnumerable<string> Told(Composition composition)
            => composition.Components.Select(one => $"{one.Name} {one.Content.Fingerprint} {JsonText.Write(one.Entry.Traits)} {string.Join(',', one.After)}");
    }

    [Fact]
    public void The_same_files_elsewhere_and_written_later_in_another_order_make_the_same_bytes()
    {
        using var files = Shop();
        Build(files, Slip);
        var other = Path.Combine(folder.FullName, "elsewhere", "a b", "deep");
        Directory.CreateDirectory(other);
        foreach (var file in Directory.GetFiles(files.Folder).OrderDescending(StringComparer.Ordinal))
        {
            var copy = Path.Combine(other, Path.GetFileName(file));
            File.WriteAllBytes(copy, File.ReadAllBytes(file));
            File.SetLastWriteTimeUtc(copy, new DateTime(2001, 2, 3, 0, 0, 0, DateTimeKind.Utc));
            File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
        var second = Path.Combine(folder.FullName, "second.slip");
        PackageBuilder.Build(Composer.Compose(Path.Combine(other, "application.yaml")), null, PlatformReader.BuiltIn, second).Findings.ShouldBeEmpty();
        File.ReadAllBytes(second).ShouldBe(File.ReadAllBytes(Slip));
    }

    [Fact]
    public void One_flipped_bit_anywhere_is_refused()
    {
        using var files = Shop();
        Build(files, Slip);
        var whole = File.ReadAllBytes(Slip);
        var bad = Path.Combine(folder.FullName, "bad.slip");
        var missed = new List<int>();
        for (var at = 0; at < whole.Length; at++)
        {
            var bytes = whole.ToArray();
            bytes[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(bad, bytes);
            if (ApplicationPackage.Open(bad).Problem is null)
                missed.Add(at);
        }
        missed.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_cut_off_or_has_something_behind_it_is_refused()
    {
        using var files = Shop();
        Build(files, Slip);
        var whole = File.ReadAllBytes(Slip);
        var bad = Path.Combine(folder.FullName, "bad.slip");
        for (var length = 0; length < whole.Length; length += 97)
        {
            File.WriteAllBytes(bad, whole[..length]);
            ApplicationPackage.Open(bad).Problem.ShouldNotBeNull($"{length}");
        }
        File.WriteAllBytes(bad, [.. whole, 0]);
        ApplicationPackage.Open(bad).Problem!.Rule.ShouldBe(PackageRules.NotCanonical);
    }

    [Fact]
    public void A_damaged_header_or_padding_is_refused_by_its_name()
    {
        using var files = Shop();
        Build(files, Slip);
        var whole = File.ReadAllBytes(Slip);
        var (at, count) = (0, 0);
        while (whole[at] != 0)
        {
            var path = System.Text.Encoding.ASCII.GetString(whole, at, 100).TrimEnd('\0');
            var size = Convert.ToInt32(System.Text.Encoding.ASCII.GetString(whole, at + 124, 11), 8);
            foreach (var odd in (int[])[at + 101, at + 130, at + 150, at + 511, .. size % 512 == 0 ? Array.Empty<int>() : [at + 512 + size]])
                Damaged(whole, odd).Message(Language.English).ShouldContain(path);
            Damaged(whole, at + 3).Rule.ShouldBe(PackageRules.NotCanonical);
            at += 512 + (size + 511) / 512 * 512;
            count++;
        }
        count.ShouldBeGreaterThan(6);
    }

    private Diagnostic Damaged(byte[] whole, int at)
    {
        var bytes = whole.ToArray();
        bytes[at] ^= 1;
        File.WriteAllBytes(Slip, bytes);
        return ApplicationPackage.Open(Slip).Problem!;
    }

    [Theory]
    [InlineData("nope.yaml")]
    [InlineData("../application.yaml")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    public void An_application_that_is_not_in_it_is_refused(string application)
    {
        Write(new PackageContent("shop", "1.0.0", application, new Dictionary<string, byte[]> { ["application.yaml"] = "x"u8.ToArray() }, null, "slipway", "0.2.0"));
        ApplicationPackage.Open(Slip).Problem!.Rule.ShouldBe(PackageRules.NotAPackage);
    }

    [Fact]
    public async Task An_SBOM_that_is_not_the_one_of_its_content_is_found()
    {
        using var files = Shop();
        var package = Build(files, Slip);
        var ours = System.Text.Encoding.UTF8.GetString(package.Sbom!);
        (await Told(ours)).ShouldBeNull();
        foreach (var sbom in (string[])["{\"fake\":\"sbom\"}", "[", "[]", "null", ours + " ", Sealed("component:web", "component:wen"), Sealed("\"name\": \"web\"", "\"name\": \"wen\""),
            Sealed("      \"bom-ref\": \"component:web\",\n      \"name\": \"web\",\n      \"version\": \"1.0.0\"", "      \"bom-ref\": \"component:web\",\n      \"name\": \"web\",\n      \"version\": \"1.0.1\""),
            Sealed("\"component:backend-cart\"\n      ]", "\"component:backend-cart\",\n        \"component:web\"\n      ]"), Sealed("\"dependsOn\": []", "\"dependsOn\": [\n        \"redis:7\"\n      ]")])
            (await Told(sbom)).ShouldNotBeNull(sbom).ShouldContain("sbom.cdx.json");

        // Its serial number fits its text, so that only what the package holds shows the fault.
        string Sealed(string from, string to)
        {
            ours.ShouldContain(from);
            var changed = ours.Replace(from, to, StringComparison.Ordinal);
            var line = changed.Split('\n').Single(one => one.Contains("serialNumber", StringComparison.Ordinal)) + "\n";
            var without = changed.Replace(line, "", StringComparison.Ordinal);
            return changed.Replace(line, $"  \"serialNumber\": \"{SbomWriter.Serial(System.Text.Encoding.UTF8.GetBytes(without))}\",\n", StringComparison.Ordinal);
        }

        async Task<string?> Told(string sbom)
        {
            var inside = package.Files.Keys.ToDictionary(name => name, name => package.Definitions.Read($"{Slip}/{name}").Bytes!);
            Write(new PackageContent("application", "1.0.0", "application.yaml", inside, null, package.BuiltWith.Name, package.BuiltWith.Version) { Sbom = System.Text.Encoding.UTF8.GetBytes(sbom) });
            return (await ApplicationPackage.Verify(Slip, TestContext.Current.CancellationToken)).Problem?.Message(Language.English);
        }
    }

    [Fact]
    public async Task A_package_whose_definitions_have_errors_does_not_verify()
    {
        Write(new PackageContent("shop", "1.0.0", "application.yaml", new Dictionary<string, byte[]> { ["application.yaml"] = "x"u8.ToArray() }, null, "slipway", "0.2.0") { Sbom = "{}"u8.ToArray() });
        (await ApplicationPackage.Verify(Slip, TestContext.Current.CancellationToken)).Problem!.Rule.ShouldBe(PackageRules.NotAPackage);
    }

    [Fact]
    public async Task What_is_no_lack_of_room_is_not_told_as_such()
    {
        var wrong = await Should.ThrowAsync<Exception>(() => SlipWriter.Write("/proc/x.slip", [], new Dictionary<string, byte[]>(), [], new Meter(null), CancellationToken.None));
        wrong.ShouldNotBeOfType<ImageException>();
        FileProblems.IsOne(wrong).ShouldBeTrue();
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b.yaml")]
    [InlineData("a\\..\\b.yaml")]
    [InlineData("a//b.yaml")]
    [InlineData("")]
    public void A_title_that_leads_out_has_no_place(string title)
    {
        Write(new PackageContent("shop", "1.0.0", "application.yaml", new Dictionary<string, byte[]> { [title] = "x"u8.ToArray() }, null, "slipway", "0.2.0"));
        ApplicationPackage.Open(Slip).Problem!.Rule.ShouldBe(PackageRules.NotAPackage);
    }

    [Theory]
    [InlineData("blobs/sha256/../../../tmp/x")]
    [InlineData("etc/passwd")]
    [InlineData("blobs/sha256/ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef0123456789")]
    [InlineData("index.json")]
    public void A_member_that_is_no_content_has_no_place(string path)
    {
        using var files = Shop();
        Build(files, Slip);
        var whole = File.ReadAllBytes(Slip);
        var bad = Path.Combine(folder.FullName, "bad.slip");
        File.WriteAllBytes(bad, [.. whole[..^1024], .. CanonicalTar.Header(path, 0), .. new byte[1024]]);
        ApplicationPackage.Open(bad).Problem!.Rule.ShouldBe(PackageRules.NotCanonical);
    }

    [Fact]
    public void A_content_that_nothing_names_is_refused()
    {
        var content = new PackageContent("shop", "1.0.0", "application.yaml", new Dictionary<string, byte[]> { ["application.yaml"] = "x"u8.ToArray() }, null, "slipway", "0.2.0");
        var (index, blobs) = PackageArtifact.Layout(content);
        SlipWriter.Write(Slip, index, new Dictionary<string, byte[]>(blobs) { [Digest.Of("carried along"u8).Hex] = "carried along"u8.ToArray() });
        ApplicationPackage.Open(Slip).Problem!.Rule.ShouldBe(PackageRules.Unnamed);
    }

    [Fact]
    public void A_platform_team_s_platform_travels_in_it()
    {
        using var files = Shop();
        var platform = new PlatformSource("platform",
        [
            new PlatformFile("platform.yaml", new SourceText("platform/platform.yaml", "name: acme\nversion: 1.4.0\n")),
            new PlatformFile("policy.yaml", new SourceText("platform/policy.yaml", "workloads: [stateless]\n")),
        ], []);
        var (read, findings) = PlatformReader.Read(platform);
        findings.ShouldBeEmpty();
        PackageBuilder.Build(files.Compose(), platform, read!, Slip).Findings.ShouldBeEmpty();
        var package = ApplicationPackage.Open(Slip).Package!;
        package.BuiltWith.ShouldBe(("acme", "1.4.0"));
        package.Platform!.Files.Select(file => (file.Path, file.Source.Text)).ShouldBe(platform.Files.Select(file => (file.Path, file.Source.Text)));
    }

    [Fact]
    public void A_failed_build_leaves_what_was_there()
    {
        using var files = Shop();
        File.WriteAllText(Slip, "something older");
        var closed = Path.Combine(Slip, "below-a-file.slip");
        PackageBuilder.Build(files.Compose(), null, PlatformReader.BuiltIn, closed).Findings.ShouldHaveSingleItem();
        File.ReadAllText(Slip).ShouldBe("something older");
        folder.GetFiles().Select(file => file.Name).ShouldBe(["shop.slip"]);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static TestApplication Shop() => new TestApplication().WithService("web", more: "depsService: {cart: 1.0.0}").WithService("cart")
        .WithApplication("backend.yaml", "cart: {service: cart.yaml}")
        .WithApplication("application.yaml", "web: {service: web.yaml, traits: {replicas: {count: 2}}}\nbackend: {application: backend.yaml}");

    private static ApplicationPackage Build(TestApplication files, string path)
    {
        var (package, findings) = PackageBuilder.Build(files.Compose(), null, PlatformReader.BuiltIn, path);
        findings.ShouldBeEmpty();
        return package!;
    }

    private void Write(PackageContent content)
    {
        var (index, blobs) = PackageArtifact.Layout(content);
        SlipWriter.Write(Slip, index, blobs);
    }
}
