using System.Globalization;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Types and bounds in the words of people who write YAML, not JSON Schema.</summary>
internal static class FieldTypes
{
    private static readonly LocalText Anything = new("any value", "任意值");

    private static readonly Dictionary<string, LocalText> Named = new(StringComparer.Ordinal)
    {
        ["string"] = new("text", "文本"),
        ["integer"] = new("whole number", "整数"),
        ["number"] = new("number", "数字"),
        ["boolean"] = new("yes/no", "布尔值"),
        ["array"] = new("list", "列表"),
        ["object"] = new("map", "映射"),
        ["null"] = new("null", "null"),
        ["list of maps"] = new("list of maps", "映射列表"),
        ["any value"] = Anything,
    };

    private static readonly Dictionary<string, LocalText> Spoken = Named.Values.DistinctBy(text => text.English).ToDictionary(text => text.English, StringComparer.Ordinal);

    public static LocalText Of(FieldSchema schema)
    {
        if (schema.Map["x-type"] is ScalarNode said)
            return Several(said.Text.Split(" or ").Select(word => Spoken[word]));
        if (schema.Map["type"] is { } type)
            return Several(Words(type).Where(word => word != "null").Select(word => Named.GetValueOrDefault(word, Anything)));
        if (schema.Choices.Count > 0)
            return Named["string"];
        return schema.Forms is [var first, _, ..] forms && !ReferenceEquals(first, schema) ? Several(forms.Select(Of)) : schema.Map["properties"] is null ? Anything : Named["object"];
    }

    public static LocalText? Range(MapNode schema)
    {
        var (least, most) = (Number(schema["minimum"]), Number(schema["maximum"]));
        // The largest whole number that Kubernetes takes is no bound that anyone meets.
        if (most == int.MaxValue.ToString(CultureInfo.InvariantCulture))
            most = null;
        if (least is not null && most is not null)
            return new($"{least} to {most}", $"{least} 至 {most}");
        if (least is not null)
            return new($"from {least}", $"不小于 {least}");
        if (most is not null)
            return new($"up to {most}", $"不大于 {most}");
        return Number(schema["maxLength"]) is { } longest ? new($"at most {longest} characters", $"最多 {longest} 个字符") : null;
    }

    private static string? Number(Node? node) => (node as ScalarNode)?.Text;

    private static IEnumerable<string> Words(Node type)
        => type is ListNode list ? list.Items.OfType<ScalarNode>().Select(word => word.Text) : [((ScalarNode)type).Text];

    private static LocalText Several(IEnumerable<LocalText> types)
    {
        var distinct = types.Distinct().ToList();
        return new(string.Join(" or ", distinct.Select(type => type.English)), string.Join("或", distinct.Select(type => type.Chinese)));
    }
}
