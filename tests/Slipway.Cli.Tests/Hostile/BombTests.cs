using System.Diagnostics;
using Slipway.Testing;

namespace Slipway.Cli.Tests.Hostile;

/// <summary>Every command that opens an archive meets one that unpacks to more than any machine holds. The program gets 256 MB for all that it keeps: with more it would end in another way.</summary>
public class BombTests
{
    private static readonly Lazy<byte[]> Zstd = new(Bomb.Zstd);
    private static readonly Lazy<byte[]> Gzip = new(Bomb.Gzip);
    private static readonly Lazy<byte[]> ChartBomb = new(Bomb.Chart);

    /// <summary>By a command line, in whose folder the bomb lies under the name that it is called by.</summary>
    public static TheoryData<string, string> Commands => new()
    {
        // A layer of 64 GiB (zstd) or 4 GiB (gzip) in an image's layout.
        { "image inspect layers-zstd --files", "SLW0638" },
        { "image inspect layers-gzip --files", "SLW0638" },
        { "check service.yaml --image=layers-zstd", "SLW0638" },
        { "image build below/service.yaml --platform below/platform --out below.tar", "SLW0638" },
        // The archive itself, as a whole.
        { "image inspect whole.tar.zst", "SLW0823" },
        { "image inspect whole.tar.gz", "SLW0823" },
        { "image load whole.tar.zst --ctr /bin/true", "SLW0823" },
        { "check service.yaml --image=whole.tar.gz", "SLW0823" },
        { "package build images --from whole.tar.zst --out x.slip", "SLW0823" },
        { "package build laid --out x.slip", "SLW0823" },
        { "check fetched", "SLW0823" },
        { "check service.yaml --platform whole.tar.gz", "SLW0291" },
        // A package that is packed once more.
        { "package inspect packed.slip", "SLW0760" },
        { "package needs packed.slip", "SLW0760" },
        { "package verify packed.slip", "SLW0760" },
        { "package diff packed.slip packed.slip", "SLW0760" },
        { "package extract packed.slip --out out", "SLW0760" },
        { "package load packed.slip --ctr /bin/true", "SLW0760" },
        { "package copy packed.slip --to registry.example.com/x", "SLW0760" },
        { "package build images --from packed.slip --out x.slip", "SLW0823" },
        { "check packed.slip", "SLW0760" },
        { "template packed.slip", "SLW0760" },
        // Charts: of 300 MB, and in one another forty times; and a package with such a one.
        { "check large", "SLW0802" },
        { "package build large --out x.slip", "SLW0802" },
        { "template shop.slip", "SLW0802" },
        { "package needs shop.slip", "SLW0802" },
        { "package diff shop.slip shop.slip", "SLW0802" },
        { "check nested", "SLW0801" },
        // Values of 100 MB.
        { "check values", "SLW0174" },
        { "check service.yaml --with values/huge.yaml", "SLW0174" },
    };

