using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Time limits: a number and <c>s</c>, <c>m</c> or <c>h</c>, more than nothing and at most a day.</summary>
internal static partial class Lengths
{
    private static readonly LocalText Duration = new("write a duration such as `{2}`, at most `24h`", "请填写时长，例如 `{2}`，最长 `24h`");

    /// <summary>Null for one that was reported.</summary>
    public static TimeSpan? Read(FieldReader fields, string name, TimeSpan otherwise)
    {
        if (!fields.Has(name))
            return otherwise;
        return fields.Formed(name, text => Of(text) is not null, "10m", Duration) is { } written ? Of(written.Value) : null;
    }

    private static TimeSpan? Of(string text)
    {
        if (!Form().IsMatch(text))
            return null;
        var number = double.Parse(text[..^1], CultureInfo.InvariantCulture);
        var length = text[^1] switch { 's' => TimeSpan.FromSeconds(number), 'm' => TimeSpan.FromMinutes(number), _ => TimeSpan.FromHours(number) };
        return length > TimeSpan.Zero && length <= TimeSpan.FromHours(24) ? length : null;
    }

    [GeneratedRegex(@"^[0-9]{1,6}[smh]\z")]
    private static partial Regex Form();
}
