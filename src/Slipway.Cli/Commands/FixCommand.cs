using System.CommandLine;
using System.Text.Json;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Applies what <c>check</c> knows to be the right correction.</summary>
internal static class FixCommand
{
    private static readonly LocalText Summary = new("Correct what has one plain correction; comments and order stay", "自动更正只有一种改法的问题；注释和顺序保持不变");
    private static readonly LocalText More = new(
        """
        Only corrections that keep the meaning, or restore the one that was plainly meant: a misspelt key, tabs, a missing blank after a colon.
        A file is written only when it has no more errors than before. What is left is printed as by `slipway check`.
        To look first: --diff. To be able to go back: --backup, or version control.
        """,
        """
        只应用不改变含义、或恢复明显原意的更正：拼错的键、制表符、冒号后缺少的空格等。
        只有在错误不增多时才写入文件。剩下的问题按 `slipway check` 的方式列出。
        先查看修改：--diff；需要能够恢复：--backup 或版本控制。
        """);
    private static readonly LocalText About = new("A definition, a folder of them, or - for standard input to standard output", "定义文件、文件夹，或用 - 表示从标准输入到标准输出");
    private static readonly LocalText DryRun = new("Write nothing; list what would be corrected", "不写入；列出将要更正的内容");
    private static readonly LocalText DiffOnly = new("Write nothing; show what would change", "不写入；显示将要修改的内容");
    private static readonly LocalText Backup = new("Keep each changed file as FILE.bak first; one that is there already is the older original and stays", "先把每个要修改的文件保留为 FILE.bak；已有的备份是更早的原文，不会被覆盖");
    private static readonly LocalText Platform = new("A platform team's folder, whose policy says what definitions may do", "平台团队的文件夹，其策略规定定义可以使用哪些内容");
    private static readonly LocalText Line = new("{0}: corrected {1}: {2}", "{0}：已更正 {1}：{2}");
    private static readonly LocalText Done = new("{0}, {1} corrected in {2}; {3} left", "{0}，在 {2} 个文件中更正了 {1} 处；还剩 {3}");
    private static readonly LocalText Would = new("{0}, {1} to correct in {2}; {3} would be left", "{0}，{2} 个文件中有 {1} 处可以更正；将剩下 {3}");

    private sealed record Choice(bool DryRun, bool Diff, bool Backup, DefinitionOptions Options)
    {
        public bool OnlyLooks => DryRun || Diff;
    }

    private sealed record Result(Rewritten File, IReadOnlyList<Diagnostic> Applied);

    public static Verb Create(Language language)
    {
        var paths = new Argument<string[]>("PATH") { HelpName = "PATH…", Description = About.In(language), Arity = ArgumentArity.OneOrMore };
        var (dryRun, diff, backup) = (Options.Flag("--dry-run", DryRun.In(language)), Options.Flag("--diff", DiffOnly.In(language)), Options.Flag("--backup", Backup.In(language)));
        var platform = PlatformOption.In(language, Platform);
        return new Verb("fix", language, Summary, paths, dryRun, diff, backup, platform)
        {
            More = More,
            Examples =
            [
                new(new("See what would change", "查看将要修改的内容"), "slipway fix examples/hello/service.yaml --diff"),
                new(new("Correct a folder, keeping the originals", "更正一个文件夹，并保留原文件"), "slipway fix examples --backup"),
            ],
            Run = async (session, parsed, cancellation) => Run(session, parsed.GetValue(paths)!, new Choice(
                parsed.GetValue(dryRun), parsed.GetValue(diff), parsed.GetValue(backup),
                await PlatformOption.Read(parsed.GetValue(platform), cancellation).ConfigureAwait(false) is { } source ? PolicyReader.Of(source).Options : DefinitionOptions.Default)),
        };
    }

