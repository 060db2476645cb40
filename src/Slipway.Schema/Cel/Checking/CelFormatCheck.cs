using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>A literal format against the types of its arguments.</summary>
internal static class CelFormatCheck
{
    /// <summary>What is wrong with a format for arguments of these types, and with which of them; -1 for the format as a whole.</summary>
    public static (int At, LocalText? Fault) Check(string format, CelType[] types)
    {
        var next = 0;
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '%')
                continue;
            var end = ++at < format.Length && format[at] == '.' ? format.AsSpan(at + 1).IndexOfAnyExceptInRange('0', '9') is >= 0 and var digits ? at + 1 + digits : format.Length : at;
            if (end < format.Length && format[at = end] == '%')
                continue;
            if (end >= format.Length || !StringFormat.Verbs.Contains(format[end], StringComparison.Ordinal))
                return (-1, new("could not parse formatting clause: unrecognized formatting clause", "无法识别的格式子句"));
            if (next == types.Length)
                return (-1, new($"index {next} out of range", $"格式需要的第 {next + 1} 个参数不存在"));
            if (!Takes(format[end], types[next]))
                return (next, new($"error during formatting: %{format[end]} cannot be used on {types[next]}", $"%{format[end]} 不能用于 {types[next]}"));
            next++;
        }
        return next == types.Length ? (-1, null)
            : (-1, new($"too many arguments supplied to string.format (expected {next}, got {types.Length})", $"参数太多：应为 {next} 个，实际 {types.Length} 个"));
    }

    private static bool Takes(char verb, CelType type) => type.IsDyn || verb switch
    {
        's' => type.Kind is not CelTypeKind.Opaque,
        'd' or 'e' or 'f' => type.Kind is CelTypeKind.Int or CelTypeKind.Uint or CelTypeKind.Double,
        'b' => type.Kind is CelTypeKind.Int or CelTypeKind.Uint or CelTypeKind.Bool,
        'o' => type.Kind is CelTypeKind.Int or CelTypeKind.Uint,
        _ => type.Kind is CelTypeKind.Int or CelTypeKind.Uint or CelTypeKind.String or CelTypeKind.Bytes,
    };
}
