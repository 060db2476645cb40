using System.CommandLine;
using System.Text.Json;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What a diagnostic means and what to do about it.</summary>
internal static class ExplainCommand
{
    private static readonly string[] Gaps = [.. Enumerable.Repeat("…", 10)];

    public static Verb Create(Language language)
    {
        var code = new Argument<string?>("CODE")
        {
            Description = new LocalText("A diagnostic's code, such as SLW0101; without one all are listed", "诊断编号，例如 SLW0101；不写时列出全部").In(language),
            Arity = ArgumentArity.ZeroOrOne,
        };
        code.CompletionSources.Add(_ => Catalogues.All.Select(r => r.Code));
        return new Verb("explain", language, new("Explain a diagnostic's code", "解释诊断编号"), code)
        {
            Examples =
            [
                new(new("What does this code mean?", "这个编号是什么意思？"), "slipway explain SLW0901"),
                new(new("All codes, as data", "以数据形式列出全部编号"), "slipway explain --output json"),
            ],
            Run = (session, parsed, _) => Task.FromResult(Run(session, parsed.GetValue(code))),
        };
    }

    private static Outcome Run(Session session, string? code)
    {
        if (code is null)
            return List(Catalogues.All, session.Language, rule => $"{rule.Code}  {Worded(rule.Message, session.Language)}");
        var wanted = Normal(code);
        return Catalogues.All.FirstOrDefault(r => r.Code == wanted) is { } found
            ? List([found], session.Language, rule => Page(rule, session.Language))
            : Outcome.Of(UsageRules.UnknownCode, code);
    }

    // `101`, `0101` and `slw0101` are the same code to a person.
    private static string Normal(string code)
    {
        var digits = code.StartsWith("SLW", StringComparison.OrdinalIgnoreCase) ? code[3..] : code;
        return "SLW" + digits.PadLeft(4, '0');
    }

    private static string Page(Rule rule, Language language)
        => $"{DiagnosticText.Name(rule.Severity, language)} {rule.Code}: {Worded(rule.Message, language)}\n\n  {Worded(rule.Help, language)}";

    // Where a finding names what it is about, the general text leaves a gap.
    private static string Worded(LocalText text, Language language) => text.In(language, Gaps);

    private static Outcome List(IReadOnlyList<Rule> rules, Language language, Func<Rule, string> text) => new([])
    {
        Text = to =>
        {
            foreach (var rule in rules)
                to.WriteLine(text(rule));
        },
        Data = json =>
        {
            json.WriteStartArray("rules");
            foreach (var rule in rules)
                Write(json, rule, language);
            json.WriteEndArray();
        },
    };

    private static void Write(Utf8JsonWriter json, Rule rule, Language language)
    {
        json.WriteStartObject();
        json.WriteString("code", rule.Code);
        json.WriteString("severity", DiagnosticText.Name(rule.Severity, Language.English));
        json.WriteString("message", Worded(rule.Message, language));
        json.WriteString("help", Worded(rule.Help, language));
        json.WriteEndObject();
    }
}
