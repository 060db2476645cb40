using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>One word after <c>--trait</c> or <c>--config</c>. Its nodes stand in the word itself, so that later findings can show it.</summary>
internal static class Assignment
{
    /// <summary>No trait nests its parameters deeper; what walks over the nodes may rely on it.</summary>
    private const int Deepest = 32;

    /// <summary>A map of the one trait, or what is wrong with the word.</summary>
    public static (MapNode? Traits, Diagnostic? Finding) Trait(string word)
    {
        var source = new SourceText("--trait", word);
        return Trait(word, source, Names(word, source));
    }

    /// <summary>A component of an application, and a map of the one trait: <c>cart.replicas.count=3</c>.</summary>
    public static (ScalarNode? Component, MapNode? Traits, Diagnostic? Finding) TraitOf(string word)
    {
        var source = new SourceText("--trait", word);
        if (Names(word, source) is not [var component, _, ..] path)
            return (null, null, Diagnostic.Of(CompositionRules.NoAdjustment, new Location(source, new Span(0, word.Length)), word));
        var (traits, finding) = Trait(word, source, [.. path.Skip(1)]);
        return (component, traits, finding is null ? null : finding.Rule == EntryRules.BadAssignment ? Diagnostic.Of(CompositionRules.NoAdjustment, finding.At, word) : finding);
    }

    private static List<ScalarNode>? Names(string word, SourceText source)
        => Path(word.IndexOf('=', StringComparison.Ordinal) is >= 0 and var equals ? word[..equals] : word, source);

    private static (MapNode? Traits, Diagnostic? Finding) Trait(string word, SourceText source, List<ScalarNode>? path)
    {
        var whole = new Location(source, new Span(0, word.Length));
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        if (path is null or { Count: > Deepest } || (equals >= 0 && path.Count == 1))
            return (null, Diagnostic.Of(EntryRules.BadAssignment, whole, word));
        if (equals < 0)
            return path.Count == 1
                ? (Nest([path[0], Node.Of("enabled", whole)], Node.Of(true, whole)), null)
                : (null, Diagnostic.Of(EntryRules.BadAssignment, whole, word));
        var at = new Location(source, new Span(equals + 1, word.Length));
        var value = Value("--trait", word[(equals + 1)..], at);
        if (value is null)
            return (null, Diagnostic.Of(EntryRules.BadAssignedValue, at, word[..equals], at.Span.Length == 0 ? "\"\"" : word[(equals + 1)..]));
        if (path is [_, { Text: "enabled" }] && value.Kind is not (ScalarKind.Boolean or ScalarKind.Null))
            return (null, Diagnostic.Of(DefinitionRules.NotBoolean, at, word[..equals], Place.Shown(value)));
        return (Nest(path, value), null);
    }

    /// <summary>The configuration that holds the one value, or what is wrong with the word.</summary>
    public static (MapNode? Config, Diagnostic? Finding) Config(string word)
    {
        var source = new SourceText("--config", word);
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || Path(word[..equals], source) is not { Count: <= Deepest } path)
            return (null, Diagnostic.Of(EntryRules.BadConfigAssignment, new Location(source, new Span(0, word.Length)), word));
        var at = new Location(source, new Span(equals + 1, word.Length));
        return Value("--config", word[(equals + 1)..], at) is { } value
            ? (Nest(path, value), null)
            : (null, Diagnostic.Of(EntryRules.BadAssignedValue, at, word[..equals], at.Span.Length == 0 ? "\"\"" : word[(equals + 1)..]));
    }

    /// <summary>Names between dots; <c>\.</c> is a dot within a name. Null when one of them is empty.</summary>
    private static List<ScalarNode>? Path(string text, SourceText source)
    {
        var names = new List<ScalarNode>();
        var (name, start) = (new StringBuilder(), 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == '.')
            {
                if (string.IsNullOrWhiteSpace(name.ToString()))
                    return null;
                names.Add(Node.Of(name.ToString(), new Location(source, new Span(start, i))));
                (name, start) = (new StringBuilder(), i + 1);
            }
            else
                name.Append(text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '.' or '\\' ? text[++i] : text[i]);
        }
        return names;
    }

    private static ScalarNode? Value(string option, string text, Location at)
    {
        var yaml = YamlReader.Read(new SourceText(option, text));
        if (yaml.HasErrors || text.Length == 0)
            return null;
        var first = text.AsSpan().TrimStart() is [var c, ..] ? c : '\0';
        return yaml.Documents switch
        {
            [ScalarNode scalar] when IsWhole(scalar, text) || first == '\0' || text.StartsWith("!!", StringComparison.Ordinal) => new ScalarNode(scalar.Kind, scalar.Text, at, scalar.Style),
            [ScalarNode] when first is '"' or '\'' => null,
            // On a command line `a # b` and `Sale: 50%` are texts: nobody writes comments there, and a map is not taken.
            [ScalarNode] or [] => Node.Of(text, at),
            [MapNode] when first is not '{' && !text.Contains('\n', StringComparison.Ordinal) => Node.Of(text, at),
            _ => null,
        };
    }

    /// <summary>Whether all of a word is the scalar that YAML sees in it.</summary>
    private static bool IsWhole(ScalarNode scalar, string text) => scalar.Style switch
    {
        ScalarStyle.Literal or ScalarStyle.Folded => text.Contains('\n', StringComparison.Ordinal),
        ScalarStyle.Plain when scalar.Kind == ScalarKind.String => scalar.Text == text,
        _ => scalar.At is { Span: var span } && text.AsSpan(0, span.Start).IsWhiteSpace() && text.AsSpan(span.End).IsWhiteSpace(),
    };

    private static MapNode Nest(List<ScalarNode> path, Node value)
    {
        for (var i = path.Count - 1; i >= 0; i--)
            value = new MapNode([new MapEntry(path[i], value)], path[i].At);
        return (MapNode)value;
    }
}
