namespace Slipway.Schema.Cel;

/// <summary>
/// Overloads from signatures such as <c>string.charAt(int): string</c>, <c>size(list(A)): int</c> and <c>math.ceil(double): double</c>. A type
/// before the dot makes a member, anything else a namespace; single capital letters are type parameters.
/// </summary>
internal ref struct CelSignature(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> rest = text;

    public static CelOverload Read(string text, CelImplementation run)
    {
        var dot = Split(text);
        var signature = new CelSignature(text.AsSpan(dot + 1));
        var (target, name) = dot > 0 && IsType(text.AsSpan(0, dot)) ? (Type(text[..dot]), "") : (null, dot > 0 ? text[..(dot + 1)] : "");
        name += signature.Until('(').ToString();
        var parameters = new List<CelType>();
        if (target is not null)
            parameters.Add(target);
        parameters.AddRange(signature.TypesUntilClosed());
        signature.Skip(':');
        return new CelOverload(name, target is not null, [.. parameters], signature.ReadType(), run);
    }

    public static CelType Type(string text) => new CelSignature(text).ReadType();

    /// <summary>The last dot outside of brackets before the parameters; -1 without one.</summary>
    private static int Split(string text)
    {
        var (depth, dot) = (0, -1);
        for (var i = 0; i < text.Length; i++)
            switch (text[i])
            {
                case '(' when depth == 0 && !IsType(text.AsSpan(0, i)):
                    return dot;
                case '(':
                    depth++;
                    break;
                case ')':
                    depth--;
                    break;
                case '.' when depth == 0 && (dot < 0 || !IsType(text.AsSpan(0, dot))):
                    dot = i;
                    break;
            }
        return dot;
    }

    /// <summary>Whether the text is a type, or the beginning of one with parameters.</summary>
    private static bool IsType(ReadOnlySpan<char> text)
    {
        var open = text.IndexOf('(');
        return (open < 0 ? text : text[..open]) is "list" or "map" or "optional_type" or "type" || (open < 0 && Named(text.ToString()) is not null);
    }

    private ReadOnlySpan<char> Until(char end)
    {
        var length = rest.IndexOf(end);
        var found = rest[..length];
        rest = rest[(length + 1)..];
        return found.Trim();
    }

    private void Skip(char c)
    {
        rest = rest.TrimStart();
        if (rest[0] != c)
            throw new InvalidOperationException($"A signature wants '{c}' before '{rest}'.");
        rest = rest[1..].TrimStart();
    }

    private List<CelType> TypesUntilClosed()
    {
        var types = new List<CelType>();
        rest = rest.TrimStart();
        while (rest[0] != ')')
        {
            types.Add(ReadType());
            rest = rest.TrimStart(" ,");
        }
        rest = rest[1..];
        return types;
    }

    private CelType ReadType()
    {
        rest = rest.TrimStart();
        var end = rest.IndexOfAny("(),: ");
        var name = (end < 0 ? rest : rest[..end]).ToString();
        rest = rest[name.Length..];
        if (rest.Length == 0 || rest[0] != '(')
            return Named(name) ?? throw new InvalidOperationException($"A signature names the unknown type '{name}'.");
        rest = rest[1..];
        var parameters = TypesUntilClosed();
        return (name, parameters.Count) switch
        {
            ("list", 1) => CelType.List(parameters[0]),
            ("map", 2) => CelType.Map(parameters[0], parameters[1]),
            ("type", 1) => CelType.Of(parameters[0]),
            ("optional_type", 1) => CelType.Optional(parameters[0]),
            _ => throw new InvalidOperationException($"A signature names the unknown type '{name}'."),
        };
    }

    private static CelType? Named(string name) => name switch
    {
        "dyn" => CelType.Dyn,
        "null" => CelType.Null,
        "bool" => CelType.Bool,
        "int" => CelType.Int,
        "uint" => CelType.Uint,
        "double" => CelType.Double,
        "string" => CelType.String,
        "bytes" => CelType.Bytes,
        "timestamp" => CelType.Timestamp,
        "duration" => CelType.Duration,
        "URL" => CelTypes.Url,
        "Quantity" => CelTypes.Quantity,
        "IP" => CelTypes.Ip,
        "CIDR" => CelTypes.Cidr,
        "Format" => CelTypes.Format,
        "Semver" => CelTypes.Semver,
        [>= 'A' and <= 'Z'] => CelType.Parameter(name),
        _ => null,
    };
}

/// <summary>The types of Kubernetes' libraries.</summary>
internal static class CelTypes
{
    public static CelType Url { get; } = CelType.Opaque("kubernetes.URL");

    public static CelType Quantity { get; } = CelType.Opaque("kubernetes.Quantity");

    public static CelType Ip { get; } = CelType.Opaque("net.IP");

    public static CelType Cidr { get; } = CelType.Opaque("net.CIDR");

    public static CelType Format { get; } = CelType.Opaque("kubernetes.NamedFormat");

    public static CelType Semver { get; } = CelType.Opaque("kubernetes.Semver");
}
