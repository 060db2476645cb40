using Slipway.Packages.Tests.Composing;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Sources;

/// <summary>Whose files travel in a package: those that lie in the application's folder.</summary>
public sealed class OutwardLinkTests : IDisposable
{
    private readonly DirectoryInfo outside = Directory.CreateTempSubdirectory("slipway-outside-");
    private readonly TestApplication files = new();

    public void Dispose()
    {
        files.Dispose();
        outside.Delete(recursive: true);
    }

    [Theory]
    [InlineData("docs", "notes.md")]
    [InlineData("a folder in between", "texts/notes.md")]
    public async Task A_document_that_is_reached_over_a_link_out_of_the_folder_is_refused_by_its_target(string where, string path)
    {
        File.WriteAllText(Path.Combine(outside.FullName, "notes.md"), "private");
        var isFolder = path.Contains('/', StringComparison.Ordinal);
        Link(path.Split('/')[0], isFolder ? outside.FullName : Path.Combine(outside.FullName, "notes.md"));
        files.WithService("web").WithApplication("application.yaml", "web: {service: web.yaml}", $"docs: [{{path: {path}, title: {{en: Notes, zh: 说明}}}}]");
        await IsRefused(Path.Combine(outside.FullName, "notes.md"), where);
    }

    [Fact]
    public async Task So_is_a_manifest_and_no_line_of_it_is_shown()
    {
        File.WriteAllText(Path.Combine(outside.FullName, "key.yaml"), "kind: [private\n");
        files.With("manifests/a.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}").WithApplication("application.yaml", "m: {manifests: manifests}");
        Link("manifests/b.yaml", Path.Combine(outside.FullName, "key.yaml"));
        await IsRefused(Path.Combine(outside.FullName, "key.yaml"), "a manifest");
    }

    [Fact]
    public async Task A_link_to_something_in_the_folder_is_what_it_leads_to()
    {
        files.WithService("web").With("real/notes.md", "open").WithApplication("application.yaml", "web: {service: web.yaml}", "docs: [{path: notes.md, title: {en: Notes, zh: 说明}}]");
        Link("notes.md", "real/notes.md");
        (await Compose()).Composition.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_folder_that_is_itself_reached_over_a_link_is_the_applications_own()
    {
        files.WithService("web").WithApplication("application.yaml", "web: {service: web.yaml}");
        var link = Path.Combine(outside.FullName, "app");
        Directory.CreateSymbolicLink(link, files.Folder);
        (await Gather.Compose(link, null, Gathering.Of(_ => null), TestContext.Current.CancellationToken)).Composition.ShouldNotBeNull();
    }

    private async Task IsRefused(string target, string where)
    {
        var composed = await Compose();
        composed.Composition.ShouldBeNull();
        var finding = composed.Findings.ShouldHaveSingleItem(where);
        finding.Rule.ShouldBe(SourceRules.LinkLeadsOut);
        finding.Message(Language.English).ShouldContain(target);
    }

    private Task<Composed> Compose() => Gather.Compose(Path.Combine(files.Folder, "application.yaml"), null, Gathering.Of(_ => null), TestContext.Current.CancellationToken);

    private void Link(string path, string target) => File.CreateSymbolicLink(Path.Combine(files.Folder, path), target);
}
