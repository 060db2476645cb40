using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Compose's <c>${NAME}</c>, <c>${NAME:-default}</c> and relatives, filled in from one set of variables.</summary>
/// <param name="Variables">Names and values of the <c>.env</c> file; the process's own environment is left out, so that the same files give the same result.</param>
internal sealed class ComposeText(IReadOnlyDictionary<string, string> Variables)
{
    private const int DeepestDefault = 8;
    private readonly HashSet<Node> unresolved = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether a variable in this scalar has no value.</summary>
    public bool IsUnresolved(Node node) => unresolved.Contains(node);

    /// <summary>The same tree with every value filled in; keys stay.</summary>
    public Node Fill(Node node) => node switch
    {
        MapNode map => new MapNode(map.Entries.Select(entry => entry with { Value = Fill(entry.Value) }), map.At),
        ListNode list => new ListNode(list.Items.Select(Fill), list.At),
        ScalarNode scalar when scalar.Text.Contains('$', StringComparison.Ordinal) => Fill(scalar),
        _ => node,
    };

    private ScalarNode Fill(ScalarNode scalar)
    {
        var missing = false;
        var text = Fill(scalar.Text, 0, ref missing);
        // A value with a hole keeps its own text, so that whoever is asked sees what was meant.
        var filled = new ScalarNode(scalar.Kind, missing ? scalar.Text : text, scalar.At, scalar.Style);
        if (missing)
            unresolved.Add(filled);
        return filled;
    }

    private string Fill(string text, int depth, ref bool missing)
    {
        var filled = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (text[i] != '$' || i + 1 == text.Length)
                filled.Append(text[i]);
            else if (text[i + 1] == '$')
                filled.Append(text[i++]);
            else if (text[i + 1] == '{' && Closing(text, i + 2) is var end and > 0)
            {
                filled.Append(Braced(text[(i + 2)..end], depth, ref missing));
                i = end;
            }
            else if (NameLength(text.AsSpan(i + 1)) is var length and > 0)
            {
                filled.Append(Value(text.Substring(i + 1, length), ref missing));
                i += length;
            }
            else
                filled.Append('$');
        return filled.ToString();
    }

    private string Braced(string inner, int depth, ref bool missing)
    {
        var length = NameLength(inner);
        var (name, rest) = (inner[..length], inner[length..]);
        var value = Variables.GetValueOrDefault(name);
        var (emptyCounts, sign) = rest.StartsWith(':') ? (true, rest.ElementAtOrDefault(1)) : (false, rest.FirstOrDefault());
        var isSet = value is not null && !(emptyCounts && value.Length == 0);
        var other = rest.Length > (emptyCounts ? 1 : 0) ? rest[(emptyCounts ? 2 : 1)..] : "";
        switch (sign)
        {
            case '-' when !isSet && depth < DeepestDefault:
                return Fill(other, depth + 1, ref missing);
            case '+' when depth < DeepestDefault:
                return isSet ? Fill(other, depth + 1, ref missing) : "";
            case '-' or '?' when isSet:
                return value!;
            default:
                missing |= length == 0 || sign != default || value is null;
                return value ?? "";
        }
    }

    private string Value(string name, ref bool missing)
    {
        missing |= !Variables.ContainsKey(name);
        return Variables.GetValueOrDefault(name, "");
    }

    private static int Closing(string text, int from)
    {
        var depth = 1;
        for (var i = from; i < text.Length; i++)
        {
            depth += text[i] switch { '{' when text[i - 1] == '$' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return i;
        }
        return -1;
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetter(text[length]) || text[length] == '_' || (length > 0 && char.IsAsciiDigit(text[length]))))
            length++;
        return length;
    }
}
