using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Components that run under the same conditions.</summary>
/// <param name="Conditions">Empty for those that always run.</param>
/// <param name="Runs">Whether they run when nobody chooses.</param>
public sealed record NeedsPart(IReadOnlyList<ComponentCondition> Conditions, bool Runs, IReadOnlyList<ComponentNeeds> Components)
{
    public AmountRange Cpu => Components.Aggregate(AmountRange.None, (sum, one) => sum + one.Cpu);

    public AmountRange Memory => Components.Aggregate(AmountRange.None, (sum, one) => sum + one.Memory);
}

/// <summary>What a site must prepare before anything exists: what the application declares, and what its components' objects ask for.</summary>
/// <param name="Parts">Those that always run first, then optional components and alternatives, each apart.</param>
/// <param name="Declared">By the application and the middle products in it.</param>
public sealed record NeedsSheet(ApplicationDefinition Application, IReadOnlyList<DeclaredNeeds> Declared, IReadOnlyList<NeedsPart> Parts)
{
    /// <summary>When nobody chooses, with what is declared on top.</summary>
    public AmountRange Cpu => Total(part => part.Cpu, needs => needs.Cpu);

    /// <summary>When nobody chooses, with what is declared on top.</summary>
    public AmountRange Memory => Total(part => part.Memory, needs => needs.Memory);

    /// <param name="rendered">Every component that the application may run, by its name.</param>
    public static NeedsSheet Of(Composition composition, IReadOnlyDictionary<string, RenderedComponent> rendered)
    {
        var objects = rendered.ToDictionary(one => one.Key, one => one.Value.Objects.Concat(one.Value.Hooks).Select(item => item.Content).ToList(), StringComparer.Ordinal);
        var made = objects.Values.SelectMany(all => all).Select(NeedsOfObjects.Made).OfType<string>().ToHashSet(StringComparer.Ordinal);
        // What a task hands out is written once it has run.
        made.UnionWith(composition.Components.Where(component => component.Content is TaskContent).Select(component => TaskChart.ResultOf(component.Name)));
        // What the package brings, nobody else has to.
        var brought = rendered.Values.SelectMany(one => one.Crds.Concat(one.Objects)).Where(one => one.Kind == "CustomResourceDefinition").Select(one => one.Content)
            .Select(one => $"{JsonPointer.Resolve(one, "/spec/names/kind")}.{JsonPointer.Resolve(one, "/spec/group")}").ToHashSet(StringComparer.Ordinal);
        var parts = composition.Components.Where(component => objects.ContainsKey(component.Name))
            .GroupBy(component => string.Join('\n', component.Conditions))
            .OrderBy(group => group.Key.Length > 0)
            .Select(group => new NeedsPart(group.First().Conditions, Selection.Default.Takes(group.First()), [.. group.Select(component => WithPrograms(Without(NeedsOfObjects.Of(component.Name, objects[component.Name], made), brought), component.Content as TaskContent))]));
        return new NeedsSheet(composition.Application, composition.Needs, [.. parts]);
    }

    private static ComponentNeeds Without(ComponentNeeds needs, HashSet<string> brought)
        => brought.Count == 0 ? needs : needs with { Kinds = [.. needs.Kinds.Where(kind => !brought.Contains(kind))] };

    private static ComponentNeeds WithPrograms(ComponentNeeds needs, TaskContent? task)
        => task is not { Programs.Count: > 0 } ? needs : needs with
        {
            Programs = [.. task.Programs.Select(program => program.Platform.Length == 0 ? program.Path : $"{program.Path} ({program.Platform})")],
            ProgramsReachCluster = task.Task.Kubeconfig,
        };

    private AmountRange Total(Func<NeedsPart, AmountRange> of, Func<NeedsDefinition, Quantity?> declared)
        => Parts.Where(part => part.Runs).Select(of)
            .Concat(Declared.Where(one => one.HoldsFor(Selection.Default)).Select(one => ResourceAmount.Of(declared(one.Needs))).Select(amount => new AmountRange(amount, amount)))
            .Aggregate(AmountRange.None, (sum, one) => sum + one);
}
