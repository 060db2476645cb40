using System.CommandLine;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What taking another package, or another platform under the same one, changes: before anybody takes it.</summary>
internal static class PackageDiffCommand
{
    private static readonly LocalText Summary = new("Show what changes between two packages, what restarts, and who must act", "显示两个应用包之间的变化、会重启什么、谁需要处理");
    private static readonly LocalText More = new(
        "OLD and NEW are packages or applications. Without NEW, the same package is shown with another platform (--platform); with --installation the one that is named is the new one, and what a "
            + "cluster has is the older side. Else no cluster is asked: what restarts follows from the objects. "
            + "Whose change it is follows from the files: services are their developers', workloads and traits the platform's, the application its integrators', what is chosen and answered "
            + "on site the administrators'. What a site says (--enable, --config and the like) holds for both; with --old-… the older side has another word.",
        "OLD 和 NEW 是应用包或应用。不写 NEW 时，显示同一个包换用另一个平台（--platform）后的变化；与 --installation 同用时，所给的是新包，旧的一侧是集群中的内容。除此之外不会查询集群：重启由对象得出。"
            + "改动的归属由文件得出：服务属于其开发人员，工作负载和 trait 属于平台，应用属于集成人员，现场的选择和回答属于管理员。"
            + "现场的设置（--enable、--config 等）对两侧都有效；用 --old-… 可为旧的一侧另行指定。");

    private static readonly LocalText OnPlatform = new(", platform {0}", "，平台 {0}");

    private sealed record DiffOptions(
        Argument<string> Old, Argument<string?> New, Option<string?> Platform, Option<string?> OldPlatform, Option<bool> ExitCode, SiteOptions Site, ComparedSite.Given Now, ComparedSite.Given Before,
        Option<string[]> Unset, ClusterOptions Cluster)
    {
        public static DiffOptions In(Language language) => new(
            new("OLD") { Description = new LocalText("The package as it is used now", "现在使用的应用包").In(language) },
            new("NEW") { Description = new LocalText("The package that would be taken", "将要采用的应用包").In(language), Arity = ArgumentArity.ZeroOrOne },
            PlatformOption.In(language, new("The platform under NEW; else the one that it carries", "NEW 使用的平台；不写时使用包内的平台")),
            Options.Text("--old-platform", "PATH", new LocalText("The platform under OLD; else the one that it carries", "OLD 使用的平台；不写时使用包内的平台").In(language)),
            Options.Flag("--exit-code", new LocalText("End with 1 where something differs", "有差异时以 1 退出").In(language)),
            SiteOptions.In(language) with
            {
                Installation = Options.Text("--installation", "NAME", new LocalText(
                    "Compare with what this installation is: its answers and choices hold for both sides; OLD is the package that it was installed from, or left away",
                    "与该安装的现状比较：其回答和选择对两侧都有效；OLD 是当时安装的应用包，也可以不写").In(language)),
            },
            ComparedSite.Given.In(language),
            ComparedSite.Given.Before(language),
            AnswerOptions.In(language).Unset,
            ClusterOptions.In(language));

        public IEnumerable<Symbol> All =>
            [Old, New, Platform, OldPlatform, Site.Installation, Cluster.Namespace, Cluster.Context, Cluster.Kubeconfig, .. Now.All, Unset, .. Before.All, ExitCode, Site.Helm];

        /// <summary>An option that only an installation has a use for.</summary>
        public Option? OfCluster(ParseResult parsed) => new Option[] { Cluster.Namespace, Cluster.Context, Cluster.Kubeconfig, Unset }.FirstOrDefault(option => parsed.GetResult(option) is not null);
    }

    public static Verb Create(Language language)
    {
        var options = DiffOptions.In(language);
        return new Verb("diff", language, Summary, options.All)
        {
            More = More,
            Examples =
            [
                new(new("Two versions", "比较两个版本"), "slipway package diff shop-1.4.0.slip shop-1.5.0.slip"),
                new(new("Before it is built", "构建之前"), "slipway package diff shop-1.4.0.slip application.yaml"),
                new(new("What does a setting of ours do?", "修改一个配置项会有什么影响？"), "slipway package diff shop.slip shop.slip --old-config log.level=info --config log.level=debug"),
                new(new("What does it do to what is installed?", "对已安装的内容有什么影响？"), "slipway package diff shop-1.5.0.slip --installation shop -n shop"),
                new(new("Which pods does a newer platform restart?", "新平台会重启哪些 Pod？"), "slipway package diff shop.slip --platform platform-1.5.0.slip"),
            ],
            Run = (session, parsed, cancellation) => Run(session, parsed, options, cancellation),
        };
    }

