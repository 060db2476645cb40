using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>An application with everything that it refers to: middle products are taken apart, every component stands by its full name.</summary>
/// <param name="Components">In written order, a middle product's where it stands; names are unique.</param>
public sealed record Composition(
    ApplicationDefinition Application, IReadOnlyList<ComposedComponent> Components, IReadOnlyList<ComposedAlternative> Alternatives)
{
    /// <summary>What the applications say of images, the outermost first.</summary>
    public IReadOnlyList<ComposedImage> Images { get; init; } = [];

    /// <summary>What this application and the middle products in it declare that a site must have, the outermost first; without those that declare nothing.</summary>
    public IReadOnlyList<DeclaredNeeds> Needs { get; init; } = [];

    /// <summary>This application and the middle products in it, as they were written.</summary>
    internal IReadOnlyList<ApplicationDefinition> Definitions { get; init; } = [];

    /// <summary>Packages beside the application that components are made from, as paths; there are none in a package itself.</summary>
    internal IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Whether a package that it is made of carries images.</summary>
    public bool BringsImages => BroughtImages.Of(this).Places.Count > 0;

    /// <summary>Of components that were fetched, by the path of their names: the commit or digest.</summary>
    internal IReadOnlyDictionary<string, string> Pins { get; init; } = new Dictionary<string, string>();

    /// <summary>Components that came as packages, each with the platform that its package was built with.</summary>
    public IReadOnlyList<PackagedPart> Packaged { get; init; } = [];

    /// <summary>What the application as a whole can be told, and where it goes.</summary>
    public required UnifiedConfiguration Configuration { get; init; }

    /// <summary>False where something could not be read: what is missing then may be there.</summary>
    public bool IsWhole => Lost.Count == 0 && !HasUnread;

    /// <summary>Nothing is wrong with it as far as composing can tell.</summary>
    public bool IsSound { get; init; } = true;

    /// <summary>Components that could not be read, by the names on the way to them with <c>/</c> between.</summary>
    internal LostComponents Lost { get; init; } = LostComponents.None;

    /// <summary>Some application in it was read with errors.</summary>
    internal bool HasUnread { get; init; }

    public ComposedComponent? Component(string name) => Components.FirstOrDefault(component => component.Name == name);
}

/// <summary>A component that is a package.</summary>
/// <param name="Component">The names on the way to it, with <c>/</c> between.</param>
/// <param name="Package">As the application names it.</param>
/// <param name="Platform">Name and version.</param>
public sealed record PackagedPart(string Component, string Package, (string Name, string Version) Platform, Location? At)
{
    /// <summary>What is told where it is built with another platform now.</summary>
    public Diagnostic? On(PlatformDefinition platform) => Platform.Name.Length == 0 || Platform == (platform.Name, platform.Version) ? null
        : Diagnostic.Of(PackageRules.InnerPlatform, At, Component, Package, $"{Platform.Name} {Platform.Version}", $"{platform.Name} {platform.Version}");
}

/// <summary>One component of a composition.</summary>
public sealed record ComposedComponent
{
    /// <summary>Its release and its Service: the names on the way to it, joined by <c>-</c> unless a middle product says <c>prefix: false</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The names on the way to it, such as <c>backend</c>, <c>cart</c>.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    /// <summary>Where it stands in its application's file.</summary>
    public required ApplicationComponent Written { get; init; }

    public required ComponentContent Content { get; init; }

    /// <summary>Null for a component of another kind.</summary>
    public ServiceDefinition? Service => (Content as ServiceContent)?.Definition;

    public string Version => Content.Version;

    /// <summary>All levels of the composition: defaults of the outer applications, then of the inner ones, the component's own, what outer ones put on it.</summary>
    public required ComponentEntry Entry { get; init; }

    /// <summary>What the unified configuration and outputs give it, on top of <see cref="Entry"/>; in a composition what holds when nobody has said anything.</summary>
    public ComponentEntry Mapped { get; init; } = ComponentEntry.Empty;

    /// <summary>What the site changes, on top of all else.</summary>
    public ComponentEntry Adjusted { get; init; } = ComponentEntry.Empty;

    /// <summary>Something of the site stands in its place.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>All that stands on top of the component.</summary>
    public ComponentEntry Whole => Entry.With(Mapped).With(Adjusted);

    /// <summary>Names of components that must be ready before it.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Those of them that only stand there as parts of a middle product, and are not missed where they do not run.</summary>
    public IReadOnlyList<string> AfterIfRunning { get; init; } = [];

    /// <summary>Those that it needs as the service that they are, by its <c>depsService</c>: another alternative of a choice stands in for them only where it is the same service.</summary>
    public IReadOnlyList<string> AsService { get; init; } = [];

    /// <summary>What must be chosen for it to run; empty for a component that always runs.</summary>
    public IReadOnlyList<ComponentCondition> Conditions { get; init; } = [];
}

/// <summary>A component runs only when this is so.</summary>
/// <param name="Name">The switch (a component that may be left out) or the choice, by its full name.</param>
/// <param name="Alternative">Which alternative must be chosen; null for a switch.</param>
/// <param name="Default">Whether it is so when nobody says anything.</param>
public sealed record ComponentCondition(string Name, string? Alternative, bool Default);

/// <summary>A choice of one of several components, by full names.</summary>
public sealed record ComposedAlternative(string Name, IReadOnlyList<string> Components, string Default);
