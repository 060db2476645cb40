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

    /// <summary>The components of an application as they were asked for; none for services alone.</summary>
    public IReadOnlyList<ComposedComponent> Composed { get; init; } = [];

    /// <summary>What this and earlier installs were told.</summary>
    public Selection Selection { get; init; } = Selection.Default;

    /// <summary>What is declared that a site must have.</summary>
    public IReadOnlyList<DeclaredNeeds> Needs { get; init; } = [];

    /// <summary>What the site has answered, by this and earlier installs.</summary>
    public Answers Answers { get; init; } = Answers.None;

    /// <summary>What it was told before; null where nothing is remembered.</summary>
    public Told? Told { get; init; }

    /// <summary>The reason for what is changed of it.</summary>
    public string Why { get; init; } = "";

    public required IReadOnlyDictionary<string, ComponentFacts> Facts { get; init; }
}

/// <summary>From paths to rendered components. Nothing outside is touched.</summary>
internal static class Prepare
{
    /// <param name="say">What is said about earlier answers.</param>
    /// <param name="remembered">What an installation was told before; null where nothing is remembered.</param>
    /// <param name="asOne">Several services become one installation, which then needs a name; else each is its own.</param>
    /// <returns>Nothing prepared where a finding is an error.</returns>
    public static async Task<(Prepared? Prepared, IReadOnlyList<Diagnostic> Findings)> Run(
        Session session, string command, IReadOnlyList<string> paths, ComponentChoice choice, SiteChoice site, AnswerChoice say, RenderTarget target, bool asOne,
        Func<string, Task<(Told? Told, Diagnostic? Problem)>>? remembered, CancellationToken cancellation)
    {
        var helm = HelmSearch.Find(command, site.Helm, session.Environment, cancellation);
        var definitions = await Load.Definitions(paths, choice.Platform, Gathering.Of(session.Environment), cancellation).ConfigureAwait(false);
        var findings = definitions.Findings.ToList();
        var names = definitions.Definitions.Select(definition => definition.Name.Value).Concat(definitions.Applications.Select(application => application.Application.Name.Value)).ToList();
        var installation = site.Installation ?? (names is [var one] ? one : null);
        if (asOne && installation is null && names.Count > 1)
            findings.Add(Diagnostic.Of(UsageRules.OptionMissing, (Location?)null, "--installation", $"slipway {command}", "NAME"));
        var (recalled, problems) = await Recall(session, definitions, choice, site, say, installation, target.Namespace, remembered).ConfigureAwait(false);
        if (recalled is null)
            return (null, [.. findings, .. problems]);
        var (selection, answered) = (recalled.Selection, recalled.Answered);
        site = site with { Registry = site.Registry ?? answered?.After.Registry };
        findings.AddRange(recalled.Said);
        var loaded = Load.Components(definitions, answered?.Choice ?? choice, selection, installation, site.Registry);
        if (answered?.OnPlatform(loaded.Platform, installation!) is { } other)
            findings.Add(other);
        findings.AddRange(answered?.Told(loaded.Findings) ?? loaded.Findings);
        var (program, missing) = await helm.ConfigureAwait(false);
        if (missing is not null)
            findings.Add(missing);
        if (HasErrors(findings) || program is null || loaded.Platform is null || loaded.Components.Count == 0)
            return (null, findings);
        var rendered = await Renderer.Render(loaded.Components, loaded.Platform, target, program, cancellation).ConfigureAwait(false);
        var found = rendered.SelectMany(r => r.Findings).ToList();
        findings.AddRange([.. answered is null ? found : (answered with { Said = [] }).Told(found), .. Load.NotRelocated(definitions, rendered, site.Registry)]);
        return HasErrors(findings)
            ? (null, findings)
            : (new Prepared(installation ?? "", Identity(installation ?? "", definitions), loaded.Platform, rendered, program) { IsWhole = definitions is { Applications.Count: 1, Definitions.Count: 0 }, Composed = loaded.Composed, Facts = loaded.Facts, Selection = selection, Needs = [.. definitions.Applications.SelectMany(application => application.Needs).Where(needs => needs.HoldsFor(selection))], Answers = answered?.After ?? Answers.None, Told = recalled.Told, Why = say.Why }, findings);
    }

    /// <summary>What this command says, on top of what earlier ones said.</summary>
    private static async Task<(Recalled? Recalled, IReadOnlyList<Diagnostic> Problems)> Recall(
        Session session, LoadedDefinitions definitions, ComponentChoice choice, SiteChoice site, AnswerChoice say, string? installation, string space, Func<string, Task<(Told? Told, Diagnostic? Problem)>>? remembered)
    {
        if ((definitions.Misplaced(site.Selection) ?? (say.First is { } option ? definitions.NoApplicationFor(option) : null)) is { } misplaced)
            return (null, [misplaced]);
        if (installation is null || remembered is null || !OnApplication.IsAlone(definitions))
            return (new Recalled(site.Selection, null, null, []), []);
        var application = definitions.Applications[0];
        if (MisspeltWords.Of(definitions, choice, site.Selection) is { Count: > 0 } misspelt)
            return (null, misspelt);
        var (told, problem) = await remembered(installation).ConfigureAwait(false);
        if (told is null)
            return (null, [problem!]);
        var (selection, said) = Answering.Selected(application, site.Selection, say.Forget ? Selection.Default : told.Selection);
        return (new Recalled(selection, told, Answering.Of(application, choice, say, told, $"{installation} -n {space}", session.Time.GetUtcNow(), site.Registry), said), []);
    }

    /// <param name="Told">Null where nothing is remembered.</param>
    private sealed record Recalled(Selection Selection, Told? Told, Answered? Answered, IReadOnlyList<Diagnostic> Said);

    private static bool HasErrors(IEnumerable<Diagnostic> findings) => findings.Any(f => f.Severity == Severity.Error);

    /// <summary>What receipts name. Several services installed together have no version of their own in common, unless they agree.</summary>
    public static PackageIdentity Identity(string installation, LoadedDefinitions found)
    {
        if (found.Package is { } package)
            return new PackageIdentity(package.Name, package.Version, package.Digest);
        var parts = found.Definitions.Select(d => (d.Name.Value, d.VersionText, d.Node))
            .Concat(found.Applications.Select(a => (a.Application.Name.Value, a.Application.VersionText, a.Application.Node))).ToList();
        var versions = parts.Select(part => part.VersionText).Distinct(StringComparer.Ordinal).ToList();
        return new PackageIdentity(parts is [var one] ? one.Value : installation, versions is [var version] ? version : "mixed", Digest(parts.Select(part => part.Node), found.Applications));
    }

    /// <summary>What a run takes an application for that came as files.</summary>
    public static PackageIdentity Identity(Composition application)
        => new(application.Application.Name.Value, application.Application.VersionText, Digest([application.Application.Node], [application]));

    private static string Digest(IEnumerable<MapNode> nodes, IEnumerable<Composition> applications)
    {
        var text = string.Join('\n', nodes.Select(node => JsonText.Write(node)).Concat(applications.SelectMany(a => a.Components.Select(c => c.Content.Fingerprint))));
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
