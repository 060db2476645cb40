using System.Security.Cryptography;
using System.Text;
using Slipway.Components;
using Slipway.Delivery;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Everything that an installation needs, rendered and free of errors.</summary>
internal sealed record Prepared(
    string Installation, PackageIdentity Package, PlatformDefinition Platform, IReadOnlyList<RenderedComponent> Components, HelmProgram Helm)
{
    /// <summary>The components are a whole application.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What this and earlier installs were told.</summary>
    public Selection Selection { get; init; } = Selection.Default;

    public required IReadOnlyDictionary<string, ComponentFacts> Facts { get; init; }
}

/// <summary>From paths to rendered components. Nothing outside is touched.</summary>
internal static class Prepare
{
    /// <param name="remembered">What an installation was told before; null where nothing is remembered.</param>
    /// <param name="asOne">Several services become one installation, which then needs a name; else each is its own.</param>
    /// <returns>Nothing prepared where a finding is an error.</returns>
    public static async Task<(Prepared? Prepared, IReadOnlyList<Diagnostic> Findings)> Run(
        Session session, string command, IReadOnlyList<string> paths, ComponentChoice choice, SiteChoice site, RenderTarget target, bool asOne,
        Func<string, Task<(Selection? Selection, Diagnostic? Problem)>>? remembered, CancellationToken cancellation)
    {
        var helm = HelmSearch.Find(command, site.Helm, session.Environment, cancellation);
        var definitions = await Load.Definitions(paths, choice.Platform, Gathering.Of(session.Environment), cancellation).ConfigureAwait(false);
        var findings = definitions.Findings.ToList();
        var names = definitions.Definitions.Select(definition => definition.Name.Value).Concat(definitions.Applications.Select(application => application.Application.Name.Value)).ToList();
        var installation = site.Installation ?? (names is [var one] ? one : null);
        if (asOne && installation is null && names.Count > 1)
            findings.Add(Diagnostic.Of(UsageRules.OptionMissing, (Location?)null, "--installation", $"slipway {command}", "NAME"));
        var (selection, said) = await Chosen(definitions, site.Selection, installation, remembered).ConfigureAwait(false);
        findings.AddRange(said);
        var loaded = Load.Components(definitions, choice, selection, installation, site.Registry);
        findings.AddRange(loaded.Findings);
        var (program, missing) = await helm.ConfigureAwait(false);
        if (missing is not null)
            findings.Add(missing);
        if (HasErrors(findings) || program is null || loaded.Platform is null || loaded.Components.Count == 0)
            return (null, findings);
        var rendered = await Renderer.Render(loaded.Components, loaded.Platform, target, program, cancellation).ConfigureAwait(false);
        findings.AddRange([.. rendered.SelectMany(r => r.Findings), .. Load.NotRelocated(definitions, rendered, site.Registry)]);
        return HasErrors(findings)
            ? (null, findings)
            : (new Prepared(installation ?? "", Package(installation ?? "", definitions), loaded.Platform, rendered, program) { IsWhole = definitions is { Applications.Count: 1, Definitions.Count: 0 }, Facts = loaded.Facts, Selection = selection }, findings);
    }

    /// <summary>What this command says, on top of what earlier ones said.</summary>
    private static async Task<(Selection Selection, IReadOnlyList<Diagnostic> Said)> Chosen(
        LoadedDefinitions definitions, Selection now, string? installation, Func<string, Task<(Selection? Selection, Diagnostic? Problem)>>? remembered)
    {
        if (definitions.Misplaced(now) is { } misplaced)
            return (now, [misplaced]);
        if (remembered is null || installation is null || definitions.Applications is not [var application])
            return (now, []);
        var (before, problem) = await remembered(installation).ConfigureAwait(false);
        if (before is null)
            return (now, [problem!]);
        var (offered, unknown) = before.Within(application);
        var kept = offered.With(now);
        var words = kept.Words.Except(now.Words).ToList();
        var said = new List<Diagnostic>();
        if (words.Count > 0)
            said.Add(Diagnostic.Of(UsageRules.KeptSelection, (Location?)null, string.Join(", ", words)));
        if (unknown.Count > 0)
            said.Add(Diagnostic.Of(UsageRules.KeptNoMore, (Location?)null, string.Join(", ", unknown), $"{application.Application.Name.Value} {application.Application.VersionText}"));
        return (kept, said);
    }

    private static bool HasErrors(IEnumerable<Diagnostic> findings) => findings.Any(f => f.Severity == Severity.Error);

    // Several services installed together have no version of their own in common, unless they agree.
    private static PackageIdentity Package(string installation, LoadedDefinitions found)
    {
        if (found.Package is { } package)
            return new PackageIdentity(package.Name, package.Version, package.Digest);
        var parts = found.Definitions.Select(d => (d.Name.Value, d.VersionText, d.Node))
            .Concat(found.Applications.Select(a => (a.Application.Name.Value, a.Application.VersionText, a.Application.Node))).ToList();
        var versions = parts.Select(part => part.VersionText).Distinct(StringComparer.Ordinal).ToList();
        var text = string.Join('\n', parts.Select(part => JsonText.Write(part.Node)).Concat(found.Applications.SelectMany(a => a.Components.Select(c => c.Content.Fingerprint))));
        return new PackageIdentity(
            parts is [var one] ? one.Value : installation,
            versions is [var version] ? version : "mixed",
            "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }
}
