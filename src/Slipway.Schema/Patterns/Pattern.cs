using System.Buffers;
using System.Text.RegularExpressions;
using Slipway.Yaml;

namespace Slipway.Schema;

internal enum Answer
{
    No,
    Yes,

    /// <summary>The pattern took too long for this text.</summary>
    NoAnswer,
}

/// <summary>
/// A regular expression of a schema. Plain beginnings and whole words need none. The others run by backtracking, which starts fast;
/// one that takes too long is run in linear time, where it can be, from then on.
/// </summary>
internal sealed class Pattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(1);
    private static readonly SearchValues<char> Special = SearchValues.Create(@"\^$.*+?()[]{}|");
    private const RegexOptions Options = RegexOptions.CultureInvariant;

    private readonly string ecma;
    private readonly string? literal;
    private readonly bool anchoredAtStart;
    private readonly bool anchoredAtEnd;
    private readonly Regex? backtracking;
    private volatile Regex? careful;

    private Pattern(string ecma, Regex? backtracking)
    {
        this.ecma = ecma;
        this.backtracking = backtracking;
        var inner = ecma.AsSpan();
        anchoredAtStart = inner.StartsWith("^");
        inner = anchoredAtStart ? inner[1..] : inner;
        anchoredAtEnd = inner.EndsWith("$");
        inner = anchoredAtEnd ? inner[..^1] : inner;
        literal = IsLiteral(ecma) ? inner.ToString() : null;
    }

    public string Text => ecma;

    public static (Pattern? Pattern, LocalText? Fault) Read(string ecma)
    {
        if (IsLiteral(ecma))
            return (new Pattern(ecma, null), null);
        var (net, fault) = EcmaPattern.Translate(ecma);
        if (net is null)
            return (null, fault);
        try
        {
            return (new Pattern(ecma, new Regex(net, Options, Patience)), null);
        }
        catch (ArgumentException refused)
        {
            return (null, InWords(refused));
        }
    }

    private static bool IsLiteral(string ecma)
    {
        var inner = ecma.AsSpan();
        inner = inner.StartsWith("^") ? inner[1..] : inner;
        inner = inner.EndsWith("$") ? inner[..^1] : inner;
        return !inner.ContainsAny(Special);
    }

    public Answer Matches(string text)
    {
        if (literal is not null)
            return MatchesLiteral(text) ? Answer.Yes : Answer.No;
        try
        {
            return (careful ?? backtracking!).IsMatch(text) ? Answer.Yes : Answer.No;
        }
        catch (RegexMatchTimeoutException)
        {
            return MatchesSlowly(text);
        }
    }

    private bool MatchesLiteral(string text) => (anchoredAtStart, anchoredAtEnd) switch
    {
        (true, true) => text == literal,
        (true, false) => text.StartsWith(literal!, StringComparison.Ordinal),
        (false, true) => text.EndsWith(literal!, StringComparison.Ordinal),
        _ => text.Contains(literal!, StringComparison.Ordinal),
    };

    private Answer MatchesSlowly(string text)
    {
        if (careful is not null)
            return Answer.NoAnswer;
        careful = Careful(backtracking!.ToString());
        try
        {
            return careful.IsMatch(text) ? Answer.Yes : Answer.No;
        }
        catch (RegexMatchTimeoutException)
        {
            return Answer.NoAnswer;
        }
    }

    /// <summary>In linear time, or, with references and looks around, which cannot be, with more patience: the machine may only be busy.</summary>
    private static Regex Careful(string net)
    {
        try
        {
            return new Regex(net, Options | RegexOptions.NonBacktracking, LastPatience);
        }
        catch (NotSupportedException)
        {
            return new Regex(net, Options, LastPatience);
        }
    }

    private static LocalText InWords(ArgumentException refused) => (refused as RegexParseException)?.Error switch
    {
        RegexParseError.InsufficientClosingParentheses => new("`(` is never closed", "`(` 没有闭合"),
        RegexParseError.InsufficientOpeningParentheses => new("`)` closes nothing", "`)` 没有对应的 `(`"),
        RegexParseError.QuantifierAfterNothing => new("`*`, `+`, `?` or `{…}` has nothing before it", "`*`、`+`、`?` 或 `{…}` 前面没有内容"),
        RegexParseError.NestedQuantifiersNotParenthesized => new("two repetitions stand side by side", "两个重复符号相邻"),
        RegexParseError.ReversedQuantifierRange => new("`{…}` has a maximum below its minimum", "`{…}` 的最大值小于最小值"),
        RegexParseError.UndefinedNumberedReference or RegexParseError.UndefinedNamedReference
            => new("it refers to a group that is not there", "它引用了不存在的分组"),
        _ => Words.Neutral(refused.Message),
    };
}
