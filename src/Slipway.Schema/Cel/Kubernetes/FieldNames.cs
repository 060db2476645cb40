using System.Collections.Frozen;
using System.Text;

namespace Slipway.Schema.Cel;

/// <summary>Keys of documents as names in expressions, by Kubernetes' rules: <c>my-key</c> is written <c>my__dash__key</c>.</summary>
internal static class FieldNames
{
    private static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
    [
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return",
    ], StringComparer.Ordinal);

    /// <summary>Null for a key that no name can stand for; the map notation does not reach it either.</summary>
    public static string? Escape(string key)
    {
        if (Reserved.Contains(key))
            return $"__{key}__";
        if (key.Length == 0 || char.IsAsciiDigit(key[0]))
            return null;
        var name = new StringBuilder(key.Length);
        for (var i = 0; i < key.Length; i++)
        {
            var c = key[i];
            if (c == '_' && i + 1 < key.Length && key[i + 1] == '_')
            {
                name.Append("__underscores__");
                i++;
            }
            else if (c == '_' || char.IsAsciiLetterOrDigit(c))
                name.Append(c);
            else if (c is '.' or '-' or '/')
                name.Append(c == '.' ? "__dot__" : c == '-' ? "__dash__" : "__slash__");
            else
                return null;
        }
        return name.ToString();
    }
}
