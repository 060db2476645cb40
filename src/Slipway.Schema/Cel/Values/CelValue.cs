using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>A value of an expression. Numbers, times and truth values need no object of their own.</summary>
public readonly struct CelValue
{
    private readonly object? reference;
    private readonly long bits;
    private readonly int nanoseconds;

    private CelValue(CelKind kind, object? reference, long bits = 0, int nanoseconds = 0)
        => (Kind, this.reference, this.bits, this.nanoseconds) = (kind, reference, bits, nanoseconds);

    public CelKind Kind { get; }

    public static CelValue True { get; } = Of(true);

    public static CelValue False { get; } = Of(false);

    public static CelValue Null => default;

    public static CelValue Of(bool value) => new(CelKind.Bool, null, value ? 1 : 0);

    public static CelValue Of(long value) => new(CelKind.Int, null, value);

    public static CelValue Of(ulong value) => new(CelKind.Uint, null, unchecked((long)value));

    public static CelValue Of(double value) => new(CelKind.Double, null, BitConverter.DoubleToInt64Bits(value));

    public static CelValue Of(string value) => new(CelKind.String, value);

    public static CelValue Of(byte[] value) => new(CelKind.Bytes, value);

    /// <summary>Seconds since 1970 in UTC, and nanoseconds from 0 to 999,999,999 after them.</summary>
    internal static CelValue Timestamp(long seconds, int nanoseconds) => new(CelKind.Timestamp, null, seconds, nanoseconds);

    internal static CelValue Duration(long nanoseconds) => new(CelKind.Duration, null, nanoseconds);

    internal static CelValue Of(CelList list) => new(CelKind.List, list);

    internal static CelValue List(params CelValue[] items) => new(CelKind.List, new ArrayCelList(items));

    internal static CelValue Of(CelMap map) => new(CelKind.Map, map);

    internal static CelValue Of(CelType type) => new(CelKind.Type, type);

    internal static CelValue Optional(CelValue value) => new(CelKind.Optional, new CelOptional(value));

    internal static CelValue None { get; } = new(CelKind.Optional, CelOptional.None);

    internal static CelValue Of(CelOpaque opaque) => new(CelKind.Opaque, opaque);

    internal static CelValue Of(CelError error) => new(CelKind.Error, error);

    public bool IsTrue => Kind == CelKind.Bool && bits != 0;

    internal bool IsError => Kind == CelKind.Error;

    public bool AsBool => bits != 0;

    public long AsInt => bits;

    public ulong AsUint => unchecked((ulong)bits);

    public double AsDouble => BitConverter.Int64BitsToDouble(bits);

    public string AsString => (string)reference!;

    public ReadOnlySpan<byte> AsBytes => (byte[])reference!;

    internal byte[] BytesArray => (byte[])reference!;

    /// <summary>Seconds since 1970 in UTC, of a timestamp.</summary>
    public long Seconds => bits;

    /// <summary>The part of a timestamp below a second.</summary>
    public int Nanoseconds => nanoseconds;

    /// <summary>The length of a duration in nanoseconds.</summary>
    public long TotalNanoseconds => bits;

    internal CelList AsList => (CelList)reference!;

    internal CelMap AsMap => (CelMap)reference!;

    internal CelType AsType => (CelType)reference!;

    internal CelOptional AsOptional => (CelOptional)reference!;

    internal CelOpaque AsOpaque => (CelOpaque)reference!;

    internal CelError AsError => (CelError)reference!;

    /// <summary>The map or list of the checked document that this value is; null for all that the expression made or that is a scalar.</summary>
    public Node? Node => reference switch
    {
        NodeMap map => map.Node,
        NodeList list => list.Node,
        _ => null,
    };

    /// <summary>As <c>string()</c> or <c>%s</c> would write it.</summary>
    public override string ToString() => CelText.Of(this);
}

internal sealed class CelOptional
{
    private readonly CelValue value;

    private CelOptional()
    {
    }

    public CelOptional(CelValue value) => (this.value, HasValue) = (value, true);

    public static CelOptional None { get; } = new();

    public bool HasValue { get; }

    public CelValue Value => HasValue ? value : CelValue.Of(CelErrors.NoneHasNoValue);
}

/// <summary>A library's own kind of value.</summary>
internal abstract class CelOpaque
{
    public abstract CelType Type { get; }

    public abstract bool Same(CelOpaque other);

    public abstract string Text { get; }
}
