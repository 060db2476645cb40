using System.Buffers;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A value on one line, as people write it: <c>{port: 53, protocol: UDP}</c>.</summary>
public static class FlowText
{
    private static readonly SearchValues<char> Flow = SearchValues.Create(",[]{}\n");

    public static string Write(Node node) => node switch
    {
        MapNode map => "{" + string.Join(", ", map.Entries.Select(entry => $"{Scalar(entry.Key)}: {Write(entry.Value)}")) + "}",
        ListNode list => "[" + string.Join(", ", list.Items.Select(Write)) + "]",
        ScalarNode scalar => Scalar(scalar),
        _ => "",
    };

    private static string Scalar(ScalarNode scalar)
    {
        if (scalar.Kind != ScalarKind.String)
            return scalar.Text;
        var block = YamlWriter.Write(Node.Of(scalar.Text)).TrimEnd('\n');
        return scalar.Text.AsSpan().ContainsAny(Flow) && !block.StartsWith('"') && !block.StartsWith('\'') ? JsonText.Write(scalar) : block;
    }
}
