using System.CommandLine;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The options that every command has.</summary>
internal sealed record GeneralOptions(Option<string?> Output, Option<string?> Lang, Option<bool> Help, Option<bool> Version)
{
    public static GeneralOptions In(Language language)
    {
        var output = Options.Text("--output", "FORM", new LocalText(
            "text for people, or json: one document on standard output, all else on standard error",
            "text 给人看；json 在标准输出上只写一份文档，其余写到标准错误").In(language), "text", "-o");
        var lang = Options.Text("--lang", "LANGUAGE", new LocalText(
            "en or zh; else LC_ALL, LC_MESSAGES or LANG decides",
            "en 或 zh；不写时由 LC_ALL、LC_MESSAGES 或 LANG 决定").In(language));
        var help = Options.Flag("--help", new LocalText("Show this help", "显示本帮助").In(language), "-h", "-?");
        var version = Options.Flag("--version", new LocalText("Print the version", "显示版本").In(language));
        output.CompletionSources.Add(context => Forms(context.ParseResult));
        lang.CompletionSources.Add("en", "zh");
        output.Recursive = lang.Recursive = help.Recursive = true;
        return new GeneralOptions(output, lang, help, version);
    }

    /// <summary>The form asked for. A wrong one counts as text; <see cref="Wrong"/> reports it.</summary>
    public OutputForm FormOf(ParseResult parsed) => Value(parsed, Output) switch
    {
        "json" => OutputForm.Json,
        "sarif" when HasSarif(parsed) => OutputForm.Sarif,
        "markdown" when HasMarkdown(parsed) => OutputForm.Markdown,
        _ => OutputForm.Text,
    };

    public IEnumerable<Diagnostic> Wrong(ParseResult parsed)
    {
        if (Value(parsed, Output) is { } form && !form.StartsWith('-') && !Forms(parsed).Contains(form))
            yield return Diagnostic.Of(UsageRules.WrongValue, (Location?)null, "--output", form, string.Join(", ", Forms(parsed)));
        if (Value(parsed, Lang) is { } language && !language.StartsWith('-') && LanguageChoice.Named(language) is null)
            yield return Diagnostic.Of(UsageRules.WrongValue, (Location?)null, "--lang", language, "en, zh");
    }

    private static string[] Forms(ParseResult parsed) => ["text", "json", .. HasSarif(parsed) ? ["sarif"] : Array.Empty<string>(), .. HasMarkdown(parsed) ? ["markdown"] : Array.Empty<string>()];

    private static bool HasMarkdown(ParseResult parsed) => parsed.CommandResult.Command is Verb { HasMarkdown: true };

    private static bool HasSarif(ParseResult parsed) => parsed.CommandResult.Command is Verb { HasSarif: true };

    // GetValue throws where the parser found an error in this very option; its last token is what was meant.
    private static string? Value(ParseResult parsed, Option option)
        => parsed.GetResult(option)?.Tokens is [.., var last] ? last.Value : null;
}
