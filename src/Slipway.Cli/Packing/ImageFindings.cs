using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What an application and its lock say of images, held against the files that hold them and against what it runs. Nothing is asked of a registry.</summary>
internal static class ImageFindings
{
    /// <summary>What shows without rendering: files that images are taken from, and lines of the lock that no source has.</summary>
    /// <returns>No lock where it cannot be read.</returns>
    public static async Task<(ImageLock? Lock, IReadOnlyList<Diagnostic> Findings)> OfFiles(Composed composed, CancellationToken cancellation)
    {
        if ((composed.Composition ?? composed.Incomplete) is not { } composition)
            return (null, []);
        var (images, broken) = ImageLock.Read(composed.Files[0]);
        var layouts = await DeclaredLayouts.Check(composition, images ?? ImageLock.Empty, ImageLimits.Default, cancellation).ConfigureAwait(false);
        // Of an application with errors, nobody can say what it does not name.
        return (images, [.. broken, .. layouts, .. composed.Composition is null || images is null ? [] : StaleLock.Sources(composed)]);
    }

    /// <summary>What shows when everything is rendered.</summary>
    /// <param name="rendered">As <see cref="NeededImages"/> wants it; null: it is rendered here.</param>
    /// <param name="travels">Whether a build that is to be would ask the lock for its images.</param>
    public static async Task<IReadOnlyList<Diagnostic>> OfRendered(
        Composition composition, PlatformDefinition platform, IReadOnlyList<RenderedComponent>? rendered, ImageLock @lock, bool travels, HelmProgram helm, CancellationToken cancellation)
    {
        if (composition.Images.Count + @lock.Images.Count == 0)
            return [];
        var installation = composition.Application.Name.Value;
        var (components, _) = ComposedBuilder.Build(composition.Components, platform, installation, NeededImages.SiteRegistry);
        rendered ??= await Renderer.Render(components, platform, new RenderTarget("default"), helm, cancellation).ConfigureAwait(false);
        // What cannot be rendered may name anything.
        if (rendered.Count < composition.Components.Count || rendered.Any(one => one.Findings.Any(finding => finding.Severity == Severity.Error)))
            return [];
        var findings = Held(composition, rendered, [], @lock, travels);
        if (findings.Count == 0)
            return [];
        // Only now is it worth the time to look at what a site may change.
        var (_, adjusted) = await ApplicationImages.Render([], AdjustedComponent.Build(composition, platform, components, installation, NeededImages.SiteRegistry), platform, helm, cancellation).ConfigureAwait(false);
        return Held(composition, rendered, adjusted, @lock, travels);
    }

    private static List<Diagnostic> Held(Composition composition, IReadOnlyList<RenderedComponent> rendered, IReadOnlyList<AdjustedComponent> adjusted, ImageLock @lock, bool travels)
    {
        var (needed, told) = NeededImages.Of(composition, rendered, adjusted);
        return [.. told.Where(finding => finding.Rule != CarryingRules.NotLookedAt), .. StaleLock.Unneeded(composition, needed, @lock), .. travels ? StaleLock.Missing(composition, needed, @lock) : []];
    }
}
