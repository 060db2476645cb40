using System.Text;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Architecture.Tests.Reference;

/// <summary>What becomes of each key of other formats, from the tables by which <c>slipway init</c> converts.</summary>
internal static class InitPage
{
    public static IReadOnlyList<KeyTable> Tables { get; } = [ComposeKeys.Table, KubernetesKeys.Kinds, KubernetesKeys.Workload, KubernetesKeys.Pod, KubernetesKeys.Service, KubernetesKeys.Claim, ScoreKeys.Table];

    public static string Write(Language language)
    {
        var chinese = language == Language.Chinese;
        var text = new StringBuilder(chinese
            ? "# `slipway init`：各个键的去向\n\n本页由 `slipway init` 转换所用的表生成（`dotnet dev.cs docs`）。推断出的值在结果中带有注释；没有转换的内容会逐行说明。\n未列出的键会作为不认识的键报告。\n"
            : "# `slipway init`: what becomes of each key\n\nThis page is generated from the tables by which `slipway init` converts (`dotnet dev.cs docs`). What is inferred has a comment in the\nresult; what does not come over is told line by line. A key that is not listed here is told as unknown.\n");
        foreach (var table in Tables)
            Table(text, table, language, chinese);
        return text.ToString();
    }

    private static void Table(StringBuilder text, KeyTable table, Language language, bool chinese)
    {
        text.Append($"\n## {table.Format.In(language)}\n\n**{(chinese ? "转换的内容" : "What comes over")}**\n\n");
        text.Append(chinese ? "| 键 | 字段 | 说明 |\n| --- | --- | --- |\n" : "| key | field | |\n| --- | --- | --- |\n");
        foreach (var row in table.Rows.Where(row => row.Home is null && (row.Field ?? row.Note?.English) is not null))
            text.Append($"| `{row.Path}` | {(row.Field is null ? "" : $"`{row.Field}`")} | {Cell(row.Note?.In(language) ?? "")} |\n");
        text.Append($"\n**{(chinese ? "没有转换的内容" : "What does not")}**\n\n");
        foreach (var home in table.Rows.Where(row => row.Home is not null).GroupBy(row => row.Home!.Where.In(language)))
        {
            var why = home.First().Home!.Why.In(language).Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);
            text.Append($"- {string.Join(chinese ? "、" : ", ", home.Select(row => Key(row, language, chinese)))}{(chinese ? "：" : ": ")}{why}{(chinese ? "；" : "; ")}{home.Key.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal)}\n");
        }
        var silent = table.Rows.Where(row => row.Home is null && row.Field is null && row.Note is null).Select(row => $"`{row.Path}`").ToList();
        if (silent.Count > 0)
            text.Append($"\n{(chinese ? "无需转换，也不报告：" : "Nothing is lost without, so nothing is said: ")}{string.Join(chinese ? "、" : ", ", silent)}\n");
    }

    private static string Key(KeyRow row, Language language, bool chinese)
    {
        var standard = row.Defaults.Count == 0 ? "" : chinese ? $"（{string.Join(" 或 ", row.Defaults.Select(value => $"`{value}`"))} 除外）" : $" (but {string.Join(" and ", row.Defaults.Select(value => $"`{value}`"))} says what happens anyway)";
        return $"`{row.Path}`{standard}{(row.Note is null ? "" : chinese ? $"（{row.Note.In(language)}）" : $" ({row.Note.In(language)})")}";
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
