using System.CommandLine;
using System.Text.RegularExpressions;
using Slipway.Components;
using Slipway.Delivery;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Installs, or brings an installation to the given state; into a cluster, or as manifests into a folder.</summary>
internal static partial class InstallCommand
{
    private static readonly LocalText Summary = new("Install services or an application, or bring them to the given state", "安装服务或应用，或使其达到给定状态");
    private static readonly LocalText More = new(
        "Everything is checked before anything is changed. A failed first installation is taken back, a failed upgrade is rolled back; of an application, what is ready stays; "
            + "what existed before is never deleted. Running it again changes nothing that is as it should be.",
        "改动之前先检查一切。首次安装失败会撤销，升级失败会回滚；应用中已就绪的组件保持不变；之前已有的内容绝不删除。再次执行时，已符合要求的部分不会改动。");

    private sealed record InstallOptions(
        Argument<string[]> Paths, ComponentOptions Component, SiteOptions Site, SelectionOptions Selection, AnswerOptions Answers, ClusterOptions Cluster,
        Option<bool> CreateNamespace, Option<string?> Replicas, Option<bool> TakeOver, Option<bool> Prune, Option<string[]> Use, Option<string?> Target, Option<bool> Overwrite, Option<string?> Timeout, Option<string?> Parallel, Option<bool> KeepFailed,
        Option<bool> AllowTasks, Option<bool> ForceConflicts, Option<bool> AllowRecreate, Option<bool> AllowImmutable, Option<bool> AllowOlderPlatform, Option<bool> Yes)
    {
        public static InstallOptions In(Language language) => new(
            new Argument<string[]>("PATH")
            {
                HelpName = "PATH…",
                Description = new LocalText("A definition, an application, a package, or a folder of definitions", "定义文件、应用、应用包，或包含定义的文件夹").In(language),
                Arity = ArgumentArity.OneOrMore,
            },
            ComponentOptions.In(language),
            SiteOptions.In(language),
            SelectionOptions.In(language),
            AnswerOptions.In(language),
            ClusterOptions.In(language),
            Options.Flag("--create-namespace", new LocalText("Create the namespace where it is missing", "命名空间不存在时创建它").In(language)),
            Options.Text("--replicas", "keep|reset", new LocalText(
                "What becomes of counts that somebody scaled by hand: they stay, or the configured ones are set; else it is asked",
                "手动伸缩过的数量如何处理：keep 保留，reset 恢复为配置的数量；不写时会询问").In(language)),
            Options.Flag("--take-over", new LocalText(
                "Take over the Helm releases of these names that Slipway did not make", "纳入同名的、不是由 Slipway 创建的 Helm 发布").In(language)),
            Options.Flag("--prune", new LocalText("Uninstall components that are no part of the application any more; their data stays", "卸载不再属于应用的组件；其数据会保留").In(language)),
            Options.Texts("--use", "SERVICE=NAMESPACE/INSTALLATION", new LocalText(
                "Which installation's service is meant where several have it (`from: site`). May be repeated", "有多套安装提供同一服务（`from: site`）时，使用哪一套。可以重复").In(language)),
            Options.Text("--target", "dir:PATH", new LocalText("Write manifests into a folder instead of a cluster", "把清单写入文件夹，而不是集群").In(language)),
            Options.Flag("--overwrite", new LocalText("With --target: lose what was edited by hand in our files", "与 --target 同用：覆盖我们的文件中手工改过的内容").In(language)),
            Options.Text("--timeout", "DURATION", new LocalText("How long each component may take to become ready", "每个组件就绪的最长等待时间").In(language), "5m"),
            Options.Text("--parallel", "NUMBER", new LocalText("How many components are released at the same time; waiting for pods does not count", "同时发布多少个组件；等待 Pod 就绪的不计入").In(language), $"{Schedule.Default}"),
            Options.Flag("--keep-failed", new LocalText("Leave a failed installation standing, to look at it", "失败时保留现场，便于查看").In(language)),
            TaskQuestion.Allow(language),
            Options.Flag("--force-conflicts", new LocalText(
                "Set back what others have changed by hand (it is named); else it stays, or refuses the change that concerns it", "恢复被他人手工修改的内容（会逐项说明）；不写时保持现状，若与本次更改冲突则拒绝").In(language)),
            Options.Flag("--allow-recreate", new LocalText(
                "Delete and make anew what Kubernetes does not let change; volume claims stay. Else it is asked, or refused", "删除并重建 Kubernetes 不允许修改的对象；卷申领保留。不写时会询问或拒绝").In(language)),
            Options.Flag("--allow-immutable", new LocalText(
                "Change settings that are never to change once installed (`x-slipway.immutable`)", "更改安装后不应更改的配置项（`x-slipway.immutable`）").In(language)),
            Options.Flag("--allow-older-platform", new LocalText(
                "Go back to an older platform, or to the built-in one, than the installation ran on", "改用比该安装此前所用更旧的平台，或改回内置平台").In(language)),
            Approval.YesOption(language));

        public IEnumerable<Symbol> All =>
            [Paths, .. Component.All, .. Cluster.All, Site.Installation, Site.Registry, .. Selection.All, .. Answers.All, CreateNamespace, Replicas, TakeOver, Prune, Use, Target, Overwrite, Timeout, Parallel, KeepFailed, AllowTasks, ForceConflicts, AllowRecreate, AllowImmutable, AllowOlderPlatform, Site.Helm, Yes];
    }

