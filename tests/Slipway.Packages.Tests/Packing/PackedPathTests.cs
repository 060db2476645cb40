using Slipway.Components;

namespace Slipway.Packages.Tests.Packing;

/// <summary>Definitions above the application's folder: nothing of what the folders around are called comes into a package.</summary>
public sealed class PackedPathTests : IDisposable
{
    private const string Service = "name: NAME\nversion: 1.0.0\ncontainer:\n  imagesName: test.local/x\n  health:\n"
        + "    startupProbe: {tcpSocket: {port: 1}}\n    livenessProbe: {tcpSocket: {port: 2}}\n    readinessProbe: {tcpSocket: {port: 3}}\n";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-paths-");

    [Fact]
    public void The_same_tree_under_folders_called_otherwise_makes_the_same_bytes()
    {
        var (one, other) = (Package("one", Tree("checkout", "shop")), Package("other", Tree("deep/er/clone-2", "shop.next")));
        File.ReadAllBytes(other).ShouldBe(File.ReadAllBytes(one));
        Names(one).ShouldBe(["application/application.yaml", "application/web.yaml", "charts/small/Chart.yaml", "charts/small/templates/all.yaml", "manifests/map.yaml", "nested/application.yaml", "shared.yaml"]);
    }

    [Fact]
    public void Several_folders_between_have_no_names_either()
    {
        var (one, other) = (Package("one", Climbing("a", "b")), Package("other", Climbing("x", "y")));
        File.ReadAllBytes(other).ShouldBe(File.ReadAllBytes(one));
        Names(one).ShouldBe(["application/application/application.yaml", "application/near.yaml", "far.yaml"]);
    }

    [Fact]
    public void What_a_text_names_keeps_its_name()
    {
        var one = Package("one", Files("root", ("shop/application.yaml", Application("web: {service: ../shop/web.yaml}", "far: {service: ../far.yaml}")), ("shop/web.yaml", Service), ("far.yaml", Service)));
        Names(one).ShouldBe(["far.yaml", "shop/application.yaml", "shop/web.yaml"]);
    }

    [Fact]
    public void A_folder_that_is_called_like_the_name_that_is_given_stays_apart_and_unpacking_gives_the_same_package()
    {
        var one = Package("one", Files("root", ("shop/application.yaml", Application("far: {service: ../application/far.yaml}")), ("application/far.yaml", Service)));
        Names(one).ShouldBe(["application-2/application.yaml", "application/far.yaml"]);
        var package = ApplicationPackage.Open(one).Package!;
        var again = Package("again", Files("unpacked", [.. package.Files.Keys.Select(name => (name, System.Text.Encoding.UTF8.GetString(package.Definitions.Read($"{one}/{name}").Bytes!)))], "application-2"));
        File.ReadAllBytes(again).ShouldBe(File.ReadAllBytes(one));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Tree(string root, string shop) => Files(
        root,
        [
            ($"{shop}/application.yaml", Application("web: {service: web.yaml}", "far: {service: ../shared.yaml}", "inner: {application: ../nested}", "small: {chart: ../charts/small}", "map: {manifests: ../manifests}")),
            ($"{shop}/web.yaml", Service),
            ("shared.yaml", Service),
            ("nested/application.yaml", Application("deep: {service: ../shared.yaml}")),
            ("charts/small/Chart.yaml", "apiVersion: v2\nname: small\nversion: 1.0.0\n"),
            ("charts/small/templates/all.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: small}\n"),
            ("manifests/map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: map}\n"),
        ], shop);

    private string Climbing(string outer, string inner) => Files(outer, [
        ($"{outer}/{inner}/application.yaml", Application("near: {service: ../near.yaml}", "far: {service: ../../far.yaml}")), ($"{outer}/near.yaml", Service), ("far.yaml", Service)], $"{outer}/{inner}");

    private string Files(string root, params (string Name, string Text)[] files) => Files(root, files, "shop");

    /// <returns>The application's file.</returns>
    private string Files(string root, (string Name, string Text)[] files, string application)
    {
        foreach (var (name, text) in files)
        {
            var path = Path.Combine(folder.FullName, root, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text.Replace("NAME", Path.GetFileNameWithoutExtension(name), StringComparison.Ordinal));
        }
        return Path.Combine(folder.FullName, root, application, "application.yaml");
    }

    private static string Application(params string[] components) => $"name: shop\nversion: 1.0.0\ncomponents:\n{string.Concat(components.Select(one => $"  {one}\n"))}";

    private string Package(string name, string application)
    {
        var slip = Path.Combine(folder.FullName, $"{name}.slip");
        var composed = Composer.Compose(application);
        composed.Findings.ShouldBeEmpty();
        PackageBuilder.Build(composed, null, PlatformReader.BuiltIn, slip).Findings.ShouldBeEmpty();
        var package = ApplicationPackage.Open(slip).Package!;
        Composer.Compose(package.Application, where: package.Definitions).Composition.ShouldNotBeNull();
        return slip;
    }

    private static IEnumerable<string> Names(string slip) => ApplicationPackage.Open(slip).Package!.Files.Keys.Order(StringComparer.Ordinal);
}
