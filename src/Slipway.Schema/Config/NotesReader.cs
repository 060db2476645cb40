using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Reads <c>x-slipway</c>. What is wrong is told and counts as absent.</summary>
internal sealed class NotesReader(List<Diagnostic> findings)
{
    /// <summary>Keys of the one place for all keys, which the maps inside of a configuration hand down.</summary>
    public static readonly IReadOnlyList<string> Inherited = ["reload", "scope", "immutable", "secret", "file", "group"];

    private static readonly string[] Known =
    [
        "reload", "scope", "secret", "immutable", "env", "file", "group", "order", "unit", "widget", "when", "title", "description", "rules",
    ];

    private static readonly LocalText Texts = new("a text, or one for each language as `{en: …, zh: …}`", "文本，或各语言的文本 `{en: …, zh: …}`");

    private static readonly LocalText RuleMap = new("a map `{rule: …, message: …}`", "映射 `{rule: …, message: …}`");

    private readonly NoteValues values = new(findings);

    public Notes Read(Node node)
    {
        if (node is not MapNode map)
        {
            findings.Add(Told.Diagnostic(ConfigRules.NoMap, node.At, Schema.Words.Describe(node)));
            return Notes.None;
        }
        foreach (var entry in map.Entries.Where(e => !Known.Contains(e.Name)))
            values.Unknown(entry, Known.Where(name => map.Entry(name) is null));
        return new Notes(map)
        {
            Reload = values.Choice(map, "reload", (ConfigReload.Hot, "hot"), (ConfigReload.Restart, "restart")),
            Scope = values.Choice(map, "scope", (ConfigScope.Own, "own"), (ConfigScope.Unified, "unified")),
            Secret = values.Flag(map, "secret"),
            Immutable = values.Flag(map, "immutable"),
            Env = values.Text(map, "env", IsVariable, new LocalText("a variable's name of letters, digits and `_`, not beginning with a digit",
                "由字母、数字和 `_` 组成、且不以数字开头的变量名"))?.Text,
            File = File(map),
            Group = Words(map, "group"),
            Order = values.Whole(map, "order"),
            Unit = Words(map, "unit"),
            Widget = values.Text(map, "widget", ConfigWidgets.Names.Contains, ConfigWidgets.Choices)?.Text,
            When = Expression(map, "when"),
            Title = Words(map, "title"),
            Description = Words(map, "description"),
            Rules = Rules(map),
        };
    }

    private static bool IsVariable(string text)
        => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private ConfigExpression? Expression(MapNode map, string key)
        => values.Text(map, key, text => text.Trim().Length > 0, new LocalText("a CEL expression such as `self.tls.enabled`", "表达式（CEL），例如 `self.tls.enabled`"))
            is { } text ? new ConfigExpression(text.Text, text.At) { Written = text } : null;

    private LocalText? Words(MapNode map, string key)
    {
        switch (map[key])
        {
            case null:
                return null;
            case ScalarNode { Kind: ScalarKind.String, Text.Length: > 0 } text:
                return new LocalText(text.Text, text.Text);
            case MapNode { Count: 2 } both when IsText(both["en"]) && IsText(both["zh"]):
                return new LocalText(both["en"]!.ToString()!, both["zh"]!.ToString()!);
            case { } other:
                values.Refuse(key, other, Texts);
                return null;
        }
    }

    private static bool IsText(Node? node) => node is ScalarNode { Kind: ScalarKind.String, Text.Length: > 0 };

    private ConfigFile? File(MapNode map)
    {
        if (map["file"] is not { } node)
            return null;
        if (node is not MapNode file)
        {
            values.Refuse("file", node, new LocalText("a map `{path: …, format: …}`", "映射 `{path: …, format: …}`"));
            return null;
        }
        foreach (var entry in file.Entries.Where(e => e.Name is not ("path" or "format")))
            values.Unknown(entry, ["path", "format"], "file.");
        if (file["path"] is null)
            values.Refuse("file", file, new LocalText("a map `{path: …, format: …}`", "映射 `{path: …, format: …}`"), new LocalText("a map without `path`", "没有 `path` 的映射"));
        var path = values.Text(file, "path", ConfigPaths.IsPath, new LocalText("an absolute path of a file in a directory of the service's own, such as `/etc/app/app.yaml`",
            "服务自有目录中文件的绝对路径，例如 `/etc/app/app.yaml`"), "file.");
        var format = values.Choice(file, "format", "file.", [.. Enum.GetValues<ConfigFormat>().Select(f => ((ConfigFormat, string))(f, f.ToString().ToLowerInvariant()))]);
        return path is null ? null : new ConfigFile(path.Text, format ?? ConfigPaths.FormatOf(path.Text));
    }

    private List<ConfigRule> Rules(MapNode map)
    {
        var rules = new List<ConfigRule>();
        if (map["rules"] is not { } node)
            return rules;
        var wanted = new LocalText("a list of `{rule: …, message: …}`", "`{rule: …, message: …}` 的列表");
        if (node is not ListNode list)
        {
            values.Refuse("rules", node, wanted);
            return rules;
        }
        foreach (var item in list.Items)
            if (item is not MapNode rule)
                values.Refuse("rules", item, RuleMap);
            else if ((rule["rule"] is null ? "rule" : rule["message"] is null ? "message" : null) is { } missing)
                values.Refuse("rules", item, RuleMap, new LocalText($"a map without `{missing}`", $"没有 `{missing}` 的映射"));
            else if (Rule(rule) is { } read)
                rules.Add(read);
        return rules;
    }

    private ConfigRule? Rule(MapNode rule)
    {
        foreach (var entry in rule.Entries.Where(e => e.Name is not ("rule" or "message")))
            values.Unknown(entry, ["rule", "message"], "rules.");
        return Expression(rule, "rule") is { } expression && Words(rule, "message") is { } message ? new ConfigRule(expression, message) : null;
    }
}
