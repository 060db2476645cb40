using System.Text;
using CsCheck;
using Slipway.Testing;

namespace Slipway.Yaml.Tests;

public class RoundTripTests
{
    /// <summary>Letters that matter to YAML, some that matter to terminals, and some of every size.</summary>
    private static readonly Gen<string> Piece = OneOf(
        "a", "b c", "0", "1", "9", " ", "  ", "\n", "\n\n", "\t", ":", ": ", "#", " #", "-", "- ", "?", "'", "\"", "\\", "|", ">", "[", "]", "{", "}", ",", "&", "*", "!",
        "%", "@", "`", "~", "=", "<<", "---", "...", "null", "true", "no", "e", "E5", "x1F", "0o7", "_", ".", "+", "\r", "\u0000", "\u001b", "\u0085", "\u00a0", "\u2028",
        "\ufeff", "\u202e", "服务", "é", "😀", "\u0301", "\ufffe");

    private static readonly Gen<string> Text = Gen.Frequency((3, Piece.Array[0, 8].Select(string.Concat)), (1, Gen.String[Gen.Char.AlphaNumeric, 0, 12]));

    private static readonly Gen<Node> Scalar = Gen.Frequency(
        (5, Text.Select(t => (Node)Node.Of(t))),
        (1, Gen.Long.Select(n => (Node)Node.Of(n))),
        (1, Gen.Bool.Select(b => (Node)Node.Of(b))),
        (1, Gen.Const((Node)Node.Null)),
        (1, OneOf("1.0", "-0.5", "1e3", ".5", "5.", "1.5E-300", ".inf", "-.INF", ".nan", "00.10").Select(f => (Node)new ScalarNode(ScalarKind.Float, f))),
        (1, OneOf("0x1F", "0o17", "+7", "007", "123456789012345678901234567890").Select(i => (Node)new ScalarNode(ScalarKind.Integer, i))));

    private static readonly Gen<Node> Any = Gen.Recursive<Node>((depth, inner) => depth > 4
        ? Scalar
        : Gen.Frequency(
            (2, Scalar),
            (1, inner.List[0, 4].Select(items => (Node)new ListNode(items))),
            (1, Gen.Select(Text, inner).List[0, 4].Select(entries => (Node)Node.Map(entries.DistinctBy(e => e.Item1).Select(e => (e.Item1, e.Item2)))))));

    [Fact]
    public void Any_text_reads_back_equal_wherever_it_stands() => Text.Sample(text =>
    {
        foreach (var node in (Node[])[Node.Of(text), Node.List(Node.Of(text), Node.Of(text)), Node.Map((text, Node.Of(1))), Node.List(Node.Map(("a", Node.Of(text)), ("b", Node.Of(text))))])
        {
            var written = YamlWriter.Write(node);
            var read = YamlReader.Read(new SourceText("t", written));
            if (read.Diagnostics.Count > 0 || !Nodes.Equal(read.Documents.Single(), node))
                return false;
        }
        return true;
    }, iter: 20_000, print: JsonOf);

    private static string JsonOf(string text) => JsonText.Write(Node.Of(text)) + "\n" + YamlWriter.Write(Node.Of(text));

    [Fact]
    public void What_is_written_as_YAML_reads_back_equal() => Any.Sample(node =>
    {
        var read = YamlReader.Read(new SourceText("t", YamlWriter.Write(node)));
        return read.Diagnostics.Count == 0 && read.Documents.Count == 1 && Nodes.Equal(read.Documents[0], node);
    }, iter: 20_000, print: YamlWriter.Write);

    [Fact]
    public void Writing_again_gives_the_same_bytes() => Any.Sample(node =>
    {
        var written = YamlWriter.Write(node);
        return YamlWriter.Write(YamlReader.Read(new SourceText("t", written)).Documents[0]) == written;
    }, iter: 5_000, print: YamlWriter.Write);

    [Fact]
    public void What_is_written_as_JSON_reads_back_equal_and_is_YAML_too() => Any.Where(n => !HasInfinity(n)).Sample(node =>
    {
        var json = JsonText.Write(node, indented: true);
        var source = new SourceText("t", json);
        var read = JsonText.Read(Encoding.UTF8.GetBytes(json), source);
        return Nodes.Equal(read, node) && read.At!.Span == new Span(0, json.Length);
    }, iter: 10_000, print: YamlWriter.Write);

    [Fact]
    public void Mutated_files_never_throw_and_always_give_places()
    {
        var files = Directory.EnumerateFiles(Path.Combine(TestEnvironment.Data, "yaml-test-suite"), "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(f => f.Length < 3000).ToArray();
        var change = Gen.Select(Gen.Int[0, 3000], Gen.Int[0, 4], Gen.Frequency((1, Gen.Byte), (3, OneOf("\t\n -:?#[]{},&*!|>'\"%@`~<."u8.ToArray()))));
        Gen.Select(OneOf(files), change.Array[1, 6]).Sample((file, changes) => Check(Mutate(file, changes)), iter: 6_000);
    }

    [Fact]
    public void Random_bytes_never_throw_and_always_give_places() => Gen.OneOf(
        Gen.Byte.Array[0, 200],
        Piece.Array[0, 60].Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces)))).Sample(bytes => Check(bytes), iter: 20_000);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static byte[] Mutate(byte[] file, (int At, int Kind, byte Value)[] changes)
    {
        var bytes = file.ToList();
        foreach (var (at, kind, value) in changes)
        {
            var place = at % (bytes.Count + 1);
            if (kind == 0 || place == bytes.Count)
                bytes.Insert(place, value);
            else if (kind == 1)
                bytes.RemoveAt(place);
            else if (kind == 2)
                bytes.RemoveRange(place, Math.Min(20, bytes.Count - place));
            else
                bytes[place] = value;
        }
        return [.. bytes];
    }

    private static bool Check(byte[] bytes)
    {
        var read = YamlReader.Read("t", bytes);
        foreach (var finding in read.Diagnostics)
        {
            foreach (var at in (Location[])[finding.At!, .. finding.Related, .. finding.Edits.Select(e => e.At)])
                if (at.Span.Start < 0 || at.Span.End < at.Span.Start || at.Span.End > at.Source.Text.Length)
                    return false;
            if (DiagnosticText.Write(finding).Any(c => c is < ' ' and not '\n' or '\u007f'))
                return false;
        }
        return read.Documents.All(HasPlaces) && (read.Partial is null || HasPlaces(read.Partial));
    }

    private static bool HasPlaces(Node node) => (node.At is not null || ReferenceEquals(node, Node.Null)) && node switch
    {
        MapNode map => map.Entries.All(e => HasPlaces(e.Key) && HasPlaces(e.Value)) && map.Keys.Distinct().Count() == map.Count,
        ListNode list => list.Items.All(HasPlaces),
        _ => true,
    };

    private static bool HasInfinity(Node node) => node switch
    {
        MapNode map => map.Entries.Any(e => HasInfinity(e.Value)),
        ListNode list => list.Items.Any(HasInfinity),
        ScalarNode { Kind: ScalarKind.Float } scalar => scalar.Text.Contains("inf", StringComparison.OrdinalIgnoreCase) || scalar.Text.Contains("nan", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
