using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Compose's <c>${NAME}</c>, <c>${NAME:-default}</c> and relatives, filled in from one set of variables.</summary>
/// <param name="Variables">Names and values of the <c>.env</c> file; the process's own environment is left out, so that the same files give the same result.</param>
internal sealed class ComposeText(IReadOnlyDictionary<string, string> Variables)
{
    private readonly Dictionary<Node, Filled> unresolved = new(ReferenceEqualityComparer.Instance);

    /// <summary>Null where there is none.</summary>
    public string? Value(string name) => Variables.GetValueOrDefault(name);

    /// <summary>Whether a variable in this scalar has no value.</summary>
    public bool IsUnresolved(Node node) => unresolved.ContainsKey(node);

    /// <summary>What has no value in this scalar.</summary>
    public IReadOnlyList<string> Holes(Node node) => unresolved.TryGetValue(node, out var filled) ? filled.Holes : [];

    /// <summary>The text of a scalar with its holes in a form that no shell would split.</summary>
    public string InOneWord(ScalarNode node) => unresolved.TryGetValue(node, out var filled) ? filled.InOneWord : node.Text;

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
        var text = Interpolation.Fill(scalar.Text, Variables.GetValueOrDefault);
        var filled = new ScalarNode(scalar.Kind, text.Text, scalar.At, scalar.Style);
        if (text.Holes.Count > 0)
            unresolved.Add(filled, text);
        return filled;
    }
}

/// <param name="Text">A variable without a value stays as it was written, so that whoever is asked sees what was meant.</param>
/// <param name="InOneWord">The same, each variable without a value as <c>${NAME}</c> where more than its name was written.</param>
/// <param name="Holes">The variables without a value, as they were written.</param>
internal sealed record Filled(string Text, string InOneWord, IReadOnlyList<string> Holes);

/// <summary>Variables of Compose in one text.</summary>
internal sealed class Interpolation
{
    private const int DeepestDefault = 8;
    private readonly Func<string, string?> lookup;
    private readonly bool inOneWord;
    private readonly List<string> holes = [];

    private Interpolation(Func<string, string?> lookup, bool inOneWord) => (this.lookup, this.inOneWord) = (lookup, inOneWord);

    /// <param name="lookup">The value of a variable; null where it has none.</param>
    public static Filled Fill(string text, Func<string, string?> lookup)
    {
        var written = new Interpolation(lookup, inOneWord: false);
        var filled = written.Fill(text, 0);
        return new Filled(filled, written.holes.Count == 0 ? filled : new Interpolation(lookup, inOneWord: true).Fill(text, 0), written.holes);
    }

    private string Fill(string text, int depth)
    {
        var filled = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (text[i] != '$' || i + 1 == text.Length)
                filled.Append(text[i]);
            else if (text[i + 1] == '$')
                filled.Append(text[i++]);
            else if (text[i + 1] == '{' && Closing(text, i + 2) is var end and > 0)
            {
                filled.Append(Braced(text[(i + 2)..end], depth));
                i = end;
            }
            else if (NameLength(text.AsSpan(i + 1)) is var length and > 0)
            {
                var name = text.Substring(i + 1, length);
                filled.Append(lookup(name) ?? Hole(name, $"${name}"));
                i += length;
            }
            else
                filled.Append('$');
        return filled.ToString();
    }

    private string Braced(string inner, int depth)
    {
        var length = NameLength(inner);
        var (name, rest) = (inner[..length], inner[length..]);
        var value = lookup(name);
        var (emptyCounts, sign) = rest.StartsWith(':') ? (true, rest.ElementAtOrDefault(1)) : (false, rest.FirstOrDefault());
        var isSet = value is not null && !(emptyCounts && value.Length == 0);
        var other = rest.Length > (emptyCounts ? 1 : 0) ? rest[(emptyCounts ? 2 : 1)..] : "";
        switch (sign)
        {
            case '-' when !isSet && depth < DeepestDefault:
                return Fill(other, depth + 1);
            case '+' when depth < DeepestDefault:
                return isSet ? Fill(other, depth + 1) : "";
            case '-' or '?' when isSet:
                return value!;
            default:
                return length == 0 || sign != default || value is null ? Hole(name, $"${{{inner}}}") : value;
        }
    }

    private string Hole(string name, string written)
    {
        holes.Add(written);
        return inOneWord && written.Any(c => char.IsWhiteSpace(c) || c is '"' or '\'' or '\\') ? $"${{{name}}}" : written;
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
