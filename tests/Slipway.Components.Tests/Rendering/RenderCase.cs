using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>A folder with service.yaml and perhaps with.yaml: beside each built-in trait, and here.</summary>
internal sealed record RenderCase(string Name, string Folder)
{
    public static IReadOnlyList<RenderCase> All { get; } = Find();

    public static RenderCase Named(string name) => All.Single(c => c.Name == name);

    public Component Build()
    {
        var file = Path.Combine(Folder, "service.yaml");
        var read = DefinitionReader.Read(file, File.ReadAllBytes(file), DefinitionOptions.Default);
        read.Definition.ShouldNotBeNull(string.Join('\n', read.Diagnostics.Select(d => $"{d.At} {d.Message(Language.English)}")));
        var entry = ComponentEntry.Empty;
        var with = Path.Combine(Folder, "with.yaml");
        if (File.Exists(with))
        {
            var (read2, findings) = EntryReader.Read(with, File.ReadAllBytes(with));
            entry = read2.ShouldNotBeNull(string.Join('\n', findings.Select(d => $"{d.At} {d.Message(Language.English)}")));
        }
        var (component, wrong) = ComponentBuilder.Build(read.Definition, entry, PlatformReader.BuiltIn);
        component.ShouldNotBeNull(string.Join('\n', wrong.Select(d => $"{d.At} {d.Message(Language.English)}")));
        return component;
    }

    private static IReadOnlyList<RenderCase> Find()
    {
        var traits = Path.Combine(TestEnvironment.Root, "src", "Slipway.Components", "Traits");
        var own = Path.Combine(TestEnvironment.Root, "tests", "Slipway.Components.Tests", "Rendering", "Cases");
        return
        [
            .. Directory.EnumerateDirectories(own).Order(StringComparer.Ordinal).Select(f => new RenderCase(Path.GetFileName(f), f)),
            .. Directory.EnumerateDirectories(traits).Order(StringComparer.Ordinal)
                .Where(t => Directory.Exists(Path.Combine(t, "cases")))
                .SelectMany(t => Directory.EnumerateDirectories(Path.Combine(t, "cases")).Order(StringComparer.Ordinal)
                    .Select(f => new RenderCase($"{Path.GetFileName(t)}.{Path.GetFileName(f)}", f))),
        ];
    }
}
