using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>Regular expressions with RE2's syntax, answered in time linear in the text.</summary>
internal static class Re2
{
    private const int MostKept = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly ConcurrentDictionary<string, (Regex? Regex, LocalText? Fault)> Known = new(StringComparer.Ordinal);

    public static (Regex? Regex, LocalText? Fault) Compile(string pattern)
    {
        if (Known.TryGetValue(pattern, out var known))
            return known;
        // Patterns can come from values: they must not gather for ever.
        if (Known.Count >= MostKept)
            Known.Clear();
        return Known[pattern] = Make(pattern);
    }

    private static (Regex? Regex, LocalText? Fault) Make(string pattern)
    {
        var (net, fault) = Re2Syntax.Translate(pattern);
        if (net is null)
            return (null, fault);
        try
        {
            return (new Regex(net, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Patience), null);
        }
        catch (ArgumentException refused)
        {
            return (null, new LocalText($"error parsing regexp: {refused.Message}", $"正则表达式有误：{refused.Message}"));
        }
        catch (NotSupportedException)
        {
            return (null, new LocalText("error parsing regexp: expression too large", "正则表达式太大"));
        }
    }

    /// <summary>Kubernetes' estimate: a tenth of the text times a quarter of the pattern.</summary>
    public static bool Charge(Frame frame, string text, string pattern)
        => frame.Charge(((long)text.Length / 10 + 1) * ((long)pattern.Length / 4 + 1));

    /// <summary>Null when there was no answer in time.</summary>
    public static bool? Matches(Regex regex, string text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
