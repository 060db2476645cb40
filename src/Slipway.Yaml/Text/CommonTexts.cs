using System.Text;
using System.Text.Json;

namespace Slipway.Yaml;

/// <summary>
/// Short texts of JSON without a place, such as keys: a thousand components have the same ones, and a node never changes, so that one stands for all.
/// A thread keeps at most 1,024 of them.
/// </summary>
internal static class CommonTexts
{
    private const int Longest = 40;

    [ThreadStatic]
    private static ScalarNode?[]? kept;

    /// <summary>The reader's present text, a key or a value.</summary>
    public static ScalarNode Node(ref Utf8JsonReader reader)
    {
        var utf8 = reader.ValueSpan;
        if (reader.ValueIsEscaped || utf8.Length > Longest)
            return New(reader.GetString()!);
        kept ??= new ScalarNode?[1024];
        ref var place = ref kept[Hash(utf8) % (uint)kept.Length];
        if (place is null || !Ascii.Equals(utf8, place.Text))
            place = New(reader.GetString()!);
        return place;
    }

    private static ScalarNode New(string text) => new(ScalarKind.String, text, null, ScalarStyle.DoubleQuoted);

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        var hash = 2166136261u;
        foreach (var unit in utf8)
            hash = (hash ^ unit) * 16777619u;
        return hash ^ (hash >> 15);
    }
}
