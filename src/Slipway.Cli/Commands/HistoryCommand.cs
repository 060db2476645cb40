using System.CommandLine;
using Slipway.Delivery;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Reads the records of runs; works without a cluster.</summary>
internal static class HistoryCommand
{
    private const string Latest = "latest";

    private static readonly LocalText Summary = new("List the runs of an installation, newest first", "列出一个安装的执行记录，最新的在前");
    private static readonly LocalText ShowSummary = new("Show the events of one run", "显示一次执行的全部事件");
    private static readonly LocalText VerifySummary = new("Check that nobody changed the record", "检查执行记录是否被人改动");
    private static readonly LocalText About = new("The installation", "安装的名称");
    private static readonly LocalText RunAbout = new("A run's id, the beginning of it, or latest", "执行的编号、其开头部分，或 latest");
    private static readonly LocalText ReceiptAbout = new("Also compare with the receipt in the cluster, so that a cut-off end shows", "同时与集群中的回执对照，可以发现末尾被截断");
    private static readonly LocalText Whole = new("the record holds, up to the receipt in the namespace: {0} events, {1}", "记录完好，并与命名空间中的回执一致：{0} 个事件，{1}");
    private static readonly LocalText WholeInItself = new(
        "the record holds in itself: {0} events, {1}; whether its end was cut off, only `--receipt` can tell", "记录自身完好：{0} 个事件，{1}；末尾是否被截断，需用 `--receipt` 核对");
    private static readonly LocalText None = new("no run is recorded in {0}", "{0} 中没有执行记录");

    public static Verb Create(Language language)
    {
        var cluster = ClusterOptions.In(language);
        foreach (var option in cluster.All.OfType<Option>())
            option.Recursive = true;
        var installation = Installation(language);
        var component = Options.Text("--component", "NAME", new LocalText("Only runs that did something to this component", "只看对这个组件有操作的执行").In(language), null, "-c");
        return new Verb("history", language, Summary, [installation, component, Show(language, cluster), Verify(language, cluster), .. cluster.All])
        {
            Examples =
            [
                new(new("All runs", "所有执行"), "slipway history hello -n hello"),
                new(new("One run, event by event", "一次执行的每个事件"), "slipway history show hello latest -n hello"),
                new(new("Has anybody changed the record?", "有人改动过记录吗？"), "slipway history verify hello -n hello"),
            ],
            Run = (session, parsed, _) => Task.FromResult(WithFolder(cluster.Read(parsed), parsed.GetValue(installation)!, folder => List(session, folder, parsed.GetValue(component)))),
        };
    }

    private static Verb Show(Language language, ClusterOptions cluster)
    {
        var installation = Installation(language);
        var run = new Argument<string>("RUN") { Description = RunAbout.In(language) };
        return new Verb("show", language, ShowSummary, installation, run)
        {
            Examples = [new(new("The newest one", "最新的一次"), "slipway history show hello latest -n hello")],
            Run = (session, parsed, _) => Task.FromResult(
                WithFolder(cluster.Read(parsed), parsed.GetValue(installation)!, folder => ShowRun(session, folder, parsed.GetValue(run)!))),
        };
    }

    private static Verb Verify(Language language, ClusterOptions cluster)
    {
        var installation = Installation(language);
        var receipt = Options.Flag("--receipt", ReceiptAbout.In(language));
        return new Verb("verify", language, VerifySummary, installation, receipt)
        {
            Examples = [new(new("The record of this machine", "本机上的记录"), "slipway history verify hello -n hello")],
            Run = (session, parsed, cancellation) => VerifyAll(session, cluster.Read(parsed), parsed.GetValue(installation)!, parsed.GetValue(receipt), cancellation),
        };
    }

    private static async Task<Outcome> VerifyAll(Session session, ClusterChoice cluster, string installation, bool withReceipt, CancellationToken cancellation)
    {
        if (!withReceipt)
            return WithFolder(cluster, installation, folder => VerifyRecord(session, folder, null));
        var status = await Status.Read(installation, cluster.ForRun(session), cancellation).ConfigureAwait(false);
        return status.Receipt is { } receipt
            ? WithFolder(cluster, installation, folder => VerifyRecord(session, folder, receipt.Head))
            : new Outcome(status.Problems) { Code = ExitCode.Refused };
    }

    private static Argument<string> Installation(Language language) => new("INSTALLATION") { Description = About.In(language) };

    // The record's folder carries the context's name, so the kubeconfig is read; the cluster is not asked.
    private static Outcome WithFolder(ClusterChoice cluster, string installation, Func<string, Outcome> act)
    {
        if (Values.Wrong(cluster.Namespace, installation: installation) is { } wrong)
            return Outcome.Of(wrong);
        var (access, problem) = Kubeconfig.Resolve(cluster.ForKubeconfig);
        if (access is null)
            return Outcome.Of(problem!);
        return act(JournalFolder.Of(JournalFolder.Root(cluster.State), installation, cluster.Namespace ?? access.Namespace ?? "default", access.Context));
    }

    private static Outcome List(Session session, string folder, string? component)
    {
        var (runs, problems) = History.List(folder, component);
        return new Outcome(problems)
        {
            Text = to => Table.Write(to, session, HistoryTable.Headers, runs.Select(run => HistoryTable.Row(run, session))),
            Data = json => HistoryTable.Write(json, folder, runs),
            Summary = runs.Count == 0 && problems.Count == 0 ? None.In(session.Language, [folder]) : null,
        };
    }

    private static Outcome ShowRun(Session session, string folder, string id)
    {
        var (header, events, problems) = History.Show(folder, id == Latest && History.List(folder).Runs is [var newest, ..] ? newest.Run : id);
        return new Outcome(problems)
        {
            Text = to =>
            {
                foreach (var happened in events)
                    to.WriteLine(SafeText.Line($"{happened.Time:yyyy-MM-dd HH:mm:ss}Z  {happened.Kind,-13}  {happened.Data.ToJsonString()}"));
            },
            Data = json =>
            {
                json.WriteString("run", header?.Run);
                json.WriteStartArray("events");
                foreach (var happened in events)
                    json.WriteRawValue(happened.ToString());
                json.WriteEndArray();
            },
        };
    }

    private static Outcome VerifyRecord(Session session, string folder, JournalHead? head)
    {
        var problems = History.Verify(folder, head);
        var count = JournalFile.Read(folder).Events.Count;
        var isWhole = problems.All(problem => problem.Severity != Severity.Error);
        return new Outcome(problems)
        {
            FindingsAreTheResult = true,
            Data = json =>
            {
                json.WriteString("record", folder);
                json.WriteNumber("events", count);
                json.WriteBoolean("holds", isWhole);
                json.WriteBoolean("comparedWithReceipt", head is not null);
            },
            Summary = problems.Count > 0 ? null : count == 0 ? None.In(session.Language, [folder]) : (head is null ? WholeInItself : Whole).In(session.Language, [$"{count}", folder]),
        };
    }
}
