namespace Slipway.Components;

public enum DependencyPlace
{
    /// <summary>The same package holds it.</summary>
    Package,

    /// <summary>Another installation on the site may satisfy it.</summary>
    Site,
}

/// <summary>Another service that this one needs.</summary>
/// <param name="Name">The other service's name; never this one's.</param>
/// <param name="Version">A bare version means every compatible one: <c>3.0.4</c> is <c>^3.0.4</c>.</param>
/// <param name="From">Default <see cref="DependencyPlace.Package"/>.</param>
public sealed record ServiceDependency(Placed<string> Name, Placed<VersionRange> Version, Placed<DependencyPlace> From);
