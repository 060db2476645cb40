using System.Globalization;
using System.Text;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Settings as the text of a file that a program reads.</summary>
internal static class ConfigText
{
    /// <param name="settings">Each with its names from the root of the configuration.</param>
    public static string Write(ConfigFormat format, IReadOnlyList<(IReadOnlyList<string> Names, Node Value)> settings) => format switch
    {
        ConfigFormat.Yaml => YamlWriter.Write(Tree(settings)),
        ConfigFormat.Json => JsonText.Write(Tree(settings)) + "\n",
        ConfigFormat.Properties => Lines(Flat(settings), s => $"{PropertiesKey(string.Join('.', s.Names))}={Properties(s.Text)}"),
        ConfigFormat.Env => Lines(settings.Select(s => (s.Names, Plain(s.Value))), s => $"{string.Join('_', s.Names)}={Quoted(s.Item2)}"),
        ConfigFormat.Ini => Ini(settings),
        _ => settings is [var (_, only)] ? Plain(only) : "",
    };

    /// <summary>A single value as text; maps and lists as JSON.</summary>
    public static string Plain(Node value) => value is ScalarNode scalar
        ? scalar.Kind switch
        {
            ScalarKind.Null => "",
            // As JSON writes them: True and 0x10 are YAML's business.
            ScalarKind.Boolean or ScalarKind.Integer or ScalarKind.Float => JsonText.Write(scalar),
            _ => scalar.Text,
        }
        : JsonText.Write(value);

    private static MapNode Tree(IReadOnlyList<(IReadOnlyList<string> Names, Node Value)> settings)
        => settings.Aggregate(new MapNode([]), (tree, setting) => With(tree, setting.Names, 0, setting.Value));

    private static MapNode With(MapNode tree, IReadOnlyList<string> names, int depth, Node value)
        => tree.With(names[depth], depth == names.Count - 1 ? value : With(tree[names[depth]] as MapNode ?? new MapNode([]), names, depth + 1, value));

    private static string Lines<T>(IEnumerable<T> items, Func<T, string> line) => string.Concat(items.Select(item => line(item) + "\n"));

    private static IEnumerable<(IReadOnlyList<string> Names, string Text)> Flat(IEnumerable<(IReadOnlyList<string> Names, Node Value)> settings)
        => settings.SelectMany(s => s.Value switch
        {
            MapNode map => Flat(map.Entries.Select(e => ((IReadOnlyList<string>)[.. s.Names, e.Name], e.Value))),
            ListNode list => Flat(list.Items.Select((item, i) => ((IReadOnlyList<string>)[.. s.Names.SkipLast(1), $"{s.Names[^1]}[{i}]"], item))),
            _ => [(s.Names, Plain(s.Value))],
        });

    /// <summary>The first name is the section where there are more than one; settings without a section stand before all sections.</summary>
    private static string Ini(IReadOnlyList<(IReadOnlyList<string> Names, Node Value)> settings)
    {
        var text = new StringBuilder();
        foreach (var section in settings.GroupBy(s => s.Names.Count > 1 ? s.Names[0] : "", StringComparer.Ordinal).OrderBy(s => s.Key.Length > 0))
        {
            if (section.Key.Length > 0)
                text.Append(text.Length > 0 ? "\n" : "").Append('[').Append(section.Key).Append("]\n");
            foreach (var (names, value) in section)
                text.Append(string.Join('.', section.Key.Length > 0 ? names.Skip(1) : names)).Append(" = ").Append(OneLine(Plain(value))).Append('\n');
        }
        return text.ToString();
    }

    private static string OneLine(string text) => text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Quoted(string text)
        => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ':' or ',' or '@' or '+') ? text
            : $"\"{OneLine(text.Replace("\\", "\\\\", StringComparison.Ordinal)).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal)}\"";

    private static string PropertiesKey(string key)
        => Properties(key).Replace("=", "\\=", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal).Replace(" ", "\\ ", StringComparison.Ordinal);

    /// <summary>As java.util.Properties reads it, which knows Latin-1 and escapes only.</summary>
    private static string Properties(string text)
    {
        var written = new StringBuilder();
        foreach (var c in text)
            written.Append(c switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                ' ' when written.Length == 0 => "\\ ",
                '#' or '!' when written.Length == 0 => $"\\{c}",
                < ' ' or > '~' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => c.ToString(),
            });
        return written.ToString();
    }
}
