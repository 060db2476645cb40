using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Components of a composition to components that can be rendered, in an order in which each comes after what it needs.</summary>
public static class ComposedBuilder
{
    /// <param name="installation">The installation's name.</param>
    /// <param name="registry">The site's registry, for image names with a leading slash.</param>
    /// <param name="isComplete">False where the people on site have yet to say what they want: required settings may be missing.</param>
    /// <returns>Without those that have errors.</returns>
    public static (IReadOnlyList<Component> Components, IReadOnlyList<Diagnostic> Findings) Build(
        IReadOnlyList<ComposedComponent> components, PlatformDefinition platform, string installation, string? registry = null, bool isComplete = true)
    {
        var findings = new List<Diagnostic>();
        var built = new List<Component>();
        var needed = components.SelectMany(component => component.After).ToHashSet(StringComparer.Ordinal);
        foreach (var component in InOrder(components))
        {
            var (made, found) = component.Content switch
            {
                ServiceContent service => ComponentBuilder.Build(
                    service.Definition with { Name = new(component.Name, component.Written.Name.Node) }, component.Whole, platform, installation, registry, isComplete),
                ChartContent chart => (Foreign(component, chart.Chart, installation) with { Values = chart.ValuesUnder(component.Whole), IsNeeded = needed.Contains(component.Name) }, []),
                ManifestsContent manifests => (Foreign(component, manifests.Chart, installation), []),
                TaskContent task => (Foreign(component, TaskChart.Of(task.Version), installation) with
                {
                    Values = TaskChart.Values(task.Task, task.Version, installation, component.Whole.Config, task.Programs, registry),
                    Task = task.Task,
                    Programs = task.Programs,
                }, []),
                var other => throw new InvalidOperationException($"{component.Name}: nothing is built of {other.GetType().Name}."),
            };
            findings.AddRange(found);
            if (made is not null)
                built.Add(made);
        }
        return (built, findings);
    }

    private static Component Foreign(ComposedComponent component, ComponentChart chart, string installation)
        => new(component.Name, component.Version, Node.Map()) { Installation = installation, Chart = chart, Entry = component.Whole, At = component.Written.Source.At };

    /// <summary>Each after what must be ready before it; else as written.</summary>
    public static IReadOnlyList<ComposedComponent> InOrder(IReadOnlyList<ComposedComponent> components)
    {
        var left = components.ToList();
        var done = new HashSet<string>(StringComparer.Ordinal);
        var names = components.Select(component => component.Name).ToHashSet(StringComparer.Ordinal);
        var ordered = new List<ComposedComponent>();
        while (left.Count > 0)
        {
            // Composing has refused circles; should one slip through, the written order is better than no end.
            var next = left.Find(component => component.After.All(needed => done.Contains(needed) || !names.Contains(needed))) ?? left[0];
            left.Remove(next);
            done.Add(next.Name);
            ordered.Add(next);
        }
        return ordered;
    }
}
