using System.Text.Json;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Help and version as outcomes, so that they too exist as text and as JSON.</summary>
internal static class Help
{
    public static Outcome Of(Verb verb, string line, Language language) => new([])
    {
        Text = to => HelpText.Write(verb, line, Above(verb), language, to),
        Data = json => Describe(verb, line, language, json),
    };

    public static Outcome Version() => new([])
    {
        Text = to => to.WriteLine($"slipway {ProgramVersion.Text}"),
        Data = json => json.WriteString("version", ProgramVersion.Text),
    };

    private static List<Verb> Above(Verb verb)
    {
        var above = new List<Verb>();
        for (var at = verb.Parents.OfType<Verb>().FirstOrDefault(); at is not null; at = at.Parents.OfType<Verb>().FirstOrDefault())
            above.Insert(0, at);
        return above;
    }

    private static void Describe(Verb verb, string line, Language language, Utf8JsonWriter json)
    {
        json.WriteString("summary", verb.Description);
        if (verb.More is { } more)
            json.WriteString("more", more.In(language));
        json.WriteString("usage", HelpText.UsageLine(verb, line, language));
        Rows(json, "commands", verb.Subcommands.Where(c => !c.Hidden), c => (c.Name, c.Description));
        Rows(json, "arguments", verb.Arguments, a => (HelpText.Place(a), a.Description));
        Rows(json, "options", verb.Options.Where(o => !o.Hidden), o => (o.Name, o.Description));
        Rows(json, "examples", verb.Examples, e => (e.CommandLine, e.What.In(language)));
    }

    private static void Rows<T>(Utf8JsonWriter json, string name, IEnumerable<T> rows, Func<T, (string Name, string? About)> row)
    {
        json.WriteStartArray(name);
        foreach (var (text, about) in rows.Select(row))
        {
            json.WriteStartObject();
            json.WriteString("name", text);
            json.WriteString("about", about);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
