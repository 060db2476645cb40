using Slipway.Yaml;

namespace Slipway.Schema.Cel;

internal enum CelTokenKind
{
    Identifier,

    /// <summary>A field between backticks.</summary>
    QuotedField,
    Int,
    Uint,
    Double,
    String,
    Bytes,

    /// <summary>An operator, a bracket or one of <c>in true false null</c>.</summary>
    Symbol,
    End,
}

/// <param name="Text">A symbol or name, or the digits of a number.</param>
/// <param name="Literal">The value of a string or bytes literal.</param>
internal readonly record struct CelToken(CelTokenKind Kind, Span At, string Text, CelValue Literal = default)
{
    public bool Is(string symbol) => Kind == CelTokenKind.Symbol && Text == symbol;
}
