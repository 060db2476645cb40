using System.Text;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Remembered answers as what options would have read, so that a finding about one can show it.</summary>
/// <param name="Answer">The answer whose text it is.</param>
/// <param name="Source">Its name tells the answer from all others.</param>
public sealed record AnswerText(Answer Answer, SourceText Source)
{
    public static AnswerText Of(Answer answer) => new(answer, new SourceText($"{answer.Option} {answer.Key}",
        answer.Kind == AnswerKind.Replacement ? YamlWriter.Write(answer.Value) : $"{answer.Key}={AnswerWords.Of(answer.Value)}"));

    /// <summary>Of a setting, the configuration that holds it alone.</summary>
    public MapNode Config => Nested(0);

    /// <summary>Of a trait's parameter, what it changes.</summary>
    public Adjustment Adjustment => new(Node.Of(Answer.Path[0], KeyAt), Nested(1));

    /// <summary>What stands in a component's place; null with findings where it cannot be read any more.</summary>
    public (Replacement? Replacement, IReadOnlyList<Diagnostic> Findings) Replacement()
    {
        var (definition, findings) = ContractReader.Read(Source.Name, Encoding.UTF8.GetBytes(Source.Text));
        return (definition is null ? null : new Replacement(Answer.Path[0], Source.Name, definition), findings);
    }

    private Location KeyAt => new(Source, new Span(0, Answer.Key.Length));

    private MapNode Nested(int from)
    {
        var value = At(Answer.Value, new Location(Source, new Span(Answer.Key.Length + 1, Source.Text.Length)));
        for (var i = Answer.Path.Count - 1; i >= from; i--)
            value = new MapNode([new MapEntry(Node.Of(Answer.Path[i], KeyAt), value)], KeyAt);
        return (MapNode)value;
    }

    private static Node At(Node value, Location at) => value switch
    {
        MapNode map => new MapNode(map.Entries.Select(entry => new MapEntry(Node.Of(entry.Name, at), At(entry.Value, at))), at),
        ListNode list => new ListNode(list.Items.Select(item => At(item, at)), at),
        ScalarNode scalar => new ScalarNode(scalar.Kind, scalar.Text, at, scalar.Style),
        _ => value,
    };
}