    private static async Task<Outcome> Run(Session session, ParseResult parsed, DiffOptions options, CancellationToken cancellation)
    {
        var site = options.Site.Read(parsed);
        var (sites, unclear) = ComparedSite.Read(parsed, options.Before, options.Now);
        var (old, now, platform) = (parsed.GetValue(options.Old)!, parsed.GetValue(options.New), parsed.GetValue(options.Platform));
        if (unclear is not null || Values.Wrong(installation: site.Installation) is not null)
            return Outcome.Of((unclear ?? Values.Wrong(installation: site.Installation))!);
        var (asked, wrong) = await OfInstalled(parsed, options, cancellation).ConfigureAwait(false);
        if (wrong is not null)
            return Outcome.Of(wrong);
        if (asked is { Old: null })
            return await InstalledDiff.Run(session, asked, parsed.GetValue(options.ExitCode), cancellation).ConfigureAwait(false);
        if (now is null && platform is null)
            return Outcome.Of(UsageRules.NothingToCompare);
        var before = await DiffSource.Open(session, old, parsed.GetValue(options.OldPlatform), cancellation).ConfigureAwait(false);
        if (before.Composition is null || before.HasErrors)
            return Outcome.Of(before.Findings);
        var after = await DiffSource.Open(session, now ?? old, platform, cancellation).ConfigureAwait(false);
        var (helm, missing) = await HelmSearch.Find("package diff", site.Helm, session.Environment, cancellation).ConfigureAwait(false);
        if (after.Composition is null || after.Platform is null || helm is null)
            return Outcome.Of([.. after.Findings, .. missing is null ? (Diagnostic[])[] : [missing]]);
        var installation = asked?.Installation ?? before.Composition.Application.Name.Value;
        if (asked is null)
        {
            if (sites!.Unknown(before.Composition, after.Composition) is { Count: > 0 } unknown)
                return Outcome.Of(unknown);
            return Report(session, before, after, await Compare(sites.Before, sites.Now).ConfigureAwait(false), parsed.GetValue(options.ExitCode));
        }
        var (both, refused) = await InstalledPackageDiff.Read(session, asked, sites!.Now, before, after, cancellation).ConfigureAwait(false);
        if (both is null)
            return Outcome.Of(refused);
        var diff = await Compare(both.Before, both.Now).ConfigureAwait(false);
        return Report(session, before, after, diff with { Findings = [.. both.Said, .. both.Answered.Told(diff.Findings)] }, parsed.GetValue(options.ExitCode));

        Task<PackageDiff> Compare(SiteInput old, SiteInput newer)
            => PackageComparison.Compare(before.Side(old, installation), after.Side(newer, installation), new RenderTarget("default"), helm, cancellation);
    }

    /// <returns>Null where no installation is named.</returns>
    private static async Task<(InstalledDiff.Asked? Asked, Diagnostic? Wrong)> OfInstalled(ParseResult parsed, DiffOptions options, CancellationToken cancellation)
    {
        var (cluster, site) = (options.Cluster.Read(parsed), options.Site.Read(parsed));
        if (site.Installation is not { } installation)
            return (null, options.OfCluster(parsed) is { } lonely ? Diagnostic.Of(UsageRules.OptionMissing, (Location?)null, "--installation", $"slipway package diff {lonely.Name}", "NAME") : null);
        var (old, now) = parsed.GetValue(options.New) is { } second ? (parsed.GetValue(options.Old), second) : (null, parsed.GetValue(options.Old)!);
        var excluded = options.Before.First(parsed) ?? (old is null && parsed.GetResult(options.OldPlatform) is not null ? options.OldPlatform : null);
        if ((excluded is null ? Values.Wrong(cluster.Namespace) : Diagnostic.Of(UsageRules.Exclude, (Location?)null, "--installation", excluded.Name)) is { } wrong)
            return (null, wrong);
        var platform = await PlatformOption.Read(parsed.GetValue(options.Platform), cancellation).ConfigureAwait(false);
        var (selection, unclear) = options.Now.Selection.Read(parsed);
        return unclear is not null ? (null, unclear) : (new(
            installation, old, now, options.Now.Choice(parsed, platform), site with { Registry = parsed.GetValue(options.Now.Registry), Selection = selection! },
            AnswerChoice.Look with { Unset = parsed.GetValue(options.Unset) ?? [] }, cluster), null);
    }

    private static Outcome Report(Session session, DiffSource before, DiffSource after, PackageDiff diff, bool tellsByCode)
    {
        var head = Changed(Named(before.Composition!.Application), Named(after.Composition!.Application))
            + OnPlatform.In(session.Language, [Changed((before.Platform!.Name, before.Platform.Version), (after.Platform!.Name, after.Platform.Version))]);
        var findings = PackageDiffFindings(before, after, diff).ToList();
        return new Outcome(findings)
        {
            Text = to => PackageDiffText.Write(to, session, head, diff),
            Data = json =>
            {
                before.Write(json, "old");
                after.Write(json, "new");
                PackageDiffJson.Write(json, session.Language, diff);
            },
            Summary = PackageDiffText.Summary(session.Language, diff),
            Code = tellsByCode && !diff.IsEmpty && findings.TrueForAll(finding => finding.Severity != Severity.Error) ? ExitCode.Findings : null,
        };
    }

    private static (string Name, string Version) Named(ApplicationDefinition application) => (application.Name.Value, application.VersionText);

    private static string Changed((string Name, string Version) before, (string Name, string Version) after)
        => before == after ? $"{after.Name} {after.Version}" : before.Name == after.Name ? $"{after.Name} {before.Version} → {after.Version}" : $"{before.Name} {before.Version} → {after.Name} {after.Version}";

    private static IEnumerable<Diagnostic> PackageDiffFindings(DiffSource before, DiffSource after, PackageDiff diff)
    {
        var (old, now) = (before.Composition!.Application, after.Composition!.Application);
        if (old.Name.Value != now.Name.Value)
            yield return Diagnostic.Of(CompareRules.OtherApplication, (Location?)null, before.Path, old.Name.Value, after.Path, now.Name.Value);
        else if (before.Package is { } one && after.Package is { } other && one.Version == other.Version && one.Digest != other.Digest)
            yield return Diagnostic.Of(CompareRules.SameVersion, (Location?)null, before.Path, after.Path, one.Name, one.Version);
        foreach (var finding in diff.Findings)
            yield return finding;
    }
}
