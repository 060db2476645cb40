using Slipway.Testing;

namespace Slipway.Cli.Tests;

/// <summary><c>package diff</c> as people and programs see it.</summary>
public class PackageDiffTests
{
    private static readonly Dictionary<string, string?> WithHelm = new() { ["SLIPWAY_HELM"] = TestEnvironment.Find("helm", "SLIPWAY_HELM") };

    private static readonly string[] Site = ["--platform", "platform", "--old-platform", "platform", "--registry", "test.local"];

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Everything_that_can_differ_is_told_in_both_languages(string language)
    {
        using var shops = Shops();
        Golden.Check($"package-diff.{language}.txt", Plain(shops, await Diff(shops, "old", "new", [.. Site, "--lang", language])));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task A_newer_platform_under_the_same_package_tells_which_pods_restart(string language)
    {
        using var shops = Shops();
        var slip = shops.At("shop.slip");
        (await TheProgram.Run("package", "build", shops.At("old"), "--platform", shops.At("old/platform"), "--out", slip)).ExitCode.ShouldBe(ExitCode.Done);
        shops.Edit("old/platform/Workloads/worker/model.yaml", "annotations: {worker: \"1\"}", "annotations: {worker: \"2\"}");
        shops.Edit("old/platform/Workloads/worker/workload.yaml", "version: 1.0.0", "version: 1.1.0");
        Golden.Check($"package-diff-platform.{language}.txt", Plain(shops, await TheProgram.RunWith(WithHelm, "package", "diff", slip, "--platform", shops.At("old/platform"), "--registry", "test.local", "--lang", language)));
    }

    [Fact]
    public async Task Programs_get_the_same_as_data()
    {
        using var shops = Shops();
        var ran = await Diff(shops, "old", "new", [.. Site, "--output", "json"]);
        ran.ExitCode.ShouldBe(ExitCode.Done, ran.Error);
        var cart = ran.Json.GetProperty("components").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "backend-cart");
        cart.GetProperty("forecast").GetString().ShouldBe("rollingRestart");
        cart.GetProperty("pods").GetProperty("count").GetInt32().ShouldBe(1);
        cart.GetProperty("by").EnumerateArray().Select(role => role.GetString()).ShouldBe(["application developer", "integrator"]);
        var renamed = cart.GetProperty("keys").EnumerateArray().Single(key => key.GetProperty("change").GetString() == "renamed");
        (renamed.GetProperty("formerly").GetString(), renamed.GetProperty("key").GetString()).ShouldBe(("evict", "eviction"));
        ran.Json.GetProperty("roles").EnumerateArray().Where(role => !role.GetProperty("acts").GetBoolean()).Select(role => role.GetProperty("role").GetString())
            .ShouldBe(["platform developer"]);
    }

