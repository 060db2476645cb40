using System.Diagnostics;
using System.Text;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Packages.Tests;

/// <summary>Images and registries that other people's programs make and serve: crane, and the distribution project's registry.</summary>
public sealed class OtherToolsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-tools-");
    private readonly List<Process> running = [];

    public void Dispose()
    {
        foreach (var process in running)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
        }
        folder.Delete(recursive: true);
    }

    private string At(string name) => Path.Combine(folder.FullName, name);

    [Fact]
    public async Task Archives_and_layouts_of_crane_are_read_in_every_form()
    {
        var crane = TestEnvironment.Needs("crane");
        await File.WriteAllBytesAsync(At("layer.tar"), new TestLayer().Script("dockerentrypoint.sh").File("bin/sh", "x", 0b111_101_101).Tar(), TestContext.Current.CancellationToken);
        await Command.Run(crane, "append", "-f", At("layer.tar"), "-t", "registry.example.com/team/web:1.0.0", "-o", At("docker.tar"), "--oci-empty-base");
        await IsRead(At("docker.tar"));
        await File.WriteAllBytesAsync(At("docker.tar.gz"), TestLayer.Gzip(await File.ReadAllBytesAsync(At("docker.tar"), TestContext.Current.CancellationToken)), TestContext.Current.CancellationToken);
        await IsRead(At("docker.tar.gz"));
        await IsRead($"{At("docker.tar")}:registry.example.com/team/web:1.0.0");
    }

    [Fact]
    public async Task A_real_registry_is_read_with_and_without_a_login()
    {
        var (crane, registry) = (TestEnvironment.Needs("crane"), TestEnvironment.Needs("registry"));
        var host = await Serve(registry, "");
        await File.WriteAllBytesAsync(At("layer.tar"), new TestLayer().Script("dockerentrypoint.sh").Tar(), TestContext.Current.CancellationToken);
        await Command.Run(crane, "append", "--insecure", "-f", At("layer.tar"), "-t", $"{host}/team/web:1.0.0", "--oci-empty-base");
        await IsRead($"{host}/team/web:1.0.0");
        var digest = (await Command.Run(crane, "digest", "--insecure", $"{host}/team/web:1.0.0")).Trim();
        await IsRead($"{host}/team/web@{digest}");
        (await Opening.Problem($"{host}/team/web:2.0.0", Options())).Rule.ShouldBe(RegistryRules.NotFound);
        (await Opening.Problem($"{host}/no/such:1.0.0", Options())).Rule.ShouldBe(RegistryRules.NotFound);
        await Command.Run(crane, "pull", "--insecure", "--format", "oci", $"{host}/team/web:1.0.0", At("layout"));
        await IsRead(At("layout"));

        // Everybody is asked for a password, and none is right.
        await File.WriteAllTextAsync(At("htpasswd"), "me:$2b$05$7zQk1Z5V7m8H0Kk7p2nI4eTq4xG9n8w5xJ8l0E3cZr9mHq1Yb0f6K\n", TestContext.Current.CancellationToken);
        var locked = await Serve(registry, $"auth: {{htpasswd: {{realm: test, path: {At("htpasswd")}}}}}\n");
        (await Opening.Problem($"{locked}/team/web:1.0.0", Options())).Rule.ShouldBe(RegistryRules.NeedsLogin);
        Directory.CreateDirectory(At(".docker"));
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("me:wrong"));
        await File.WriteAllTextAsync(At(".docker/config.json"), "{\"auths\":{\"" + locked + "\":{\"auth\":\"" + basic + "\"}}}", TestContext.Current.CancellationToken);
        (await Opening.Problem($"{locked}/team/web:1.0.0", Options())).Rule.ShouldBe(RegistryRules.LoginRefused);
    }

    [Fact]
    public async Task A_real_registry_takes_the_images_of_a_package_whole_or_in_part()
    {
        var (crane, registry) = (TestEnvironment.Needs("crane"), TestEnvironment.Needs("registry"));
        var host = await Serve(registry, "");
        var (image, index) = Carrying.CarriedImageTests.Several();
        using var files = new Carrying.CarriedApplication().With("web", image, TestImage.Index(TestImage.Descriptor($"{TestImage.Oci}index.v1+json", index, image.Blobs[index].Length)));
        foreach (var (platforms, expected) in new (ImagePlatform[], Func<PackedImage, string>)[]
        {
            ([ImagePlatform.LinuxAmd64], one => one.Manifests[0].Image.Self.Digest.ToString()),
            ([ImagePlatform.LinuxAmd64, new("linux", "arm64")], _ => index),
        })
        {
            await files.Built(At("shop.slip"), options => options with { Platforms = platforms });
            var (contents, _) = PackageContents.Open(At("shop.slip"));
            using (contents)
            {
                var one = contents!.Package.Images.ShouldHaveSingleItem();
                (await contents.Push(one, $"{host}/site", Options(), null, TestContext.Current.CancellationToken)).ShouldBe((true, null));
                (await contents.Push(one, $"{host}/site", Options(), null, TestContext.Current.CancellationToken)).ShouldBe((false, null));
                (await Command.Run(crane, "digest", "--insecure", $"{host}/site/test/web:1.0.0")).Trim().ShouldBe(expected(one));
                using var there = await Opening.Opened(Relocation.Place(one, $"{host}/site"), Options());
                (await there.Files()).Find("/bin/app").Outcome.ShouldBe(FileOutcome.Found);
            }
        }
    }

    [Fact]
    public async Task A_credential_helper_is_asked_for_the_registrys_login()
    {
        await using var registry = await TestRegistry.Start(TestImage.Of(new TestLayer().Script("dockerentrypoint.sh")));
        registry.Instead = context =>
        {
            if (context.Request.Headers.Authorization == $"Basic {Convert.ToBase64String("me:from the helper"u8)}")
                return false;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"r\"";
            context.Response.StatusCode = 401;
            return true;
        };
        var name = $"slipway-test-{Guid.NewGuid():N}";
        // Helpers are found on PATH, which this process has for itself; so the folder must be on it.
        var program = Path.Combine(folder.FullName, $"docker-credential-{name}");
        TestProgram.Script(program, "read server\n[ \"$server\" = \"" + registry.Host + "\" ] && echo '{\"Username\":\"me\",\"Secret\":\"from the helper\"}'");
        Environment.SetEnvironmentVariable("PATH", $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}");
        Directory.CreateDirectory(At(".docker"));
        await File.WriteAllTextAsync(At(".docker/config.json"), "{\"credHelpers\":{\"" + registry.Host + "\":\"" + name + "\"}}", TestContext.Current.CancellationToken);
        await IsRead(registry.Name());
        TestProgram.Script(program, "echo 'credentials not found in native keychain'\nexit 1");
        (await Opening.Problem(registry.Name(), Options())).Rule.ShouldBe(RegistryRules.NeedsLogin);
        TestProgram.Script(program, "echo 'hunter-two is the secret'\nexit 2");
        var failed = await Opening.Problem(registry.Name(), Options());
        failed.Rule.ShouldBe(RegistryRules.HelperFailed);
        failed.Message(Language.English).ShouldNotContain("hunter");
        await File.WriteAllTextAsync(At(".docker/config.json"), "{\"credsStore\":\"../evil\"}", TestContext.Current.CancellationToken);
        (await Opening.Problem(registry.Name(), Options())).Rule.ShouldBe(RegistryRules.HelperFailed);
    }

    private ImageOptions Options() => new() { Environment = name => name == "HOME" ? folder.FullName : null };

    private async Task IsRead(string source)
    {
        using var image = await Opening.Opened(source, Options());
        (await image.Files()).Find("/dockerentrypoint.sh").Outcome.ShouldBe(FileOutcome.Found);
    }

    private async Task<string> Serve(string registry, string more)
    {
        var number = running.Count;
        var (process, port) = await RegistryProcess.Start(registry, At($"registry-{number}.yml"), folder.CreateSubdirectory($"data-{number}").FullName, more);
        running.Add(process);
        return $"localhost:{port}";
    }
}
