using System.Globalization;
using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>The kinds of values that <c>x-slipway</c> takes.</summary>
internal sealed class NoteValues(List<Diagnostic> findings)
{
    public void Refuse(string key, Node value, LocalText wanted, LocalText? found = null)
        => findings.Add(Told.Diagnostic(ConfigRules.WrongNote, value.At, Words.Neutral(key), wanted, found ?? Words.Describe(value)));

    public void Unknown(MapEntry entry, IEnumerable<string> known, string before = "")
    {
        var names = known.ToList();
        var told = Told.Diagnostic(ConfigRules.UnknownNote, entry.Key.At, Words.Neutral(before + Words.Cut(entry.Name)), Words.List(names, 20));
        if (NearestName.Find(entry.Name, names) is { } near)
        {
            told = told with { SpecialHelp = new LocalText($"did you mean `{near}`?", $"是否想写 `{near}`？") };
            if (entry.Key is { Style: ScalarStyle.Plain, At: { } at })
                told = told with { Edits = [new Edit(at, near, Safe: true)] };
        }
        findings.Add(told);
    }

    public bool? Flag(MapNode map, string key) => map[key] switch
    {
        null => null,
        ScalarNode { Kind: ScalarKind.Boolean } flag => flag.Text is ['t' or 'T', ..],
        { } other => Refused<bool?>(key, other, new LocalText("`true` or `false`", "布尔值（`true` 或 `false`）")),
    };

    public int? Whole(MapNode map, string key) => map[key] switch
    {
        null => null,
        ScalarNode { Kind: ScalarKind.Integer } scalar when int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
        { } other => Refused<int?>(key, other, new LocalText("a whole number", "整数")),
    };

    public ScalarNode? Text(MapNode map, string key, Func<string, bool> fits, LocalText wanted, string before = "") => map[key] switch
    {
        null => null,
        ScalarNode { Kind: ScalarKind.String } text when fits(text.Text) => text,
        { } other => Refused<ScalarNode>(before + key, other, wanted),
    };

    public T? Choice<T>(MapNode map, string key, params (T Value, string Name)[] choices) where T : struct => Choice(map, key, "", choices);

    public T? Choice<T>(MapNode map, string key, string before, (T Value, string Name)[] choices) where T : struct
    {
        if (map[key] is not { } node)
            return null;
        foreach (var (value, name) in choices)
            if (node is ScalarNode { Kind: ScalarKind.String } text && text.Text == name)
                return value;
        Refuse(before + key, node, Words.Or([.. choices.Select(c => Words.Neutral($"`{c.Name}`"))]));
        return null;
    }

    private T? Refused<T>(string key, Node value, LocalText wanted)
    {
        Refuse(key, value, wanted);
        return default;
    }
}
