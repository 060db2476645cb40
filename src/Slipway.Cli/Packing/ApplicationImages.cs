using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>An application that was composed and checked, with everything that it may run.</summary>
/// <param name="Platform">Null only where a finding says why.</param>
internal sealed record ComposedWhole(Composed Composed, PlatformDefinition? Platform, IReadOnlyList<Diagnostic> Findings)
{
    public bool HasErrors => Platform is null || Composed.Composition is null || Findings.Any(finding => finding.Severity == Severity.Error);

    /// <param name="withScripts">Fetch what updaters and rollbacks run, too.</param>
    public static async Task<ComposedWhole> Of(Session session, string path, PlatformSource? source, bool withScripts, CancellationToken cancellation)
    {
        var (platform, findings) = Load.Platform(source);
        var policy = source is null ? PlatformPolicy.Default : PolicyReader.Of(source);
        var gathering = Gathering.Of(session.Environment) with { Scripts = withScripts, Hosts = policy.Sources };
        var composed = await Gather.Compose(path, source is null ? null : policy.Options, gathering, cancellation).ConfigureAwait(false);
        findings.AddRange(composed.Findings);
        if (platform is not null && composed.Composition is { } composition)
        {
            findings.AddRange([.. Selection.Default.Of(composition).Findings, .. AdjustableCheck.On(composition, platform)]);
            findings.AddRange(ComposedBuilder.Build(composition.Components, platform, composition.Application.Name.Value).Findings);
        }
        return new ComposedWhole(composed, platform, findings);
    }
}

/// <summary>Finds all images that an application may run, by rendering every component of it.</summary>
internal static class ApplicationImages
{
    /// <param name="command">Which command asks, for the message where there is no Helm.</param>
    /// <param name="whole">Without errors.</param>
    /// <returns>No images where a finding is an error.</returns>
    public static async Task<(IReadOnlyList<NeededImage>? Needed, IReadOnlyList<Diagnostic> Findings)> Find(
        Session session, string command, ComposedWhole whole, string? helm, CancellationToken cancellation)
    {
        var (program, missing) = await HelmSearch.Find(command, helm, session.Environment, cancellation).ConfigureAwait(false);
        if (program is null)
            return (null, [missing!]);
        var composition = whole.Composed.Composition!;
        // What is wrong with them was told when they were built without a site.
        var (components, _) = ComposedBuilder.Build(composition.Components, whole.Platform!, composition.Application.Name.Value, NeededImages.SiteRegistry);
        var rendered = await Renderer.Render(components, whole.Platform!, new RenderTarget("default"), program, cancellation).ConfigureAwait(false);
        var findings = rendered.SelectMany(one => one.Findings).ToList();
        if (findings.Any(finding => finding.Severity == Severity.Error))
            return (null, findings);
        var (needed, told) = NeededImages.Of(composition, rendered);
        return (needed, [.. findings, .. told]);
    }
}
