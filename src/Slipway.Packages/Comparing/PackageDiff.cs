using Slipway.Components;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <param name="Components">Of which that role's layer differs, by name.</param>
/// <param name="IsChanged">That role changed something, be it of no component.</param>
/// <param name="Demands">What it has still to do.</param>
public sealed record RoleShare(Role Role, bool IsChanged, IReadOnlyList<string> Components, IReadOnlyList<Demand> Demands)
{
    /// <summary>Either it made a change, or something is left to it. All others need not do anything.</summary>
    public bool Acts => IsChanged || Demands.Count > 0;
}

/// <param name="Application">The way to a middle product, <c>/</c> behind each name; empty for the outermost application.</param>
public sealed record UnifiedKeyChange(string Application, KeyChange Key);

/// <summary>Everything that differs between two packages, what that does, and whose change it is.</summary>
public sealed record PackageDiff
{
    /// <summary>Every component of either side: the new one's order, then what is gone.</summary>
    public required IReadOnlyList<ComponentChange> Components { get; init; }

    public required PlatformDiff Platform { get; init; }

    /// <summary>Of the unified configurations.</summary>
    public IReadOnlyList<UnifiedKeyChange> Keys { get; init; } = [];

    /// <summary>Of the application definitions as they were written, a middle product's behind its path, without its version, components and unified keys.</summary>
    public required IReadOnlyList<FieldChange> Application { get; init; }

    /// <summary>One for each role, in their order.</summary>
    public required IReadOnlyList<RoleShare> Roles { get; init; }

    /// <summary>What is wrong with the newer side; warnings too.</summary>
    public required IReadOnlyList<Diagnostic> Findings { get; init; }

    /// <summary>The older side is what a cluster has: then nobody knows whose change it is, and roles only have demands.</summary>
    public bool IsOfInstalled { get; init; }

    public bool IsEmpty => Components.All(component => component.IsUnchanged) && Platform.IsEmpty && Application.Count == 0 && Keys.Count == 0;
}
