namespace Slipway.Components.Tests;

/// <summary>A platform team's folder, made for one test.</summary>
internal sealed class PlatformFolder
{
    public string Path { get; } = Directory.CreateTempSubdirectory("slipway-platform-").FullName;

    public PlatformFolder With(string file, string text)
    {
        var full = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    public PlatformFolder WithTrait(string name, string patch, string parameters = "{type: object, additionalProperties: true}")
        => With($"Traits/{name}/trait.yaml", $"name: {name}\nversion: 1.0.0\nsummary: {{en: A test, zh: 测试}}\nappliesTo: [stateless]\nparameters: {parameters}\n")
            .With($"Traits/{name}/patch.yaml", patch);

    public PlatformDefinition Read()
    {
        var (platform, findings) = PlatformReader.Read(Path);
        return platform.ShouldNotBeNull(Printed.Text(findings, Path));
    }
}
