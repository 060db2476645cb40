using System.Text.Json;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What a diagnostic means and what to do about it.</summary>
internal static class CodePage
{
    private static readonly string[] Gaps = [.. Enumerable.Repeat("…", 10)];

    private static readonly LocalText Wrong = new("Wrong", "错误");
    private static readonly LocalText Right = new("Right", "正确");
    private static readonly LocalText In = new("{0}, {1}:", "{0}（{1}）：");
    private static readonly LocalText Alone = new("{0}:", "{0}：");
    private static readonly LocalText Without = new("{0}: there is no {1}", "{0}：没有 {1}");
    private static readonly LocalText Instance = new("For example: {0}", "例如：{0}");

    public static Outcome All(Session session) => new([])
    {
        Text = to =>
        {
            foreach (var rule in Catalogues.All)
                to.WriteLine($"{rule.Code}  {Worded(rule.Message, session.Language)}");
        },
        Data = json => WriteRules(json, Catalogues.All, session.Language),
    };

    public static Outcome Of(Session session, string code)
    {
        var wanted = Normal(code);
        if (Catalogues.All.FirstOrDefault(r => r.Code == wanted) is not { } rule)
            return Outcome.Of(UsageRules.UnknownCode, code);
        var example = CodeExample.Of(wanted);
        return new Outcome([])
        {
            Text = to => Page(to, rule, example, session.Language),
            Data = json =>
            {
                WriteRules(json, [rule], session.Language);
                if (example is not null)
                    WriteExample(json, example, session.Language);
            },
        };
    }

    private static string Normal(string code)
    {
        var digits = code.StartsWith("SLW", StringComparison.OrdinalIgnoreCase) ? code[3..] : code;
        return "SLW" + digits.PadLeft(4, '0');
    }

    private static void Page(TextWriter to, Rule rule, CodeExample? example, Language language)
    {
        to.WriteLine($"{DiagnosticText.Name(rule.Severity, language)} {rule.Code}: {Worded(rule.Message, language)}\n\n  {Worded(rule.Help, language)}");
        if (example?.About is { } about)
            to.WriteLine($"\n{Instance.In(language, [about.In(language)])}");
        Side(to, Wrong, example?.Wrong, example?.Right, language);
        Side(to, Right, example?.Right, example?.Wrong, language);
    }

    private static void Side(TextWriter to, LocalText title, ExampleSide? side, ExampleSide? other, Language language)
    {
        if (side is null)
        {
            if (other?.File is { } missing)
                to.WriteLine("\n" + Without.In(language, [title.In(language), missing]));
            return;
        }
        to.WriteLine();
        to.WriteLine(side.File is null ? Alone.In(language, [title.In(language)]) : In.In(language, [title.In(language), side.File]));
        foreach (var line in SafeText.Lines(side.Text).Split('\n'))
            to.WriteLine(("    " + line).TrimEnd());
    }

    // Where a finding names what it is about, the general text leaves a gap.
    private static string Worded(LocalText text, Language language) => text.In(language, Gaps);

    private static void WriteRules(Utf8JsonWriter json, IReadOnlyList<Rule> rules, Language language)
    {
        json.WriteStartArray("rules");
        foreach (var rule in rules)
            Write(json, rule, language);
        json.WriteEndArray();
    }

    private static void WriteExample(Utf8JsonWriter json, CodeExample example, Language language)
    {
        json.WriteStartObject("example");
        if (example.About is { } about)
            json.WriteString("about", about.In(language));
        foreach (var (name, side) in new[] { ("wrong", example.Wrong), ("right", example.Right) })
        {
            if (side is null)
                continue;
            json.WriteStartObject(name);
            if (side.File is not null)
                json.WriteString("file", side.File);
            json.WriteString("text", side.Text);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

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
