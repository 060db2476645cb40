using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Reads a platform: what the program brings along, and a team's folder on top of it.</summary>
public static class PlatformReader
{
    private static readonly Lazy<PlatformDefinition> Own = new(ReadBuiltIn);

    public static PlatformDefinition BuiltIn => Own.Value;

    /// <summary>The built-ins and a team's folder. The same name is an error unless the newcomer says <c>replaces: NAME@VERSION</c>.</summary>
    public static (PlatformDefinition? Platform, IReadOnlyList<Diagnostic> Findings) Read(string folder) => Read(PlatformFiles.Folder(folder));

    public static (PlatformDefinition? Platform, IReadOnlyList<Diagnostic> Findings) Read(PlatformSource source)
    {
        // A file that could not be read would be told a second time, as missing.
        if (source.Findings.Count > 0)
            return (null, source.Findings);
        var findings = new List<Diagnostic>();
        var policy = PolicyReader.Of(source, findings);
        var head = PlatformHead.Read(source, findings);
        var folders = Group(source.Files.Where(file => file.Path is not (PolicyReader.FileName or PlatformHead.FileName)), builtIn: false, findings);
        var workloads = BuiltIn.Workloads.ToList();
        var traits = BuiltIn.Traits.ToList();
        foreach (var one in folders)
            if (one.Kind == "workloads")
                Add(workloads, ReadWorkload(one, findings), w => (w.Name, w.Version, w.Model.Source.Name), one, findings);
            else
                Add(traits, ReadTrait(one, findings), t => (t.Name, t.Version, (t.Patch ?? t.Objects)?.Source.Name ?? t.Name), one, findings);
        if (findings.Any(f => f.Severity == Severity.Error))
            return (null, findings);
        var platform = BuiltIn with
        {
            Name = head.Name ?? BuiltIn.Name,
            Version = head.Version ?? BuiltIn.Version,
            Workloads = workloads,
            Traits = Sorted(traits),
            Defaults = MergePatch.Apply(BuiltIn.Defaults, head.Defaults),
            Policy = policy,
            BaseImages = head.BaseImages,
            HasOwnChart = head.Version is not null || head.Defaults.Count > 0 || folders.Count > 0,
        };
        CheckLike(platform, findings);
        CheckNames(platform, folders, findings);
        findings.AddRange(PlatformDefaults.Check(platform, head.Defaults));
        findings.AddRange(PolicyReader.Unknown(platform));
        return (findings.Any(f => f.Severity == Severity.Error) ? null : platform, findings);
    }

    /// <summary>A name that there is not would apply to nothing, exclude nothing and need nothing, unseen.</summary>
    private static void CheckNames(PlatformDefinition platform, IReadOnlyList<DefinitionFolder> folders, List<Diagnostic> findings)
    {
        foreach (var folder in folders)
            if (folder.File("trait.yaml") is { } trait && Root(trait.Source, []) is { } root)
            {
                foreach (var workload in Items("appliesTo").Where(name => platform.Workload(name.Text) is null))
                    findings.Add(Diagnostic.Of(RenderingRules.UnknownWorkload, workload, workload.Text, string.Join(", ", platform.Workloads.Select(w => w.Name))));
                foreach (var other in Items("conflictsWith").Concat(Items("requires")))
                    TraitCompany.Known(other, other.Text, platform, findings);

                IEnumerable<ScalarNode> Items(string key) => (root[key] as ListNode)?.Items.OfType<ScalarNode>() ?? [];
            }
            else if (folder.File("workload.yaml") is { } workload && Root(workload.Source, []) is { } description)
                foreach (var needed in (description["requires"] as ListNode)?.Items.OfType<ScalarNode>() ?? [])
                    TraitCompany.Known(needed, needed.Text, platform, findings);
    }

    /// <summary>Traits patch fields of a controller: only with the same kind of one do they fit.</summary>
    private static void CheckLike(PlatformDefinition platform, List<Diagnostic> findings)
    {
        foreach (var workload in platform.Workloads)
            if (workload.Like is { } like)
                if (platform.Workload(like.Value) is not { } other)
                    findings.Add(Diagnostic.Of(RenderingRules.UnknownWorkload, like.At, like.Value, string.Join(", ", platform.Workloads.Select(w => w.Name))));
                else if (other.Like is not null || other.Controller != workload.Controller)
                    findings.Add(Diagnostic.Of(PlatformRules.LikeOther, like.At, workload.Name, like.Value, other.Controller?.Kind ?? "-", workload.Controller?.Kind ?? "-"));
    }

