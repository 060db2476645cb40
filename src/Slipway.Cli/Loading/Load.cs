using Slipway.Components;
using Slipway.Delivery;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The definitions found, and everything that is wrong with any of them.</summary>
/// <param name="Definitions">Without those that are part of an application that was found.</param>
internal sealed record LoadedDefinitions(int Files, IReadOnlyList<ServiceDefinition> Definitions, IReadOnlyList<Diagnostic> Findings)
{
    public IReadOnlyList<Composition> Applications { get; init; } = [];

    /// <summary>Of applications with errors: what could be put together, for more of their errors to be found.</summary>
    public IReadOnlyList<Composition> Incomplete { get; init; } = [];

    /// <summary>The package that the one application came in; null where it came as files.</summary>
    public ApplicationPackage? Package { get; init; }

    /// <summary>The same applications with their files, where they came as files.</summary>
    public IReadOnlyList<Composed> Composed { get; init; } = [];

    /// <summary>What was named, as it was written.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Told of an option that only an application understands where there is none; not where it may be hidden behind a fault.</summary>
    public Diagnostic? Misplaced(Selection said) => said.Words is [var option, ..] ? NoApplicationFor(option.Split(' ')[0]) : null;

    public Diagnostic? NoApplicationFor(string option)
        => Applications.Count > 0 || Definitions.Count == 0 || Findings.Any(finding => finding.Severity == Severity.Error) ? null
            : Diagnostic.Of(UsageRules.OnlyOnApplications, (Location?)null, option, string.Join(", ", Definitions.Select(definition => definition.Name.Value)));
}

/// <summary>Components ready to be rendered or installed.</summary>
/// <param name="Platform">Null only where <paramref name="Findings"/> says why.</param>
internal sealed record LoadedComponents(PlatformDefinition? Platform, IReadOnlyList<Component> Components, IReadOnlyList<Diagnostic> Findings)
{
    /// <summary>By component, what a run has to know of it.</summary>
    public IReadOnlyDictionary<string, ComponentFacts> Facts { get; init; } = new Dictionary<string, ComponentFacts>();

    /// <summary>The components of applications as they were asked for.</summary>
    public IReadOnlyList<ComposedComponent> Composed { get; init; } = [];

    public bool HasErrors => Findings.Any(f => f.Severity == Severity.Error);
}

/// <summary>From paths to definitions to components. Everything that is wrong is found in one go.</summary>
internal static class Load
{
    /// <param name="platform">A platform team's, whose policy says what definitions may do; what is wrong with it, <see cref="Components"/> tells.</param>
    /// <param name="how">How what lies elsewhere is fetched.</param>
    public static async Task<LoadedDefinitions> Definitions(IEnumerable<string> paths, PlatformSource? platform, Gathering how, CancellationToken cancellation)
    {
        var options = platform is null ? DefinitionOptions.Default : PolicyReader.Of(platform).Options;
        var all = paths.ToList();
        if (all is [var only] && ApplicationPackage.IsOne(only))
            return Packed(only, platform, options);
        var found = DefinitionFiles.Find(all);
        var reads = DefinitionParts.Join(InOrder(found.Files, file => FileReader.Read(file, options)), options);
        var composed = await Applications(reads, options, how, cancellation).ConfigureAwait(false);
        var parts = composed.SelectMany(one => one.Files).Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        return new LoadedDefinitions(
            found.Files.Select(file => Path.GetFullPath(file.Path)).Concat(composed.SelectMany(one => one.Files).Where(IsDefinition).Select(Path.GetFullPath)).Distinct(StringComparer.Ordinal).Count(),
            [.. reads.Where(read => !parts.Contains(Path.GetFullPath(read.Path))).Select(r => r.Definition).OfType<ServiceDefinition>()],
            // What an alias repeats is wrong as often as it is repeated, but at one place.
            // What belongs to an application, composing has told, by what it is there: a manifest is none of our formats.
            Distinct([.. found.Diagnostics, .. reads.Where(read => !parts.Contains(Path.GetFullPath(read.Path))).SelectMany(r => r.Diagnostics), .. composed.SelectMany(one => one.Findings)]))
        {
            Applications = [.. composed.Select(one => one.Composition).OfType<Composition>()],
            Incomplete = [.. composed.Where(one => one.Composition is null).Select(one => one.Incomplete).OfType<Composition>()],
            Composed = composed,
            Paths = all,
        };
    }

