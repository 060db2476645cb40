using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// Puts a definition together that lies in several files: upgrade.yaml and deps.yaml belong to the one service definition in their folder. Beside a
/// definition that was named itself they are looked for; in a folder that was named they are among its files, unless .slipwayignore names them.
/// </summary>
public static class DefinitionParts
{
    private static readonly string[] PartNames = ["upgrade.yaml", "upgrade.yml", "deps.yaml", "deps.yml"];

    /// <summary>The same files, each definition complete, and behind them the parts that were found beside them.</summary>
    public static IReadOnlyList<FileRead> Join(IReadOnlyList<FileRead> files, DefinitionOptions? options = null, DefinitionStore? where = null)
    {
        var store = where ?? DefinitionStore.Disk;
        var all = files.Concat(Beside(files, options, store)).ToList();
        var folders = new Dictionary<string, Folder>(StringComparer.Ordinal);
        for (var i = 0; i < all.Count; i++)
            if (all[i].Format is { } format and (FileFormat.Service or FileFormat.Upgrade or FileFormat.Deps))
            {
                var name = Path.GetDirectoryName(store.Full(all[i].Path)) ?? "";
                if (!folders.TryGetValue(name, out var folder))
                    folders[name] = folder = new Folder([], []);
                (format == FileFormat.Service ? folder.Services : folder.Parts).Add(i);
            }
        foreach (var (name, folder) in folders)
            if (folder.Parts.Count > 0)
                Join(all, folder, Others(name, folder, all, store));
        return all;
    }

    /// <summary>Places in the list of files.</summary>
    private sealed record Folder(List<int> Services, List<int> Parts);

    private static List<FileRead> Beside(IReadOnlyList<FileRead> files, DefinitionOptions? options, DefinitionStore store)
    {
        var found = new List<FileRead>();
        HashSet<string>? known = null;
        foreach (var service in files.Where(file => file is { Format: FileFormat.Service, FromFolder: false }))
            foreach (var part in PartNames)
            {
                var path = Path.Join(Path.GetDirectoryName(service.Path), part);
                if (!store.HasFile(path) || !(known ??= files.Select(file => store.Full(file.Path)).ToHashSet(StringComparer.Ordinal)).Add(store.Full(path)))
                    continue;
                var read = FileReader.Read(new DefinitionFile(path, FromFolder: false), options, store);
                if (read.Format is FileFormat.Upgrade or FileFormat.Deps)
                    found.Add(read);
            }
        return found;
    }

    /// <summary>Service definitions in the folder that nobody asked for: with them it would not be clear whose the part is.</summary>
    private static List<string> Others(string folder, Folder known, List<FileRead> all, DefinitionStore store)
    {
        if (known.Services.Count != 1 || all[known.Services[0]] is { FromFolder: true })
            return [];
        try
        {
            var own = store.Full(all[known.Services[0]].Path);
            var prefix = Path.GetDirectoryName(all[known.Services[0]].Path) ?? "";
            return [.. store.In(folder)
                .Where(path => path != own && !PartNames.Contains(Path.GetFileName(path), StringComparer.OrdinalIgnoreCase))
                .Where(path => FileReader.Read(new DefinitionFile(path, FromFolder: true), store: store) is { Format: FileFormat.Service, Root: not null })
                .Select(path => Path.Join(prefix, Path.GetFileName(path)))];
        }
        catch (Exception problem) when (FileProblems.IsOne(problem))
        {
            return [];
        }
    }

    private static void Join(List<FileRead> all, Folder folder, IReadOnlyList<string> others)
    {
        string[] services = [.. folder.Services.Select(i => all[i].Path), .. others];
        foreach (var i in folder.Parts)
            if (services.Length > 1)
                all[i] = Say(all[i], Diagnostic.Of(PartRules.WhoseIsIt, all[i].Root is { } root ? Place.Start(root) : null, all[i].Path, services[0], services[1]));
            else if (services.Length == 0)
                all[i] = Say(all[i], [.. UpgradeReader.Scripts(all[i].Updaters ?? [], [])]);
        if (services.Length != 1)
            return;
        var at = folder.Services[0];
        var holders = new Dictionary<string, ScalarNode>(StringComparer.Ordinal);
        TakeKeys(all[at], holders);
        foreach (var i in folder.Parts)
        {
            all[i] = Say(all[i], [.. TakeKeys(all[i], holders)]);
            if (all[at].Definition is { } definition && !HasErrors(all[i]))
                (all[at], all[i]) = (all[at] with { Definition = With(definition, all[i]) }, Say(all[i], [.. Together(definition, all[i])]));
        }
    }

    /// <summary>Notes which file holds which part, and reports those that two files hold.</summary>
    private static List<Diagnostic> TakeKeys(FileRead file, Dictionary<string, ScalarNode> holders)
    {
        var twice = new List<Diagnostic>();
        foreach (var entry in file.Root?.Entries ?? [])
            if (KnownFields.Service.Spelling(entry.Name) is "updater" or "rollback" or "depsService" && !holders.TryAdd(KnownFields.Service.Spelling(entry.Name)!, entry.Key))
            {
                var first = holders[KnownFields.Service.Spelling(entry.Name)!];
                twice.Add(TwoPlaces.Say(PartRules.Twice, entry.Key, first, entry.Name, first.At?.Source.Name ?? ""));
            }
        return twice;
    }

    private static ServiceDefinition With(ServiceDefinition definition, FileRead part)
    {
        var node = definition.Node;
        foreach (var entry in part.Root!.Entries)
            if (KnownFields.Service.Spelling(entry.Name) is { } name and not "format")
                node = new MapNode([.. node.Entries, entry with { Key = entry.Key.Text == name ? entry.Key : Node.Of(name, entry.Key.At) }], node.At);
        return definition with { Updaters = part.Updaters ?? definition.Updaters, DepsService = part.DepsService ?? definition.DepsService, Node = node };
    }

    /// <summary>What neither file shows alone.</summary>
    private static List<Diagnostic> Together(ServiceDefinition definition, FileRead part)
    {
        var findings = new List<Diagnostic>();
        UpgradePart.CheckScripts(part.Updaters ?? [], definition.Storage, findings);
        DepsPart.CheckSelf(part.DepsService ?? [], definition.Name.Value, findings);
        if (definition.Containers.Count == 0)
            findings.AddRange(PodlessReader.Check(part.Root!, definition.Workload.Value));
        return findings;
    }

    private static FileRead Say(FileRead file, params IReadOnlyList<Diagnostic> findings)
        => findings.Count == 0 ? file : file with { Diagnostics = Documents.InOrder([.. file.Diagnostics, .. findings]) };

    private static bool HasErrors(FileRead file) => file.Diagnostics.Any(finding => finding.Severity == Severity.Error);
}
