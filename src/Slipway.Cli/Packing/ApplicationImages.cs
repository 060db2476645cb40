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
        if (platform is not null && (composed.Composition ?? composed.Incomplete) is { } composition)
        {
            findings.AddRange(composition.Packaged.Select(part => part.On(platform)).OfType<Diagnostic>());
            // Of an application with errors, what runs by default follows from what is wrong.
            findings.AddRange([.. composition.IsSound ? Selection.Default.Of(composition).Findings : [], .. AdjustableCheck.On(composition, platform)]);
            findings.AddRange(ComposedBuilder.Build(composition.Components, platform, composition.Application.Name.Value, isComplete: composition.IsSound).Findings);
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
        var (composition, installation) = (whole.Composed.Composition!, whole.Composed.Composition!.Application.Name.Value);
        // What is wrong with them was told when they were built without a site.
        var (components, _) = ComposedBuilder.Build(composition.Components, whole.Platform!, installation, NeededImages.SiteRegistry);
        var adjusted = AdjustedComponent.Build(composition, whole.Platform!, components, installation, NeededImages.SiteRegistry);
        var (rendered, changed) = await Render(components, adjusted, whole.Platform!, program, cancellation).ConfigureAwait(false);
        var findings = rendered.SelectMany(one => one.Findings).ToList();
        if (findings.Any(finding => finding.Severity == Severity.Error))
            return (null, findings);
        var (needed, told) = NeededImages.Of(composition, rendered, changed);
        return (needed, [.. findings, .. told]);
    }

    /// <summary>All in one go: as they are, and as a site may change them.</summary>
    internal static async Task<(IReadOnlyList<RenderedComponent> Rendered, IReadOnlyList<AdjustedComponent> Adjusted)> Render(
        IReadOnlyList<Component> components, IReadOnlyList<AdjustedComponent> adjusted, PlatformDefinition platform, HelmProgram program, CancellationToken cancellation)
    {
        var built = adjusted.Where(one => one.Component is not null).ToList();
        var rendered = await Renderer.Render([.. components, .. built.Select(one => one.Component!)], platform, new RenderTarget("default"), program, cancellation).ConfigureAwait(false);
        return ([.. rendered.Take(components.Count)], [.. built.Zip(rendered.Skip(components.Count), (one, there) => one with { Rendered = there }), .. adjusted.Where(one => one.Component is null)]);
    }

    /// <summary>What shows only when everything is rendered, for a package without images; where there is no Helm, a warning that says so.</summary>
    /// <param name="helm">The value of <c>--helm</c>: what it names must be there.</param>
    public static async Task<IReadOnlyList<Diagnostic>> Check(Session session, string command, ComposedWhole whole, ImageLock @lock, string? helm, CancellationToken cancellation)
    {
        var (program, missing) = await HelmSearch.Find(command, helm, session.Environment, cancellation).ConfigureAwait(false);
        if (program is null)
            return [helm is not null ? missing! : LeftOut(ProgramRules.BuiltUnrendered, missing!)];
        var composition = whole.Composed.Composition!;
        var (components, _) = ComposedBuilder.Build(composition.Components, whole.Platform!, composition.Application.Name.Value, NeededImages.SiteRegistry);
        var (rendered, _) = await Render(components, [], whole.Platform!, program, cancellation).ConfigureAwait(false);
        return
        [
            .. rendered.SelectMany(one => one.Findings),
            .. await ImageFindings.OfRendered(composition, whole.Platform!, rendered, @lock, travels: false, program, cancellation).ConfigureAwait(false),
        ];
    }

    /// <param name="missing">Why there is no Helm.</param>
    public static Diagnostic LeftOut(Rule rule, Diagnostic missing) => new(rule, null, [missing.Message(Language.English), missing.Help(Language.English)])
    {
        ChineseArguments = [missing.Message(Language.Chinese), missing.Help(Language.Chinese)],
    };
}
