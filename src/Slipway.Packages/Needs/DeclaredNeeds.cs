using Slipway.Components;

namespace Slipway.Packages;

/// <summary>What an application says that a site must have, besides what its objects show.</summary>
/// <param name="Product">The way to a middle product, with <c>/</c> between; empty for the outermost application.</param>
/// <param name="Conditions">What all components of that product have in common: where one does not hold, none of it runs.</param>
public sealed record DeclaredNeeds(string Product, NeedsDefinition Needs, IReadOnlyList<ComponentCondition> Conditions)
{
    /// <summary>Who needs it, in messages.</summary>
    /// <param name="application">The outermost application's name.</param>
    public string Who(string application) => Product.Length == 0 ? application : Product;

    public bool HoldsFor(Selection selection) => Conditions.All(selection.Holds);

    /// <summary>The outermost first. Whatever is in it needs what it needs, however deep it stands.</summary>
    internal static IReadOnlyList<DeclaredNeeds> Of(IEnumerable<CompositionSite> sites, IReadOnlyList<ComposedComponent> components)
        => [.. sites.Where(site => site.Application.Needs != NeedsDefinition.None).OrderBy(site => site.Path.Count)
            .Select(site => new DeclaredNeeds(string.Join('/', site.Path), site.Application.Needs, site.Path.Count == 0 ? [] : Common(site.Path, components)))];

    private static IReadOnlyList<ComponentCondition> Common(IReadOnlyList<string> path, IReadOnlyList<ComposedComponent> components)
    {
        var all = components.Where(component => component.Path.Count > path.Count && component.Path.Take(path.Count).SequenceEqual(path)).Select(component => component.Conditions).ToList();
        return all.Count == 0 ? [] : [.. all[0].Where(condition => all.All(one => one.Contains(condition)))];
    }
}
