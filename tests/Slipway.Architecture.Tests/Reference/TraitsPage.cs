using System.Text;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Architecture.Tests.Reference;

/// <summary>The built-in traits and their parameters.</summary>
internal static class TraitsPage
{
    public static string Write(Language language)
    {
        var chinese = language == Language.Chinese;
        var text = new StringBuilder(chinese
            ? "# 内置 trait\n\n本页由 trait 定义生成（`dotnet dev.cs docs`）。trait 写在 `--with` 指定的条目文件的 `traits` 下，或用 `--trait 名称.参数=值` 给出；`slipway trait show 名称` 显示同样的内容。\n"
            : "# Built-in traits\n\nThis page is generated from the traits' definitions (`dotnet dev.cs docs`). A trait stands under `traits` in the entry that `--with` names, or is given by\n`--trait NAME.PARAMETER=VALUE`. `slipway trait show NAME` prints the same.\n");
        foreach (var field in TraitFields.Of(PlatformReader.BuiltIn))
        {
            var trait = PlatformReader.BuiltIn.Trait(field.Name)!;
            text.Append($"\n## `{field.Name}`\n\n{Markdown.Prose(field.Description.In(language))}\n\n");
            if (trait.Documentation is { } documentation)
                text.Append(documentation.In(language).TrimEnd()).Append("\n\n");
            Facts(text, trait, chinese);
            text.Append(Markdown.Row(chinese ? ["参数", "类型", "默认值", ""] : ["Parameter", "Type", "Default", ""])).Append("| --- | --- | --- | --- |\n");
            Rows(text, field, "", language);
        }
        return text.ToString();
    }

    private static void Facts(StringBuilder text, TraitDefinition trait, bool chinese)
    {
        (string Label, IReadOnlyList<string> Words)[] facts =
        [
            (chinese ? "适用的工作负载" : "Workloads", trait.AppliesTo),
            (chinese ? "互斥" : "Excludes", trait.ConflictsWith),
            (chinese ? "依赖" : "Needs", trait.Requires),
            (chinese ? "接管的字段" : "Decides over", trait.Owns),
        ];
        foreach (var (label, words) in facts.Where(fact => fact.Words.Count > 0))
            text.Append($"- {label}{(chinese ? "：" : ": ")}{string.Join(chinese ? "、" : ", ", words.Select(word => $"`{word}`"))}\n");
        text.Append('\n');
    }

    private static void Rows(StringBuilder text, Field field, string before, Language language)
    {
        foreach (var below in field.Fields)
        {
            var path = below.Name.StartsWith('[') || before.Length == 0 ? before + below.Name : $"{before}.{below.Name}";
            var bounds = below.Choices.Count > 0 ? string.Join(", ", below.Choices.Select(choice => $"`{choice}`")) : below.Range?.In(language);
            var about = string.Join(language == Language.Chinese ? "；" : "; ", new[] { Cli.FieldPage.Short(below, language), bounds }.Where(part => !string.IsNullOrEmpty(part)));
            text.Append(Markdown.Row($"`{path}`" + (below.IsRequired ? " \\*" : ""), below.Type.In(language), Markdown.Cell(below.Default?.In(language) ?? ""), Markdown.Cell(about)));
            Rows(text, below, path, language);
        }
    }
}
