using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>JSON Schema's types. A whole number, however it is written, is both <see cref="Integer"/> and <see cref="Number"/>.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Number = 8,
    String = 16,
    Array = 32,
    Object = 64,
}

internal static class JsonType
{
    public static readonly IReadOnlyList<(string Name, JsonTypes Type)> Names =
    [
        ("null", JsonTypes.Null), ("boolean", JsonTypes.Boolean), ("integer", JsonTypes.Integer), ("number", JsonTypes.Number),
        ("string", JsonTypes.String), ("array", JsonTypes.Array), ("object", JsonTypes.Object),
    ];

    /// <summary>None for infinity and not-a-number, which YAML can write and JSON cannot.</summary>
    public static JsonTypes Of(Node node) => node switch
    {
        MapNode => JsonTypes.Object,
        ListNode => JsonTypes.Array,
        ScalarNode scalar => Of(scalar),
        _ => JsonTypes.None,
    };

    private static JsonTypes Of(ScalarNode scalar) => scalar.Kind switch
    {
        ScalarKind.Null => JsonTypes.Null,
        ScalarKind.Boolean => JsonTypes.Boolean,
        ScalarKind.String => JsonTypes.String,
        _ => OfNumber(scalar),
    };

    private static JsonTypes OfNumber(ScalarNode scalar)
    {
        if (!Number.TryRead(scalar, out var number))
            return JsonTypes.None;
        return number.IsWhole ? JsonTypes.Integer | JsonTypes.Number : JsonTypes.Number;
    }

    public static JsonTypes? Named(string name)
    {
        foreach (var (known, type) in Names)
            if (known == name)
                return type;
        return null;
    }
}
