using System.Collections.Frozen;

namespace Slipway.Schema.Cel;

internal enum CelTypeKind
{
    Dyn,
    Error,
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
    Parameter,

    /// <summary>A library's type, also <c>optional_type</c>.</summary>
    Opaque,

    /// <summary>A type that admits null beside its values.</summary>
    Wrapper,

    /// <summary>A map of which the fields are known.</summary>
    Object,
}

/// <summary>A field of an object.</summary>
/// <param name="Name">As expressions write it: <c>my__dash__key</c>.</param>
/// <param name="Key">As documents write it: <c>my-key</c>.</param>
internal sealed record CelField(string Name, string Key, CelType Type);

/// <summary>The type of an expression or a variable.</summary>
public sealed class CelType
{
    private readonly Lazy<CelFields>? fields;

    private CelType(CelTypeKind kind, string name, params CelType[] parameters) => (Kind, Name, Parameters) = (kind, name, parameters);

    private CelType(string name, Lazy<CelFields> fields) : this(CelTypeKind.Object, name) => this.fields = fields;

    internal CelTypeKind Kind { get; }

    internal string Name { get; }

    internal IReadOnlyList<CelType> Parameters { get; }

    /// <summary>How the document's lists of this type compare and merge.</summary>
    internal CelListSemantics Semantics { get; private init; } = CelListSemantics.Ordered;

    public static CelType Dyn { get; } = new(CelTypeKind.Dyn, "dyn");

    internal static CelType Error { get; } = new(CelTypeKind.Error, "!error!");

    public static CelType Null { get; } = new(CelTypeKind.Null, "null");

    public static CelType Bool { get; } = new(CelTypeKind.Bool, "bool");

    public static CelType Int { get; } = new(CelTypeKind.Int, "int");

    public static CelType Uint { get; } = new(CelTypeKind.Uint, "uint");

    public static CelType Double { get; } = new(CelTypeKind.Double, "double");

    public static CelType String { get; } = new(CelTypeKind.String, "string");

    public static CelType Bytes { get; } = new(CelTypeKind.Bytes, "bytes");

    public static CelType Timestamp { get; } = new(CelTypeKind.Timestamp, "timestamp");

    public static CelType Duration { get; } = new(CelTypeKind.Duration, "duration");

    public static CelType List(CelType items) => new(CelTypeKind.List, "list", items);

    public static CelType Map(CelType keys, CelType values) => new(CelTypeKind.Map, "map", keys, values);

    internal static CelType List(CelType items, CelListSemantics semantics) => new(CelTypeKind.List, "list", items) { Semantics = semantics };

    internal static CelType Of(CelType type) => new(CelTypeKind.Type, "type", type);

    internal static CelType Parameter(string name) => new(CelTypeKind.Parameter, name);

    internal static CelType Opaque(string name, params CelType[] parameters) => new(CelTypeKind.Opaque, name, parameters);

    internal static CelType Optional(CelType value) => new(CelTypeKind.Opaque, "optional_type", value);

    internal static CelType Wrapper(CelType value) => new(CelTypeKind.Wrapper, "wrapper", value);

    internal static CelType Object(string name, Func<CelFields> fields) => new(name, new Lazy<CelFields>(fields));

    internal bool IsDyn => Kind is CelTypeKind.Dyn or CelTypeKind.Error;

    internal bool IsOptional => Kind == CelTypeKind.Opaque && Name == "optional_type";

    internal CelField? Field(string name) => fields!.Value.ByName.GetValueOrDefault(name);

    internal CelField? FieldByKey(string key) => fields!.Value.ByKey.GetValueOrDefault(key);

    internal IEnumerable<string> FieldNames => fields!.Value.ByName.Keys;

    /// <summary>The same kind of type with other parameters.</summary>
    internal CelType With(CelType[] parameters) => new(Kind, Name, parameters) { Semantics = Semantics };

    /// <summary>What <c>type()</c> calls it; parameters do not count there.</summary>
    internal string RuntimeName => Kind switch
    {
        CelTypeKind.Null => "null_type",
        CelTypeKind.Timestamp => "google.protobuf.Timestamp",
        CelTypeKind.Duration => "google.protobuf.Duration",
        _ => Name,
    };

    internal bool Same(CelType other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (Kind != other.Kind || Name != other.Name || Parameters.Count != other.Parameters.Count || Kind == CelTypeKind.Object)
            return false;
        for (var i = 0; i < Parameters.Count; i++)
            if (!Parameters[i].Same(other.Parameters[i]))
                return false;
        return true;
    }

    /// <summary>As messages write it: <c>map(string, int)</c>.</summary>
    public override string ToString() => Parameters.Count == 0 ? Name : $"{Name}({string.Join(", ", Parameters)})";
}

/// <summary>The fields of an object type, by both of their names.</summary>
internal sealed class CelFields(IEnumerable<CelField> fields)
{
    private readonly List<CelField> all = [.. fields];

    /// <summary>A key such as <c>for</c> can be written <c>__for__</c> and, since fields may have such names, as it is.</summary>
    public FrozenDictionary<string, CelField> ByName => byName ??= all.Concat(all.Where(f => f.Name == $"__{f.Key}__").Select(f => f with { Name = f.Key }))
        .DistinctBy(f => f.Name).ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    public FrozenDictionary<string, CelField> ByKey => byKey ??= all.DistinctBy(f => f.Key).ToFrozenDictionary(f => f.Key, StringComparer.Ordinal);

    private FrozenDictionary<string, CelField>? byName;
    private FrozenDictionary<string, CelField>? byKey;
}
