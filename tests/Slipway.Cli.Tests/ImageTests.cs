using Slipway.Testing;

namespace Slipway.Cli.Tests;

/// <summary><c>slipway image</c>, as people call it.</summary>
public class ImageTests
{
    private static readonly string Built = Path.Combine(TestEnvironment.Root, "tests", "codes", "common", "built");

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task What_was_built_and_what_lies_there_is_shown(string language)
    {
        using var folder = new TemporaryFolder();
        var service = Copy(folder, "a");
        var built = await TheProgram.Run("image", "build", service, "--registry", "registry.example.com/shop", "--out", folder.At("hello.tar"), "--lang", language);
        var shown = await TheProgram.Run("image", "inspect", folder.At("hello.tar"), "--files", "--lang", language);
        var json = await TheProgram.Run("image", "inspect", folder.At("hello.tar"), "--files", "--output", "json", "--lang", language);
        Golden.Check($"image.{language}.txt", $"{built.Shown}{shown.Shown}{json.Shown}".Replace(folder.Path, "FOLDER", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_builds_where_and_with_which_umask_locale_and_time_zone_makes_no_difference()
    {
        using var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_111_111);
        var one = Copy(folder, "a");
        var other = Copy(folder, "elsewhere/deeper");
        foreach (var file in Directory.GetFiles(folder.At("elsewhere"), "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, new DateTime(1999, 12, 31, 23, 59, 58, DateTimeKind.Utc));
        (await TheProgram.Run("image", "build", one, "--out", folder.At("a.tar"))).ExitCode.ShouldBe(0);
        var environment = new Dictionary<string, string?> { ["TZ"] = "Asia/Shanghai", ["LC_ALL"] = "zh_CN.UTF-8", ["HOME"] = "/nonexistent", ["SOURCE_DATE_EPOCH"] = "1234567890" };
        var line = $"umask 077; exec {TheProgram.ReadableCopy()} image build {other} --out {folder.At("b.tar")}";
        var ran = Environment.IsPrivilegedProcess
            ? await TheProgram.Start(TestEnvironment.Needs("setpriv"), environment, "--reuid=65534", "--regid=65534", "--clear-groups", "sh", "-c", line)
            : await TheProgram.Start("/bin/sh", environment, "-c", line);
        ran.ExitCode.ShouldBe(0, ran.Shown);
        var bytes = await File.ReadAllBytesAsync(folder.At("a.tar"), TestContext.Current.CancellationToken);
        (await File.ReadAllBytesAsync(folder.At("b.tar"), TestContext.Current.CancellationToken)).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order().ShouldBe(["a", "a.tar", "b.tar", "elsewhere"]);
    }

    [Fact]
    public async Task What_is_no_image_is_not_written_over()
    {
        using var folder = new TemporaryFolder();
        var service = Copy(folder, "a");
        var letter = folder.File("letter.tar", "dear");
        var letters = Path.GetDirectoryName(folder.File("letters/one", "dear"))!;
        foreach (var target in (string[])[letter, letters])
        {
            var ran = await TheProgram.Run("image", "build", service, "--out", target);
            ran.ExitCode.ShouldBe(ExitCode.Refused);
            ran.Error.ShouldContain("SLW0957");
        }
        (await File.ReadAllTextAsync(letter, TestContext.Current.CancellationToken)).ShouldBe("dear");
        var below = await TheProgram.Run("image", "build", service, "--out", Path.Combine(letter, "x.tar"));
        (below.ExitCode, below.Error.Contains("SLW0957", StringComparison.Ordinal)).ShouldBe((ExitCode.Refused, true), below.Shown);
        foreach (var (option, value) in new[] { ("--out", folder.At("x.tar.gz")), ("--registry", "https://x"), ("--image-platform", "amd64") })
        {
            var ran = await TheProgram.Run([.. (string[])["image", "build", service], option, value, .. option == "--out" ? (string[])[] : ["--out", folder.At("x.tar")]]);
            (ran.ExitCode, ran.Error.Contains("SLW0916", StringComparison.Ordinal)).ShouldBe((ExitCode.Usage, true), ran.Shown);
        }
    }

    [Fact]
    public async Task A_platforms_base_images_are_checked_packed_by_digest_and_found_beside_the_pack()
    {
        TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        using var folder = new TemporaryFolder();
        var service = Copy(folder, "a");
        var below = await TheProgram.Run("image", "build", service, "--out", folder.At("platform/images/tiny.tar"), "--output", "json");
        var digest = below.Json.GetProperty("digest").GetString()!;
        folder.File("platform/platform.yaml", $"name: acme\nversion: 1.0.0\nbaseImages:\n  tiny: {{layout: images/tiny.tar, digest: \"{digest}\", summary: {{en: Small, zh: 小}}}}\n");
        (await Platform("check", folder.At("platform"))).ExitCode.ShouldBe(0);
        var packed = await TheProgram.Run("platform", "pack", folder.At("platform"), "--out", folder.At("acme.slip"), "--output", "json");
        packed.Json.GetProperty("baseImages").GetProperty("tiny").GetString().ShouldBe(digest);
        new FileInfo(folder.At("acme.slip")).Length.ShouldBeLessThan(10_000);

        var upper = folder.File("b/service.yaml", (await File.ReadAllTextAsync(service, TestContext.Current.CancellationToken)).Replace("{binary: bin/hello}", "{base: tiny, binary: bin/hello, path: /opt/hello}", StringComparison.Ordinal));
        File.Copy(folder.At("a/bin/hello"), Directory.CreateDirectory(folder.At("b/bin")).FullName + "/hello");
        string[] build = ["image", "build", upper, "--out", folder.At("b.tar")];
        (await TheProgram.Run([.. build, "--platform", folder.At("platform")])).ExitCode.ShouldBe(0);
        (await TheProgram.Run([.. build, "--platform", folder.At("acme.slip")])).Error.ShouldContain("SLW0617");
        (await TheProgram.Run([.. build, "--platform", folder.At("acme.slip"), "--base", folder.At("platform/images/tiny.tar")])).ExitCode.ShouldBe(0);
        Directory.CreateDirectory(folder.At("images"));
        File.Copy(folder.At("platform/images/tiny.tar"), folder.At("images/tiny.tar"));
        var built = await TheProgram.Run([.. build, "--platform", folder.At("acme.slip"), "--output", "json"]);
        built.Json.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("from").GetString()).ShouldBe(["base", "base", "program"]);

        folder.File("next/platform.yaml", $"name: acme\nversion: 1.0.1\nbaseImages:\n  tiny: {{layout: images/tiny.tar, digest: \"sha256:{new string('0', 64)}\"}}\n");
        var diff = await TheProgram.Run("platform", "diff", folder.At("acme.slip"), folder.At("next"));
        diff.Out.ShouldContain("base images");
        diff.Out.ShouldContain(new string('0', 64));
        var archive = await File.ReadAllBytesAsync(folder.At("platform/images/tiny.tar"), TestContext.Current.CancellationToken);
        archive[^1500] ^= 1;
        await File.WriteAllBytesAsync(folder.At("platform/images/tiny.tar"), archive, TestContext.Current.CancellationToken);
        (await Platform("check", folder.At("platform"))).Out.ShouldContain("SLW063");
    }

    [Fact]
    public async Task Other_tools_find_nothing_wrong_with_it()
    {
        var (crane, oras) = (TestEnvironment.Needs("crane"), TestEnvironment.Needs("oras"));
        using var folder = new TemporaryFolder();
        var service = Copy(folder, "a");
        var digest = (await TheProgram.Run("image", "build", service, "--out", folder.At("hello.tar"), "--output", "json")).Json.GetProperty("digest").GetString()!;
        (await TheProgram.Run("image", "build", service, "--out", folder.At("layout"))).ExitCode.ShouldBe(0);
        (await TheProgram.Start(crane, [], "validate", "--tarball", folder.At("hello.tar"))).Shown.ShouldContain("PASS");
        var fetched = await TheProgram.Start(oras, [], "manifest", "fetch", "--descriptor", "--oci-layout", $"{folder.At("layout")}:1.0.0");
        fetched.Out.ShouldContain(digest, Case.Sensitive, fetched.Shown);
        var config = await TheProgram.Start(oras, [], "manifest", "fetch-config", "--oci-layout", $"{folder.At("layout")}:1.0.0");
        config.Out.ShouldContain("/app/hello", Case.Sensitive, config.Shown);
    }

    [Fact]
    public async Task The_nodes_own_client_is_called_with_what_it_needs()
    {
        using var folder = new TemporaryFolder();
        (await TheProgram.Run("image", "build", Copy(folder, "a"), "--out", folder.At("hello.tar"))).ExitCode.ShouldBe(0);
        foreach (var (tool, expected) in new[]
        {
            ("ctr", $"--address /run/c.sock --namespace k8s.io images import --digests=false --all-platforms {folder.At("hello.tar")}"),
            ("k3s", $"ctr --address /run/c.sock --namespace k8s.io images import --digests=false --all-platforms {folder.At("hello.tar")}"),
            ("nerdctl", $"--address /run/c.sock --namespace k8s.io load --all-platforms --input {folder.At("hello.tar")}"),
        })
        {
            var script = TestProgram.Script(folder.At($"{tool}-bin/{tool}"), $"echo \"$@\" >{folder.At("called")}");
            var ran = await TheProgram.RunWith(new() { ["PATH"] = Path.GetDirectoryName(script) }, "image", "load", folder.At("hello.tar"), "--address", "/run/c.sock");
            ran.ExitCode.ShouldBe(0, ran.Shown);
            ran.Error.ShouldContain("docker.io/library/hello:1.0.0");
            (await File.ReadAllTextAsync(folder.At("called"), TestContext.Current.CancellationToken)).Trim().ShouldBe(expected);
        }
        var archive = await File.ReadAllBytesAsync(folder.At("hello.tar"), TestContext.Current.CancellationToken);
        archive[^1500] ^= 1;
        await File.WriteAllBytesAsync(folder.At("hello.tar"), archive, TestContext.Current.CancellationToken);
        File.Delete(folder.At("called"));
        (await TheProgram.RunWith(new() { ["PATH"] = folder.At("ctr-bin") }, "image", "load", folder.At("hello.tar"))).Error.ShouldContain("SLW063");
        File.Exists(folder.At("called")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_program_becomes_an_image_on_the_node_and_answers()
    {
        TestEnvironment.NeedsCluster();
        var busybox = TestEnvironment.Needs("busybox");
        using var site = await ClusterSite.Make($$$"""
            name: web
            version: 1.0.0
            build:
              binary: bin/busybox
              files: [{from: pages, to: /srv}]
              entryPoint: [/app/busybox, httpd, -f, -p, "8080", -h, /srv]
            ports: {http: 8080}
            container:
              imagesName: registry.example.com/{{{Guid.NewGuid():N}}}/web
              health:
                startupProbe: {httpGet: {path: /started, port: http}}
                livenessProbe: {httpGet: {path: /live, port: http}}
                readinessProbe: {httpGet: {path: /ready, port: http}}
            """);
        Directory.CreateDirectory(Path.Combine(site.Folder, "bin"));
        File.Copy(busybox, Path.Combine(site.Folder, "bin", "busybox"));
        Directory.CreateDirectory(Path.Combine(site.Folder, "pages"));
        foreach (var page in (string[])["started", "live", "ready", "名字"])
            await File.WriteAllTextAsync(Path.Combine(site.Folder, "pages", page), $"this is {page}\n", TestContext.Current.CancellationToken);
        var archive = Path.Combine(site.Folder, "web.tar");
        (await TheProgram.Run("image", "build", Path.Combine(site.Folder, "service.yaml"), "--out", archive)).ExitCode.ShouldBe(0);
        await TestImages.LoadFile(archive);
        await site.Install();
        (await site.Kubectl("exec", await site.Pod(), "--", "/app/busybox", "wget", "-qO-", "http://127.0.0.1:8080/%E5%90%8D%E5%AD%97")).Trim().ShouldBe("this is 名字");
        (await site.Kubectl("exec", await site.Pod(), "--", "/app/busybox", "id")).ShouldBe("uid=65532(app) gid=65532(app) groups=65532(app)\n");
    }

    private static Task<Ran> Platform(params string[] arguments) => TheProgram.Run(["platform", .. arguments, "--helm", TestEnvironment.Find("helm", "SLIPWAY_HELM")!]);

    /// <summary>A definition and its program.</summary>
    private static string Copy(TemporaryFolder folder, string to)
    {
        Directory.CreateDirectory(folder.At($"{to}/bin"));
        File.Copy(Path.Combine(Built, "service.yaml"), folder.At($"{to}/service.yaml"));
        File.Copy(Path.Combine(Built, "bin", "hello"), folder.At($"{to}/bin/hello"));
        foreach (var place in new[] { to.Split('/')[0], to, $"{to}/bin" })
            File.SetUnixFileMode(folder.At(place), (UnixFileMode)0b111_101_101);
        return folder.At($"{to}/service.yaml");
    }
}
