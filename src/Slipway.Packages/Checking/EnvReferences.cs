using System.Text;

namespace Slipway.Packages;

/// <summary><c>$(NAME)</c> as Kubernetes fills it in: an unknown name stays as it is, <c>$$</c> is one dollar sign.</summary>
internal static class EnvReferences
{
    public static string Fill(string text, IReadOnlyDictionary<string, string> variables)
    {
        var filled = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            var end = text[i] == '$' && next == '(' ? text.IndexOf(')', i) : -1;
            if (text[i] == '$' && next == '$')
                filled.Append(text[i++]);
            else if (end > 0 && variables.TryGetValue(text[(i + 2)..end], out var value))
                (_, i) = (filled.Append(value), end);
            else
                filled.Append(text[i]);
        }
        return filled.ToString();
    }
}
