using System.CommandLine;
using Slipway.Delivery;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What the pods of an installation write, each line with its pod in front.</summary>
internal static class LogsCommand
{
    private static readonly LocalText Summary = new("Print what the pods of an installation write", "输出一个安装的 Pod 日志");
    private static readonly LocalText About = new("The installation", "安装的名称");

    private sealed record LogsOptions(
        Argument<string> Installation, ClusterOptions Cluster,
        Option<string?> Component, Option<bool> Follow, Option<bool> Previous, Option<string?> Tail, Option<bool> Timestamps)
    {
        public static LogsOptions In(Language language) => new(
            new Argument<string>("INSTALLATION") { Description = About.In(language) },
            ClusterOptions.In(language),
            Options.Text("--component", "NAME", new LocalText("Only this component", "只看这个组件").In(language), null, "-c"),
            Options.Flag("--follow", new LocalText("Go on until Ctrl-C; pods that appear later are followed too", "持续输出直到 Ctrl-C；之后出现的 Pod 也会跟随").In(language), "-f"),
            Options.Flag("--previous", new LocalText("Of the containers that ended before the present ones", "查看上一次已结束的容器").In(language), "-p"),
            Options.Text("--tail", "LINES", new LocalText("Only the last lines of each container", "每个容器只看最后若干行").In(language)),
            Options.Flag("--timestamps", new LocalText("The time of each line", "显示每行的时间").In(language)));

        public IEnumerable<Symbol> All =>
            [Installation, Component, Follow, Previous, Tail, Timestamps, .. Cluster.All];
    }

    public static Verb Create(Language language)
    {
        var options = LogsOptions.In(language);
        return new Verb("logs", language, Summary, options.All)
        {
            Examples =
            [
                new(new("The last lines of every pod", "每个 Pod 的最后几行"), "slipway logs hello -n hello --tail 20"),
                new(new("As they come", "持续查看"), "slipway logs hello -n hello --follow"),
            ],
            Run = (session, parsed, cancellation) => Run(session, parsed, options, cancellation),
        };
    }

    private static async Task<Outcome> Run(Session session, ParseResult parsed, LogsOptions options, CancellationToken cancellation)
    {
        var installation = parsed.GetValue(options.Installation)!;
        var cluster = options.Cluster.Read(parsed);
        var (follow, tail) = (parsed.GetValue(options.Follow), parsed.GetValue(options.Tail));
        if (Values.Wrong(cluster.Namespace, installation: installation) is { } wrong)
            return Outcome.Of(wrong);
        if (tail is not null && !(int.TryParse(tail, out var number) && number >= 0))
            return Outcome.Of(Values.Of(UsageRules.WrongForm, "--tail", tail, "`20`"));
        if (follow && session.Form == OutputForm.Json)
            return Outcome.Of(UsageRules.Exclude, "--follow", "--output json");
        var request = new LogRequest(
            installation,
            parsed.GetValue(options.Component),
            new LogOptions(follow, parsed.GetValue(options.Previous), tail is null ? null : int.Parse(tail), parsed.GetValue(options.Timestamps)),
            cluster.ForRun(session));
        return session.Form == OutputForm.Json
            ? await Collected(request, cancellation).ConfigureAwait(false)
            : await Printed(session, request, cancellation).ConfigureAwait(false);
    }

    private static async Task<Outcome> Printed(Session session, LogRequest request, CancellationToken cancellation)
    {
        var problems = new List<Diagnostic>();
        try
        {
            await foreach (var line in Logs.Read(request, cancellation).ConfigureAwait(false))
                if (line.Problem is { } problem)
                    problems.Add(problem);
                else
                    Print(session, line, flush: request.Log.Follow);
        }
        catch (OperationCanceledException) when (request.Log.Follow)
        {
            // The way to end what would never end.
            return new Outcome(problems) { Code = ExitCode.Interrupted };
        }
        return Ended(problems);
    }

    private static async Task<Outcome> Collected(LogRequest request, CancellationToken cancellation)
    {
        var lines = new List<LogLine>();
        await foreach (var line in Logs.Read(request, cancellation).ConfigureAwait(false))
            lines.Add(line);
        return Ended([.. lines.Select(line => line.Problem).OfType<Diagnostic>()]) with
        {
            Data = json =>
            {
                json.WriteStartArray("lines");
                foreach (var line in lines.Where(line => line.Problem is null))
                {
                    json.WriteStartObject();
                    json.WriteString("component", line.Component);
                    json.WriteString("pod", line.Pod);
                    json.WriteString("container", line.Container);
                    json.WriteString("text", line.Text);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            },
        };
    }

    private static Outcome Ended(IReadOnlyList<Diagnostic> problems)
        => new(problems) { Code = problems.Any(p => p.Severity == Severity.Error) ? ExitCode.Refused : ExitCode.Done };

    private static void Print(Session session, LogLine line, bool flush)
    {
        var container = line.Container == line.Component ? "" : "/" + line.Container;
        session.Out.WriteLine($"{line.Pod}{container} | {(session.OutIsTerminal ? SafeText.Line(line.Text) : line.Text)}");
        if (flush)
            session.Out.Flush();
    }
}
