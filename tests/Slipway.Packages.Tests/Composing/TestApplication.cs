using Slipway.Yaml;

namespace Slipway.Packages.Tests.Composing;

/// <summary>Files of an application in a folder of their own.</summary>
internal sealed class TestApplication : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-application-");

    public string Folder => folder.FullName;

    public TestApplication With(string path, string text)
    {
        var file = Path.Combine(folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return this;
    }

    public TestApplication WithService(string name, string version = "1.0.0", string more = "") => With($"{name}.yaml", $$$"""
        name: {{{name}}}
        version: {{{version}}}
        container:
          imagesName: /test/{{{name}}}
          health:
            startupProbe: {httpGet: {path: /started, port: 8080}}
            livenessProbe: {httpGet: {path: /live, port: 8080}}
            readinessProbe: {httpGet: {path: /ready, port: 8080}}
        {{{more}}}
        """);

    public TestApplication WithApplication(string path, string components, string more = "")
        => With(path, $"format: application/alpha1\nname: {Path.GetFileNameWithoutExtension(path)}\nversion: 1.0.0\ncomponents:\n{Indented(components)}\n{more}\n");

    public Composed Compose(string path = "application.yaml") => Composer.Compose(Path.Combine(folder.FullName, path));

    public Composition Composition(string path = "application.yaml")
        => Compose(path) is { Composition: { } composition } ? composition : throw new InvalidOperationException(string.Join('\n', Compose(path).Findings.Select(finding => finding.Message(Language.English))));

    public void Dispose() => folder.Delete(recursive: true);

    private static string Indented(string text) => string.Join('\n', text.Split('\n').Select(line => "  " + line));
}
