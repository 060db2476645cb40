using System.Text.Json;
using Slipway.Delivery;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>How a run ended, as an outcome of its command.</summary>
internal static class RunReport
{
    private static readonly LocalText Place = new(" in namespace {0} of context {1}", "（上下文 {1}，命名空间 {0}）");
    private static readonly LocalText RecordText = new("; record: {0}", "；记录：{0}");

    public static Outcome Of(Session session, RunResult result, IReadOnlyList<Diagnostic> before, LocalText succeeded, LocalText unchanged) => new([.. before, .. result.Problems, .. NotSeen(result)])
    {
        Code = CodeOf(result),
        Data = json => Write(json, result),
        Summary = Summary(session.Language, result, succeeded, unchanged),
        Aside = Logs(result.Logs),
    };

    private static IEnumerable<Diagnostic> NotSeen(RunResult result)
        => result.LookedInto is { } spaces ? [Diagnostic.Of(AgreementRules.NotSeen, (Location?)null, spaces.Count == 0 ? "-" : string.Join(", ", spaces))] : [];

    private static int CodeOf(RunResult result) => result.Outcome switch
    {
        RunOutcome.Succeeded or RunOutcome.Unchanged => ExitCode.Done,
        RunOutcome.Refused when result.Problems.Where(p => p.Severity == Severity.Error).All(p => ExitCode.Of(p.Rule) == ExitCode.NeedsApproval) => ExitCode.NeedsApproval,
        RunOutcome.Refused => ExitCode.Refused,
        RunOutcome.Interrupted => ExitCode.Interrupted,
        _ => ExitCode.RunFailed,
    };

    private static string Summary(Language language, RunResult result, LocalText succeeded, LocalText unchanged)
    {
        var said = result.Outcome switch
        {
            RunOutcome.Succeeded => succeeded,
            RunOutcome.Unchanged => unchanged,
            RunOutcome.Refused => new LocalText("Refused; nothing was changed", "已拒绝；没有任何改动"),
            RunOutcome.Interrupted => new LocalText("Interrupted", "已中断"),
            _ => new LocalText("Failed", "失败"),
        };
        return said.In(language)
            + (result.Context.Length > 0 ? Place.In(language, [result.Namespace, result.Context]) : "")
            + (result.Record is { } record && result.Run.Length > 0 ? RecordText.In(language, [$"{result.Run}, {record}"]) : "");
    }

    private static List<string> Logs(IEnumerable<LogTail> logs)
        => [.. logs.SelectMany(log => log.Lines.Select(line => $"{log.Pod}/{log.Container} | {line}"))];

    private static void Write(Utf8JsonWriter json, RunResult result)
    {
        json.WriteString("outcome", result.Outcome.ToString().ToLowerInvariant());
        json.WriteString("run", result.Run);
        json.WriteString("context", result.Context);
        json.WriteString("namespace", result.Namespace);
        json.WriteString("record", result.Record);
        json.WriteStartArray("components");
        foreach (var component in result.Components)
        {
            json.WriteStartObject();
            json.WriteString("name", component.Name);
            json.WriteNumber("revision", component.Revision);
            json.WriteBoolean("changed", component.Change);
            json.WriteStartArray("workloads");
            foreach (var workload in component.Workloads)
                Write(json, workload);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, Readiness workload)
    {
        json.WriteStartObject();
        json.WriteString("kind", workload.Workload.Kind);
        json.WriteString("name", workload.Workload.Name);
        json.WriteBoolean("isReady", workload.IsReady);
        json.WriteNumber("ready", workload.Ready);
        json.WriteNumber("wanted", workload.Wanted);
        json.WriteEndObject();
    }
}
