using YamlDotNet.Core.Tokens;

namespace Slipway.Yaml;

/// <summary>The comments of a text: what stands between its tokens and is no white space, and what follows the header of a block scalar.</summary>
internal static class CommentScanner
{
    private const string Breaks = "\n\r\u0085\u2028\u2029";

    /// <param name="between">Only those between tokens.</param>
    /// <returns>All, in written order; null where something else stands between two tokens.</returns>
    public static IReadOnlyList<string>? Scan(string text, IReadOnlyList<Token> tokens, List<Comment> between)
    {
        var all = new List<string>();
        var end = 0;
        foreach (var token in tokens)
        {
            var start = TokenPlaces.Start(token);
            if (start > end && !Gap(text, end, start, between, all))
                return null;
            end = Math.Max(end, TokenPlaces.End(token, text));
            if (token is Scalar { Style: YamlDotNet.Core.ScalarStyle.Literal or YamlDotNet.Core.ScalarStyle.Folded } && BlockScalar.HeaderComment(text, start) is { Length: > 0 } comment)
                all.Add(comment);
        }
        return Gap(text, end, text.Length, between, all) ? all : null;
    }

    /// <summary>Whether an empty line stands before a place at which a line's content begins.</summary>
    public static bool IsBlankBefore(string text, int at)
    {
        var lines = 0;
        while (at > 0 && IsSpace(text[at - 1]))
            if (IsBreak(text[--at]))
                lines++;
        return at > 0 ? lines > 1 : lines > 0;
    }

    public static int LineStart(string text, int at)
    {
        while (at > 0 && !IsBreak(text[at - 1]))
            at--;
        return at;
    }

    private static bool Gap(string text, int at, int end, List<Comment> between, List<string> all)
    {
        for (; at < end; at++)
        {
            if (IsSpace(text[at]))
                continue;
            if (text[at] != '#')
                return false;
            var stop = at;
            while (stop < end && !IsBreak(text[stop]))
                stop++;
            var lineStart = LineStart(text, at);
            var comment = new Comment(
                text[at..stop].TrimEnd(), at, at - lineStart, text.AsSpan(lineStart, at - lineStart).Trim(" \t\uFEFF").IsEmpty, IsBlankBefore(text, at));
            between.Add(comment);
            all.Add(comment.Text);
            at = stop;
        }
        return true;
    }

    private static bool IsBreak(char c) => Breaks.Contains(c, StringComparison.Ordinal);

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\uFEFF' || IsBreak(c);
}
