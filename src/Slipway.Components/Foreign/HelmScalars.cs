using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// Foreign YAML is written for readers of YAML 1.1, Helm and kubectl among them: a plain <c>no</c> is false there, and <c>0644</c> is 420. Here such scalars become
/// what those readers take them for.
/// </summary>
public static class HelmScalars
{
    public static Node Read(Node node) => node switch
    {
        MapNode map => Read(map),
        ListNode list => new ListNode(list.Items.Select(Read), list.At),
        ScalarNode scalar => One(scalar),
        _ => node,
    };

    public static MapNode Read(MapNode map) => new(map.Entries.Select(entry => entry with { Value = Read(entry.Value) }), map.At);

    private static ScalarNode One(ScalarNode scalar)
    {
        if (scalar.Style != ScalarStyle.Plain)
            return scalar;
        if (scalar.Kind == ScalarKind.String)
            return scalar.Text switch
            {
                "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => Node.Of(true, scalar.At),
                "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => Node.Of(false, scalar.At),
                _ => scalar,
            };
        return scalar.Kind == ScalarKind.Integer && Octal(scalar.Text) is { } number ? Node.Of(number, scalar.At) : scalar;
    }

    private static long? Octal(string text)
    {
        var digits = text.AsSpan().TrimStart("+-");
        if (digits.Length is < 2 or > 20 || digits[0] != '0' || digits.ContainsAnyExceptInRange('0', '7'))
            return null;
        var number = Convert.ToInt64(digits.ToString(), 8);
        return text.StartsWith('-') ? -number : number;
    }
}