    [Fact]
    public async Task The_exit_code_tells_a_difference_only_to_who_asks_for_it()
    {
        using var shops = Shops();
        (await Diff(shops, "old", "new", Site)).ExitCode.ShouldBe(ExitCode.Done);
        (await Diff(shops, "old", "new", [.. Site, "--exit-code"])).ExitCode.ShouldBe(ExitCode.Findings);
        (await Diff(shops, "old", "old", [.. Site, "--exit-code"])).ExitCode.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task What_is_wrong_with_the_newer_one_names_who_must_mend_it_and_fails()
    {
        using var shops = Shops();
        shops.Edit("new/services/data.yaml", "ports: {http: 8080}", "ports: {http: eighty}");
        var ran = await Diff(shops, "old", "new", Site);
        ran.ExitCode.ShouldBe(ExitCode.Findings, ran.Error);
        ran.Out.ShouldContain("application developer must mend");
        ran.Out.ShouldMatch("backend-data +1\\.0\\.0 +unknown: see the findings");
        ran.Out.ShouldNotContain("integrator must mend");
    }

    [Fact]
    public async Task An_image_that_is_another_one_under_its_name_is_named_and_its_pods_restart()
    {
        TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        var folder = Directory.CreateTempSubdirectory("slipway-diff-images-");
        try
        {
            var (service, binary) = (System.IO.Path.Combine(folder.FullName, "service.yaml"), System.IO.Path.Combine(folder.FullName, "bin", "hello"));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(binary)!);
            var built = System.IO.Path.Combine(TestEnvironment.Root, "tests", "codes", "common", "built");
            File.Copy(System.IO.Path.Combine(built, "service.yaml"), service);
            File.Copy(System.IO.Path.Combine(built, "bin", "hello"), binary);
            foreach (var name in (string[])["one", "two"])
            {
                var ran = await TheProgram.RunWith(WithHelm, "package", "build", service, "--images", "all", "--out", Slip(name));
                ran.ExitCode.ShouldBe(ExitCode.Done, ran.Error);
                await File.AppendAllTextAsync(binary, "another build", TestContext.Current.CancellationToken);
            }
            var diff = await TheProgram.RunWith(WithHelm, "package", "diff", Slip("one"), Slip("two"));
            diff.Out.ShouldMatch("hello +1\\.0\\.0 +rolling restart, 1 pod +application developer");
            diff.Out.ShouldMatch("~ hello .*hello:1\\.0\\.0@sha256:[0-9a-f]{64} → .*hello:1\\.0\\.0@sha256:[0-9a-f]{64}");
            diff.Out.ShouldContain("must raise the version of the service hello");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        string Slip(string name) => System.IO.Path.Combine(folder.FullName, $"{name}.slip");
    }

    private static Task<Ran> Diff(ShopFolders shops, string old, string now, string[] more)
        => TheProgram.RunWith(WithHelm, ["package", "diff", shops.At(old), shops.At(now), .. more.Select(word => word == "platform" ? shops.At("old/platform") : word)]);

    private static string Plain(ShopFolders shops, Ran ran) => ran.Shown.Replace(shops.Path, "FOLDER", StringComparison.Ordinal);

    /// <summary>Beside each other: <c>old</c>, and <c>new</c> with a change of every kind.</summary>
    private static ShopFolders Shops()
    {
        TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        var shops = new ShopFolders("old", "new");
        shops.Edit("new/application.yaml", "version: 1.0.0", "version: 1.1.0");
        shops.Edit("new/application.yaml", "  mail: {service: services/mail.yaml}", "  postman: {service: services/mail.yaml}\n  relay: {service: services/redis.yaml}");
        shops.Edit("new/application.yaml", "ttl: 30", "ttl: 45");
        shops.Edit("new/application.yaml", "default: redis", "default: memcache");
        shops.Edit("new/services/web.yaml", "version: 1.0.0\ncontainer", "version: 1.1.0\ncontainer");
        shops.Edit("new/services/web.yaml", "default: Welcome", "default: Hello");
        shops.Edit("new/services/cart.yaml", "version: 1.0.0\ncontainer", "version: 1.1.0\ncontainer");
        shops.Edit("new/services/cart.yaml", "imagesTag: \"1\"", "imagesTag: \"2\"");
        shops.Edit("new/services/cart.yaml", "cpu: 10m", "cpu: 20m");
        shops.Edit("new/services/cart.yaml", "    evict:", "    eviction:");
        shops.Edit("new/services/cart.yaml", "default: 60}", "default: 90}\n    shards: {type: integer, default: 2, maximum: 8}");
        shops.Edit("new/services/data.yaml", "version: 1.0.0\ncontainer", "version: 1.2.0\ncontainer");
        shops.Edit("new/services/data.yaml", "size: 64Mi", "size: 128Mi");
        return shops;
    }
}

/// <summary>Copies of the application that the scripted changes begin with.</summary>
internal sealed class ShopFolders : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-diff-");

    public ShopFolders(params string[] names)
    {
        foreach (var name in names)
            Copy(name);
    }

    public string Path => folder.FullName;

    public string At(string name) => System.IO.Path.Combine(folder.FullName, name);

    public void Copy(string name)
    {
        var source = System.IO.Path.Combine(TestEnvironment.Root, "tests", "Slipway.Packages.Tests", "Comparing", "Base");
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var to = System.IO.Path.Combine(At(name), System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    /// <summary>A text that stands there exactly once is exchanged.</summary>
    public void Edit(string file, string from, string to)
    {
        var text = File.ReadAllText(At(file));
        text.Split(from).Length.ShouldBe(2, $"{file}: {from}");
        File.WriteAllText(At(file), text.Replace(from, to, StringComparison.Ordinal));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
