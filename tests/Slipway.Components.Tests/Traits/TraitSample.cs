using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>A trait with the parameters of one of its cases, on one of its workloads. All samples are of a service called <c>web</c>, so that they can be put together.</summary>
internal sealed record TraitSample(TraitDefinition Trait, string Case, string Workload, ServiceDefinition Definition, MapNode Traits)
{
    private const string Name = "web";
    private static readonly string Data = Path.Combine(TestEnvironment.Root, "src", "Slipway.Components");

    public static PlatformDefinition Platform => PlatformReader.BuiltIn;

    /// <summary>Every trait with every case's parameters on every workload that it applies to.</summary>
    public static IReadOnlyList<TraitSample> All { get; } = [.. Platform.Traits.SelectMany(t => t.AppliesTo.SelectMany(w => Of(t, w)))];

    /// <summary>All traits of the case: what this one's parameters name may be another's making.</summary>
    public required MapNode Whole { get; init; }

    public string Title => $"{Trait.Name}.{Case} on {Workload}";

    /// <summary>This trait alone, with what it requires.</summary>
    public (Component? Component, IReadOnlyList<Diagnostic> Findings) Build() => Build(Definition, Traits);

    /// <summary>This trait and others in one component.</summary>
    public (Component? Component, IReadOnlyList<Diagnostic> Findings) BuildWith(IEnumerable<TraitSample> others)
        => Build(Definition, others.Aggregate(Traits, (all, other) => MergePatch.Apply(other.Traits, all)));

    private (Component?, IReadOnlyList<Diagnostic>) Build(ServiceDefinition definition, MapNode traits)
    {
        // A default trait that one of these excludes is off, as a user would write it.
        foreach (var one in Platform.DefaultTraits(Workload).Keys)
            if (traits[one] is null && traits.Keys.Any(name => Platform.Trait(name) is { } trait && Commuting.Exclude(trait, Platform.Trait(one)!)))
                traits = traits.With(one, Node.Map(("enabled", Node.Of(false))));
        return ComponentBuilder.Build(definition, ComponentEntry.Empty with { Traits = traits }, Platform);
    }

    private static IEnumerable<TraitSample> Of(TraitDefinition trait, string workload)
    {
        foreach (var one in Cases("Traits", trait.Name))
        {
            var service = Read(Path.Combine(one, "service.yaml"));
            var with = Path.Combine(one, "with.yaml");
            var traits = (File.Exists(with) ? Read(with)["traits"] as MapNode : null) ?? Node.Map();
            if (traits[trait.Name] is not MapNode own || own["enabled"] is ScalarNode { Text: "false" })
                continue;
            var named = new MapNode(traits.Entries.Where(e => e.Name == trait.Name || trait.Requires.Contains(e.Name)).Select(e => e with { Value = Renamed(e.Value, Text(service, "name")) }));
            var whole = new MapNode(traits.Entries.Where(e => Platform.Trait(e.Name) is { } other && other.AppliesTo.Contains(workload)).Select(e => e with { Value = Renamed(e.Value, Text(service, "name")) }));
            yield return new TraitSample(trait, Path.GetFileName(one), workload, Define(service, workload), Over(Needed(workload), named))
            {
                Whole = Over(Needed(workload), whole),
            };
        }
    }

    /// <summary>A trait that the case itself has, it has whole: two cases of one trait need not go together.</summary>
    private static MapNode Over(MapNode needed, MapNode own) => new([.. needed.Entries.Where(e => own.Entry(e.Name) is null), .. own.Entries]);

    /// <summary>What a workload is nothing without, as the first case of that trait says it.</summary>
    private static MapNode Needed(string workload) => new(Platform.Workload(workload)!.Requires.Select(name => new MapEntry(
        Node.Of(name), ((MapNode)Read(Path.Combine(Cases("Traits", name).First(), "with.yaml"))["traits"]!)[name]!)));

    /// <summary>The case's service on another workload; where that workload takes no such service, the one of its own first case.</summary>
    private static ServiceDefinition Define(MapNode service, string workload)
    {
        var said = Text(service, "workload") is { Length: > 0 } word ? word : "stateless";
        var candidates = new List<MapNode> { service.With("workload", Node.Of(workload)) };
        if (said != workload)
            candidates.AddRange(Cases("Workloads", workload).Select(one => Read(Path.Combine(one, "service.yaml"))).Where(own => Text(own, "workload") == workload));
        var found = new List<Diagnostic>();
        foreach (var candidate in candidates)
        {
            var read = DefinitionReader.Read(new SourceText($"{workload}/service.yaml", YamlWriter.Write(candidate.With("name", Node.Of(Name)))), DefinitionOptions.Default with { AllowContainers = true });
            if (read.Definition is { } definition && ComponentBuilder.Build(definition, ComponentEntry.Empty with { Traits = Needed(workload) }, Platform).Component is not null)
                return definition;
            found.AddRange(read.Diagnostics);
        }
        throw new InvalidOperationException($"No service for {workload}: {Printed.Text(found)}");
    }

    private static MapNode Read(string file) => (MapNode)YamlReader.Read(new SourceText(file, File.ReadAllText(file))).Documents[0]!;

    private static string Text(MapNode map, string key) => (map[key] as ScalarNode)?.Text ?? "";

    /// <summary>The main container is called as its service.</summary>
    private static Node Renamed(Node node, string service) => node switch
    {
        MapNode map => new MapNode(map.Entries.Select(e => e with { Value = e.Name == "container" && e.Value is ScalarNode name && name.Text == service ? Node.Of(Name) : Renamed(e.Value, service) })),
        ListNode list => Node.List(list.Items.Select(item => Renamed(item, service))),
        _ => node,
    };

    private static IEnumerable<string> Cases(string kind, string name)
    {
        var folder = Path.Combine(Data, kind, name, "cases");
        return Directory.Exists(folder) ? Directory.GetDirectories(folder).Order(StringComparer.Ordinal) : [];
    }
}
