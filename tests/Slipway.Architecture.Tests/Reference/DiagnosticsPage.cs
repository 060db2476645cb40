using System.Text;
using Slipway.Yaml;

namespace Slipway.Architecture.Tests.Reference;

/// <summary>Every message, with what brings it and what mends it.</summary>
internal static class DiagnosticsPage
{
    public static string Write(Language language)
    {
        var chinese = language == Language.Chinese;
        var text = new StringBuilder(chinese
            ? "# 诊断信息\n\n本页由消息目录和 `tests/codes/` 中的用例生成（`dotnet dev.cs docs`）。`slipway explain 代码` 显示同样的内容。`{0}`、`{1}` 等处填入具体情况。\n"
            : "# Diagnostics\n\nThis page is generated from the catalogues of messages and the cases in `tests/codes/` (`dotnet dev.cs docs`). `slipway explain CODE` prints the same.\n`{0}`, `{1}` … stand for what the case at hand fills in.\n");
        foreach (var area in CatalogueTests.Rules.GroupBy(rule => Area(rule.Rule.Code, chinese)))
        {
            text.Append($"\n## {area.Key}\n");
            foreach (var (_, _, rule) in area)
            {
                text.Append($"\n### {rule.Code}\n\n{Severity(rule.Severity, chinese)}{Markdown.Literal(rule.Message.In(language))}\n\n{Markdown.Literal(rule.Help.In(language))}\n");
                if (CodeExamples.All.GetValueOrDefault(rule.Code) is { } example)
                    Example(text, example, language);
            }
        }
        return text.ToString();
    }

    private static void Example(StringBuilder text, CaseExample example, Language language)
    {
        var chinese = language == Language.Chinese;
        if (example.About is { } about)
            text.Append($"\n{(chinese ? "例如：" : "For example: ")}{Markdown.Literal(about.In(language))}{(chinese ? "。" : ".")}\n");
        Side(text, chinese ? "错误" : "Wrong", example.Wrong, example.Right, chinese);
        Side(text, chinese ? "正确" : "Right", example.Right, example.Wrong, chinese);
    }

    private static void Side(StringBuilder text, string title, CaseSide? side, CaseSide? other, bool chinese)
    {
        if (side is null && other?.File is { } missing)
            text.Append(chinese ? $"\n{title}：没有 `{missing}`。\n" : $"\n{title}: there is no `{missing}`.\n");
        else if (side is not null)
            text.Append($"\n{title}{(side.File is null ? "" : chinese ? $"（`{side.File}`）" : $", `{side.File}`")}{(chinese ? "：" : ":")}\n\n{Markdown.Code(side.File is null ? "sh" : "yaml", side.Text)}");
    }

    private static string Area(string code, bool chinese) => int.Parse(code[3..]) switch
    {
        < 100 => chinese ? "YAML 文本" : "YAML text",
        < 200 or (>= 240 and < 260) => chinese ? "服务定义" : "Service definitions",
        < 300 => chinese ? "平台、trait 与渲染" : "Platform, traits, rendering",
        < 400 => chinese ? "Schema" : "Schemas",
        < 500 => chinese ? "集群与目标" : "Clusters and targets",
        < 600 => chinese ? "运行与日志" : "Runs and the journal",
        < 700 => chinese ? "镜像与仓库" : "Images and registries",
        < 750 => chinese ? "由其他格式生成定义" : "Definitions from other formats",
        _ => chinese ? "命令行" : "Command line",
    };

    private static string Severity(Severity severity, bool chinese) => severity switch
    {
        Yaml.Severity.Error => chinese ? "**错误**：" : "**Error**: ",
        Yaml.Severity.Warning => chinese ? "**警告**：" : "**Warning**: ",
        _ => chinese ? "**提示**：" : "**Note**: ",
    };
}
