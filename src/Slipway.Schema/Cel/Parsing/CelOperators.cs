namespace Slipway.Schema.Cel;

/// <summary>Operators as functions, under the names that cel-go's messages use.</summary>
internal static class CelOperators
{
    public const string And = "_&&_";
    public const string Or = "_||_";
    public const string Not = "!_";
    public const string Negate = "-_";
    public const string Conditional = "_?_:_";
    public const string Index = "_[_]";
    public const string OptionalIndex = "_[?_]";
    public const string Equal = "_==_";
    public const string NotEqual = "_!=_";
    public const string In = "@in";

    /// <summary>True for true and for errors: a macro goes on as long as nothing is decided.</summary>
    public const string Undecided = "@not_strictly_false";
    public const string Append = "@append";
    public const string Insert = "@mapInsert";
    public const string Largest = "math.@max";
    public const string Smallest = "math.@min";

    public static string? Relation(CelToken token) => token.Kind != CelTokenKind.Symbol ? null : token.Text switch
    {
        "<" or "<=" or ">" or ">=" or "==" or "!=" => $"_{token.Text}_",
        "in" => In,
        _ => null,
    };

    /// <summary>2 for <c>* / %</c>, 1 for <c>+ -</c>, else 0.</summary>
    public static int Strength(CelToken token) => token.Kind != CelTokenKind.Symbol ? 0 : token.Text switch
    {
        "*" or "/" or "%" => 2,
        "+" or "-" => 1,
        _ => 0,
    };
}
