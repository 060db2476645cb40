using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What <c>check</c> finds beyond the files themselves: definitions built on a platform, and what shows only when all of it is rendered.</summary>
internal static class OnPlatform
{
    /// <param name="helm">The value of <c>--helm</c>: what it names must be there. Without it a missing Helm is told, and all else is checked.</param>
    public static async Task<IReadOnlyList<Diagnostic>> Check(
        Session session, LoadedDefinitions found, ComponentChoice choice, string? helm, CancellationToken cancellation)
    {
        var said = await OfFiles(found, cancellation).ConfigureAwait(false);
        var all = found with { Applications = [.. found.Applications, .. found.Incomplete] };
        var rest = await Built(session, found, all, choice, helm, said, cancellation).ConfigureAwait(false);
        return Load.Distinct([.. rest, .. said.SelectMany(one => one.Findings)]);
    }

    private static async Task<IReadOnlyList<Diagnostic>> Built(
        Session session, LoadedDefinitions found, LoadedDefinitions all, ComponentChoice choice, string? helm, IReadOnlyList<SaidOfImages> said, CancellationToken cancellation)
    {
        var search = HelmSearch.Find("check", helm, session.Environment, cancellation);
        // What a package carries would be looked for at a registry that there is not.
        var registry = found.Package is null && all.Applications.Count > 0 ? NeededImages.SiteRegistry : null;
        var loaded = Load.Components(all, choice, selection: null, registry: registry, isComplete: !choice.SaysNothing);
        // A definition is right also where it says more than the chart can carry out yet; those who render it are told.
        var findings = loaded.Findings.Where(finding => finding.Rule != DefinitionRules.NotYet || finding.At?.Source.Name == choice.With)
            // Of an application with errors, what runs by default follows from what is wrong.
            .Where(finding => finding.Rule != ComposingRules.NeedsSwitchedOff || found.Incomplete.Count == 0).ToList();
        // What lacks a setting, because people on site are yet to give it or because a mapping is wrong, makes no objects.
        var whole = (choice.SaysNothing && found.Definitions.Count > 0) || found.Incomplete.Count > 0
            ? Load.Components(all with { Applications = [.. all.Applications.Select(one => one with { IsSound = true })] }, choice, selection: null, registry: registry)
            : loaded;
        if (whole.Platform is not { } platform || whole.Components.Count == 0)
            return findings;
        var (program, missing) = await search.ConfigureAwait(false);
        if (program is null)
            return [.. findings, helm is null ? ApplicationImages.LeftOut(ProgramRules.NotRendered, missing!) : missing!];
        var rendered = await Renderer.Render(whole.Components, platform, new RenderTarget("default"), program, cancellation).ConfigureAwait(false);
        var adopted = Adopted(all).ToHashSet(StringComparer.Ordinal);
        findings.AddRange(rendered.SelectMany(one => one.Findings.Where(finding => finding.Rule != RenderingRules.MissingProbe || !adopted.Contains(one.Component.Name))));
        foreach (var (composed, @lock, _) in said)
            if (composed.Composition is { } composition && @lock is not null)
                findings.AddRange(await ImageFindings.OfRendered(
                    composition, platform, choice.SaysNothing && OnApplication.IsAlone(found) && found.Incomplete.Count == 0 ? rendered : null, @lock, travels: true, program, cancellation).ConfigureAwait(false));
        return findings;
    }

    /// <param name="Lock">Null where it cannot be read.</param>
    private sealed record SaidOfImages(Composed Composed, ImageLock? Lock, IReadOnlyList<Diagnostic> Findings);

    private static async Task<IReadOnlyList<SaidOfImages>> OfFiles(LoadedDefinitions found, CancellationToken cancellation)
    {
        var said = new List<SaidOfImages>();
        foreach (var composed in found.Composed)
        {
            var (images, findings) = await ImageFindings.OfFiles(composed, cancellation).ConfigureAwait(false);
            said.Add(new SaidOfImages(composed, images, findings));
        }
        return said;
    }

    /// <summary>Components that are excused a probe for a while; their definitions say so themselves.</summary>
    private static IEnumerable<string> Adopted(LoadedDefinitions found)
        => found.Definitions.Where(definition => definition.Adopted is not null).Select(definition => definition.Name.Value)
            .Concat(found.Applications.SelectMany(application => application.Components).Where(component => component.Service?.Adopted is not null).Select(component => component.Name));
}
