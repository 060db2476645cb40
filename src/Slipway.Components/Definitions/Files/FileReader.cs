using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A file of ours: a definition or an entry, or null for both when it has errors.</summary>
public sealed record FileRead(string Path, ServiceDefinition? Definition, ComponentEntry? Entry, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>Reads a file as what it is.</summary>
public static class FileReader
{
    /// <summary>The formats by their key <c>format</c> that this version cannot read.</summary>
    private static readonly string[] LaterFormats = ["application", "trait", "workload", "platform", "site", "offer", "task", "package"];

    public static FileRead Read(DefinitionFile file, DefinitionOptions? options = null)
    {
        var (bytes, finding) = DefinitionFiles.ReadBytes(file.Path);
        if (bytes is null)
            return new FileRead(file.Path, null, null, [finding!]);
        var source = new SourceText(file.Path, "");
        var yaml = YamlReader.Read(file.Path, bytes);
        if (yaml.Documents is [MapNode root, ..] && NotForUs(root, file) is { } refused)
            return new FileRead(file.Path, null, null, Documents.InOrder([.. yaml.Diagnostics, refused]));
        if (yaml.Documents is [MapNode map, ..] && IsEntry(map))
        {
            var (entry, found) = EntryReader.Read(source, yaml);
            return new FileRead(file.Path, null, entry, found);
        }
        var read = DefinitionReader.Read(source, yaml, options);
        return new FileRead(file.Path, read.Definition, null, read.Diagnostics);
    }

    private static Diagnostic? NotForUs(MapNode root, DefinitionFile file)
    {
        var at = Place.Start(root);
        if (Format(root) is { } format && LaterFormats.Contains(format.Split('/')[0]))
            return Diagnostic.Of(FileRules.FormatNotYet, at, file.Path, format);
        if (IsService(root) || IsEntry(root))
            return null;
        if (Has(root, "updater") || Has(root, "rollback") || Has(root, "depsService"))
            return Diagnostic.Of(FileRules.FormatNotYet, at, file.Path, root.Entries[0].Name);
        return file.FromFolder || (Has(root, "apiVersion") && Has(root, "kind")) ? Diagnostic.Of(FileRules.NotOurs, at, file.Path) : null;
    }

    /// <summary>Also one with a misspelt container, so that the misspelling is what is told.</summary>
    private static bool IsService(MapNode root)
    {
        if (Format(root) is { } format)
            return format.StartsWith("service/", StringComparison.Ordinal);
        if (Has(root, "apiVersion"))
            return false;
        return (Has(root, "name") && Has(root, "version"))
            || root.Keys.Any(key => key.Length > 4 && NearestName.Find(key, ["container", "containers"]) is not null);
    }

    private static bool IsEntry(MapNode root)
        => Format(root) is { } format
            ? format.StartsWith("entry/", StringComparison.Ordinal)
            : !Has(root, "name") && !Has(root, "version") && (Has(root, "traits") || Has(root, "objects") || Has(root, "patches") || Has(root, "config"));

    private static string? Format(MapNode root)
        => root.Entries.FirstOrDefault(entry => entry.Name.Equals("format", StringComparison.OrdinalIgnoreCase))?.Value is ScalarNode { Kind: ScalarKind.String } format
            ? format.Text
            : null;

    private static bool Has(MapNode root, string key) => root.Keys.Contains(key, StringComparer.OrdinalIgnoreCase);
}