    private static Outcome Run(Session session, IReadOnlyList<string> paths, Choice choice)
    {
        if (Rewriting.Wrong(paths) is { } wrong)
            return Outcome.Of(wrong);
        var isInput = Rewriting.IsStandardInput(paths);
        var found = isInput ? new DefinitionFilesFound([], []) : DefinitionFiles.Find(paths);
        var findings = found.Diagnostics.ToList();
        var results = isInput ? [Fix(Rewriting.ReadStandardInput(), choice, findings)] : found.Files.Select(file => Fix(FileText.Read(file), choice, findings)).ToList();
        var changed = results.Where(result => result.File.IsChanged).ToList();
        if (!isInput && !choice.OnlyLooks)
            changed.RemoveAll(result => !IsWritten(result, choice, findings));
        return new Outcome(findings)
        {
            Text = to => Tell(session, to, isInput ? results[0] : null, changed, choice),
            Data = json => Write(json, session.Language, isInput ? results[0] : null, results.Count, changed, choice),
            Aside = isInput && !choice.OnlyLooks ? [.. Lines(session.Language, changed)] : [],
            Summary = isInput ? null : Summed(session.Language, results.Count, changed, findings, choice),
        };
    }

    private static Result Fix(FileText file, Choice choice, List<Diagnostic> findings)
    {
        findings.AddRange(file.Findings);
        if (file.Source is null)
            return new Result(new Rewritten(file, null), []);
        var done = SafeFixes.Apply(file.Source, source => FileReader.Read(file.File, source, choice.Options).Diagnostics);
        findings.AddRange(done.Left);
        // Only what was corrected makes a file change: its encoding and its line breaks stay, where nothing was wrong.
        return new Result(new Rewritten(file, done.Applied.Count > 0 ? done.Text : null), done.Applied);
    }

    private static bool IsWritten(Result result, Choice choice, List<Diagnostic> findings)
    {
        var refused = (choice.Backup ? result.File.File.KeepBackup() : null) ?? result.File.File.Replace(result.File.After!);
        if (refused is not null)
            findings.Add(refused);
        return refused is null;
    }

    private static void Tell(Session session, TextWriter to, Result? input, IReadOnlyList<Result> changed, Choice choice)
    {
        if (choice.Diff)
            foreach (var result in changed)
                Rewriting.Show(session, to, result.File.Diff);
        else if (input is not null && !choice.DryRun)
            to.Write(input.File.After ?? input.File.File.Source?.Text);
        else
            foreach (var line in Lines(session.Language, changed))
                to.WriteLine(line);
    }

    private static IEnumerable<string> Lines(Language language, IEnumerable<Result> changed)
        => changed.SelectMany(result => result.Applied).Select(applied
            => SafeText.Line(Line.In(language, [$"{applied.At}", applied.Rule.Code, applied.Message(language)])));

    private static string Summed(Language language, int files, IReadOnlyList<Result> changed, IReadOnlyList<Diagnostic> left, Choice choice)
        => (choice.OnlyLooks ? Would : Done).In(language,
        [
            Amount.Of(language, files, new("file", "个文件"), "files"),
            language == Language.Chinese ? $"{changed.Sum(result => result.Applied.Count)}" : Amount.Of(language, changed.Sum(result => result.Applied.Count), new("fault", "处"), "faults"),
            language == Language.Chinese ? $"{changed.Count}" : Amount.Of(language, changed.Count, new("file", "个文件"), "files"),
            Amount.Of(language, left.Count(f => f.Severity == Severity.Error), new("error", "个错误"), "errors"),
        ]);

    private static void Write(Utf8JsonWriter json, Language language, Result? input, int files, IReadOnlyList<Result> changed, Choice choice)
    {
        if (input is not null)
            json.WriteString("text", input.File.After ?? input.File.File.Source?.Text);
        json.WriteNumber("files", files);
        json.WriteStartArray("changed");
        foreach (var result in changed)
        {
            json.WriteStartObject();
            json.WriteString("file", result.File.File.File.Path);
            json.WriteStartArray("corrected");
            foreach (var applied in result.Applied)
                WriteApplied(json, applied, language);
            json.WriteEndArray();
            if (choice.Diff)
                json.WriteString("diff", result.File.Diff);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteApplied(Utf8JsonWriter json, Diagnostic applied, Language language)
    {
        json.WriteStartObject();
        json.WriteString("code", applied.Rule.Code);
        json.WriteString("message", applied.Message(language));
        json.WriteNumber("line", applied.At?.Line ?? 0);
        json.WriteEndObject();
    }
}