    public static Verb Create(Language language)
    {
        var options = InstallOptions.In(language);
        return new Verb("install", language, Summary, options.All)
        {
            More = More,
            Examples =
            [
                new(new("Into a namespace of its own", "安装到单独的命名空间"), "slipway install examples/hello/service.yaml -n hello --create-namespace"),
                new(new("An application as one file", "单文件的应用"), "slipway install shop.slip -n shop --create-namespace"),
                new(new("Without questions, as a pipeline does", "不询问，供流水线使用"), "slipway install examples/hello/service.yaml -n hello --create-namespace --yes"),
                new(new("A release that Helm made", "由 Helm 创建的发布"), "slipway install examples/hello/service.yaml -n hello --take-over"),
                new(new("Another answer, and why; later installs keep it", "改变一项回答并说明原因；之后的安装会沿用"), "slipway install shop.slip -n shop --config logLevel=debug --why 'ticket 4711'"),
                new(new("As manifests for GitOps", "作为 GitOps 的清单"), "slipway install examples/hello/service.yaml -n hello --target dir:build/manifests --yes"),
            ],
            Run = (session, parsed, cancellation) => Run(session, parsed, options, cancellation),
        };
    }

    private static async Task<Outcome> Run(Session session, ParseResult parsed, InstallOptions options, CancellationToken cancellation)
    {
        var (site, cluster) = (options.Site.Read(parsed), options.Cluster.Read(parsed));
        var (target, timeout) = (parsed.GetValue(options.Target), Values.Duration(parsed.GetValue(options.Timeout)!));
        var (selection, unclear) = options.Selection.Read(parsed);
        if ((unclear ?? Wrong(parsed, options, site, cluster, target, timeout)) is { } wrong)
            return Outcome.Of(wrong);
        site = site with { Selection = selection! };
        var say = options.Answers.Read(parsed);
        var (access, problem) = target is null ? Kubeconfig.Resolve(cluster.ForKubeconfig) : new KubeconfigResult(null, null);
        var space = cluster.Namespace ?? access?.Namespace ?? "default";
        var (prepared, findings) = await Prepare.Run(
            session, "install", parsed.GetValue(options.Paths)!, await options.Component.Read(parsed, cancellation).ConfigureAwait(false), site, say, new RenderTarget(space) { Cluster = access?.HelmArguments }, asOne: target is null,
            access is null ? null : installation => Remembered.Read(installation, cluster.ForRun(session), cancellation: cancellation), cancellation).ConfigureAwait(false);
        if (problem is not null)
            return Outcome.Of([.. findings, problem]);
        if (prepared is null)
            return Outcome.Of(findings);
        if ((parsed.GetValue(options.Prune) ? "--prune" : say.First) is { } option && !prepared.IsWhole)
            return Outcome.Of([.. findings, Values.Of(UsageRules.OnlyOnApplications, option, string.Join(", ", prepared.Components.Select(component => component.Component.Name)), "")]);
        var folder = target?["dir:".Length..];
        if (await Approval.Ask(session, parsed.GetValue(options.Yes), Question(session.Language, prepared, space, access, folder), cancellation).ConfigureAwait(false) is { } no)
            return Outcome.Of([.. findings, no]);
        if (folder is not null)
            return IntoFolder.Run(session, prepared, folder, parsed.GetValue(options.Overwrite), findings);
        var run = cluster.ForRun(session) with { Wait = WaitOptions.Default with { Timeout = timeout!.Value } };
        var choice = new IntoCluster.Choice(
            parsed.GetValue(options.CreateNamespace), parsed.GetValue(options.KeepFailed), parsed.GetValue(options.TakeOver),
            CountQuestion.Read(parsed.GetValue(options.Replicas)), MayAsk: !parsed.GetValue(options.Yes), parsed.GetValue(options.Prune), Values.AtOnce(parsed.GetValue(options.Parallel))!.Value, Uses(parsed.GetValue(options.Use)!),
            // Not agreed to by forgetting the platform (`--unset platform`, `--defaults`): what that one has changed goes all the same.
            new Allowed(parsed.GetValue(options.AllowRecreate), parsed.GetValue(options.AllowImmutable), parsed.GetValue(options.AllowOlderPlatform)), parsed.GetValue(options.AllowTasks), parsed.GetValue(options.ForceConflicts));
        return await IntoCluster.Run(session, prepared, run, findings, choice, cancellation).ConfigureAwait(false);
    }

