namespace Slipway.Schema.Cel;

/// <summary>What an evaluation came to.</summary>
/// <param name="Value">Null when it failed.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
/// <param name="Cost">In cel-go's units: about one for each step.</param>
public sealed record CelResult(CelValue? Value, CelFinding? Error, long Cost)
{
    /// <summary>Null when it failed or is no truth value.</summary>
    public bool? Bool => Value is { Kind: CelKind.Bool } value ? value.AsBool : null;
}
