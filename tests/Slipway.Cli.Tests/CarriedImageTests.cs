using System.Diagnostics;
using System.Text.RegularExpressions;
using Slipway.Testing;

namespace Slipway.Cli.Tests;

/// <summary>Images in packages, as people call it: found, built the same everywhere, and run on a site that has the package alone.</summary>
public partial class CarriedImageTests
{
    [Fact]
    public async Task Who_builds_where_with_which_umask_locale_time_zone_and_order_of_files_makes_no_difference()
    {
        var helm = TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        using var folder = new TemporaryFolder();
        const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;
        File.SetUnixFileMode(folder.Path, Everybody);
        // Another user may not enter the home folder that Helm lies in.
        File.Copy(helm, folder.At("helm"));
        File.SetUnixFileMode(folder.At("helm"), Everybody);
        Application(folder, "a");
        Application(folder, "elsewhere/much deeper", reversed: true);
        (await TheProgram.Run("package", "build", folder.At("a"), "--images", "all", "--helm", helm, "--out", folder.At("a.slip"))).ExitCode.ShouldBe(0);
        var environment = new Dictionary<string, string?> { ["TZ"] = "Asia/Shanghai", ["LC_ALL"] = "zh_CN.UTF-8", ["HOME"] = "/nonexistent", ["SOURCE_DATE_EPOCH"] = "1234567890", ["XDG_CACHE_HOME"] = folder.At("cache") };
        var line = $"umask 077; exec {TheProgram.ReadableCopy()} package build '{folder.At("elsewhere/much deeper")}' --images all --helm {folder.At("helm")} --out {folder.At("b.slip")}";
        var ran = Environment.IsPrivilegedProcess
            ? await TheProgram.Start(TestEnvironment.Needs("setpriv"), environment, "--reuid=65534", "--regid=65534", "--clear-groups", "sh", "-c", line)
            : await TheProgram.Start("/bin/sh", environment, "-c", line);
        ran.ExitCode.ShouldBe(0, ran.Shown);
        var bytes = await File.ReadAllBytesAsync(folder.At("a.slip"), TestContext.Current.CancellationToken);
        (await File.ReadAllBytesAsync(folder.At("b.slip"), TestContext.Current.CancellationToken)).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_extracted_builds_the_same_package_again_without_what_its_images_came_from()
    {
        var helm = TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        using var folder = new TemporaryFolder();
        Application(folder, "a");
        (await TheProgram.Run("package", "build", folder.At("a"), "--images", "all", "--helm", helm, "--out", folder.At("a.slip"))).ExitCode.ShouldBe(0);
        (await TheProgram.Run("package", "extract", folder.At("a.slip"), "--out", folder.At("out"))).ExitCode.ShouldBe(0);
        var onto = await TheProgram.Run("package", "extract", folder.At("a.slip"), "--out", folder.At("a.slip"));
        onto.ExitCode.ShouldNotBe(0);
        onto.Error.ShouldContain("it is a file");
        onto.Error.ShouldContain("name a folder");
        var again = await TheProgram.Run("package", "build", folder.At("out"), "--from", folder.At("out/images"), "--helm", helm, "--out", folder.At("b.slip"));
        again.ExitCode.ShouldBe(0, again.Shown);
        File.ReadAllBytes(folder.At("b.slip")).AsSpan().SequenceEqual(File.ReadAllBytes(folder.At("a.slip"))).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_twelve_public_charts_every_image_is_found_also_in_hooks_and_arguments_and_nothing_else()
    {
        var helm = TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        using var folder = new TemporaryFolder();
        var charts = Directory.GetFiles(Path.Combine(TestEnvironment.Data, "charts"), "*.tgz").Order(StringComparer.Ordinal).ToList();
        foreach (var chart in charts)
            File.Copy(chart, folder.At(Path.GetFileName(chart)));
        folder.File("application.yaml", "name: charts\nversion: 1.0.0\ncomponents:\n"
            + string.Concat(charts.Select(Path.GetFileName).Select(chart => $"  {Version().Replace(chart!, "")}: {{chart: {chart}}}\n")));
        // Nothing has a digest, so all that is found is told; what has one of its own, by the registry that cannot be asked.
        var ran = await TheProgram.RunWith(new() { ["HTTPS_PROXY"] = "http://127.0.0.1:1" }, "package", "build", folder.Path, "--images", "all", "--helm", helm, "--out", folder.At("c.slip"));
        ran.ExitCode.ShouldNotBe(0);
        var told = Told().Matches(ran.Error).Select(match => match.Groups["image"].Value).Distinct().Order(StringComparer.Ordinal);
        Golden.Check("images-of-charts.txt", string.Concat(told.Select(image => image + "\n")));
    }

    [Fact]
    public async Task An_image_that_only_a_site_may_bring_is_found_and_told_with_the_words_that_bring_it()
    {
        var helm = TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        using var folder = new TemporaryFolder();
        folder.File("service.yaml", await File.ReadAllTextAsync(Path.Combine(TestEnvironment.Root, "tests/codes/common/hello/service.yaml"), TestContext.Current.CancellationToken));
        folder.File("application.yaml", await File.ReadAllTextAsync(Path.Combine(TestEnvironment.Root, "tests/Slipway.Cli.Tests/Goldens/hidden-images/application.yaml"), TestContext.Current.CancellationToken));
        var ran = await TheProgram.Run("package", "build", folder.Path, "--images", "all", "--helm", helm, "--out", folder.At("c.slip"));
        ran.ExitCode.ShouldBe(1);
        File.Exists(folder.At("c.slip")).ShouldBeFalse();
        Golden.Check("hidden-images/told.txt", ran.Error.Replace(folder.Path + "/", "", StringComparison.Ordinal).Replace(folder.Path, ".", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_site_that_has_the_package_alone_gets_the_images_from_it_on_its_node_and_by_its_registry()
    {
        using var site = await ClusterSite.Make("name: unused");
        var (busybox, word) = (TestEnvironment.Needs("busybox"), Guid.NewGuid().ToString("N"));
        Assert.SkipUnless(ExampleImages.IsStatic(busybox), "Needs a statically linked busybox.");
        File.Delete(Path.Combine(site.Folder, "service.yaml"));
        Directory.CreateDirectory(Path.Combine(site.Folder, "app/www"));
        File.Copy(busybox, Path.Combine(site.Folder, "app/busybox"));
        foreach (var page in (string[])["started", "live", "ready", "word"])
            await File.WriteAllTextAsync(Path.Combine(site.Folder, "app/www", page), word, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(site.Folder, "app/service.yaml"), Service, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(site.Folder, "app/application.yaml"), "name: packed\nversion: 1.0.0\ncomponents: {web: {service: service.yaml}}\n", TestContext.Current.CancellationToken);
        var slip = Path.Combine(site.Folder, "packed.slip");
        var built = await site.Slipway("package", "build", Path.Combine(site.Folder, "app"), "--images", "all", "--out", slip);
        built.ExitCode.ShouldBe(0, built.Shown);
        Directory.Delete(Path.Combine(site.Folder, "app"), recursive: true);

        var loaded = await TheProgram.Run("package", "load", slip, "--ctr", Client(site.Folder));
        loaded.ExitCode.ShouldBe(0, loaded.Shown);
        await Serves(site, slip, word);
        (await site.Kubectl("get", "deploy", "web", "-o", "jsonpath={.spec.template.spec.containers[0].image}")).ShouldBe("slipway-test/packed:1.0.0");

        using var registry = await Registry(site.Folder);
        var copied = await TheProgram.Run("package", "copy", slip, "--to", $"{registry.Host}/at/site");
        copied.ExitCode.ShouldBe(0, copied.Shown);
        (await TheProgram.Run("package", "copy", slip, "--to", $"{registry.Host}/at/site")).Error.ShouldContain("there already");
        await Serves(site, slip, word, "--registry", $"{registry.Host}/at/site");
        // The site has named its registry once.
        await Serves(site, slip, word);
        (await site.Kubectl("get", "deploy", "web", "-o", "jsonpath={.spec.template.spec.containers[0].image}")).ShouldStartWith($"{registry.Host}/at/site/slipway-test/packed:1.0.0@sha256:");
    }

    [Fact]
    public async Task Without_a_program_that_speaks_to_containerd_nothing_reads_as_if_an_image_had_been_given()
    {
        var helm = TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        using var folder = new TemporaryFolder();
        Application(folder, "a");
        (await TheProgram.Run("package", "build", folder.At("a"), "--images", "all", "--helm", helm, "--out", folder.At("a.slip"))).ExitCode.ShouldBe(0);
        var nowhere = new Dictionary<string, string?> { ["PATH"] = folder.At("a") };
        foreach (var (more, code) in new[] { (Array.Empty<string>(), "SLW0490"), (["--ctr", folder.At("ctr")], "SLW0491") })
        {
            var ran = await TheProgram.RunWith(nowhere, ["package", "load", folder.At("a.slip"), .. more]);
            ran.ExitCode.ShouldBe(ExitCode.Refused, ran.Shown);
            ran.Out.ShouldBeEmpty();
            ran.Error.ShouldStartWith($"error {code}: ");
        }
        folder.File("broken.tar", "no archive");
        (await TheProgram.RunWith(nowhere, "image", "load", folder.At("broken.tar"))).Error.ShouldStartWith("error SLW0490: ");
    }

    private const string Service = """
        name: web
        version: 1.0.0
        build:
          binary: busybox
          path: /bin/busybox
          files: [{from: www, to: /www}]
          entryPoint: [/bin/busybox, httpd, -f, -p, "8080", -h, /www]
        ports: {http: 8080}
        container:
          imagesName: /slipway-test/packed
          health:
            startupProbe: {httpGet: {path: /started, port: http}}
            livenessProbe: {httpGet: {path: /live, port: http}}
            readinessProbe: {httpGet: {path: /ready, port: http}}
        """;

    private static async Task Serves(ClusterSite site, string slip, string word, params string[] more)
    {
        var installed = await site.Slipway(["install", slip, "-n", site.Namespace, "--yes", "--timeout", "60s", .. more]);
        installed.ExitCode.ShouldBe(0, installed.Shown);
        (await site.Kubectl("exec", "deploy/web", "--", "busybox", "wget", "-qO-", "http://web:8080/word")).Trim().ShouldBe(word);
    }

    /// <summary>Stands for the node's own client: takes an image layout from its input, and gives it to the node as the tests do.</summary>
    internal static string Client(string folder)
    {
        var load = Environment.GetEnvironmentVariable("SLIPWAY_TEST_IMAGE_LOAD") is { Length: > 0 } named ? named : Path.GetFullPath(Path.Combine(TestEnvironment.Root, "..", "shared", "cluster", "cluster")) + " load";
        return TestProgram.Script(Path.Combine(folder, "ctr"), $"case \"$*\" in *import*) cat > {folder}/node.tar && exec {load} {folder}/node.tar ;; esac");
    }

    private sealed record RunningRegistry(string Host, Process Process) : IDisposable
    {
        public void Dispose()
        {
            Process.Kill(entireProcessTree: true);
            Process.Dispose();
        }
    }

    /// <summary>The distribution project's, on this machine, from which its nodes pull without TLS.</summary>
    private static async Task<RunningRegistry> Registry(string folder)
    {
        var (process, port) = await RegistryProcess.Start(TestEnvironment.Needs("registry"), Path.Combine(folder, "registry.yml"), Path.Combine(folder, "registry"));
        return new RunningRegistry($"127.0.0.1:{port}", process);
    }

    /// <summary>A service that builds its image, and one that takes its image from an archive.</summary>
    private static void Application(TemporaryFolder folder, string path, bool reversed = false)
    {
        var built = Path.Combine(TestEnvironment.Root, "tests", "codes", "common", "built");
        var files = new List<(string Path, byte[] Content)>
        {
            ("application.yaml", "name: shop\nversion: 1.0.0\ncomponents: {hello: {service: hello}, web: {service: web}}\nimages: {\"/shop/web:1.0.0\": {layout: images/web.tar}}\n"u8.ToArray()),
            ("hello/service.yaml", File.ReadAllBytes(Path.Combine(built, "service.yaml"))),
            ("hello/bin/hello", File.ReadAllBytes(Path.Combine(built, "bin", "hello"))),
            ("web/service.yaml", System.Text.Encoding.UTF8.GetBytes(Service.Replace("slipway-test/packed", "shop/web", StringComparison.Ordinal).Split("build:")[0] + "container:" + Service.Replace("slipway-test/packed", "shop/web", StringComparison.Ordinal).Split("container:")[1].Replace("port: http", "port: 8080", StringComparison.Ordinal))),
            ("images/web.tar", OciArchive.Make("docker.io/shop/web:1.0.0", [new ImageFile("bin/web", new byte[5000], Executable: true)])),
        };
        if (reversed)
            files.Reverse();
        foreach (var (name, content) in files)
        {
            var file = folder.At($"{path}/{name}");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
            File.SetLastWriteTimeUtc(file, reversed ? new DateTime(1999, 12, 31, 23, 59, 58, DateTimeKind.Utc) : DateTime.UtcNow);
        }
        var all = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(folder.At($"{path}/hello/bin/hello"), all);
    }

    [GeneratedRegex(@"(the image |asked for |^[^`\n]*SLW0811: `)(?<image>[a-z0-9.-]+\.[a-z]+/[^\s`,]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Told();

    [GeneratedRegex(@"-v?[0-9].*$")]
    private static partial Regex Version();
}
