using System.CommandLine;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The help of a command, in the language of the session; System.CommandLine's own is English only.</summary>
internal static class HelpText
{
    private const int Width = 96;

    private static readonly LocalText Usage = new("Usage", "用法");
    private static readonly LocalText Commands = new("Commands", "命令");
    private static readonly LocalText Arguments = new("Arguments", "参数");
    private static readonly LocalText OptionsTitle = new("Options", "选项");
    private static readonly LocalText General = new("General options", "通用选项");
    private static readonly LocalText Examples = new("Examples", "示例");
    private static readonly LocalText OptionsPlace = new("[OPTIONS]", "[选项]");
    private static readonly LocalText CommandPlace = new("COMMAND", "命令");
    private static readonly LocalText Default = new(" (default: {0})", "（默认：{0}）");
    private static readonly LocalText ExitCodes = new("Exit codes", "退出码");
    private static readonly LocalText Codes = new(
        "0 done · 1 findings · 2 wrong command line · 3 the cluster, a registry or the machine refused · 4 a run failed · "
            + "5 needs approval, or the world moved · 130 interrupted",
        "0 完成 · 1 发现问题 · 2 命令行有误 · 3 集群、镜像仓库或系统拒绝 · 4 执行失败 · 5 需要确认，或现状已变化 · 130 已中断");

    public static void Write(Verb verb, string line, IReadOnlyList<Verb> above, Language language, TextWriter to)
    {
        Paragraph(to, verb.Description ?? "", 0);
        if (verb.More is { } more)
        {
            to.WriteLine();
            Paragraph(to, more.In(language), 0);
        }
        Title(to, Usage, language);
        to.WriteLine("  " + UsageLine(verb, line, language));
        Section(to, Commands, language, verb.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description ?? "")));
        Section(to, Arguments, language, verb.Arguments.Select(a => (Place(a), a.Description ?? "")));
        Section(to, OptionsTitle, language, Own(verb, above).Select(o => Row(o, language)));
        Section(to, General, language, above.Append(verb).First().Options.Where(o => o.Recursive && !o.Hidden).Select(o => Row(o, language)));
        ExampleSection(to, verb, language);
        if (above.Count == 0)
        {
            Title(to, ExitCodes, language);
            Paragraph(to, Codes.In(language), 2);
        }
    }

    /// <summary><c>slipway check PATH… [OPTIONS]</c></summary>
    public static string UsageLine(Verb verb, string line, Language language)
    {
        var parts = new List<string> { line };
        if (verb.Subcommands.Any(c => !c.Hidden))
            parts.Add(verb.Run is null ? CommandPlace.In(language) : $"[{CommandPlace.In(language)}]");
        parts.AddRange(verb.Arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 ? $"[{Place(a)}]" : Place(a)));
        parts.AddRange(verb.Options.Where(o => o.Required).Select(o => $"{o.Name} {o.HelpName}"));
        parts.Add(OptionsPlace.In(language));
        return string.Join(' ', parts);
    }

    public static string Place(Argument argument) => argument.HelpName ?? argument.Name;

    // The command's own, and those that a group of commands has in common; the program's common ones stand apart.
    private static IEnumerable<Option> Own(Verb verb, IReadOnlyList<Verb> above)
        => verb.Options.Where(o => above.Count > 0 || !o.Recursive)
            .Concat(above.Skip(1).SelectMany(v => v.Options).Where(o => o.Recursive))
            .Where(o => !o.Hidden);

    private static (string Left, string Right) Row(Option option, Language language)
    {
        var names = option.Aliases.Where(a => a.Length == 2).Append(option.Name);
        var left = string.Join(", ", names) + (option.HelpName is { } value ? " " + value : "");
        if (!option.Aliases.Any(a => a.Length == 2))
            left = "    " + left;
        var standard = option.HasDefaultValue && option.GetDefaultValue() is string text ? Default.In(language, [text]) : "";
        return (left, option.Description + standard);
    }

    private static void ExampleSection(TextWriter to, Verb verb, Language language)
    {
        if (verb.Examples.Count == 0)
            return;
        Title(to, Examples, language);
        foreach (var example in verb.Examples)
        {
            to.WriteLine("  # " + example.What.In(language));
            to.WriteLine("  " + example.CommandLine);
        }
    }

    private static void Title(TextWriter to, LocalText title, Language language)
    {
        to.WriteLine();
        to.WriteLine(title.In(language) + (language == Language.Chinese ? "：" : ":"));
    }

    private static void Section(TextWriter to, LocalText title, Language language, IEnumerable<(string Left, string Right)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        Title(to, title, language);
        var left = Math.Min(34, all.Max(r => Columns.Width(r.Left)));
        foreach (var row in all)
        {
            var lines = Columns.Wrap(row.Right, Width - left - 4).ToList();
            var first = Columns.Width(row.Left) > left ? null : lines[0];
            to.WriteLine(("  " + Columns.Pad(row.Left, left) + "  " + first).TrimEnd());
            foreach (var rest in first is null ? lines : lines.Skip(1))
                to.WriteLine(new string(' ', left + 4) + rest);
        }
    }

    private static void Paragraph(TextWriter to, string text, int indent)
    {
        foreach (var line in Columns.Wrap(text, Width - indent))
            to.WriteLine(new string(' ', indent) + line);
    }
}
