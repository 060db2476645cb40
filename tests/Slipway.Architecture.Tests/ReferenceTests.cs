using System.Text;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Architecture.Tests;

/// <summary>docs/reference is written from the catalogues, and read again here. <c>dotnet dev.cs docs</c> writes it anew.</summary>
public class ReferenceTests
{
    [Theory]
    [InlineData(Language.English, "diagnostics.md")]
    [InlineData(Language.Chinese, "diagnostics.zh.md")]
    public void The_reference_of_diagnostics_is_up_to_date(Language language, string name)
    {
        var file = Path.Combine(TestEnvironment.Root, "docs", "reference", name);
        var expected = Page(language);
        if (Environment.GetEnvironmentVariable("SLIPWAY_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected, new UTF8Encoding(false));
        }
        var (there, wanted) = ((File.Exists(file) ? File.ReadAllText(file) : "").Split('\n'), expected.Split('\n'));
        var differing = Enumerable.Range(0, Math.Max(there.Length, wanted.Length)).Where(i => there.ElementAtOrDefault(i) != wanted.ElementAtOrDefault(i)).ToList();
        if (differing is [var first, ..])
            Assert.Fail($"docs/reference/{name} is stale from line {first + 1} on (there: {there.ElementAtOrDefault(first)}; wanted: {wanted.ElementAtOrDefault(first)}). Write it anew by: dotnet dev.cs docs");
    }

    private static string Page(Language language)
    {
        var chinese = language == Language.Chinese;
        var text = new StringBuilder(chinese
            ? "# 诊断信息\n\n本页由消息目录生成（`dotnet dev.cs docs`）。`slipway explain 代码` 显示同样的内容。`{0}`、`{1}` 等处填入具体情况。\n"
            : "# Diagnostics\n\nThis page is generated from the catalogues of messages (`dotnet dev.cs docs`). `slipway explain CODE` prints the same. `{0}`, `{1}` … stand for\nwhat the case at hand fills in.\n");
        foreach (var area in CatalogueTests.Rules.GroupBy(rule => Area(rule.Rule.Code, chinese)))
        {
            text.Append($"\n## {area.Key}\n");
            foreach (var (_, _, rule) in area)
                text.Append($"\n### {rule.Code}\n\n{Severity(rule.Severity, chinese)}{Literal(rule.Message.In(language))}\n\n{Literal(rule.Help.In(language))}\n");
        }
        return text.ToString();
    }

    private static string Area(string code, bool chinese) => int.Parse(code[3..]) switch
    {
        < 100 => chinese ? "YAML 文本" : "YAML text",
        < 200 => chinese ? "服务定义" : "Service definitions",
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

    // What a message shows as it stands must not become Markdown; back quotes in it are Markdown's already.
    private static string Literal(string text) => text.Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Trim();
}
