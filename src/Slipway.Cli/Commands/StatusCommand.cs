using System.CommandLine;
using System.Text.Json;
using Slipway.Delivery;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What is installed and how it is now. Exit code 0 when everything is ready, 1 when something is not.</summary>
internal static class StatusCommand
{
    private static readonly LocalText Summary = new("Show what is installed and whether it is ready", "显示已安装的内容以及是否就绪");
    private static readonly LocalText About = new("The installation", "安装的名称");
    private static readonly LocalText NoReceipt = new("no receipt: an installation was interrupted before its end", "没有回执：安装在完成之前被中断");

    private static readonly LocalText Answered = new("answered: {0}", "回答：{0}");

    private static readonly LocalText Chosen = new("chosen: {0}", "选择：{0}");

    private static readonly IReadOnlyList<LocalText> ComponentHeaders =
        [new("COMPONENT", "组件"), new("VERSION", "版本"), new("REVISION", "修订版"), new("WORKLOAD", "工作负载"), new("READY", "就绪")];

    private static readonly IReadOnlyList<LocalText> PodHeaders =
        [new("POD", "POD"), new("PHASE", "阶段"), new("READY", "就绪"), new("RESTARTS", "重启次数"), new("NODE", "节点")];

    private static readonly IReadOnlyList<LocalText> TaskHeaders =
        [new("TASK", "任务"), new("READY", "就绪"), new("SAYS", "说明")];

    private static readonly LocalText Unknown = new("unknown", "未知");

    public static Verb Create(Language language)
    {
        var installation = new Argument<string>("INSTALLATION") { Description = About.In(language) };
        var cluster = ClusterOptions.In(language);
        var component = Options.Text("--component", "NAME", new LocalText("Only this component", "只看这个组件").In(language), null, "-c");
        var allow = Options.Flag("--allow-tasks", new LocalText(
            "Let programs of tasks run on this machine, as you, to say how what they made is", "允许任务的程序以您的身份在本机运行，以说明其所建内容的状态").In(language));
        return new Verb("status", language, Summary, [installation, component, allow, .. cluster.All])
        {
            Examples =
            [
                new(new("At a glance", "概览"), "slipway status hello -n hello"),
                new(new("For a program", "供程序使用"), "slipway status hello -n hello --output json"),
            ],
            Run = (session, parsed, cancellation) => Run(
                session,
                parsed.GetValue(installation)!,
                parsed.GetValue(component),
                parsed.GetValue(allow),
                cluster.Read(parsed),
                cancellation),
        };
    }

    private static async Task<Outcome> Run(Session session, string installation, string? component, bool allowTasks, ClusterChoice cluster, CancellationToken cancellation)
    {
        if (Values.Wrong(cluster.Namespace, installation: installation) is { } wrong)
            return Outcome.Of(wrong);
        var status = await Status.Read(installation, component, allowTasks, cluster.ForRun(session), cancellation).ConfigureAwait(false);
        var ready = status.Problems.Count == 0 && status.Components.All(c => c.IsReady);
        return new Outcome(status.Problems)
        {
            Code = status.Problems.Count > 0 ? ExitCode.Refused : ready ? ExitCode.Done : ExitCode.Findings,
            Text = to => Write(to, session, status),
            Data = json => Write(json, session.Language, status, ready),
        };
    }

