using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Goes through an application and the middle products in it, and gathers components.</summary>
internal sealed partial class CompositionWalk(DefinitionOptions options, DefinitionStore store)
{
    private readonly Dictionary<string, ComposedComponent> byName = new(StringComparer.Ordinal);
    private bool isFull;

    public List<Diagnostic> Findings { get; } = [];

    public List<ComposedComponent> Components { get; } = [];

    public List<ComposedAlternative> Alternatives { get; } = [];

    /// <summary>For the components of each application in the walk: which they are, so that a service is looked for beside its dependents first.</summary>
    public List<CompositionSite> Sites { get; } = [];

    public List<string> Files { get; } = [];

    /// <summary>The paths of components that could not be read.</summary>
    public List<string> Lost { get; } = [];

    /// <summary>Some application was read with errors.</summary>
    public bool HasUnread { get; set; }

    /// <summary>The outermost application's first.</summary>
    public List<ComposedImage> Images { get; } = [];

    /// <returns>The names of all components in it.</returns>
    public IReadOnlyList<string> Enter(ApplicationDefinition application, CompositionLevel level)
    {
        level = level with
        {
            Around = [.. level.Around, (store.Full(level.File), level.File)],
            Defaults = [.. level.Defaults, application.Defaults],
        };
        Files.Add(level.File);
        foreach (var image in application.Images)
            if (CarriedName.Parse(image.Name.Value) is { } name)
                Images.Add(new ComposedImage(image, name, level.File));
            else
                Findings.Add(Diagnostic.Of(CarryingRules.NoName, image.Name.At, image.Name.Value));
        CheckAbove(application, level);
        AddDocuments(application, level);
        var holds = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var component in application.Components)
            holds[component.Name.Value] = component.Kind == ComponentKind.Application
                ? Inside(component, application, level)
                : One(component, application, level) is { } one ? [one] : [];
        Lost.AddRange(holds.Where(one => one.Value.Count == 0).Select(one => one.Key).Concat(application.Unread).Select(name => string.Join('/', [.. level.Path, name])));
        foreach (var group in application.OneOf)
            Alternatives.Add(new(level.FullName(group.Name.Value), [.. group.Components.Select(one => level.FullName(one.Value))], level.FullName(group.Default.Value)));
        Sites.Add(new CompositionSite(application, holds) { Path = level.Path });
        return [.. holds.Values.SelectMany(names => names)];
    }

    private IReadOnlyList<string> Inside(ApplicationComponent component, ApplicationDefinition application, CompositionLevel level)
    {
        if (Place(component, level) is not { } place)
            return [];
        var file = Composer.FileOf(place.Path, store);
        var full = store.Full(file);
        if (level.Around.Any(outer => outer.Full == full))
        {
            var way = level.Around.SkipWhile(outer => outer.Full != full).Select(outer => outer.Shown).Append(file);
            Findings.Add(Diagnostic.Of(ComposingRules.ContainsItself, component.Source.At, string.Join(" → ", way)));
            return [];
        }
        var read = FileReader.Read(new DefinitionFile(file, FromFolder: false), options, store);
        if (read.Format is { } format and not FileFormat.Application)
        {
            Findings.Add(Diagnostic.Of(ComposingRules.NotApplication, component.Source.At, component.Name.Value, file));
            return [];
        }
        // What could not be read at all is told where it is named.
        Findings.AddRange(read.Diagnostics.Select(finding => FileProblems.Named(finding, component.Source.At)));
        HasUnread |= read.Application is null;
        return read.Incomplete is not { } inner || isFull ? [] : Enter(inner, new CompositionLevel(file)
        {
            Path = [.. level.Path, component.Name.Value],
            Prefix = component.Prefix.Value ? $"{level.Prefix}{component.Name.Value}-" : level.Prefix,
            Defaults = level.Defaults,
            Above = [.. component.Inner, .. level.Above.SelectMany(above => Below(above, component.Name.Value))],
            Conditions = [.. level.Conditions, .. Conditions(component, application, level)],
            Around = level.Around,
            Root = place.Root,
            Sources = place.Sources,
        });
    }

    /// <summary>What travels for people to read must be there, whatever it is.</summary>
    private void AddDocuments(ApplicationDefinition application, CompositionLevel level)
    {
        foreach (var document in application.Documents)
        {
            var path = level.Beside(document.Path.Value);
            var (_, refused) = store.Read(path);
            if (refused is not null)
                Findings.Add(FileProblems.Named(refused, document.Path.At));
            else if (!Files.Contains(path))
                Files.Add(path);
        }
    }

    /// <summary>Of <c>backend/cart</c>, for <c>backend</c>: <c>cart</c>.</summary>
    private static IEnumerable<(Placed<string>, ComponentEntry)> Below((Placed<string> Name, ComponentEntry Entry) above, string name)
    {
        if (above.Name.Value.StartsWith(name + "/", StringComparison.Ordinal))
            yield return (above.Name with { Value = above.Name.Value[(name.Length + 1)..] }, above.Entry);
    }

    /// <summary>What stands on components that there are not would change nothing, unseen.</summary>
    private void CheckAbove(ApplicationDefinition application, CompositionLevel level)
    {
        var names = application.Components.Select(component => component.Name.Value).ToList();
        foreach (var (name, _) in level.Above)
        {
            var first = name.Value.Split('/')[0];
            var known = application.Components.FirstOrDefault(component => component.Name.Value == first);
            if (application.Unread.Contains(first, StringComparer.Ordinal))
                continue;
            if (known is not null && (known.Kind == ComponentKind.Application) == name.Value.Contains('/', StringComparison.Ordinal))
                continue;
            var all = application.Components.Select(component => component.Kind == ComponentKind.Application ? component.Name.Value + "/…" : component.Name.Value);
            var near = known is null ? NearestName.Find(first, names) : null;
            Findings.Add(Diagnostic.Of(ComposingRules.UnknownInner, name.At, "components", name.Value, string.Join(", ", all), near ?? "") with
            {
                SpecialHelp = near is null ? null : ComposingRules.DidYouMean,
            });
        }
    }

    private string? One(ApplicationComponent component, ApplicationDefinition application, CompositionLevel level)
    {
        var name = level.FullName(component.Name.Value);
        if (isFull || ContentOf(component, name, application, level) is not { } content || !MayBeNamed(component, name, level))
            return null;
        var made = new ComposedComponent
        {
            Name = name,
            Path = [.. level.Path, component.Name.Value],
            Written = component,
            Content = content,
            Entry = Entry(component, (content as ServiceContent)?.Definition.Workload.Value, level),
            Conditions = [.. level.Conditions, .. Conditions(component, application, level)],
        };
        if (content is ChartContent chart)
            ChartValues.Check(name, chart.Chart, (ComponentEntry.Empty with { Values = chart.FileValues }).With(made.Entry).Values, component.Source.At, Findings);
        byName[name] = made;
        Components.Add(made);
        return name;
    }

    private bool MayBeNamed(ApplicationComponent component, string name, CompositionLevel level)
    {
        var way = string.Join('/', [.. level.Path, component.Name.Value]);
        if (name.Length > Composer.LongestName)
            Findings.Add(Diagnostic.Of(ComposingRules.LongName, component.Name.At, name, way, $"{name.Length}", $"{Composer.LongestName}"));
        else if (byName.TryGetValue(name, out var other))
            Findings.Add(Diagnostic.Of(ComposingRules.NamesCollide, component.Name.At, name, string.Join('/', other.Path), way, Shown(other.Written.Name.At)) with
            {
                Related = other.Written.Name.At is { } at ? [at] : [],
            });
        else if (Components.Count >= Composer.MostComponents)
        {
            isFull = true;
            Findings.Add(Diagnostic.Of(ComposingRules.TooMany, component.Name.At, $"{Composer.MostComponents}"));
        }
        else
            return true;
        return false;
    }

    private ComponentContent? ContentOf(ApplicationComponent component, string name, ApplicationDefinition application, CompositionLevel level)
    {
        CheckOuter(component, level);
        if (component.Task is { } task)
            return TaskOf(task, application, level);
        if (Place(component, level) is not { Path: var path } place)
            return null;
        var before = Findings.Count;
        ComponentContent? content = component.Kind switch
        {
            ComponentKind.Chart when ChartReader.Read(store, path, Files, Findings) is { } chart
                => new ChartContent(chart, ChartValues.OfFiles(store, component.ValuesFiles.Where(file => Sees(file, level)).Select(file => (level.Beside(file.Value), file.At)), Files, Findings)),
            ComponentKind.Manifests when PlainObjects.Read(store, path, (name, application.VersionText), component.Source.At, Files, Findings) is { } manifests
                => new ManifestsContent(manifests),
            ComponentKind.Service when ServiceOf(component, place) is { } service => new ServiceContent(service),
            _ => null,
        };
        // What could not be read at all is told where it is named.
        for (var i = before; i < Findings.Count; i++)
            Findings[i] = FileProblems.Named(Findings[i], component.Source.At);
        return content;
    }

    /// <summary>What applications around this one put on it must be of its kind; its own entry was looked at where it stands.</summary>
    private void CheckOuter(ApplicationComponent component, CompositionLevel level)
    {
        foreach (var (_, entry) in level.Above.Where(above => above.Name.Value == component.Name.Value))
            foreach (var (field, map, fits) in ((string, MapNode, bool)[])
                [("traits", entry.Traits, component.Kind == ComponentKind.Service), ("config", entry.Config, component.Kind is ComponentKind.Service or ComponentKind.Task), ("values", entry.Values, component.Kind == ComponentKind.Chart)])
                if (map.Count > 0 && !fits)
                {
                    var what = Words(component.Kind);
                    Findings.Add(new Diagnostic(ForeignFileRules.OuterEntry, map.Entries[0].Key.At, [component.Name.Value, field, what.English]) { ChineseArguments = [component.Name.Value, field, what.Chinese] });
                }
    }

    private static LocalText Words(ComponentKind kind) => kind switch
    {
        ComponentKind.Chart => new("a foreign chart", "外部 chart"),
        ComponentKind.Task => new("a task", "任务"),
        ComponentKind.Manifests => new("plain manifests", "普通清单"),
        _ => new("a service", "服务"),
    };

    private ServiceDefinition? ServiceOf(ApplicationComponent component, SourcePlace place)
    {
        var path = place.Path;
        var found = store.Find(path);
        Findings.AddRange(found.Diagnostics.Select(finding => FileProblems.Named(finding with { At = null }, component.Source.At)));
        var reads = DefinitionParts.Join([.. found.Files.Select(file => FileReader.Read(file, options, store))], options, store);
        Findings.AddRange(reads.SelectMany(read => read.Diagnostics).Select(finding => FileProblems.Named(finding, component.Source.At)));
        Files.AddRange(reads.Select(read => read.Path));
        var services = reads.Where(read => read.Format == FileFormat.Service).ToList();
        if (services is [var only])
        {
            if (only.Definition is not null)
                AddScripts(only.Definition, only.Path, place.Sources);
            return only.Definition;
        }
        if (found.Diagnostics.Count == 0 && reads.All(read => read.Format is not null))
            Findings.Add(Diagnostic.Of(ComposingRules.NotOneService, component.Source.At, component.Name.Value, path, $"{services.Count}"));
        return null;
    }

    /// <param name="workload">Of a service; null for what has none, which no defaults are for.</param>
    private static ComponentEntry Entry(ApplicationComponent component, string? workload, CompositionLevel level)
    {
        var entry = ComponentEntry.Empty;
        foreach (var defaults in level.Defaults)
            if (workload is not null && (defaults[workload] as MapNode)?["traits"] is MapNode traits)
                entry = entry.With(ComponentEntry.Empty with { Traits = traits });
        entry = entry.With(component.Entry);
        // The nearest application comes first, so the outermost has the last word.
        return level.Above.Where(above => above.Name.Value == component.Name.Value).Aggregate(entry, (below, above) => below.With(above.Entry));
    }

    private static IEnumerable<ComponentCondition> Conditions(ApplicationComponent component, ApplicationDefinition application, CompositionLevel level)
    {
        if (component.Optional is { } optional)
            yield return new(level.FullName(component.Name.Value), null, optional.Value);
        foreach (var group in application.OneOf.Where(group => group.Components.Any(one => one.Value == component.Name.Value)))
            yield return new(level.FullName(group.Name.Value), level.FullName(component.Name.Value), group.Default.Value == component.Name.Value);
    }

    internal static string Shown(Location? at) => at is null ? "?" : $"{at.Source.Name}:{at.Line}";
}

/// <summary>An application of the walk, and the full names of what each of its components became.</summary>
internal sealed record CompositionSite(ApplicationDefinition Application, IReadOnlyDictionary<string, IReadOnlyList<string>> Holds)
{
    /// <summary>The names on the way to the application.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>Its own services, without those of applications in it.</summary>
    public IEnumerable<string> Beside => Application.Components.Where(component => component.Kind == ComponentKind.Service).SelectMany(component => Holds[component.Name.Value]);

    public IEnumerable<string> All => Holds.Values.SelectMany(names => names);
}
