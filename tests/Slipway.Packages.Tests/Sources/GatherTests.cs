using Slipway.Components;
using Slipway.Packages.Tests.Composing;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Sources;

public sealed class GatherTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-gather-");
    private readonly TestApplication files = new();

    [Fact]
    public async Task A_service_of_a_tag_is_pinned_and_stays_what_it_was_until_the_line_is_deleted()
    {
        using var repository = await TestRepository.Start();
        repository.WithService("deploy/cart.yaml", "cart").With("README.md", "not read");
        var first = await repository.Commit("v1");
        Application($"cart: {{service: {{git: \"{repository.Address}\", revision: v1, path: deploy/cart.yaml}}}}");
        (await Compose()).Composition!.Components.ShouldHaveSingleItem().Service!.VersionText.ShouldBe("1.0.0");
        File.ReadAllText(Lock).ShouldContain($"git {repository.Address}#v1: {first}");

        repository.WithService("deploy/cart.yaml", "cart", "2.0.0");
        await repository.Commit("v1");
        (await Compose()).Composition!.Components[0].Service!.VersionText.ShouldBe("1.0.0");
        (await Compose(cache: "another")).Composition!.Components[0].Service!.VersionText.ShouldBe("1.0.0");
        File.Delete(Lock);
        (await Compose()).Composition!.Components[0].Service!.VersionText.ShouldBe("2.0.0");
    }

    [Fact]
    public async Task What_was_fetched_once_needs_no_repository_any_more()
    {
        using var repository = await TestRepository.Start();
        var commit = await repository.WithService("service.yaml", "cart").Commit();
        Application($"cart: {{service: {{git: \"{repository.Address}\", revision: {commit}, path: service.yaml}}}}");
        (await Compose()).Composition.ShouldNotBeNull();
        File.Exists(Lock).ShouldBeFalse("a commit is its own pin");
        Directory.Move(repository.Folder, repository.Folder + "-gone");
        try
        {
            (await Compose(offline: true)).Composition.ShouldNotBeNull();
            (await Compose(cache: "empty", offline: true)).Findings.ShouldHaveSingleItem().Rule.ShouldBe(SourceRules.NotCached);
            (await Compose(cache: "empty")).Findings.ShouldHaveSingleItem().Rule.ShouldBe(SourceRules.GitFailed);
        }
        finally
        {
            Directory.Move(repository.Folder + "-gone", repository.Folder);
        }
    }

    [Fact]
    public async Task A_package_holds_what_was_fetched_and_is_the_same_wherever_it_is_built()
    {
        using var repository = await TestRepository.Start();
        repository.WithService("cart/service.yaml", "cart").With("cart/deps.yaml", "depsService: {cache: 1.0.0}").WithService("cache.yaml", "cache")
            .With("application.yaml", "name: backend\nversion: 1.0.0\ncomponents: {cart: {service: cart}, cache: {service: cache.yaml}}\n");
        await repository.Commit("v1");
        files.WithService("web", more: "depsService: {cart: 1.0.0}");
        Application($"web: {{service: web.yaml}}\nbackend: {{application: {{git: \"{repository.Address}\", revision: v1}}, components: {{cart: {{traits: {{replicas: {{count: 2}}}}}}}}}}");
        var composed = await Compose();
        composed.Findings.ShouldBeEmpty();
        var (package, _) = PackageBuilder.Build(composed, null, PlatformReader.BuiltIn, Slip);
        package!.Files.Keys.Count(path => path.StartsWith(".sources/", StringComparison.Ordinal)).ShouldBe(5, "application, service, deps, cache, and the marker");

        var after = Composer.Compose(package.Application, where: package.Definitions);
        after.Findings.ShouldBeEmpty();
        after.Composition!.Components.Select(one => one.Name).ShouldBe(["web", "backend-cart", "backend-cache"]);

        var other = Path.Combine(folder.FullName, "elsewhere", "deep");
        Directory.CreateDirectory(other);
        foreach (var file in Directory.GetFiles(files.Folder))
            File.Copy(file, Path.Combine(other, Path.GetFileName(file)));
        var second = Path.Combine(folder.FullName, "second.slip");
        PackageBuilder.Build(await Compose(Path.Combine(other, "application.yaml"), "second"), null, PlatformReader.BuiltIn, second).Findings.ShouldBeEmpty();
        File.ReadAllBytes(second).ShouldBe(File.ReadAllBytes(Slip));
    }

    [Fact]
    public async Task What_was_extracted_needs_nothing_from_elsewhere_and_makes_the_same_package()
    {
        using var repository = await TestRepository.Start();
        await repository.WithService("service.yaml", "cart").Commit("v1");
        Component("pay.slip", "pay");
        Application($"cart: {{service: {{git: \"{repository.Address}\", revision: v1, path: service.yaml}}}}\npay: {{package: pay.slip}}");
        var (package, _) = PackageBuilder.Build(await Compose(), null, PlatformReader.BuiltIn, Slip);
        var extracted = Path.Combine(folder.FullName, "extracted");
        foreach (var name in package!.Files.Keys)
        {
            var file = Path.Combine(extracted, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, package.Definitions.Read($"{Slip}/{name}").Bytes!);
        }
        var composed = await Compose(Path.Combine(extracted, "application.yaml"), "empty", offline: true);
        composed.Findings.ShouldBeEmpty();
        var again = Path.Combine(folder.FullName, "again.slip");
        PackageBuilder.Build(composed, null, PlatformReader.BuiltIn, again).Findings.ShouldBeEmpty();
        File.ReadAllBytes(again).ShouldBe(File.ReadAllBytes(Slip));
    }

    [Fact]
    public async Task A_middle_product_that_was_built_is_part_of_another_with_all_that_it_holds()
    {
        using var inner = new TestApplication().WithService("cart").WithApplication("deep/application.yaml", "cart: {service: ../cart.yaml}");
        var slip = Path.Combine(files.Folder, "backend.slip");
        PackageBuilder.Build(inner.Compose("deep/application.yaml"), null, PlatformReader.BuiltIn, slip).Findings.ShouldBeEmpty();
        Application("backend: {application: backend.slip, components: {cart: {traits: {replicas: {count: 3}}}}}");
        var composed = await Compose();
        composed.Composition!.Components.ShouldHaveSingleItem().Name.ShouldBe("backend-cart");
        var (package, findings) = PackageBuilder.Build(composed, null, PlatformReader.BuiltIn, Slip);
        findings.ShouldBeEmpty();
        package!.Files.Keys.ShouldBe(["application.yaml", "backend.slip/.package", "backend.slip/cart.yaml", "backend.slip/application/application.yaml"], ignoreOrder: true);
        Composer.Compose(package.Application, where: package.Definitions).Composition!.Components[0].Name.ShouldBe("backend-cart");
    }

    [Fact]
    public async Task A_service_and_an_application_are_not_taken_for_each_other()
    {
        Component("cart.slip", "cart");
        Application("cart: {application: cart.slip}");
        (await Compose()).Findings.ShouldHaveSingleItem().Rule.ShouldBe(SourceRules.OtherContent);
    }

    [Fact]
    public void A_component_s_package_can_be_installed_by_itself()
    {
        Component("cart.slip", "cart");
        var package = ApplicationPackage.Open(Path.Combine(files.Folder, "cart.slip")).Package!;
        package.IsComponent.ShouldBeTrue();
        Composer.Compose(package.Application, where: package.Definitions).Composition!.Components.ShouldHaveSingleItem().Name.ShouldBe("cart");
    }

    [Fact]
    public async Task Nothing_of_a_repository_leads_out_of_it_or_is_followed()
    {
        files.WithService("secret");
        using var repository = await TestRepository.Start();
        repository.With("up/application.yaml", $"name: up\nversion: 1.0.0\ncomponents: {{secret: {{service: ../../../secret.yaml}}}}\n");
        File.CreateSymbolicLink(Path.Combine(repository.Folder, "link.yaml"), Path.Combine(files.Folder, "secret.yaml"));
        repository.With(".gitattributes", "*.yaml filter=evil\n").With(".gitmodules", "[submodule \"x\"]\n\tpath = x\n\turl = ext::sh -c touch% /tmp/no\n");
        await repository.Commit("v1");
        Application($"up: {{application: {{git: \"{repository.Address}\", revision: v1, path: up}}}}\nlink: {{service: {{git: \"{repository.Address}\", revision: v1, path: link.yaml}}}}");
        (await Compose()).Findings.Select(finding => finding.Rule).ShouldBe([SourceRules.LeadsOut, SourceRules.NoFile], ignoreOrder: true);
    }

    [Fact]
    public async Task A_chart_and_its_values_come_from_a_repository_and_see_nothing_outside()
    {
        files.With("values.yaml", "secret: x");
        using var repository = await TestRepository.Start();
        repository.With("charts/cache/Chart.yaml", "apiVersion: v2\nname: cache\nversion: 1.2.0\n").With("charts/cache/templates/map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n")
            .With("application.yaml", "name: data\nversion: 1.0.0\ncomponents:\n  cache: {chart: charts/cache, valuesFiles: [../../values.yaml]}\n  up: {chart: ../../../chart}\n  map: {manifests: ../../map.yaml}\n");
        await repository.Commit("v1");
        Application($"cache: {{chart: {{git: \"{repository.Address}\", revision: v1, path: charts/cache}}}}");
        var composed = await Compose();
        composed.Findings.ShouldBeEmpty();
        composed.Composition!.Components.ShouldHaveSingleItem().Version.ShouldBe("1.2.0");
        PackageBuilder.Build(composed, null, PlatformReader.BuiltIn, Slip).Findings.ShouldBeEmpty();
        Application($"data: {{application: {{git: \"{repository.Address}\", revision: v1}}}}");
        (await Compose()).Findings.Select(finding => finding.Rule).ShouldBe([SourceRules.LeadsOut, SourceRules.LeadsOut, SourceRules.LeadsOut]);
    }

    [Fact]
    public async Task Hooks_and_configuration_of_a_repository_run_nothing()
    {
        using var repository = await TestRepository.Start();
        await repository.WithService("service.yaml", "cart").Commit("v1");
        var ran = Path.Combine(folder.FullName, "ran");
        foreach (var hook in new[] { "post-checkout", "pre-auto-gc", "reference-transaction", "post-merge" })
            TestProgram.Script(Path.Combine(repository.Folder, ".git", "hooks", hook), $"touch {ran}");
        Application($"cart: {{service: {{git: \"{repository.Address}\", revision: v1, path: service.yaml}}}}");
        (await Compose()).Composition.ShouldNotBeNull();
        File.Exists(ran).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ext::sh -c 'touch /tmp/x'", "v1")]
    [InlineData("--upload-pack=touch /tmp/x", "v1")]
    [InlineData("ssh://-oProxyCommand=x/y", "v1")]
    [InlineData("https://user:secret@example.com/x.git", "v1")]
    [InlineData("file://host/x", "v1")]
    [InlineData("http://example.com/x.git", "v1")]
    [InlineData("https://example.com/x.git", "--upload-pack=x")]
    [InlineData("https://example.com/x.git", "a..b")]
    [InlineData("https://example.com/x.git", "+refs/heads/*:refs/heads/*")]
    public async Task An_address_or_revision_that_could_mean_something_else_is_refused(string address, string revision)
    {
        Application($"cart: {{service: {{git: {JsonText.Write(Node.Of(address))}, revision: {JsonText.Write(Node.Of(revision))}, path: a.yaml}}}}");
        var finding = (await Compose()).Findings.ShouldHaveSingleItem();
        finding.Rule.Code.ShouldBe("SLW0164", finding.Message(Language.English));
    }

    [Fact]
    public async Task A_revision_that_is_not_there_is_told_at_its_place()
    {
        using var repository = await TestRepository.Start();
        await repository.WithService("service.yaml", "cart").Commit("v1");
        Application($"cart: {{service: {{git: \"{repository.Address}\", revision: v2, path: service.yaml}}}}");
        var finding = (await Compose()).Findings.ShouldHaveSingleItem();
        finding.Rule.ShouldBe(SourceRules.NoRevision);
        finding.At!.Line.ShouldBe(5);
    }

    [Fact]
    public async Task A_broken_lock_is_told_and_nothing_is_fetched()
    {
        using var repository = await TestRepository.Start();
        await repository.WithService("service.yaml", "cart").Commit("v1");
        Application($"cart: {{service: {{git: \"{repository.Address}\", revision: v1, path: service.yaml}}}}");
        await File.WriteAllTextAsync(Lock, $"sources: {{\"git {repository.Address}#v1\": main}}\n", TestContext.Current.CancellationToken);
        (await Compose()).Findings.ShouldHaveSingleItem().Rule.ShouldBe(SourceRules.LockBroken);
        Directory.Exists(Path.Combine(folder.FullName, "cache")).ShouldBeFalse();
    }

    [Fact]
    public async Task Files_of_an_artifact_are_found_by_their_titles_and_pinned_by_its_digest()
    {
        using var service = new TestApplication().WithService("cart");
        var content = await File.ReadAllBytesAsync(Path.Combine(service.Folder, "cart.yaml"), TestContext.Current.CancellationToken);
        var artifact = TestImage.Artifact(("deploy/service.yaml", content));
        await using var registry = await TestRegistry.Start(artifact);
        Application($"cart: {{service: {{oci: \"{registry.Name()}\", path: deploy/service.yaml}}}}");
        (await Compose()).Composition!.Components[0].Name.ShouldBe("cart");
        File.ReadAllText(Lock).ShouldContain($"oci {registry.Name()}: {artifact.Manifest}");
        var asked = registry.Requests.Count;
        (await Compose()).Composition.ShouldNotBeNull();
        (await Compose(offline: true)).Composition.ShouldNotBeNull();
        registry.Requests.Count.ShouldBe(asked, "the cache holds what the lock names");
        artifact.Spoil(Digest.Of(content).ToString(), bytes => [.. bytes[..^1], (byte)'!']);
        (await Compose(cache: "fresh")).Composition.ShouldBeNull();
    }

    [Theory]
    [InlineData("../../escape.yaml")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    public async Task A_title_that_leads_out_is_no_file(string title)
    {
        await using var registry = await TestRegistry.Start(TestImage.Artifact((title, "x"u8.ToArray())));
        Application($"cart: {{service: {{oci: \"{registry.Name()}\"}}}}");
        (await Compose()).Findings.ShouldHaveSingleItem().Rule.ShouldBe(SourceRules.BadArtifact);
    }

    public void Dispose()
    {
        folder.Delete(recursive: true);
        files.Dispose();
    }

    private string Lock => Path.Combine(files.Folder, "application.lock");

    private string Slip => Path.Combine(folder.FullName, "shop.slip");

    private void Application(string components) => files.WithApplication("application.yaml", components);

    private void Component(string slip, string name)
    {
        using var service = new TestApplication().WithService(name);
        PackageBuilder.Build(service.Compose($"{name}.yaml"), null, PlatformReader.BuiltIn, Path.Combine(files.Folder, slip)).Findings.ShouldBeEmpty();
    }

    private Task<Composed> Compose(string? path = null, string cache = "cache", bool offline = false)
        => Gather.Compose(path ?? Path.Combine(files.Folder, "application.yaml"), null, new Gathering(new SourceCache(Path.Combine(folder.FullName, cache)) { IsOffline = offline }, new ImageOptions { Environment = _ => null }), TestContext.Current.CancellationToken);
}