    private static PlatformDefinition ReadBuiltIn()
    {
        var files = PlatformFiles.BuiltIn();
        var findings = new List<Diagnostic>();
        var folders = Group(files.Where(file => file.Path != PlatformHead.FileName), builtIn: true, findings);
        var root = Root(files.First(file => file.Path == PlatformHead.FileName).Source, findings) ?? throw new InvalidOperationException("platform.yaml is no map.");
        var platform = new PlatformDefinition(
            root["name"]!.ToString()!,
            root["version"]!.ToString()!,
            [.. folders.Where(f => f.Kind == "workloads").Select(f => ReadWorkload(f, findings)).OfType<WorkloadDefinition>()],
            Sorted(folders.Where(f => f.Kind == "traits").Select(f => ReadTrait(f, findings)).OfType<TraitDefinition>()),
            (MapNode)root["defaults"]!);
        return findings.Count == 0 ? platform : throw new InvalidOperationException($"The built-in platform is broken: {findings[0].At} {findings[0].Message(Language.English)}");
    }

    private static IReadOnlyList<TraitDefinition> Sorted(IEnumerable<TraitDefinition> traits)
        => [.. traits.OrderBy(t => t.Order).ThenBy(t => t.Name, StringComparer.Ordinal)];

    /// <summary>A definition's folder: <c>Traits/expose</c> with its files by their bare names.</summary>
    private sealed record DefinitionFolder(string Kind, string Name, Dictionary<string, PlatformFile> Files, bool BuiltIn)
    {
        public PlatformFile? File(string name) => Files.GetValueOrDefault(name);
    }

