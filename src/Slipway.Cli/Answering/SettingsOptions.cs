using System.CommandLine;
using Slipway.Components;
using Slipway.Delivery;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>An application as it would be with what a command says, and with what an installation remembers.</summary>
/// <param name="Components">Those that run.</param>
/// <param name="Answered">Null where no installation is named.</param>
/// <param name="Choice">The command's own.</param>
internal sealed record SettingsRead(Composition Application, SaidOfApplication Said, IReadOnlyList<ComposedComponent> Components, Answered? Answered, ComponentChoice Choice);

/// <summary>The options of commands that show an application's settings.</summary>
internal sealed record SettingsOptions(Argument<string> Path, ComponentOptions Component, SelectionOptions Selection, Option<string?> Installation, ClusterOptions Cluster)
{
    public static SettingsOptions In(Language language) => new(
        ApplicationChoice.Argument(language), ComponentOptions.In(language), SelectionOptions.In(language),
        Options.Text("--installation", "NAME", new LocalText("With what this installation has answered", "使用该安装的回答").In(language)),
        ClusterOptions.In(language));

    public IEnumerable<Symbol> All => [Path, .. Component.All, .. Selection.All, Installation, Cluster.Namespace, Cluster.Context, Cluster.Kubeconfig];

    /// <param name="all">Also components that do not run.</param>
    /// <returns>Nothing where a finding is an error.</returns>
    public async Task<(SettingsRead? Read, IReadOnlyList<Diagnostic> Findings)> Read(Session session, ParseResult parsed, bool all, CancellationToken cancellation)
    {
        var (installation, cluster) = (parsed.GetValue(Installation), Cluster.Read(parsed));
        var (now, unclear) = Selection.Read(parsed);
        if ((unclear ?? Values.Wrong(cluster.Namespace, installation: installation) ?? Lonely(parsed, installation)) is { } wrong)
            return (null, [wrong]);
        var choice = await Component.Read(parsed, cancellation).ConfigureAwait(false);
        var (application, own, findings) = ApplicationChoice.Read(parsed.GetValue(Path)!, choice.Platform);
        var (platform, broken) = Load.Platform(choice.Platform ?? own);
        if (application is null || platform is null)
            return (null, [.. findings, .. broken]);
        if (installation is not null && MisspeltWords.Of(new LoadedDefinitions(1, [], []) { Applications = [application] }, choice with { Platform = choice.Platform ?? own }, now!) is { Count: > 0 } misspelt)
            return (null, [.. findings, .. broken, .. misspelt]);
        var (told, problem) = installation is null ? (Told.Nothing, null) : await Remembered.Read(installation, cluster.ForRun(session), mustBeThere: true, cancellation).ConfigureAwait(false);
        if (told is null)
            return (null, [.. findings, problem!]);
        var (selection, said) = Answering.Selected(application, now!, told.Selection);
        var answered = installation is null ? null : Answering.Of(application, choice, AnswerChoice.Look, told, cluster.Namespace is { } space ? $"{installation} -n {space}" : installation, session.Time.GetUtcNow());
        var (read, found) = Of(application, platform, choice, answered, all ? null : selection);
        IReadOnlyList<Diagnostic> every = [.. findings, .. broken, .. said, .. new[] { answered?.OnPlatform(platform, installation!) }.OfType<Diagnostic>(), .. answered?.Told(found) ?? found];
        return (every.Any(finding => finding.Severity == Severity.Error) ? null : read, every);
    }

    private static (SettingsRead Read, IReadOnlyList<Diagnostic> Findings) Of(Composition application, PlatformDefinition platform, ComponentChoice choice, Answered? answered, Selection? selection)
    {
        var (entry, wrong) = Load.Entry(choice with { Traits = [] });
        var refused = OnApplication.Refused(new LoadedDefinitions(1, [], []) { Applications = [application] }, choice, entry);
        var said = OnApplication.Said(application, entry, answered?.Choice ?? choice);
        var (components, found) = OnApplication.Of(application, said, selection, platform);
        return (new SettingsRead(application, said, components, answered, choice), [.. wrong, .. refused, .. found]);
    }

    /// <summary>A cluster is only asked for an installation.</summary>
    private Diagnostic? Lonely(ParseResult parsed, string? installation)
        => installation is null && new Option[] { Cluster.Namespace, Cluster.Context, Cluster.Kubeconfig }.Any(option => parsed.GetResult(option) is not null)
            ? Diagnostic.Of(UsageRules.OptionMissing, (Location?)null, "--installation", "slipway config", "NAME")
            : null;
}
