using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// A component is made of layers, and each is one role's. What differs is found layer by layer; and since any layer can be taken from either side, what a single
/// layer's change does can be tried out.
/// </summary>
internal sealed class Layers(ComponentPair pair, PackageSide before, PackageSide after, AnsweredSides answered)
{
    private ComposedComponent Old => pair.Before!;

    private ComposedComponent Now => pair.After!;

    private bool AreServices => Old.Content is ServiceContent && Now.Content is ServiceContent;

    /// <summary>Both sides have something of the site in its place: what it would be made from does nothing.</summary>
    private bool IsOutside => answered.Before.Of(Old).IsReplaced && answered.After.Of(Now).IsReplaced;

    /// <summary>Who brings the component's images.</summary>
    public Role ImagesOf => AreServices ? Role.ApplicationDeveloper : Role.Integrator;

    /// <summary>Whose layers of the component may differ: every image that is another one under its name may be one of the component's. Both sides have it.</summary>
    public IReadOnlyList<Role> Tried(bool samePlatform)
    {
        var changed = Changed(samePlatform);
        return answered.Moved.IsEmpty || changed.Contains(ImagesOf) ? changed : [.. changed.Append(ImagesOf).Order()];
    }

    /// <summary>Whose layers of the component differ, its images apart.</summary>
    public IReadOnlyList<Role> Changed(bool samePlatform)
    {
        var roles = new List<Role>();
        if (AreServices && !IsOutside && Old.Content.Fingerprint != Now.Content.Fingerprint)
            roles.Add(Role.ApplicationDeveloper);
        if (!samePlatform)
            roles.Add(Role.PlatformDeveloper);
        if (Old.Name != Now.Name || !Entries.Same(Old.Entry, Now.Entry) || (!AreServices && !Same(Old.Content, Now.Content)) || before.Installation != after.Installation
            || Differs((false, false), (true, false)) || Differs((false, true), (true, true)))
            roles.Add(Role.Integrator);
        if (before.Site.Registry != after.Site.Registry)
            roles.Add(Role.ResourceAdministrator);
        if (Differs((false, false), (false, true)) || Differs((true, false), (true, true)))
            roles.Add(Role.ApplicationAdministrator);
        return roles;
    }

    /// <summary>The component with each layer from the side that is said for its role, and the new one's name throughout.</summary>
    /// <param name="isNew">Whether a role's layer is the newer one.</param>
    public Mixed Mix(Func<Role, bool> isNew)
    {
        var (application, administrator) = (isNew(Role.Integrator), isNew(Role.ApplicationAdministrator));
        var integrated = application ? Now : Old;
        var content = AreServices ? isNew(Role.ApplicationDeveloper) ? Now.Content : Old.Content : integrated.Content;
        var asked = answered.Of(application, administrator);
        var component = asked.Of(integrated);
        return new Mixed(
            component with { Name = Now.Name, Written = Now.Written, Content = component.IsReplaced ? component.Content : content },
            isNew(Role.PlatformDeveloper) ? after.Platform : before.Platform,
            (application ? after : before).Installation,
            (isNew(Role.ResourceAdministrator) ? after : before).Site.Registry)
        {
            Findings = asked.Against(integrated),
            Digests = isNew(ImagesOf) ? answered.Moved.After : answered.Moved.Before,
        };
    }

    /// <summary>The chart that plain manifests become has the application's version, which says nothing of them.</summary>
    private static bool Same(ComponentContent one, ComponentContent other)
    {
        if (one is not ManifestsContent { Chart.Files: var left } || other is not ManifestsContent { Chart.Files: var right })
            return one.Fingerprint == other.Fingerprint;
        return left.Count == right.Count && left.All(file => file.Key == "Chart.yaml" || (right.TryGetValue(file.Key, out var same) && file.Value.AsSpan().SequenceEqual(same)));
    }

    private bool Differs((bool Application, bool Site) one, (bool Application, bool Site) other)
        => !Answered.Same(answered.Of(one.Application, one.Site), one.Application ? Now : Old, answered.Of(other.Application, other.Site), other.Application ? Now : Old);
}

/// <summary>A component as it would be rendered.</summary>
internal sealed record Mixed(ComposedComponent Component, PlatformDefinition Platform, string Installation, string? Registry)
{
    /// <summary>By name, of images that are others in the two packages.</summary>
    public IReadOnlyDictionary<string, string> Digests { get; init; } = new Dictionary<string, string>();

    /// <summary>About the site's answers.</summary>
    public IReadOnlyList<Diagnostic> Findings { get; init; } = [];

    /// <summary>A component as one of the sides has it.</summary>
    public static Mixed Of(PackageSide side, ComposedComponent component, Answered answered)
        => new(answered.Of(component), side.Platform, side.Installation, side.Site.Registry) { Findings = answered.Against(component) };
}