    /// <summary>Whether a file of an application counts as looked at: what was fetched lies elsewhere.</summary>
    private static bool IsDefinition(string path)
        => Path.GetExtension(path) is ".yaml" or ".yml" or ".json" && File.Exists(path);

    private static LoadedDefinitions Packed(string path, PlatformSource? platform, DefinitionOptions options)
    {
        var (package, problem) = ApplicationPackage.Open(path);
        if (package is null)
            return new LoadedDefinitions(1, [], [problem!]);
        var own = platform ?? package.Platform;
        var composed = Composer.Compose(package.Application, own is null ? options : PolicyReader.Of(own).Options, package.Definitions);
        return new LoadedDefinitions(package.Files.Count, [], Distinct(composed.Findings))
        {
            Applications = [.. new[] { composed.Composition }.OfType<Composition>()],
            Package = package,
        };
    }

    /// <summary>Those that no other one of them holds: what a middle product needs, what is around it may have.</summary>
    private static async Task<List<Composed>> Applications(IReadOnlyList<FileRead> reads, DefinitionOptions options, Gathering how, CancellationToken cancellation)
    {
        var outer = new List<(string Own, HashSet<string> Files, Composed Composed)>();
        foreach (var read in reads.Where(read => read.Format == FileFormat.Application).OrderBy(read => read.Path.Count(c => c == '/')))
        {
            var own = Path.GetFullPath(read.Path);
            if (outer.Any(one => one.Files.Contains(own)))
                continue;
            var composed = await Gather.Compose(read.Path, options, how, cancellation).ConfigureAwait(false);
            var files = composed.Files.Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
            outer.RemoveAll(one => files.Contains(one.Own));
            outer.Add((own, files, composed));
        }
        return [.. outer.OrderBy(one => one.Own, StringComparer.Ordinal).Select(one => one.Composed)];
    }

    /// <summary>A text that stands alone, without files beside it.</summary>
    public static LoadedDefinitions Text(FileText text, PlatformSource? platform = null)
    {
        if (text.Source is null)
            return new LoadedDefinitions(1, [], text.Findings);
        var read = FileReader.Read(text.File, text.Source, platform is null ? DefinitionOptions.Default : PolicyReader.Of(platform).Options);
        return new LoadedDefinitions(1, [.. new[] { read.Definition }.OfType<ServiceDefinition>()], read.Diagnostics);
    }

    /// <param name="installation">Null: each component is its own installation's, an application's components are the application's.</param>
    /// <param name="registry">The site's registry, for image names with a leading slash.</param>
    /// <param name="isComplete">False where the people on site have yet to say what they want: required settings may be missing.</param>
    /// <param name="selection">Of an application's components; null for all that it may run.</param>
    public static LoadedComponents Components(
        LoadedDefinitions found, ComponentChoice choice, Selection? selection, string? installation = null, string? registry = null, bool isComplete = true)
    {
        var definitions = found.Definitions;
        var (platform, findings) = Platform(choice.Platform ?? found.Package?.Platform);
        if (platform is not null && choice.Platform is null && found.Package is { BuiltWith: var with } package && with != (platform.Name, platform.Version))
            findings.Add(Diagnostic.Of(PackageRules.OtherPlatform, (Location?)null, package.Name, with.Name, with.Version, platform.Name, platform.Version));
        if (platform is not null)
            findings.AddRange(found.Applications.SelectMany(application => application.Packaged).Select(part => part.On(platform)).OfType<Diagnostic>());
        var isAlone = OnApplication.IsAlone(found);
        var (entry, wrong) = Entry(isAlone ? choice with { Traits = [] } : choice);
        findings.AddRange(wrong);
        findings.AddRange(OnApplication.Refused(found, choice, entry));
        if (choice.Presets.Count > 0 && found.NoApplicationFor("--preset") is { } misplaced)
            findings.Add(misplaced);
        if (platform is null)
            return new LoadedComponents(platform, [], findings);
        // With a faulty entry no component is built, but what else is wrong is found all the same.
        var faulty = findings.Any(f => f.Severity == Severity.Error);
        var built = InOrder(definitions, definition => ComponentBuilder.Build(definition, entry, platform, installation, registry, isComplete));
        findings.AddRange(built.SelectMany(b => b.Findings));
        var components = built.Select(b => b.Component).OfType<Component>().ToList();
        var facts = Facts.Of(definitions, entry.Config);
        var composed = new List<ComposedComponent>();
        foreach (var application in found.Applications)
        {
            var (asked, wrongly) = OnApplication.Of(application, OnApplication.Said(application, entry, choice), selection, platform);
            var (made, within) = ComposedBuilder.Build(asked, platform, installation ?? application.Application.Name.Value, registry, isComplete: application.IsSound);
            findings.AddRange([.. wrongly, .. within]);
            // Of what cannot be as it was asked for, nothing is right to be shown.
            if (selection is not null && wrongly.Any(finding => finding.Severity == Severity.Error))
                continue;
            components.AddRange(registry is not null && found.Package is { Images: { Count: > 0 } carried } ? made.Select(one => Relocation.Apply(one, carried, registry)) : made);
            composed.AddRange(asked);
            Facts.Add(facts, asked);
        }
        foreach (var again in definitions.GroupBy(d => d.Name.Value, StringComparer.Ordinal).SelectMany(same => same.Skip(1)))
            findings.Add(Diagnostic.Of(RenderingRules.SameName, again.Name.At, again.Name.Value));
        // Nor is what lacks a part of what was asked for: somebody may apply it as it is.
        faulty |= selection is not null && findings.Any(finding => finding.Severity == Severity.Error && IsGiven(finding, choice));
        return new LoadedComponents(platform, faulty ? [] : components, Distinct(findings)) { Facts = facts, Composed = composed };
    }

