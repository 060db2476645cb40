using Slipway.Components;
using Slipway.Delivery;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The package that an installation was made from against a newer one, either with all that the site said.</summary>
internal static class InstalledPackageDiff
{
    /// <param name="Installed">Its releases are not read.</param>
    /// <param name="Before">The older side's.</param>
    /// <param name="Now">The newer side's, with this command's words on top; an answer that does not hold for it is told by <see cref="Answered.Told"/>.</param>
    public sealed record Sides(Installed Installed, SiteInput Before, SiteInput Now, Answered Answered, IReadOnlyList<Diagnostic> Said);

    /// <returns>Nothing where the older package is not the one that is installed, or the command's words cannot be read.</returns>
    public static async Task<(Sides? Sides, IReadOnlyList<Diagnostic> Findings)> Read(Session session, InstalledDiff.Asked asked, SiteInput given, DiffSource before, DiffSource after, CancellationToken cancellation)
    {
        var (installed, problem) = await Installed.Read(asked.Installation, asked.Cluster.ForRun(session), withObjects: false, cancellation).ConfigureAwait(false);
        if (installed is null)
            return (null, [problem!]);
        if (Other(asked, installed, before) is { } other)
            return (null, [other]);
        var unread = new List<Diagnostic>();
        PresetWords.Read(after.Composition!, asked.Choice.Presets, unread);
        if (unread.Count > 0)
            return (null, unread);
        var (told, time) = (installed.Told, session.Time.GetUtcNow());
        var old = Answering.Of(before.Composition!, new ComponentChoice(null, [], [], null), AnswerChoice.Look, told, asked.Installation, time);
        var now = Answering.Of(after.Composition!, asked.Choice, asked.Say, told, asked.Installation, time, asked.Site.Registry);
        var (kept, _) = Answering.Selected(before.Composition!, Selection.Default, told.Selection);
        var (selection, said) = Answering.Selected(after.Composition!, asked.Site.Selection, told.Selection);
        var newer = Site(now, selection);
        newer = newer with
        {
            Answers = (ComponentEntry.Empty with { Config = newer.Answers }).With(ComponentEntry.Empty with { Config = given.Answers }).Config,
            Adjustments = [.. newer.Adjustments, .. given.Adjustments],
            Replacements = [.. newer.Replacements.Where(below => given.Replacements.All(one => one.Component != below.Component)), .. given.Replacements],
            Files = [.. newer.Files, .. given.Files],
        };
        return (new Sides(installed, Site(old, kept), newer, now, [.. said, .. new[] { now.OnPlatform(after.Platform, asked.Installation) }.OfType<Diagnostic>()]), []);
    }

    /// <summary>All that an installation remembers.</summary>
    private static SiteInput Site(Answered answered, Selection selection) => new(selection, answered.After.Registry)
    {
        Answers = answered.Choice.Beneath.Entry.Config,
        Adjustments = answered.Choice.Beneath.Adjustments,
        Replacements = answered.Choice.Beneath.Replacements,
        Presets = answered.Choice.Presets,
        Files = [.. answered.Kept.Select(text => text.Source.Name)],
        IsKnown = true,
    };

    private static Diagnostic? Other(InstalledDiff.Asked asked, Installed installed, DiffSource before)
    {
        var (package, identity) = (installed.Package, before.Identity);
        if (identity.Digest != package.Digest)
            return Diagnostic.Of(InstalledRules.NotInstalled, (Location?)null, before.Path, Shown(identity), asked.Installation, Shown(package));
        var digest = GenericChart.Single(before.Platform!).Digest;
        return installed.Platform is { } platform && platform.Digest != digest
            ? Diagnostic.Of(InstalledRules.OtherPlatform, (Location?)null, asked.Installation, $"{platform}", $"{new PlatformIdentity(before.Platform!.Name, before.Platform.Version, digest, before.Platform.HasOwnChart)}") with { SpecialHelp = platform.IsOwn ? null : InstalledRules.OfAnotherProgram }
            : null;
    }

    private static string Shown(PackageIdentity package) => $"{package.Name} {package.Version} ({package.Digest})";
}
