using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Values of foreign formats, read leniently: what has another shape than expected is a finding, and counts as absent.</summary>
internal sealed class SourceValues(List<Diagnostic> findings)
{
    public List<Diagnostic> Findings => findings;

    private static readonly LocalText MapWord = new("a map", "映射");
    private static readonly LocalText ListWord = new("a list", "列表");
    private static readonly LocalText TextWord = new("a text", "文本");
    private static readonly LocalText NumberWord = new("a whole number", "整数");

    public MapNode? Map(MapNode? from, string key, string shown)
        => Value(from, key) switch { null => null, MapNode map => map, var other => Wrong<MapNode>(other, Path(shown, key), MapWord) };

    public ListNode? List(MapNode? from, string key, string shown)
        => Value(from, key) switch { null => null, ListNode list => list, var other => Wrong<ListNode>(other, Path(shown, key), ListWord) };

    public ScalarNode? Text(MapNode? from, string key, string shown)
        => Value(from, key) switch { null => null, ScalarNode text => text, var other => Wrong<ScalarNode>(other, Path(shown, key), TextWord) };

    public long? Number(MapNode? from, string key, string shown)
        => Text(from, key, shown) is not { } text ? null
            : long.TryParse(text.Text, out var number) ? number
            : Wrong<object>(text, Path(shown, key), NumberWord) is null ? null : number;

    public static bool Flag(MapNode? from, string key) => Value(from, key) is ScalarNode { Text: "true" or "True" or "TRUE" };

    /// <summary>The maps of a list; other items are findings.</summary>
    public IEnumerable<(MapNode Map, string Shown)> Maps(MapNode? from, string key, string shown)
    {
        var items = List(from, key, shown)?.Items ?? [];
        for (var i = 0; i < items.Count; i++)
            if (items[i] is MapNode map)
                yield return (map, $"{Path(shown, key)}[{i}]");
            else
                Wrong<MapNode>(items[i], $"{Path(shown, key)}[{i}]", MapWord);
    }

    /// <summary>The words of a list of scalars.</summary>
    public IReadOnlyList<string>? Words(MapNode? from, string key, string shown)
        => List(from, key, shown) is not { } list ? null
            : list.Items.FirstOrDefault(item => item is not ScalarNode) is { } odd ? Wrong<IReadOnlyList<string>>(odd, Path(shown, key), TextWord)
            : [.. list.Items.Cast<ScalarNode>().Select(word => word.Kind == ScalarKind.Null ? "" : word.Text)];

    public void Tell(Node at, string shown, Home home) => findings.Add(KeyTable.NotCarried(at, shown, home));

    public static Node? Value(MapNode? from, string key) => from?[key] is { } value and not ScalarNode { Kind: ScalarKind.Null } ? value : null;

    public static string Path(string shown, string key) => shown.Length == 0 ? key : $"{shown}.{key}";

    private T? Wrong<T>(Node value, string shown, LocalText expected) where T : class
    {
        var there = value switch { MapNode => MapWord, ListNode => ListWord, _ => TextWord };
        findings.Add(Diagnostic.Of(InitRules.WrongShape, Place.Start(value), Place.Cut(shown), there.English, expected.English) with
        {
            ChineseArguments = [Place.Cut(shown), there.Chinese, expected.Chinese],
        });
        return null;
    }
}
