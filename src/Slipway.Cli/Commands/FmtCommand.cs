using System.CommandLine;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Gives YAML files their one form.</summary>
internal static class FmtCommand
{
    private static readonly LocalText Summary = new("Format YAML files; what they mean, their order and their comments stay", "格式化 YAML 文件；含义、顺序和注释保持不变");
    private static readonly LocalText More = new(
        """
        Two blanks a level, no tabs, one blank after colons and before comments, at most one empty line in a row, our own spelling of known keys.
        In Slipway's formats a map between braces gets a line an entry, unless it says how a probe asks.
        In a folder only files of Slipway's formats are formatted; a file that is named itself may be any YAML.
        Each result is read again and compared with the original before it is written.
        """,
        """
        每层缩进两个空格，不用制表符，冒号后、注释前各一个空格，空行最多连续一行，已知的键改为标准拼写。
        在 Slipway 的格式中，花括号里的映射改为每项一行，说明探针如何探测的除外。
        对文件夹只格式化 Slipway 的格式；直接给出的文件可以是任何 YAML。
        写入之前会重新读取结果并与原文比较。
        """);
    private static readonly LocalText About = new("A file, a folder, or - for standard input to standard output", "文件、文件夹，或用 - 表示从标准输入到标准输出");
    private static readonly LocalText CheckOnly = new("Write nothing; list what is not formatted, with exit code 1", "不写入；列出未格式化的文件，退出码为 1");
    private static readonly LocalText DiffOnly = new("Write nothing; show what would change", "不写入；显示将要修改的内容");
    private static readonly LocalText Done = new("{0}, {1} formatted", "{0}，已格式化 {1} 个");
    private static readonly LocalText Would = new("{0}, {1} to format", "{0}，需要格式化 {1} 个");
    private static readonly LocalText Passed = new("; {0} of no format of Slipway's passed over", "；跳过 {0} 个不属于 Slipway 格式的文件");

    public static Verb Create(Language language)
    {
        var paths = new Argument<string[]>("PATH") { HelpName = "PATH…", Description = About.In(language), Arity = ArgumentArity.OneOrMore };
        var check = Options.Flag("--check", CheckOnly.In(language));
        var diff = Options.Flag("--diff", DiffOnly.In(language));
        return new Verb("fmt", language, Summary, paths, check, diff)
        {
            More = More,
            Examples =
            [
                new(new("A folder, in place", "就地格式化一个文件夹"), "slipway fmt examples"),
                new(new("In CI: fail where something is not formatted, and show what", "在 CI 中：有未格式化的内容就失败并显示差异"), "slipway fmt examples --check --diff"),
                new(new("From an editor", "供编辑器使用"), "slipway fmt - < examples/hello/service.yaml"),
            ],
            Run = (session, parsed, _) => Task.FromResult(Run(session, parsed.GetValue(paths)!, parsed.GetValue(check), parsed.GetValue(diff))),
        };
    }

    private static Outcome Run(Session session, IReadOnlyList<string> paths, bool check, bool diff)
    {
        if (Rewriting.Wrong(paths) is { } wrong)
            return Outcome.Of(wrong);
        if (Rewriting.IsStandardInput(paths))
            return FromInput(session, check, diff);
        var found = DefinitionFiles.Find(paths);
        var findings = found.Diagnostics.ToList();
        var (changed, passed) = (new List<Rewritten>(), 0);
        foreach (var file in found.Files)
        {
            if (Format(FileText.Read(file), findings) is not { } result)
                passed++;
            else if (result.IsChanged)
                if (!check && !diff && result.File.Replace(result.After!) is { } refused)
                    findings.Add(refused);
                else
                    changed.Add(result);
        }
        var files = Amount.Of(session.Language, found.Files.Count - passed, new("file", "个文件"), "files");
        return new Outcome(findings)
        {
            Code = check && changed.Count > 0 && findings.Count == 0 ? ExitCode.Findings : null,
            Text = to => changed.ForEach(file => Tell(session, to, file, diff)),
            Data = json =>
            {
                json.WriteNumber("files", found.Files.Count - passed);
                json.WriteNumber("passedOver", passed);
                Rewriting.Write(json, changed, diff);
            },
            Summary = (check || diff ? Would : Done).In(session.Language, [files, $"{changed.Count}"]) + (passed > 0 ? Passed.In(session.Language, [$"{passed}"]) : ""),
        };
    }

    private static void Tell(Session session, TextWriter to, Rewritten file, bool diff)
    {
        if (diff)
            Rewriting.Show(session, to, file.Diff);
        else
            to.WriteLine(SafeText.Line(file.File.File.Path));
    }

    private static Outcome FromInput(Session session, bool check, bool diff)
    {
        var findings = new List<Diagnostic>();
        var result = Format(Rewriting.ReadStandardInput(), findings)!;
        return new Outcome(findings)
        {
            Code = check && result.IsChanged && findings.Count == 0 ? ExitCode.Findings : null,
            Text = to =>
            {
                if (diff)
                    Rewriting.Show(session, to, result.After is null ? "" : result.Diff);
                else if (!check)
                    to.Write(result.After);
            },
            Data = json =>
            {
                json.WriteString("text", result.After);
                Rewriting.Write(json, result.IsChanged ? [result] : [], diff);
            },
        };
    }

    /// <summary>Null for a file that a folder holds and that is none of ours.</summary>
    private static Rewritten? Format(FileText file, List<Diagnostic> findings)
    {
        findings.AddRange(file.Findings);
        if (file.Source is null)
            return new Rewritten(file, null);
        var read = YamlReader.Read(file.Source);
        var layout = FormatLayout.Of(read);
        if (file.File.FromFolder && layout is null)
            return null;
        var formatted = YamlFormat.Format(file.Source, read, layout);
        findings.AddRange(formatted.Diagnostics);
        return new Rewritten(file, formatted.Text);
    }
}
