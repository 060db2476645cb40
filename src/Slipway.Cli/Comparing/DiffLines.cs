using System.Text.Json;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What every comparison prints alike: <c>+</c> for new, <c>-</c> for gone, <c>~</c> for changed.</summary>
internal static class DiffLines
{
    private const int LongestValue = 200;

    private static readonly LocalText Unsaid = new("{0}, changed under the same version", "{0}，内容有变化但版本未变");

    /// <summary>Nothing where there are no lines.</summary>
    public static void Section(TextWriter to, Session session, LocalText title, IEnumerable<string> lines, string indent = "")
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        to.WriteLine(indent + title.In(session.Language));
        foreach (var line in all)
            to.WriteLine(Tinted(session, indent + "  " + SafeText.Line(line)));
    }

    public static string Tinted(Session session, string line)
    {
        var tint = !session.ColourOut ? "" : line.AsSpan().TrimStart() switch { ['+', ' ', ..] => "\u001b[32m", ['-', ' ', ..] => "\u001b[31m", ['~', ' ', ..] => "\u001b[33m", _ => "" };
        return tint.Length > 0 ? $"{tint}{line}\u001b[0m" : line;
    }

    public static string Of(string name, string? before, string? after) => (before, after) switch
    {
        (null, { } now) => $"+ {name} {now}",
        ({ } old, null) => $"- {name} {old}",
        _ => $"~ {name} {before} → {after}",
    };

    public static string Of(DefinitionChange change, Language language)
        => change.IsUnsaid ? $"~ {Unsaid.In(language, [$"{change.Name} {change.After}"])}" : Of(change.Name, change.Before, change.After);

    public static string Of(FieldChange change) => Of(change.Path, change.Before, change.After);

    public static string Of(string name, Node? before, Node? after)
        => Of(name + ":", before is null ? null : Shown(before), after is null ? null : Shown(after));

    public static string Shown(Node node) => JsonText.Write(node) is { Length: > LongestValue } text ? text[..LongestValue] + "…" : JsonText.Write(node);

    public static void Write(Utf8JsonWriter json, string name, PlatformDiff diff)
    {
        json.WriteStartObject(name);
        Write(json, diff);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, PlatformDiff diff)
    {
        Definitions(json, "workloads", diff.Workloads);
        Definitions(json, "traits", diff.Traits);
        Fields(json, "defaults", diff.Defaults);
        Fields(json, "policy", diff.Policy);
        Fields(json, "baseImages", diff.BaseImages);
    }

    public static void Fields(Utf8JsonWriter json, string name, IReadOnlyList<FieldChange> changes)
    {
        json.WriteStartArray(name);
        foreach (var change in changes)
        {
            json.WriteStartObject();
            Field(json, change.Path, change.Before, change.After);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The members of an open object: a side without a value has none.</summary>
    public static void Field(Utf8JsonWriter json, string path, Node? before, Node? after)
    {
        json.WriteString("path", path);
        Value(json, "before", before);
        Value(json, "after", after);
    }

    private static void Value(Utf8JsonWriter json, string name, Node? node)
    {
        if (node is null)
            return;
        json.WritePropertyName(name);
        JsonText.Write(node, json);
    }

    private static void Definitions(Utf8JsonWriter json, string name, IReadOnlyList<DefinitionChange> changes)
    {
        json.WriteStartArray(name);
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("name", change.Name);
            json.WriteString("before", change.Before);
            json.WriteString("after", change.After);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