    private static void Write(TextWriter to, Session session, InstallationStatus status)
    {
        if (status.Components.Count == 0)
            return;
        var package = status.Receipt is { } receipt ? $"{receipt.Package.Name} {receipt.Package.Version}" : NoReceipt.In(session.Language);
        to.WriteLine(SafeText.Line($"{status.Installation}  {package}  {status.Context}/{status.Namespace}"));
        if (status.Receipt is { Selection: { IsDefault: false } selection })
            to.WriteLine(SafeText.Line(Chosen.In(session.Language, [string.Join(", ", selection.Words)])));
        if (status.Receipt is { Answers: { IsEmpty: false } answers })
            to.WriteLine(SafeText.Line(Answered.In(session.Language, [Answering.Shown(answers.All)])));
        Table.Write(to, session, ComponentHeaders, status.Components.SelectMany(Rows));
        var tasks = status.Components.Where(c => c.Task is not null).ToList();
        if (tasks.Count > 0)
            Table.Write(to, session, TaskHeaders, tasks.Select(c => (IReadOnlyList<string>)
                [c.Name, (c.Task!.IsReady is { } ready ? YesNo(ready) : Unknown).In(session.Language), Says(session.Language, c.Task)]));
        Table.Write(to, session, PodHeaders, status.Components.SelectMany(c => c.Pods).Select(pod =>
            (IReadOnlyList<string>)[pod.Name, pod.Phase, YesNo(pod.IsReady).In(session.Language), $"{pod.Restarts}", pod.Node]));
        foreach (var reason in Reasons(status))
            DiagnosticText.Write(reason, session.Language, to, session.ColourOut);
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(ComponentStatus component)
    {
        var revision = component.Release is { } release ? $"{release.Revision} ({release.Status})" : "-";
        // Of what leads outside only the missing part is a workload, and nobody knows whether there is an answer.
        return component.Workloads.Count == 0
            ? [[component.Name, component.Version, revision, component.Outside?.ToString() ?? "-", "-"]]
            : component.Workloads.Select(workload => (IReadOnlyList<string>)
                [component.Name, component.Version, revision, workload.Workload.ToString(), $"{workload.Ready}/{workload.Wanted}"]);
    }

    // A pod that is ready again keeps its story; only what blocks a workload now is a reason.
    private static IEnumerable<Diagnostic> Reasons(InstallationStatus status)
        => status.Components.SelectMany(c => c.Workloads.SelectMany(w => w.Blockers).Select(b => b.Problem).Concat(c.Halted));

    private static string Says(Language language, TaskAnswer answer)
        => string.Join("; ", new[] { answer.Message, answer.Why?.In(language) ?? "" }.Where(part => part.Length > 0)) is { Length: > 0 } said ? said : "-";

    private static LocalText YesNo(bool value) => value ? new("yes", "是") : new("no", "否");

    private static void Write(Utf8JsonWriter json, Language language, InstallationStatus status, bool ready)
    {
        json.WriteString("installation", status.Installation);
        json.WriteString("context", status.Context);
        json.WriteString("namespace", status.Namespace);
        json.WriteBoolean("isReady", ready);
        if (status.Receipt is { } receipt)
        {
            json.WriteString("identity", receipt.Identity);
            json.WriteString("package", receipt.Package.Name);
            json.WriteString("version", receipt.Package.Version);
            json.WriteString("digest", receipt.Package.Digest);
            Write(json, receipt.Selection);
            json.WriteStartArray("answers");
            foreach (var answer in receipt.Answers.All)
                AnswerTable.Write(json, null, answer);
            json.WriteEndArray();
        }
        json.WriteStartArray("components");
        foreach (var component in status.Components)
            Write(json, language, component);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Selection selection)
    {
        json.WriteStartObject("selection");
        foreach (var (name, on) in selection.Switches.OrderBy(one => one.Key, StringComparer.Ordinal))
            json.WriteBoolean(name, on);
        foreach (var (name, chosen) in selection.Choices.OrderBy(one => one.Key, StringComparer.Ordinal))
            json.WriteString(name, chosen);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Language language, ComponentStatus component)
    {
        json.WriteStartObject();
        json.WriteString("name", component.Name);
        json.WriteString("version", component.Version);
        json.WriteBoolean("isReady", component.IsReady);
        if (component.Release is { } release)
        {
            json.WriteNumber("revision", release.Revision);
            json.WriteString("releaseStatus", release.Status);
        }
        if (component.Outside is { } outside)
            Write(json, outside);
        if (component.Task is { } task)
        {
            json.WriteStartObject("task");
            if (task.IsReady is { } isReady)
                json.WriteBoolean("isReady", isReady);
            else
                json.WriteNull("isReady");
            json.WriteString("message", task.Message);
            json.WriteString("why", task.Why?.In(language));
            json.WriteEndObject();
        }
        json.WriteStartArray("workloads");
        foreach (var workload in component.Workloads)
            RunReport.Write(json, workload);
        json.WriteEndArray();
        json.WritePropertyName("halted");
        DiagnosticJson.Write(component.Halted, language, json);
        json.WriteStartArray("pods");
        foreach (var pod in component.Pods)
            Write(json, language, pod);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Outside outside)
    {
        json.WriteStartObject("outside");
        json.WriteString("address", outside.Address);
        json.WriteStartArray("ports");
        foreach (var port in outside.Ports)
        {
            json.WriteStartObject();
            json.WriteString("name", port.Name);
            json.WriteNumber("port", port.Number);
            json.WriteNumber("there", port.There);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Language language, PodStatus pod)
    {
        json.WriteStartObject();
        json.WriteString("name", pod.Name);
        json.WriteString("phase", pod.Phase);
        json.WriteBoolean("isReady", pod.IsReady);
        json.WriteNumber("restarts", pod.Restarts);
        json.WriteString("node", pod.Node);
        json.WritePropertyName("reasons");
        DiagnosticJson.Write(pod.Reasons.Select(r => r.Problem), language, json);
        json.WriteEndObject();
    }
}
