using Slipway.Delivery;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>
/// What happens while a run goes on: one line on standard error when something changes, each with the name of what it is about, for several are at work at the
/// same time. At a terminal a last line says what all of them wait for.
/// </summary>
internal sealed class ProgressLines(Session session)
{
    private static readonly LocalText WaitingText = new("{0}: {1} of {2} ready", "{0}：{2} 个中有 {1} 个就绪");
    private static readonly LocalText ReadyText = new("{0}: ready ({1} of {2})", "{0}：已就绪（{1}/{2}）");
    private static readonly LocalText UnchangedText = new("{0}: unchanged (revision {1})", "{0}：没有变化（修订版 {1}）");
    private static readonly LocalText NotProbedText = new("{0}: leads to {1}; nothing is probed there", "{0}：指向 {1}；不做探测");
    private static readonly LocalText EndingText = new("{0}: pods still ending: {1}", "{0}：仍在结束的 Pod：{1}");
    private static readonly LocalText HeldText = new("{0}: deleted once their finalizers are gone: {1}", "{0}：等待 finalizer 移除后删除：{1}");
    private static readonly LocalText LineText = new("{0} | {1}", "{0} | {1}");
    private static readonly LocalText Because = new("  because: {0}", "  原因：{0}");

    private readonly StatusLine status = new(session);

    public void Tell(RunEvent happened)
    {
        status.Follow(happened);
        if (IsTold(happened))
        {
            status.Clear();
            Say(happened);
        }
        status.Write();
    }

    /// <summary>What the status line says of many components at once, forty of them do not each say in a line of their own.</summary>
    private bool IsTold(RunEvent happened) => happened switch
    {
        RunEvent.Started started => Name(started.Step) is not null && !(status.Speaks && started.Step == RunStep.Release),
        RunEvent.Unchanged => !status.Speaks,
        RunEvent.Waiting waiting => !status.Speaks || waiting.Readiness.IsReady || waiting.Readiness.Blockers.Count > 0,
        RunEvent.Line or RunEvent.Ending or RunEvent.NotProbed or RunEvent.Note => true,
        _ => false,
    };

    private void Say(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.Started started when Name(started.Step) is { } name:
                session.Say(name, started.Component);
                break;
            case RunEvent.Unchanged unchanged:
                session.Say(UnchangedText, unchanged.Component, $"{unchanged.Revision}");
                break;
            case RunEvent.Waiting waiting:
                Waiting(waiting.Component, waiting.Readiness);
                break;
            case RunEvent.Line line:
                session.Say(LineText, line.Component, line.Text);
                break;
            case RunEvent.Ending ending:
                if (ending.Pods > 0)
                    session.Say(EndingText, ending.Component, $"{ending.Pods}");
                if (ending.Objects.Count > 0)
                    session.Say(HeldText, ending.Component, string.Join(", ", ending.Objects));
                break;
            case RunEvent.NotProbed without:
                session.Say(NotProbedText, without.Component, $"{without.Outside}");
                break;
            case RunEvent.Note note:
                DiagnosticText.Write(note.Finding, session.Language, session.Error, session.ColourError);
                break;
        }
    }

    private void Waiting(string component, Readiness readiness)
    {
        // A workload mostly has its component's name.
        var name = readiness.Workload.Name == component || component.Length == 0 ? $"{readiness.Workload}" : $"{component}, {readiness.Workload}";
        session.Say(readiness.IsReady ? ReadyText : WaitingText, name, $"{readiness.Ready}", $"{readiness.Wanted}");
        foreach (var blocker in readiness.Blockers)
            session.Say(Because, blocker.Problem.Message(session.Language));
    }

    // Waiting speaks for itself as soon as there is something to wait for.
    private static LocalText? Name(RunStep step) => step switch
    {
        RunStep.Connect => new("Connecting", "连接集群"),
        RunStep.Preflight => new("Checking before anything is changed", "改动之前先检查"),
        RunStep.CreateNamespace => new("Creating the namespace", "创建命名空间"),
        RunStep.Kinds => new("Applying the kinds that components bring", "应用组件带来的类型定义"),
        RunStep.Heal => new("{0}: clearing up what a killed Helm left", "{0}：清理被中断的 Helm 留下的内容"),
        RunStep.TakeOver => new("{0}: taking over the release that Helm made", "{0}：纳入 Helm 创建的发布"),
        RunStep.Count => new("{0}: settling who decides on the count", "{0}：确定由谁决定数量"),
        RunStep.Task => new("{0}: running its program", "{0}：运行其程序"),
        RunStep.Recreate => new("{0}: deleting what is made anew", "{0}：删除将要重建的对象"),
        RunStep.Release => new("{0}: installing", "{0}：安装"),
        RunStep.Receipt => new("Writing the receipt", "写入回执"),
        RunStep.Undo => new("{0}: taking back what this run made", "{0}：撤销本次执行所做的改动"),
        RunStep.Uninstall => new("{0}: uninstalling", "{0}：卸载"),
        _ => null,
    };
}
