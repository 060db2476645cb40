using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>The key that a mapping gives, and the configuration that has it.</summary>
/// <param name="Shown">As messages name it: <c>cart: log.level</c>.</param>
public sealed record MappingTarget(ConfigSchema Schema, ConfigKey Key, string Shown)
{
    /// <summary>Why the key refuses a value; null where it takes it. What else its configuration lacks does not count.</summary>
    internal Diagnostic? Refusal(Node value)
        => Schema.Schema.Check(Nest(Key.Pointer, value))
            .FirstOrDefault(finding => finding.Diagnostic.Severity == Severity.Error && Within(finding.InstancePointer) && !(finding.Keyword == "required" && finding.InstancePointer == Key.Pointer))?.Diagnostic;

    private bool Within(string pointer) => pointer == Key.Pointer || pointer.StartsWith(Key.Pointer + "/", StringComparison.Ordinal);

    /// <summary>A configuration that holds the one value.</summary>
    internal static MapNode Nest(string pointer, Node value)
        => (MapNode)JsonPointer.Parse(pointer)!.Reverse().Aggregate(value, (inner, name) => Node.Map((name, inner)));
}
