using System.Formats.Tar;
using System.Text;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Foreign;

/// <summary>An archive of a foreign chart is hostile input: nothing that it says leads to a place on disk, and it takes no more memory than a chart may.</summary>
public class ChartArchiveTests
{
    [Fact]
    public void A_sound_archive_is_the_chart_with_its_charts_unpacked()
    {
        var inner = TestChart.Archive([("common/Chart.yaml", "apiVersion: v2\nname: common\nversion: 2.0.0\n"), ("common/templates/_names.tpl", "{{/* */}}")]);
        var archive = TestChart.Archive([.. TestChart.Files.Select(file => TestChart.File("./" + file.Path, Encoding.UTF8.GetBytes(file.Text))), TestChart.File("cache/charts/common-2.0.0.tgz", inner)]);
        var content = TestChart.Compose(archive).Composition!.Components.Single().Content.ShouldBeOfType<ChartContent>();
        (content.Title, content.Version).ShouldBe(("cache", "1.2.0"));
        content.Chart.Files.Keys.ShouldBe(["Chart.yaml", "charts/common-2.0.0/Chart.yaml", "charts/common-2.0.0/templates/_names.tpl", "templates/settings.yaml", "values.yaml"]);
    }

    [Fact]
    public void An_archive_of_many_megabytes_travels_in_a_package()
    {
        // Three files that cannot be packed any smaller, each within Helm's own bound of one: together more than any manifest may be.
        var random = new Random(3);
        var large = Enumerable.Range(0, 3).Select(i => TestChart.File($"cache/files/{i}", Bytes(random, 4 << 20))).ToList();
        using var files = TestChart.Application([("application.yaml", "name: shop\nversion: 1.0.0\ncomponents:\n  cache: {chart: cache.tgz}\n")]);
        var archive = Whole([.. large]);
        archive.Length.ShouldBeGreaterThan(12 << 20);
        File.WriteAllBytes(Path.Combine(files.Folder, "cache.tgz"), archive);
        var slip = Path.Combine(files.Folder, "shop.slip");
        PackageBuilder.Build(Composer.Compose(Path.Combine(files.Folder, "application.yaml")), null, PlatformReader.BuiltIn, slip).Findings.ShouldBeEmpty();
        var package = ApplicationPackage.Open(slip).Package.ShouldNotBeNull();
        package.Definitions.Read($"{slip}/cache.tgz").Bytes.ShouldNotBeNull().AsSpan().SequenceEqual(archive).ShouldBeTrue();
        Composer.Compose(package.Application, where: package.Definitions).Composition!.Components.Single().Content.ShouldBeOfType<ChartContent>().Chart.Files.ShouldContainKey("files/2");
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    public static TheoryData<string, string> Paths => new()
    {
        { "../evil", "SLW0801" }, { "cache/../../evil", "SLW0801" }, { "/etc/evil", "SLW0801" }, { "cache/a\\b", "SLW0801" }, { "cache/a\nb", "SLW0801" },
        { "cache//evil", "SLW0801" }, { "cache/Chart.yaml", "SLW0801" }, { "other/file", "SLW0800" }, { "file", "SLW0800" },
    };

    [Theory, MemberData(nameof(Paths))]
    public void A_file_at_a_place_that_is_none_is_refused_by_name(string path, string code)
    {
        var found = Refused(TestChart.Archive([.. TestChart.Files, (path, "x")]), code);
        found.Arguments.ShouldContain(argument => argument.Contains(path, StringComparison.Ordinal) || argument.Contains(path.Split('/')[0], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    public void A_link_is_refused(TarEntryType type)
        => Refused(Whole(TestChart.Link(type, "cache/templates/users.yaml", "../../../etc/passwd")), "SLW0801").Arguments[^1].ShouldContain("../../../etc/passwd");

    [Fact]
    public void What_is_no_file_is_refused() => Refused(Whole(new PaxTarEntry(TarEntryType.Fifo, "cache/templates/pipe")), "SLW0801");

    [Fact]
    public void A_bomb_is_refused_before_it_takes_memory()
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        // Of 300 MB that pack into 300 kB.
        var bomb = Whole([.. Enumerable.Range(0, 75).Select(i => TestChart.File($"cache/files/{i}", new byte[4 << 20]))]);
        var made = GC.GetTotalAllocatedBytes(precise: true);
        Refused(bomb, "SLW0802");
        (GC.GetTotalAllocatedBytes(precise: true) - made).ShouldBeLessThan(made - before);
    }

    [Fact]
    public void A_file_too_large_and_archives_in_archives_are_refused()
    {
        Refused(Whole(TestChart.File("cache/files/one", new byte[6 << 20])), "SLW0802").Arguments[1].ShouldContain("cache/files/one");
        var nested = TestChart.Archive(TestChart.Files);
        for (var i = 0; i < 6; i++)
            nested = Whole(TestChart.File($"cache/charts/again-{i}.tgz", nested));
        Refused(nested, "SLW0801");
    }

    [Fact]
    public void What_is_no_archive_is_refused()
    {
        Refused([], "SLW0800");
        Refused("apiVersion: v2"u8.ToArray(), "SLW0800");
        Refused(TestChart.Zipped("no tar at all, but long enough to be looked at"u8.ToArray()), "SLW0800");
        Refused(TestChart.Archive([("cache/values.yaml", "a: 1")]), "SLW0800");
    }

    [Fact]
    public void Whatever_bytes_come_there_is_a_chart_or_a_finding()
    {
        var sound = TestChart.Archive(TestChart.Files);
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var bytes = sound.ToArray();
            for (var n = random.Next(1, 4); n > 0; n--)
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            var composed = TestChart.Compose(i % 3 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            (composed.Composition is not null || composed.Findings.Any(finding => finding.Severity == Severity.Error)).ShouldBeTrue();
        }
    }

    private static byte[] Whole(params TarEntry[] more) => TestChart.Archive([.. TestChart.Files.Select(file => (TarEntry)TestChart.File(file.Path, Encoding.UTF8.GetBytes(file.Text))), .. more]);

    private static Diagnostic Refused(byte[] archive, string code)
    {
        var composed = TestChart.Compose(archive);
        composed.Composition.ShouldBeNull();
        var found = composed.Findings.ShouldHaveSingleItem();
        found.Rule.Code.ShouldBe(code, found.Message(Language.English));
        found.At.ShouldNotBeNull();
        return found;
    }
}