    [Theory, MemberData(nameof(Commands))]
    public async Task It_is_refused_by_its_name_with_little_memory_and_soon(string command, string code)
    {
        TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        using var folder = new TemporaryFolder();
        Fill(folder, command);
        var start = Stopwatch.GetTimestamp();
        var ran = await Run(folder, command);
        ran.ExitCode.ShouldBeOneOf(ExitCode.Findings, ExitCode.Refused);
        $"{ran.Out}{ran.Error}".ShouldContain(code, Case.Sensitive, ran.Shown);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(60));
        Directory.Exists(folder.At("out")).ShouldBeFalse();
        File.Exists(folder.At("x.slip")).ShouldBeFalse();
    }

    /// <summary>What a package carries is compared with its digest, and taken apart only by who needs what is in it.</summary>
    [Theory]
    [InlineData("package inspect shop.slip")]
    [InlineData("package verify shop.slip")]
    [InlineData("package extract shop.slip --out out")]
    public async Task A_chart_that_nobody_opens_does_nothing(string command)
    {
        using var folder = new TemporaryFolder();
        Fill(folder, command);
        var ran = await Run(folder, command);
        ran.ExitCode.ShouldBeOneOf(0, ExitCode.Findings);
        ran.Error.ShouldNotContain("memory", Case.Insensitive, ran.Shown);
    }

    private static Task<Ran> Run(TemporaryFolder folder, string command)
        => TheProgram.Start("/bin/sh", new() { ["DOTNET_GCHeapHardLimit"] = "10000000", ["XDG_CACHE_HOME"] = folder.At("cache") }, "-c", $"cd '{folder.Path}' && exec '{TheProgram.Path}' {command}");

    private static void Fill(TemporaryFolder folder, string command)
    {
        File.Copy(Path.Combine(TestEnvironment.Root, "tests/codes/common/hello/service.yaml"), folder.At("service.yaml"));
        foreach (var (word, make) in Makers)
            if (command.Contains(word, StringComparison.Ordinal))
                make(folder);
    }

    private static readonly (string Word, Action<TemporaryFolder> Make)[] Makers =
    [
        ("layers-zstd", folder => Bomb.Layout(folder, "layers-zstd", Zstd.Value)),
        ("layers-gzip", folder => Bomb.Layout(folder, "layers-gzip", Gzip.Value)),
        ("below", Below),
        ("whole.tar.zst", folder => File.WriteAllBytes(folder.At("whole.tar.zst"), Zstd.Value)),
        ("whole.tar.gz", folder => File.WriteAllBytes(folder.At("whole.tar.gz"), Gzip.Value)),
        ("images", folder => Images(folder, "images", "{}")),
        ("laid", folder =>
        {
            Images(folder, "laid", "{layout: bomb.tar.zst}");
            File.WriteAllBytes(folder.At("laid/bomb.tar.zst"), Zstd.Value);
        }),
        ("fetched", folder =>
        {
            folder.File("fetched/application.yaml", "name: shop\nversion: 1.0.0\ncomponents: {web: {service: {oci: ./bomb.tar.zst, path: service.yaml}}}\n");
            File.WriteAllBytes(folder.At("fetched/bomb.tar.zst"), Zstd.Value);
        }),
        ("packed.slip", folder => File.WriteAllBytes(folder.At("packed.slip"), Zstd.Value)),
        ("large", folder => Chart(folder, "large", ChartBomb.Value)),
        ("nested", folder => Chart(folder, "nested", Bomb.Nested())),
        ("shop.slip", folder => Bomb.Slip(folder, ChartBomb.Value)),
        ("values", folder =>
        {
            folder.File("values/huge.yaml", $"a: {new string('x', 100 << 20)}\n");
            folder.File("values/application.yaml", "name: shop\nversion: 1.0.0\ncomponents: {cache: {chart: cache, valuesFiles: [huge.yaml]}}\n");
            folder.File("values/cache/Chart.yaml", "apiVersion: v2\nname: cache\nversion: 1.2.0\n");
        }),
    ];

    private static void Images(TemporaryFolder folder, string name, string image)
    {
        folder.File($"{name}/application.yaml", $"name: shop\nversion: 1.0.0\ncomponents: {{pod: {{manifests: pod.yaml}}}}\nimages: {{\"web:1\": {image}}}\n");
        folder.File($"{name}/pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: \"web:1\"}]}\n");
        folder.File($"{name}/application.lock", $"format: lock/alpha1\nimages: {{\"web:1\": \"sha256:{new string('1', 64)}\"}}\n");
    }

    private static void Chart(TemporaryFolder folder, string name, byte[] chart)
    {
        folder.File($"{name}/application.yaml", Bomb.Application);
        File.WriteAllBytes(folder.At($"{name}/cache.tgz"), chart);
    }

    /// <summary>A program on top of a base image that is a bomb.</summary>
    private static void Below(TemporaryFolder folder)
    {
        var layout = Bomb.Layout(folder, "below/platform/images/tiny", Zstd.Value);
        var digest = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(layout, "index.json"))).RootElement.GetProperty("manifests")[0].GetProperty("digest").GetString();
        folder.File("below/platform/platform.yaml", $"name: acme\nversion: 1.0.0\nbaseImages:\n  tiny: {{layout: images/tiny, digest: \"{digest}\", summary: {{en: Small, zh: 小}}}}\n");
        var built = Path.Combine(TestEnvironment.Root, "tests", "codes", "common", "built");
        folder.File("below/service.yaml", File.ReadAllText(Path.Combine(built, "service.yaml")).Replace("{binary: bin/hello}", "{base: tiny, binary: bin/hello, path: /opt/hello}", StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(Path.Combine(built, "bin")))
            File.Copy(file, Path.Combine(Directory.CreateDirectory(folder.At("below/bin")).FullName, Path.GetFileName(file)));
    }
}