    private static IReadOnlyList<DefinitionFolder> Group(IEnumerable<PlatformFile> files, bool builtIn, List<Diagnostic> findings)
    {
        var folders = new Dictionary<string, DefinitionFolder>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var parts = file.Path.Split('/');
            var kind = parts[0].ToLowerInvariant();
            string[] known = kind switch { "workloads" => ["workload.yaml", "model.yaml", "objects.yaml"], "traits" => ["trait.yaml", "patch.yaml", "objects.yaml"], _ => [] };
            if (parts.Length != 3 || !known.Contains(parts[2], StringComparer.Ordinal))
            {
                findings.Add(Diagnostic.Of(PlatformRules.Misplaced, new Location(file.Source, new Span(0, 0))));
                continue;
            }
            var key = kind + "/" + parts[1];
            if (!folders.TryGetValue(key, out var folder))
                folders[key] = folder = new DefinitionFolder(kind, parts[1], [], builtIn);
            folder.Files[parts[2]] = file;
        }
        return [.. folders.Values];
    }

    private static WorkloadDefinition? ReadWorkload(DefinitionFolder folder, List<Diagnostic> findings)
    {
        if (Described(folder, "workload.yaml", () => DefinitionSchemas.Workload, findings) is not { } root)
            return null;
        if (folder.File("model.yaml") is not { } model)
        {
            findings.Add(Diagnostic.Of(PlatformRules.MissingFile, root, folder.Name, "model.yaml"));
            return null;
        }
        return new WorkloadDefinition(
            Text(root, "name"), Text(root, "version"), Summary(root),
            root["controller"] is MapNode controller ? (Text(controller, "apiVersion"), Text(controller, "kind")) : null,
            Template(model, folder, findings), folder.File("objects.yaml") is { } objects ? Template(objects, folder, findings) : null)
        {
            Requires = Words(root, "requires"),
            Like = root["like"] is ScalarNode like ? new Placed<string>(like.Text, like) : null,
        };
    }

    private static TraitDefinition? ReadTrait(DefinitionFolder folder, List<Diagnostic> findings)
    {
        if (Described(folder, "trait.yaml", () => DefinitionSchemas.Trait, findings) is not { } root)
            return null;
        var (patch, objects) = (folder.File("patch.yaml"), folder.File("objects.yaml"));
        if (patch is null && objects is null)
        {
            findings.Add(Diagnostic.Of(PlatformRules.MissingFile, root, folder.Name, "patch.yaml"));
            return null;
        }
        // Of the built-ins only what is used is read whole: reading all of them would take most of a short command's time.
        var text = folder.BuiltIn
            ? new Lazy<TraitText>(() => TraitTextOf(Root(folder.File("trait.yaml")!.Source, [])!))
            : new Lazy<TraitText>(TraitTextOf(root));
        if (!folder.BuiltIn)
            findings.AddRange(JsonSchema.Compile(text.Value.Parameters).Findings);
        return new TraitDefinition(Text(root, "name"), Text(root, "version"), text)
        {
            AppliesTo = Words(root, "appliesTo"),
            ConflictsWith = Words(root, "conflictsWith"),
            Requires = Words(root, "requires"),
            Owns = Words(root, "owns"),
            Order = root["order"] is ScalarNode order ? int.Parse(order.Text) : 500,
            ReadsLive = Words(root, "reads").Contains("live", StringComparer.Ordinal),
            Patch = patch is null ? null : Template(patch, folder, findings),
            Objects = objects is null ? null : Template(objects, folder, findings),
        };
    }

    private static TraitText TraitTextOf(MapNode root) => new(
        Summary(root),
        root["documentation"] is MapNode documentation ? new(Text(documentation, "en"), Text(documentation, "zh")) : null,
        root["parameters"] as MapNode ?? (MapNode)Node.Map(("type", Node.Of("object")), ("additionalProperties", Node.Of(false))));

    private static MapNode? Described(DefinitionFolder folder, string file, Func<JsonSchema> schema, List<Diagnostic> findings)
    {
        if (folder.File(file) is not { } described)
        {
            findings.Add(Diagnostic.Of(PlatformRules.MissingFile, new Location(folder.Files.Values.First().Source, new Span(0, 0)), folder.Name, file));
            return null;
        }
        if (Root(folder.BuiltIn && file == "trait.yaml" ? TraitHead.Of(described.Source) : described.Source, findings) is not { } root)
            return null;
        // A test holds the built-ins against the schema; at every start that would cost more than everything else together.
        if (!folder.BuiltIn && schema().Check(root) is { Count: > 0 } wrong)
        {
            findings.AddRange(wrong.Select(w => w.Diagnostic));
            return null;
        }
        if (Text(root, "name") != folder.Name)
            findings.Add(Diagnostic.Of(PlatformRules.NameDiffers, root["name"]!, Text(root, "name"), folder.Name));
        return root;
    }

    internal static MapNode? Root(SourceText source, List<Diagnostic> findings)
    {
        var read = YamlReader.Read(source);
        findings.AddRange(read.Diagnostics.Where(d => d.Severity == Severity.Error));
        if (read.Documents is [MapNode root])
            return root;
        if (!read.HasErrors)
            findings.Add(Diagnostic.Of(PlatformRules.Misplaced, new Location(source, new Span(0, 0))));
        return null;
    }

    private static TemplateFile Template(PlatformFile file, DefinitionFolder folder, List<Diagnostic> findings)
    {
        if (!folder.BuiltIn)
            findings.AddRange(TemplateCheck.Check(file.Source));
        return new TemplateFile(file.Text);
    }

    private static void Add<T>(List<T> all, T? newcomer, Func<T, (string Name, string Version, string Place)> identity, DefinitionFolder folder, List<Diagnostic> findings)
        where T : class
    {
        if (newcomer is null)
            return;
        var description = folder.File(folder.Kind == "traits" ? "trait.yaml" : "workload.yaml")!.Source;
        var replaces = (Root(description, []) as MapNode)?["replaces"] as ScalarNode;
        var at = all.FindIndex(a => identity(a).Name == identity(newcomer).Name);
        var standing = at < 0 ? null : $"{identity(all[at]).Name}@{identity(all[at]).Version}";
        if (replaces is not null && replaces.Text != standing)
            findings.Add(Diagnostic.Of(PlatformRules.ReplacesOther, replaces, replaces.Text, standing ?? "(nothing)"));
        else if (at >= 0 && replaces is null)
            findings.Add(Diagnostic.Of(PlatformRules.AlreadyThere, new Location(description, new Span(0, 0)), identity(newcomer).Name, identity(all[at]).Place, identity(all[at]).Version));
        else if (at >= 0)
            all[at] = newcomer;
        else
            all.Add(newcomer);
    }

    private static string Text(MapNode map, string key) => (map[key] as ScalarNode)?.Text ?? "";

    private static LocalText Summary(MapNode root) => new(Text((MapNode)root["summary"]!, "en"), Text((MapNode)root["summary"]!, "zh"));

    private static IReadOnlyList<string> Words(MapNode root, string key)
        => root[key] is ListNode list ? [.. list.Items.OfType<ScalarNode>().Select(i => i.Text)] : [];
}
