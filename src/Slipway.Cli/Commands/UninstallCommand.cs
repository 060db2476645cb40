using System.CommandLine;
using Slipway.Delivery;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Takes an installation away; data stays and is named.</summary>
internal static class UninstallCommand
{
    private static readonly LocalText Summary = new("Take an installation away; volumes with data stay and are named", "移除一个安装；存有数据的卷会保留并列出");
    private static readonly LocalText About = new("The installation", "安装的名称");
    private static readonly LocalText Question = new("uninstall {0} from namespace {1} of context {2} ({3})", "从上下文 {2}（{3}）的命名空间 {1} 中卸载 {0}");
    private static readonly LocalText Done = new("Uninstalled", "卸载完成");

    public static Verb Create(Language language)
    {
        var installation = new Argument<string>("INSTALLATION") { Description = About.In(language) };
        var cluster = ClusterOptions.In(language);
        var helm = SiteOptions.HelmOption(language);
        var yes = Approval.YesOption(language);
        return new Verb("uninstall", language, Summary, [installation, .. cluster.All, helm, yes])
        {
            Examples =
            [
                new(new("After a question", "询问后卸载"), "slipway uninstall hello -n hello"),
                new(new("Without questions", "不询问"), "slipway uninstall hello -n hello --yes"),
            ],
            Run = (session, parsed, cancellation) => Run(
                session, parsed.GetValue(installation)!, cluster.Read(parsed), parsed.GetValue(helm), parsed.GetValue(yes), cancellation),
        };
    }

    private static async Task<Outcome> Run(Session session, string installation, ClusterChoice cluster, string? path, bool yes, CancellationToken cancellation)
    {
        if (Values.Wrong(cluster.Namespace, installation: installation) is { } wrong)
            return Outcome.Of(wrong);
        var (access, problem) = Kubeconfig.Resolve(cluster.ForKubeconfig);
        if (access is null)
            return Outcome.Of(problem!);
        var (helm, missing) = await HelmSearch.Find("uninstall", path, session.Environment, cancellation).ConfigureAwait(false);
        if (helm is null)
            return Outcome.Of(missing!);
        var question = Question.In(session.Language, [installation, cluster.Namespace ?? access.Namespace ?? "default", access.Context, access.Server.ToString()]);
        if (await Approval.Ask(session, yes, question, cancellation).ConfigureAwait(false) is { } no)
            return Outcome.Of(no);
        var request = new UninstallRequest(installation, helm, cluster.ForRun(session));
        var result = await Uninstall.Run(request, cancellation).ConfigureAwait(false);
        return RunReport.Of(session, result, [], Done, Done);
    }
}
