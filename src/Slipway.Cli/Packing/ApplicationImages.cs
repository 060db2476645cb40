using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>An application that was composed and checked, with all images that it may run.</summary>
/// <param name="Platform">Null only where a finding says why.</param>
/// <param name="Needed">Empty where images were not asked for.</param>
internal sealed record ApplicationImages(Composed Composed, PlatformDefinition? Platform, IReadOnlyList<NeededImage> Needed, IReadOnlyList<Diagnostic> Findings)
{
    public bool HasErrors => Platform is null || Findings.Any(finding => finding.Severity == Severity.Error);

    /// <summary>Composes, builds every component that may run, and, where images are asked for, renders all of them.</summary>
    /// <param name="command">Which command asks, for the message where there is no Helm.</param>
    public static async Task<ApplicationImages> Find(
        Session session, string command, string path, PlatformSource? source, bool withImages, string? helm, CancellationToken cancellation)
    {
        var found = withImages ? HelmSearch.Find(command, helm, session.Environment, cancellation) : null;
        var (platform, findings) = Load.Platform(source);
        var composed = Composer.Compose(path, source is null ? null : PolicyReader.Of(source).Options);
        findings.AddRange(composed.Findings);
        IReadOnlyList<Component> components = [];
        if (platform is not null && composed.Composition is { } composition)
        {
            findings.AddRange(Selection.Default.Of(composition).Findings);
            (components, var wrong) = ComposedBuilder.Build(composition.Components, platform, composition.Application.Name.Value, withImages ? NeededImages.SiteRegistry : null);
            findings.AddRange(wrong);
        }
        var result = new ApplicationImages(composed, platform, [], findings);
        if (found is null)
            return result;
        var (program, missing) = await found.ConfigureAwait(false);
        if (missing is not null)
            findings.Add(missing);
        if (result.HasErrors || program is null || composed.Composition is null)
            return result;
        var rendered = await Renderer.Render(components, platform!, new RenderTarget("default"), program, cancellation).ConfigureAwait(false);
        findings.AddRange(rendered.SelectMany(one => one.Findings));
        var (needed, told) = NeededImages.Of(composed.Composition, rendered);
        findings.AddRange(told);
        return result with { Needed = needed };
    }
}
