using System.CommandLine;
using System.Text.Json;
using Slipway.Delivery;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What a site answered of an installation: who, when, against which version, and why.</summary>
internal static class ConfigAnswersCommand
{
    private static readonly LocalText Summary = new("List what an installation was answered, by whom, when and why", "列出一个安装的回答：由谁、何时、为何作答");
    private static readonly LocalText More = new(
        "The next install goes by these answers. `install --config KEY=VALUE` changes one, `--unset KEY` takes one back, `--defaults` all.",
        "下次安装会沿用这些回答。`install --config KEY=VALUE` 更改一项，`--unset KEY` 取消一项，`--defaults` 全部取消。");

    private static readonly LocalText None = new("{0} has answered nothing: all is as the application says it", "{0} 没有任何回答：一切按应用的规定");
    private static readonly LocalText Chosen = new("chosen: {0}", "选择：{0}");

    public static Verb Create(Language language)
    {
        var installation = new Argument<string>("INSTALLATION") { Description = new LocalText("The installation", "安装的名称").In(language) };
        var cluster = ClusterOptions.In(language);
        return new Verb("answers", language, Summary, [installation, cluster.Namespace, cluster.Context, cluster.Kubeconfig])
        {
            More = More,
            Examples = [new(new("Of the shop", "示例商店的回答"), "slipway config answers shop -n shop")],
            Run = (session, parsed, cancellation) => Run(session, parsed.GetValue(installation)!, cluster.Read(parsed), cancellation),
        };
    }

    private static async Task<Outcome> Run(Session session, string installation, ClusterChoice cluster, CancellationToken cancellation)
    {
        if (Values.Wrong(cluster.Namespace, installation: installation) is { } wrong)
            return Outcome.Of(wrong);
        var (told, problem) = await Remembered.Read(installation, cluster.ForRun(session), mustBeThere: true, cancellation).ConfigureAwait(false);
        return told is null ? new Outcome([problem!]) { Code = ExitCode.Refused } : new Outcome([])
        {
            Text = to => Write(to, session, told),
            Data = json => Write(json, told),
            Summary = told.Answers.IsEmpty && told.Selection.IsDefault ? None.In(session.Language, [installation]) : null,
        };
    }

    private static void Write(TextWriter to, Session session, Told told)
    {
        if (!told.Selection.IsDefault)
            to.WriteLine(SafeText.Line(Chosen.In(session.Language, [string.Join(", ", told.Selection.Words)])));
        Table.Write(to, session, AnswerTable.Headers, told.Answers.All.Select(AnswerTable.Row));
    }

    private static void Write(Utf8JsonWriter json, Told told)
    {
        json.WriteStartArray("answers");
        foreach (var answer in told.Answers.All)
            AnswerTable.Write(json, null, answer);
        json.WriteEndArray();
        json.WriteStartArray("chosen");
        foreach (var word in told.Selection.Words)
            json.WriteStringValue(word);
        json.WriteEndArray();
        json.WriteBoolean("isKeptAside", told.IsKeptAside);
    }
}
