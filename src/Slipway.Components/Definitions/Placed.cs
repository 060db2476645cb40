using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A value of a definition, and the text it was read from.</summary>
/// <param name="Node">Null where a default stands in for what was not written.</param>
public readonly record struct Placed<T>(T Value, Node? Node = null)
{
    public Location? At => Node?.At;

    public bool IsDefault => Node is null;

    public override string ToString() => $"{Value}";
}
