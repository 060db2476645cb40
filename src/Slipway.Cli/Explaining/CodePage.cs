using System.Text.Json;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What a diagnostic means and what to do about it.</summary>
internal static class CodePage
{
    private static readonly string[] Gaps = [.. Enumerable.Repeat("…", 10)];

    public static Outcome All(Session session)
        => List(Catalogues.All, session.Language, rule => $"{rule.Code}  {Worded(rule.Message, session.Language)}");

    public static Outcome Of(Session session, string code)
    {
        var wanted = Normal(code);
        return Catalogues.All.FirstOrDefault(r => r.Code == wanted) is { } found
            ? List([found], session.Language, rule => Page(rule, session.Language))
            : Outcome.Of(UsageRules.UnknownCode, code);
    }

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
