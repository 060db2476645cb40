using System.CommandLine;
using Slipway.Delivery;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Takes an installation away; data stays and is named.</summary>
internal static class UninstallCommand
{
    private static readonly LocalText Summary = new("Take an installation away, or components of it; volumes with data stay and are named", "移除一个安装或其中的组件；存有数据的卷会保留并列出");
    private static readonly LocalText About = new("The installation", "安装的名称");
    private static readonly LocalText Question = new("uninstall {0} from namespace {1} of context {2} ({3})", "从上下文 {2}（{3}）的命名空间 {1} 中卸载 {0}");
    private static readonly LocalText PartQuestion = new("uninstall {4} of {0} from namespace {1} of context {2} ({3})", "从上下文 {2}（{3}）的命名空间 {1} 中卸载 {0} 的 {4}");
    private static readonly LocalText More = new(
        "Components go one after another, those first that need others; several at a time where none needs the other. A component that others need is refused.",
        "先移除依赖其他组件的组件，互不依赖的会同时移除。仍被需要的组件会被拒绝。");
    private static readonly LocalText Done = new("Uninstalled", "卸载完成");

    public static Verb Create(Language language)
    {
        var installation = new Argument<string>("INSTALLATION") { Description = About.In(language) };
        var cluster = ClusterOptions.In(language);
        var helm = SiteOptions.HelmOption(language);
        var components = Options.Texts("--component", "NAME", new LocalText("Only this component. May be repeated", "只卸载这个组件。可以重复").In(language), "-c");
        var force = Options.Flag("--force", new LocalText("Also what others need", "即使仍被需要也卸载").In(language));
        var keep = Options.Flag("--keep-answers", new LocalText("Keep what the site answered, for the next install of this name", "保留现场的回答，供下次以该名称安装时沿用").In(language));
        var parallel = Options.Text("--parallel", "NUMBER", new LocalText("How many components are worked on at the same time", "同时处理多少个组件").In(language), $"{Schedule.Default}");
        var timeout = Options.Text("--timeout", "DURATION", new LocalText("How long each component's pods may take to end", "每个组件的 Pod 结束的最长等待时间").In(language), "5m");
        var allow = TaskQuestion.Allow(language);
        var leave = Options.Flag("--leave-tasks", new LocalText("Tasks are not asked to remove what they made", "不要求任务移除其建立的内容").In(language));
        var package = Options.Text("--package", "PATH", new LocalText(
            "The package that was installed, or its application: programs of tasks are taken from it where this machine does not have them", "安装时所用的应用包或应用：本机没有任务的程序时从中取得").In(language));
        var yes = Approval.YesOption(language);
        return new Verb("uninstall", language, Summary, [installation, components, force, keep, allow, package, leave, parallel, timeout, .. cluster.All, helm, yes])
        {
            More = More,
            Examples =
            [
                new(new("After a question", "询问后卸载"), "slipway uninstall hello -n hello"),
                new(new("Without questions", "不询问"), "slipway uninstall hello -n hello --yes"),
                new(new("From a machine that did not install it", "在并非当初安装的机器上"), "slipway uninstall shop -n shop --package shop.slip"),
                new(new("One component of an application", "应用的一个组件"), "slipway uninstall shop -n shop --component loadgenerator"),
            ],
            Run = (session, parsed, cancellation) => Run(
                session, new Asked(parsed.GetValue(installation)!, parsed.GetValue(components) ?? [], parsed.GetValue(force), parsed.GetValue(keep), parsed.GetValue(parallel)!, parsed.GetValue(timeout)!, parsed.GetValue(allow), parsed.GetValue(leave), parsed.GetValue(package)),
                cluster.Read(parsed), parsed.GetValue(helm), parsed.GetValue(yes), cancellation),
        };
    }

    private sealed record Asked(string Installation, IReadOnlyList<string> Components, bool Force, bool KeepAnswers, string Parallel, string Timeout, bool AllowTasks, bool LeaveTasks, string? Package);

    private static async Task<Outcome> Run(Session session, Asked asked, ClusterChoice cluster, string? path, bool yes, CancellationToken cancellation)
    {
        var installation = asked.Installation;
        if (asked.KeepAnswers && asked.Components.Count > 0)
            return Outcome.Of(Diagnostic.Of(UsageRules.Exclude, (Location?)null, "--keep-answers", "--component"));
        if (Values.AtOnce(asked.Parallel) is not { } atOnce)
            return Outcome.Of(Values.Of(UsageRules.WrongForm, "--parallel", asked.Parallel, $"`1` … `{Schedule.Most}`"));
        if (Values.Duration(asked.Timeout) is not { } timeout)
            return Outcome.Of(Values.Of(UsageRules.WrongForm, "--timeout", asked.Timeout, "`90s`, `5m`, `1h30m`"));
        if (Values.Wrong(cluster.Namespace, installation: installation) is { } wrong)
            return Outcome.Of(wrong);
        var (access, problem) = Kubeconfig.Resolve(cluster.ForKubeconfig);
        if (access is null)
            return Outcome.Of(problem!);
        var (helm, missing) = await HelmSearch.Find("uninstall", path, session.Environment, cancellation).ConfigureAwait(false);
        if (helm is null)
            return Outcome.Of(missing!);
        var (brought, findings) = await TaskPrograms.Of(session, asked.Package, installation, cancellation).ConfigureAwait(false);
        if (findings.Any(finding => finding.Severity == Severity.Error))
            return Outcome.Of([.. findings]);
        var question = (asked.Components.Count == 0 ? Question : PartQuestion).In(session.Language,
            [installation, cluster.Namespace ?? access.Namespace ?? "default", access.Context, access.Server.ToString(), string.Join(", ", asked.Components)]);
        if (await Approval.Ask(session, yes, question, cancellation).ConfigureAwait(false) is { } no)
            return Outcome.Of(no);
        var run = cluster.ForRun(session) with { Wait = WaitOptions.Default with { Timeout = timeout } };
        var request = new UninstallRequest(installation, helm, run)
        {
            Components = asked.Components,
            Force = asked.Force,
            KeepAnswers = asked.KeepAnswers,
            AtOnce = atOnce,
            Tasks = TaskQuestion.Consent(session, asked.AllowTasks, mayAsk: !yes),
            LeaveTasks = asked.LeaveTasks,
            Brought = brought,
        };
        var result = await Uninstall.Run(request, cancellation).ConfigureAwait(false);
        return RunReport.Of(session, result, [], Done, Done);
    }
}
