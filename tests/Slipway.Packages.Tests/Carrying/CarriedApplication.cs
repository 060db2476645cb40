using Slipway.Components;
using Slipway.Packages.Tests.Composing;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Carrying;

/// <summary>An application of services whose images lie in layouts beside it, and its packages.</summary>
internal sealed class CarriedApplication : IDisposable
{
    private readonly TestApplication files = new();
    private readonly List<string> components = [];
    private readonly List<string> images = [];

    public string At(string path) => Path.Combine(files.Folder, path);

    public string Folder => files.Folder;

    public void Dispose() => files.Dispose();

    /// <param name="more">Beside the layout.</param>
    public CarriedApplication With(string name, TestImage image, string? index = null, string more = "")
    {
        image.WriteTo(Directory.CreateDirectory(At($"images/{name}")).FullName, index);
        return Declared(name, $"{{layout: images/{name}{more}}}");
    }

    public CarriedApplication Declared(string name, string image)
    {
        files.WithService(name);
        components.Add($"{name}: {{service: {name}.yaml}}");
        images.Add($"  /test/{name}:1.0.0: {image}");
        return this;
    }

    public Composed Compose()
    {
        files.WithApplication("application.yaml", string.Join('\n', components), "images:\n" + string.Join('\n', images));
        return files.Compose();
    }

    /// <summary>All images that are declared, without any rendering.</summary>
    public async Task<PackageBuilt> Build(string path, Func<CarryOptions, CarryOptions>? how = null, ImageLock? locked = null)
    {
        var composed = Compose();
        var composition = composed.Composition.ShouldNotBeNull(string.Join('\n', composed.Findings.Select(finding => finding.Message(Language.English))));
        var (needed, _) = NeededImages.Of(composition, []);
        var options = new CarryOptions { Platform = PlatformReader.BuiltIn, Target = path, Lock = locked ?? ImageLock.Empty };
        var (taken, findings) = await ImageTaking.Take(composition, needed, how is null ? options : how(options), TestContext.Current.CancellationToken);
        if (taken is null)
            return new PackageBuilt(null, findings);
        using (taken)
            return await PackageBuilder.Build(composed, new PackageRequest(PlatformReader.BuiltIn, path) { Images = taken, Needed = needed }, TestContext.Current.CancellationToken);
    }

    public async Task<ApplicationPackage> Built(string path, Func<CarryOptions, CarryOptions>? how = null, ImageLock? locked = null)
    {
        var (package, findings, _) = await Build(path, how, locked);
        return package.ShouldNotBeNull(string.Join('\n', findings.Select(finding => $"{finding.Rule.Code} {finding.Message(Language.English)}")));
    }
}
