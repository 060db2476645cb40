using System.Text.Json;
using Slipway.Delivery;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Runs as rows and as data.</summary>
internal static class HistoryTable
{
    public static IReadOnlyList<LocalText> Headers { get; } =
        [new("RUN", "执行"), new("STARTED", "开始"), new("WHO", "执行者"), new("VERSION", "版本"), new("OUTCOME", "结果"), new("COMMAND", "命令")];

    public static IReadOnlyList<string> Row(RunHeader run, Session session) =>
    [
        run.Run,
        run.Started.ToString("yyyy-MM-dd HH:mm:ss'Z'"),
        run.Who,
        $"{run.Package} {run.Version}".Trim(),
        Name(run.Outcome).In(session.Language),
        run.Command,
    ];

    public static void Write(Utf8JsonWriter json, string folder, IEnumerable<RunHeader> runs)
    {
        json.WriteString("record", folder);
        json.WriteStartArray("runs");
        foreach (var run in runs)
        {
            json.WriteStartObject();
            json.WriteString("run", run.Run);
            json.WriteString("started", run.Started);
            if (run.Finished is { } finished)
                json.WriteString("finished", finished);
            json.WriteString("who", run.Who);
            json.WriteString("command", run.Command);
            json.WriteString("package", run.Package);
            json.WriteString("version", run.Version);
            json.WriteString("outcome", run.Outcome.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static LocalText Name(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Succeeded => new("succeeded", "成功"),
        RunOutcome.Unchanged => new("unchanged", "没有变化"),
        RunOutcome.Refused => new("refused", "被拒绝"),
        RunOutcome.Failed => new("failed", "失败"),
        RunOutcome.Interrupted => new("interrupted", "已中断"),
        _ => new("lost", "未结束"),
    };
}