    /// <summary>Whether it stands in what options say, rather than in a definition.</summary>
    private static bool IsGiven(Diagnostic finding, ComponentChoice choice)
        => finding.At?.Source.Name is { } name && (name is "--trait" or "--config" || name == choice.With);

    /// <summary>Images that a package brings to a site's registry, and that some template would still ask of another.</summary>
    public static IReadOnlyList<Diagnostic> NotRelocated(LoadedDefinitions found, IReadOnlyList<RenderedComponent> rendered, string? registry)
        => registry is not null && found.Package is { Images: { Count: > 0 } carried } ? Relocation.Missed(rendered, carried, registry) : [];

    /// <summary>Side by side where there are many, with the results in the order of the inputs. Starting threads for a few would cost more than they save.</summary>
    private static TResult[] InOrder<T, TResult>(IReadOnlyList<T> inputs, Func<T, TResult> work)
    {
        var results = new TResult[inputs.Count];
        if (inputs.Count < 32)
            for (var i = 0; i < results.Length; i++)
                results[i] = work(inputs[i]);
        else
            Parallel.For(0, results.Length, i => results[i] = work(inputs[i]));
        return results;
    }

    /// <param name="source">A platform team's; null for the built-ins alone.</param>
    public static (PlatformDefinition? Platform, List<Diagnostic> Findings) Platform(PlatformSource? source)
    {
        if (source is null)
            return (PlatformReader.BuiltIn, []);
        var (platform, findings) = PlatformReader.Read(source);
        return (platform, [.. findings]);
    }

    internal static (ComponentEntry Entry, IReadOnlyList<Diagnostic> Findings) Entry(ComponentChoice choice)
    {
        var (entry, findings) = choice.With is null ? (ComponentEntry.Empty, (List<Diagnostic>)[]) : EntryFile(choice.With);
        foreach (var assignment in choice.Traits)
        {
            var (changed, wrong) = entry.With(assignment);
            entry = changed;
            findings.AddRange(wrong);
        }
        foreach (var assignment in choice.Config)
        {
            var (changed, wrong) = entry.WithConfig(assignment);
            entry = changed;
            findings.AddRange(wrong);
        }
        findings.AddRange(new[] { Contradiction.OfTraits(choice.Traits), Contradiction.Of("--config", choice.Config) }.OfType<Diagnostic>());
        return (entry, findings);
    }

    private static (ComponentEntry Entry, List<Diagnostic> Findings) EntryFile(string path)
    {
        var (bytes, refused) = DefinitionFiles.ReadBytes(path);
        if (bytes is null)
            return (ComponentEntry.Empty, [refused!]);
        var (entry, findings) = EntryReader.Read(path, bytes);
        return (entry ?? ComponentEntry.Empty, [.. findings]);
    }

    // One entry stands on top of many definitions, one definition in many applications: what is wrong with it is wrong once.
    internal static List<Diagnostic> Distinct(IEnumerable<Diagnostic> findings)
        => [.. findings.DistinctBy(f => (f.Rule.Code, f.At?.Source.Name, f.At?.Span, string.Join('\0', f.Arguments)))];
}
