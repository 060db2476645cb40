namespace Slipway.Schema.Cel;

/// <summary>What a value is while an expression runs. Objects of a schema are maps.</summary>
public enum CelKind : byte
{
    Null,
    Bool,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    Timestamp,
    Duration,
    List,
    Map,
    Type,
    Optional,

    /// <summary>A value of a library, such as a quantity or an IP address.</summary>
    Opaque,

    /// <summary>An expression that failed; <c>&amp;&amp;</c>, <c>||</c> and the macros made of them can do without it.</summary>
    Error,
}
