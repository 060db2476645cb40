using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Tells the formats apart: by the key <c>format</c>, else by the keys at the root, else by the file's name.</summary>
internal static class FileFormats
{
    /// <summary>The formats by their key <c>format</c> that this version cannot read.</summary>
    private static readonly string[] Later = ["trait", "workload", "platform", "site", "offer", "task", "package"];

    private static readonly (string Word, FileFormat Format)[] Known =
    [
        ("service", FileFormat.Service), ("entry", FileFormat.Entry), ("upgrade", FileFormat.Upgrade), ("deps", FileFormat.Deps), ("application", FileFormat.Application), ("replacement", FileFormat.Replacement), ("policy", FileFormat.Policy),
    ];

    /// <param name="root">Null for a text that holds no map.</param>
    /// <param name="isWhole">Whether the text could be read to its end; of one that could not, nobody says that it is not ours.</param>
    /// <returns>A format, or why the file is not read.</returns>
    public static (FileFormat? Format, Diagnostic? Refused) Of(MapNode? root, DefinitionFile file, bool isWhole)
    {
        var byName = ByName(file.Path);
        if (root is null)
            return (byName ?? FileFormat.Service, null);
        if (Written(root) is { } written)
        {
            var word = written.Split('/')[0];
            if (Later.Contains(word))
                return (null, Diagnostic.Of(FileRules.FormatNotYet, Place.Start(root), file.Path, written));
            foreach (var (known, format) in Known)
                if (known == word)
                    return (format, null);
        }
        else if (ByKeys(root, byName) is { } format)
            return (format, null);
        return isWhole && (file.FromFolder || IsManifest(root))
            ? (null, Diagnostic.Of(FileRules.NotOurs, Place.Start(root), file.Path))
            : (FileFormat.Service, null);
    }

    private static FileFormat? ByKeys(MapNode root, FileFormat? byName)
    {
        if (Has(root, "apiVersion"))
            return null;
        var isNamed = Has(root, "name") && Has(root, "version");
        if (Has(root, "components") || byName == FileFormat.Application)
            return FileFormat.Application;
        // `containers: true` of a policy is near `container`.
        if (byName == FileFormat.Policy && !isNamed)
            return byName;
        if (Has(root, "contract") && Has(root, "address"))
            return FileFormat.Replacement;
        // Also one with a misspelt container, so that the misspelling is what is told.
        if (isNamed || root.Keys.Any(key => key.Length > 4 && NearestName.Find(key, ["container", "containers"]) is not null))
            return FileFormat.Service;
        if (byName is not null)
            return byName;
        if (Has(root, "updater") || Has(root, "rollback"))
            return FileFormat.Upgrade;
        if (Has(root, "depsService"))
            return FileFormat.Deps;
        return !Has(root, "name") && !Has(root, "version") && (Has(root, "traits") || Has(root, "objects") || Has(root, "patches") || Has(root, "config"))
            ? FileFormat.Entry
            : null;
    }

    private static FileFormat? ByName(string path) => Path.GetFileName(path).ToLowerInvariant() switch
    {
        "upgrade.yaml" or "upgrade.yml" => FileFormat.Upgrade,
        "deps.yaml" or "deps.yml" => FileFormat.Deps,
        "application.yaml" or "application.yml" => FileFormat.Application,
        PolicyReader.FileName => FileFormat.Policy,
        _ => null,
    };

    private static bool IsManifest(MapNode root) => Has(root, "apiVersion") && Has(root, "kind");

    private static string? Written(MapNode root)
        => root.Entries.FirstOrDefault(entry => entry.Name.Equals("format", StringComparison.OrdinalIgnoreCase))?.Value is ScalarNode { Kind: ScalarKind.String } format
            ? format.Text
            : null;

    private static bool Has(MapNode root, string key) => root.Keys.Contains(key, StringComparer.OrdinalIgnoreCase);
}
