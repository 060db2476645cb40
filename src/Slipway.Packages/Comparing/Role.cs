namespace Slipway.Packages;

/// <summary>Who answers for what of an installation. Each has one layer of it in hand, so that a change in a layer is that role's change.</summary>
public enum Role
{
    /// <summary>The services: their definitions and images.</summary>
    ApplicationDeveloper,

    /// <summary>Workloads, traits, default traits and policy.</summary>
    PlatformDeveloper,

    /// <summary>The application: which components, what stands on top of them, what is asked of a site; foreign charts and manifests.</summary>
    Integrator,

    /// <summary>What a site has: its registry, room, volumes, kinds of objects.</summary>
    ResourceAdministrator,

    /// <summary>What a site chooses and answers.</summary>
    ApplicationAdministrator,
}
