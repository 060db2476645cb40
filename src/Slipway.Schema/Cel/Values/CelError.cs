using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>Why an expression has no value.</summary>
/// <param name="At">Where in the expression's text; null until the failing step is left.</param>
internal sealed record CelError(LocalText Text, Span? At = null);

/// <summary>The causes, in cel-go's words where it has some.</summary>
internal static class CelErrors
{
    public static CelError NoSuchOverload { get; } = Of("no such overload", "没有适用的重载");

    public static CelError DivisionByZero { get; } = Of("division by zero", "除数为零");

    public static CelError ModulusByZero { get; } = Of("modulus by zero", "模数为零");

    public static CelError IntegerOverflow { get; } = Of("integer overflow", "整数溢出");

    public static CelError UnsignedOverflow { get; } = Of("unsigned integer overflow", "无符号整数溢出");

    public static CelError DurationOverflow { get; } = Of("duration overflow: the result is out of range", "时长超出范围");

    public static CelError TimestampOverflow { get; } = Of("timestamp overflow: the result is out of range", "时间戳超出范围");

    public static CelError NoneHasNoValue { get; } = Of("optional.none() dereference", "optional.none() 没有值");

    public static CelError KeyType { get; } = Of("unsupported key type", "不支持的键类型");

    public static CelError TooMuchWork { get; } = Of("the cost limit is exceeded", "超出了计算量上限");

    public static CelError Unresolved(string name) => Of($"no such attribute: {name}", $"没有名为 {name} 的变量");

    public static CelError Unbound(string function) => Of($"unbound function: {function}", $"没有名为 {function} 的函数");

    public static CelError NoSuchKey(string key) => Of($"no such key: {key}", $"没有键 {key}");

    public static CelError RepeatedKey(string key) => Of($"Failed with repeated key {key}", $"键 {key} 重复");

    public static CelError IndexOutOfBounds(long index) => Of($"index out of bounds: {index}", $"下标 {index} 越界");

    public static CelError IndexOutOfRange(long index) => Of($"index out of range: {index}", $"下标 {index} 越界");

    public static CelError Conversion(string what, string from, string to)
        => Of($"type conversion error from '{from}' to '{to}': {what}", $"无法把 {from} 转换为 {to}：{what}");

    public static CelError Range(string what, string to) => Of($"range error converting {what} to {to}", $"{what} 超出 {to} 的范围");

    public static CelError Of(string english, string chinese) => new(new LocalText(english, chinese));
}
