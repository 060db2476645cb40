using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Asks for what nobody said, on the terminal, a line a question.</summary>
internal static class InitQuestions
{
    private const string FirstVersion = "1.0.0";

    private static readonly LocalText Name = new("Name of the service", "服务名称");
    private static readonly LocalText Version = new("Version", "版本");
    private static readonly LocalText Image = new("Image (a leading slash stands for the site's registry)", "镜像（以斜杠开头表示使用现场的镜像仓库）");
    private static readonly LocalText Port = new("Port that it listens on, empty for none", "监听的端口，没有则留空");
    private static readonly LocalText Health = new("How to ask whether it is healthy: http:/PATH, grpc, tcp or exec:COMMAND", "如何判断是否健康：http:/路径、grpc、tcp 或 exec:命令");
    private static readonly LocalText Size = new("How much its storage holds, such as 10Gi; empty leaves it open", "存储的容量，例如 10Gi；留空则暂不填写");
    private static readonly LocalText NotThat = new("that is not of this form; again:", "格式不对，请重新输入：");

    /// <summary>The answers of a definition that is made from nothing, or what would have to be asked and cannot be.</summary>
    public static async Task<(DraftAnswers Answers, IReadOnlyList<Diagnostic> Missing)> All(Session session, InitChoice choice, CancellationToken cancellation)
    {
        var answers = choice.Answers;
        if (!session.Asks || choice.Yes)
            return (Standard(answers, choice.Yes), Missing(answers, choice.Yes));
        var folder = DraftAnswers.NameFrom(Path.GetFileName(Directory.GetCurrentDirectory()));
        answers = answers with { Name = answers.Name ?? await Ask(session, Name, folder, DraftAnswers.IsName, cancellation).ConfigureAwait(false) };
        answers = answers with { Version = answers.Version ?? await Ask(session, Version, FirstVersion, DraftAnswers.IsVersion, cancellation).ConfigureAwait(false) };
        answers = answers with { Image = answers.Image ?? await Ask(session, Image, "/" + answers.Name, DraftAnswers.IsImage, cancellation).ConfigureAwait(false) };
        if (answers.Ports.Count == 0 && await Ask(session, Port, "", port => port.Length == 0 || DraftAnswers.IsPort(port), cancellation).ConfigureAwait(false) is { Length: > 0 } port)
            answers = answers with { Ports = [port] };
        var standard = answers.Ports.Count > 0 ? "tcp" : null;
        return (answers with { Health = answers.Health ?? await Ask(session, Health, standard, DraftAnswers.IsHealth, cancellation).ConfigureAwait(false) }, []);
    }

    /// <summary>What a source left open and one question can close.</summary>
    public static async Task<DraftAnswers> Open(Session session, InitChoice choice, Draft draft, CancellationToken cancellation)
    {
        var answers = choice.Answers;
        if (!session.Asks || choice.Yes)
            return answers;
        if (draft.Readiness is null && answers is { Health: null, Ports.Count: 0 })
            answers = answers with { Health = await Ask(session, Health, null, DraftAnswers.IsHealth, cancellation).ConfigureAwait(false) };
        if (answers.Size is null && draft.Storage.Any(entry => !entry.Temporary && entry.Size is null)
            && await Ask(session, Size, "", size => size.Length == 0 || DraftAnswers.IsSize(size), cancellation).ConfigureAwait(false) is { Length: > 0 } size)
            answers = answers with { Size = size };
        return answers;
    }

    private static DraftAnswers Standard(DraftAnswers answers, bool yes)
        => yes ? answers with { Version = answers.Version ?? FirstVersion, Image = answers.Image ?? (answers.Name is null ? null : "/" + answers.Name) } : answers;

    private static List<Diagnostic> Missing(DraftAnswers answers, bool yes)
    {
        var missing = new List<Diagnostic>();
        Need("--name", answers.Name, "NAME", false);
        Need("--version", answers.Version, "VERSION", yes);
        Need("--image", answers.Image, "IMAGE", yes);
        Need("--health", answers.Health, "QUESTION", false);
        return missing;

        void Need(string option, string? value, string shown, bool hasStandard)
        {
            if (value is null && !hasStandard)
                missing.Add(Diagnostic.Of(UsageRules.OptionMissing, (Location?)null, option, "slipway init", shown));
        }
    }

    private static async Task<string> Ask(Session session, LocalText question, string? standard, Func<string, bool> fits, CancellationToken cancellation)
    {
        session.Error.Write(SafeText.Line(standard is { Length: > 0 } ? $"{question.In(session.Language)} [{standard}]: " : $"{question.In(session.Language)}: "));
        while (true)
        {
            var line = await Terminal.ReadLine(cancellation).ConfigureAwait(false);
            var answer = line is null ? throw new OperationCanceledException() : line.Trim() is { Length: > 0 } given ? given : standard ?? "";
            if (fits(answer))
                return answer;
            session.Error.Write($"{NotThat.In(session.Language)} ");
        }
    }
}
