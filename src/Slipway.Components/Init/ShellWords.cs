using System.Text;

namespace Slipway.Components;

/// <summary>A command line into its words as a shell would split it, without expanding anything.</summary>
internal static class ShellWords
{
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && quote != '\'' && i + 1 < text.Length && (quote == '\0' || text[i + 1] is '"' or '\\' or '$' or '`'))
                (word ??= new StringBuilder()).Append(text[++i]);
            else if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                quote = quote == '\0' ? c : '\0';
                word ??= new StringBuilder();
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
                Finish();
            else
                (word ??= new StringBuilder()).Append(c);
        }
        Finish();
        return words;

        void Finish()
        {
            if (word is not null)
                words.Add(word.ToString());
            word = null;
        }
    }

    /// <summary>Text that Kubernetes shall leave as it is: it expands <c>$(X)</c> in commands, arguments and environment.</summary>
    public static string Literal(string text)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
            return text;
        var literal = new StringBuilder(text.Length + 2);
        for (var i = 0; i < text.Length; i++)
        {
            literal.Append(text[i]);
            if (text[i] == '$' && i + 1 < text.Length && text[i + 1] is '$' or '(')
                literal.Append('$');
        }
        return literal.ToString();
    }
}
