using Slipway.Testing;

namespace Slipway.Cli.Tests.Hostile;

/// <summary>A disk that fills up while something is written: the message says where, what stood there stands, and nothing half done beside it.</summary>
public class FullDiskTests
{
    private const string Files = """
        mkdir -p a && printf 'name: shop\nversion: 1.0.0\ncomponents: {settings: {manifests: settings.yaml}}\n' > a/application.yaml
        printf 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {note: first}\n' > a/settings.yaml
        """;

    [Fact]
    public async Task A_package_that_finds_no_room_leaves_the_old_one()
    {
        using var folder = new TemporaryFolder();
        var ran = await SmallDisk.Run(folder, 300, $"""
            {Files}
            slipway package build a --out $DISK/shop.slip
            sha256sum $DISK/shop.slip > before
            head -c 400000 /dev/urandom | base64 -w0 | sed 's/^/data2: /' > big && cat big >> a/settings.yaml
            ! slipway package build a --out $DISK/shop.slip --images all
            ! slipway package build a --out $DISK/shop.slip
            sha256sum -c before
            """, Helm);
        ran.ExitCode.ShouldBe(0, ran.Shown);
        ran.Error.Split("SLW0822").Length.ShouldBe(3, ran.Shown);
        ran.Error.ShouldContain($"{folder.At("disk")}/shop.slip needs ");
        ran.Left().ShouldBe(["./shop.slip"]);
    }

    [Theory]
    [InlineData("slipway package extract shop.slip --out $DISK/out", "/disk/out", "SLW0957")]
    [InlineData("mkdir $DISK/out; slipway package extract shop.slip --out $DISK/out", "/disk/out", "SLW0957")]
    [InlineData("slipway image build built/service.yaml --out $DISK/image.tar", "/disk/image.tar", "SLW0957")]
    [InlineData("slipway image build built/service.yaml --out $DISK/image", "/disk/image", "SLW0957")]
    [InlineData("slipway render built/service.yaml --out $DISK/out", "/disk/out", "SLW0957")]
    [InlineData("slipway schema service --out $DISK/service.json", "/disk/service.json", "SLW0957")]
    [InlineData("slipway platform pack platform --out $DISK/acme.slip", "/disk/acme.slip", "SLW0957")]
    [InlineData("sed 's/: /:   /' built/service.yaml > $DISK/service.yaml; fill; slipway fmt $DISK/service.yaml", "/disk/service.yaml", "SLW09")]
    public async Task What_finds_no_room_says_where_and_leaves_nothing(string line, string place, string code)
    {
        using var folder = new TemporaryFolder();
        var ran = await SmallDisk.Run(folder, 64, $$"""
            fill() { dd if=/dev/zero of=$DISK/filler bs=4k 2>/dev/null || true; }
            {{Files}}
            head -c 200000 /dev/urandom | base64 -w0 | sed 's/^/data2: /' >> a/settings.yaml
            slipway package build a --out shop.slip
            cp -r '{{Path.Combine(TestEnvironment.Root, "tests/codes/common/built")}}' built
            head -c 200000 /dev/urandom >> built/bin/hello
            mkdir -p platform && printf 'name: acme\nversion: 1.0.0\n' > platform/platform.yaml
            {{(line.Contains("fill", StringComparison.Ordinal) || line.Contains("extract", StringComparison.Ordinal) || line.Contains("image", StringComparison.Ordinal) ? "" : "dd if=/dev/zero of=$DISK/filler bs=4k 2>/dev/null || true")}}
            find $DISK -mindepth 1 | sort > there
            echo '=== now'
            {{line}}
            """, Helm);
        ran.ExitCode.ShouldBe(ExitCode.Refused, ran.Shown);
        ran.Error.ShouldContain(code, Case.Sensitive, ran.Shown);
        ran.Error.ShouldContain(place, Case.Sensitive, ran.Shown);
        ran.Left().Except(["./filler", "./out", "./service.yaml"]).ShouldBeEmpty(ran.Shown);
    }

    [Fact]
    public async Task A_temporary_folder_without_room_is_named()
    {
        using var folder = new TemporaryFolder();
        var ran = await SmallDisk.Run(folder, 16, $$"""
            cp -r '{{Path.Combine(TestEnvironment.Root, "tests/codes/common/hello")}}' hello
            TMPDIR=$DISK slipway template hello
            """, Helm);
        ran.ExitCode.ShouldBe(ExitCode.Refused, ran.Shown);
        ran.Error.ShouldContain(folder.At("disk"), Case.Sensitive, ran.Shown);
        ran.Left().ShouldBeEmpty(ran.Shown);
    }

    [Fact]
    public async Task An_install_whose_record_finds_no_room_changes_nothing_and_one_whose_room_ends_on_the_way_goes_on_later()
    {
        using var site = await ClusterSite.Make("name: unused");
        using var folder = new TemporaryFolder();
        var install = $"slipway install {folder.At("app")} -n {site.Namespace} --yes --timeout 60s --state $DISK/state";
        // Of the second run's record, one page has room for the beginning, and never for all of its components.
        folder.File("app/application.yaml", "name: full\nversion: 1.0.0\ncomponents:\n" + string.Concat(Enumerable.Range(1, 6).Select(i => $"  part-{i}: {{manifests: part-{i}.yaml}}\n")));
        for (var i = 1; i <= 6; i++)
            folder.File($"app/part-{i}.yaml", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: part-{i}}}\n");
        var ran = await SmallDisk.Run(folder, 64, $"""
            dd if=/dev/zero of=$DISK/filler bs=4k 2>/dev/null || true
            {install} && exit 90 || echo "first $?" >&2
            [ -z "$(kubectl get secrets,configmaps -n {site.Namespace} -o name | grep -v kube-root-ca)" ] || exit 91
            truncate -s -8192 $DISK/filler
            {install} --parallel 1 && exit 92 || echo "second $?" >&2
            rm $DISK/filler
            {install}
            slipway history full -n {site.Namespace} --state $DISK/state
            """, Helm);
        ran.ExitCode.ShouldBe(0, ran.Shown);
        var parts = ran.Error.Split(["first ", "second "], StringSplitOptions.None);
        parts[1].ShouldStartWith($"{ExitCode.Refused}", Case.Sensitive, ran.Shown);
        parts[2].ShouldStartWith($"{ExitCode.RunFailed}", Case.Sensitive, ran.Shown);
        parts[..2].ShouldAllBe(part => part.Contains("SLW0553", StringComparison.Ordinal) && part.Contains(folder.At("disk/state"), StringComparison.Ordinal), ran.Shown);
        (await site.Kubectl("get", "configmaps", "-o", "name")).Split('\n').Count(name => name.StartsWith("configmap/part-", StringComparison.Ordinal)).ShouldBe(6);
    }

    private static Dictionary<string, string?> Helm => new() { ["SLIPWAY_HELM"] = TestEnvironment.Needs("helm", "SLIPWAY_HELM") };
}
