using Semver;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// What a cluster has to what would be installed. The older package is not at hand, so what differs is known, and what follows from it, but not whose change it is.
/// </summary>
public static class InstalledComparison
{
    private static readonly string[] SecretFields = ["data", "stringData"];

    /// <param name="before">Of the installation.</param>
    /// <param name="after">As an install would release them, with what the site says.</param>
    public static PackageDiff Compare(
        IReadOnlyList<StandingComponent> before, IReadOnlyList<(ComposedComponent Composed, RenderedComponent Rendered)> after, PlatformDefinition platform)
    {
        var all = after.Select(one => Change(before.FirstOrDefault(old => old.Name == one.Composed.Name), one.Composed, one.Rendered))
            .Concat(before.Where(old => after.All(one => one.Composed.Name != old.Name)).Select(old => Change(old, null, null))).ToList();
        var demands = Demands.OfInstalled(all).ToList();
        return new PackageDiff
        {
            IsOfInstalled = true,
            Components = [.. all.Select(one => one.Change)],
            Platform = PlatformDiff.Of(platform, platform),
            Application = [],
            Findings = [],
            Roles = [.. Enum.GetValues<Role>().Select(role => new RoleShare(role, false, [], [.. demands.Where(demand => demand.Role == role)]))],
        };
    }

    private static (ComponentChange Change, RenderedComponent? Before, RenderedComponent? After) Change(StandingComponent? old, ComposedComponent? composed, RenderedComponent? rendered)
    {
        var was = old?.WithCounts(rendered);
        var service = composed?.Service;
        return (new ComponentChange
        {
            Pair = new ComponentPair(null, composed) { Standing = old },
            RanBefore = old is not null,
            RunsAfter = rendered is not null,
            Objects = [.. ObjectChanges.Of(was, rendered).Select(change => new CausedObject(change, [.. change.Fields.Select(field => new CausedField(Shown(change, field), []))], []))],
            Images = ImageChanges.Of(was, rendered),
            Held = old is not null && service is not null ? [.. HeldKeys.Changed(old.Held, HeldKeys.Of(service, composed!.Whole.Config))] : [],
            Updater = old is not null && service is not null && SemVersion.TryParse(old.Version, SemVersionStyles.Strict, out var version)
                ? service.Updaters.FirstOrDefault(updater => ComponentQuestion.Leads(updater, version, service.Version.Value)) : null,
        }, was, rendered);
    }

    /// <summary>What a cluster keeps in Secrets is for nobody's eyes.</summary>
    private static FieldChange Shown(ObjectChange change, FieldChange field)
        => change.Kind == "Secret" && SecretFields.Any(secret => field.Path == secret || field.Path.StartsWith($"{secret}.", StringComparison.Ordinal))
            ? field with { Before = Hidden(field.Before), After = Hidden(field.After) } : field;

    private static ScalarNode? Hidden(Node? node) => node is null ? null : Node.Of("…");
}
