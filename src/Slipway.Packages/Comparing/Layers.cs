using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// A component is made of layers, and each is one role's. What differs is found layer by layer; and since any layer can be taken from either side, what a single
/// layer's change does can be tried out.
/// </summary>
internal sealed class Layers(ComponentPair pair, PackageSide before, PackageSide after)
{
    public ComponentPair Pair => pair;

    private ComposedComponent Old => pair.Before!;

    private ComposedComponent Now => pair.After!;

    /// <summary>Whose layers of the component differ. Both sides have it.</summary>
    public IReadOnlyList<Role> Changed(bool samePlatform)
    {
        var roles = new List<Role>();
        if (AreServices && Old.Content.Fingerprint != Now.Content.Fingerprint)
            roles.Add(Role.ApplicationDeveloper);
        if (!samePlatform)
            roles.Add(Role.PlatformDeveloper);
        if (Old.Name != Now.Name || !Same(Old.Entry, Now.Entry) || (!AreServices && Old.Content.Fingerprint != Now.Content.Fingerprint) || before.Installation != after.Installation)
            roles.Add(Role.Integrator);
        if (before.Site.Registry != after.Site.Registry)
            roles.Add(Role.ResourceAdministrator);
        if (!Same(SiteEntry(before, Old), SiteEntry(after, Now)))
            roles.Add(Role.ApplicationAdministrator);
        return roles;
    }

    /// <summary>The component with each layer from the side that is said for its role, and the new one's name throughout.</summary>
    /// <param name="isNew">Whether a role's layer is the newer one.</param>
    public Mixed Mix(Func<Role, bool> isNew)
    {
        var integrated = isNew(Role.Integrator) ? Now : Old;
        var content = AreServices ? isNew(Role.ApplicationDeveloper) ? Now.Content : Old.Content : integrated.Content;
        var onSite = isNew(Role.ApplicationAdministrator) ? SiteEntry(after, Now) : SiteEntry(before, Old);
        return new Mixed(
            integrated with { Name = Now.Name, Written = Now.Written, Content = content, Entry = onSite is null ? integrated.Entry : integrated.Entry.With(onSite) },
            isNew(Role.PlatformDeveloper) ? after.Platform : before.Platform,
            (isNew(Role.Integrator) ? after : before).Installation,
            (isNew(Role.ResourceAdministrator) ? after : before).Site.Registry);
    }

    private bool AreServices => Old.Content is ServiceContent && Now.Content is ServiceContent;

    internal static ComponentEntry? SiteEntry(PackageSide side, ComposedComponent component) => side.Site.Entries.GetValueOrDefault(component.Name);

    internal static bool Same(ComponentEntry? one, ComponentEntry? other)
        => Nodes.Equal((one ?? ComponentEntry.Empty).Traits, (other ?? ComponentEntry.Empty).Traits) && Nodes.Equal((one ?? ComponentEntry.Empty).Config, (other ?? ComponentEntry.Empty).Config)
            && Nodes.Equal((one ?? ComponentEntry.Empty).Objects, (other ?? ComponentEntry.Empty).Objects) && Nodes.Equal((one ?? ComponentEntry.Empty).Patches, (other ?? ComponentEntry.Empty).Patches);
}

/// <summary>A component as it would be rendered.</summary>
internal sealed record Mixed(ComposedComponent Component, PlatformDefinition Platform, string Installation, string? Registry)
{
    public static Mixed Of(PackageSide side, ComposedComponent component)
        => new(component with { Entry = Layers.SiteEntry(side, component) is { } onSite ? component.Entry.With(onSite) : component.Entry }, side.Platform, side.Installation, side.Site.Registry);
}
