using System.CommandLine;
using Slipway.Delivery;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Which cluster, which namespace, and where the record lies.</summary>
internal sealed record ClusterChoice(string? Namespace, string? Context, string? Kubeconfig, string? State)
{
    public KubeconfigChoice ForKubeconfig => new(Kubeconfig, Context);

    public RunOptions ForRun(Session session) => new()
    {
        Kubeconfig = ForKubeconfig,
        Namespace = Namespace,
        State = State,
        Command = session.CommandLine,
        SlipwayVersion = ProgramVersion.Text,
        Time = session.Time,
        Progress = new ProgressLines(session).Tell,
    };
}

/// <summary>The options of every command that goes to a cluster.</summary>
internal sealed record ClusterOptions(Option<string?> Namespace, Option<string?> Context, Option<string?> Kubeconfig, Option<string?> State)
{
    public static ClusterOptions In(Language language) => new(
        Options.Text("--namespace", "NAMESPACE", new LocalText(
            "The namespace; else the context's, else default", "命名空间；不写时使用上下文中的，再没有则为 default").In(language), null, "-n"),
        Options.Text("--context", "NAME", new LocalText(
            "The kubeconfig's context; else its current one", "kubeconfig 中的上下文；不写时使用当前上下文").In(language)),
        Options.Text("--kubeconfig", "FILE", new LocalText(
            "The kubeconfig; else KUBECONFIG, then ~/.kube/config", "kubeconfig 文件；不写时使用 KUBECONFIG，再其次 ~/.kube/config").In(language)),
        Options.Text("--state", "DIR", new LocalText(
            "Where records lie; else $XDG_STATE_HOME/slipway", "执行记录所在的文件夹；不写时为 $XDG_STATE_HOME/slipway").In(language)));

    public IEnumerable<Symbol> All => [Namespace, Context, Kubeconfig, State];

    public ClusterChoice Read(ParseResult parsed)
        => new(parsed.GetValue(Namespace), parsed.GetValue(Context), parsed.GetValue(Kubeconfig), parsed.GetValue(State));
}