    private static Diagnostic? Wrong(ParseResult parsed, InstallOptions options, SiteChoice site, ClusterChoice cluster, string? target, TimeSpan? timeout)
    {
        if (Values.Wrong(cluster.Namespace, installation: site.Installation) is { } wrong)
            return wrong;
        if (timeout is null)
            return Values.Of(UsageRules.WrongForm, "--timeout", parsed.GetValue(options.Timeout)!, "`90s`, `5m`, `1h30m`");
        if (parsed.GetValue(options.Use)!.FirstOrDefault(word => !UseForm().IsMatch(word)) is { } unclear)
            return Values.Of(UsageRules.WrongForm, "--use", unclear, "`database=data/postgres`");
        if (Contradiction.Of("--use", parsed.GetValue(options.Use)!) is { } twice)
            return twice;
        if (Values.AtOnce(parsed.GetValue(options.Parallel)) is null)
            return Values.Of(UsageRules.WrongForm, "--parallel", parsed.GetValue(options.Parallel)!, $"`1` … `{Schedule.Most}`");
        if (parsed.GetValue(options.Replicas) is { } replicas && CountQuestion.Read(replicas) is null)
            return Values.Of(UsageRules.WrongValue, "--replicas", replicas, "keep, reset");
        if (target is not null && (!target.StartsWith("dir:", StringComparison.Ordinal) || target.Length == "dir:".Length))
            return Values.Of(UsageRules.WrongForm, "--target", target, "`dir:build/manifests`");
        if (target is null)
            return null;
        foreach (var (option, given) in ((string, bool)[])[("--context", cluster.Context is not null), ("--kubeconfig", cluster.Kubeconfig is not null),
            ("--create-namespace", parsed.GetValue(options.CreateNamespace)), ("--keep-failed", parsed.GetValue(options.KeepFailed)),
            ("--replicas", parsed.GetValue(options.Replicas) is not null), ("--take-over", parsed.GetValue(options.TakeOver)),
            ("--unset", parsed.GetValue(options.Answers.Unset) is { Length: > 0 }), ("--why", parsed.GetValue(options.Answers.Why) is not null), ("--allow-recreate", parsed.GetValue(options.AllowRecreate)), ("--force-conflicts", parsed.GetValue(options.ForceConflicts)),
            ("--allow-immutable", parsed.GetValue(options.AllowImmutable)), ("--allow-older-platform", parsed.GetValue(options.AllowOlderPlatform))])
            if (given)
                return Diagnostic.Of(UsageRules.Exclude, (Location?)null, "--target", option);
        return null;
    }

    private static Dictionary<string, string> Uses(IEnumerable<string> words)
        => words.Select(word => word.Split('=', 2)).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    [GeneratedRegex(@"^[^=/]+=[^=/]+/[^=/]+\z")]
    private static partial Regex UseForm();

    private static string Question(Language language, Prepared prepared, string space, ClusterAccess? access, string? folder)
    {
        var services = string.Join(", ", prepared.Components.Select(c => $"{c.Component.Name} {c.Component.Version}"));
        return folder is null
            ? new LocalText("install {0} into namespace {1} of context {2} ({3})", "把 {0} 安装到上下文 {2}（{3}）的命名空间 {1}")
                .In(language, [services, space, access!.Context, access.Server.ToString()])
            : new LocalText("write the manifests of {0} into {1}", "把 {0} 的清单写入 {1}").In(language, [services, folder]);
    }
}
