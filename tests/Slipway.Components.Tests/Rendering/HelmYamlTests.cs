using System.Text;
using CsCheck;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

public sealed class HelmYamlTests
{
    private static readonly Gen<string> Pieces = Gen.OneOf(
        Gen.String[Gen.Char["abyYnN019-+.:_ ~#'\"\\,[]{}&*!|>%@`?=<eEtTxX"], 0, 12],
        Gen.String[Gen.Char["中é\u00a0\t\n\r \u200b\ufeff\u0007ab"], 0, 8],
        OneOf("y", "Yes", "on", "null", "~", "0x1F", "0o7", "08", "1_000", "+5", "-", "- a", "a: b", "a #b", "1e3", "1.", ".5", ".inf", "2024-01-02", "2024-13-02", "2001-12-14t21:59:43.10-05:00", "12:30:45", "<<", "=", "---", "--- a", "...", "", " ", "a\n", "a\n\n", "\n", "\na", " a\nb", "a \nb", "a\n b", "0b101", "0b2", "123456789012345678901234567890", "😀"));

    /// <summary>No line breaks, no byte order mark in front, no number beyond 64 bits: the documented exceptions, which no Kubernetes object has in a key.</summary>
    private static readonly Gen<string> Keys = Pieces.Where(p => !p.AsSpan().ContainsAny("\n\r") && !p.StartsWith('\uFEFF') && p.Count(char.IsDigit) < 18);

    /// <summary>Long enough to be broken: words, one or two blanks, and what needs quotes of either kind.</summary>
    private static readonly Gen<string> Lines = OneOf("a ", "word ", "two  ", "中文 ", "it's ", "\\ ", "\"q\" ", "\t ", "x: ", "#c ", "0123456789abcdefghijklmnopqrstuvwxyz ", "end", "\u0007 ", "😀 ")
        .Array[10, 60].Select(string.Concat);

    private static readonly Gen<Node> Scalars = Gen.OneOf(
        Lines.Select(l => (Node)Node.Of(l)),
        Pieces.Where(p => !p.StartsWith('\uFEFF')).Select(p => (Node)Node.Of(p)),
        Gen.Long.Select(n => (Node)Node.Of(n)),
        Gen.Bool.Select(b => (Node)Node.Of(b)),
        OneOf("0.5", "-1.25", "1234567.5", "0.00001", "100000000000000000000", "1e+21", "1000660000", "3.0").Select(n => (Node)new ScalarNode(ScalarKind.Float, n)));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    [Fact]
    public async Task It_writes_the_bytes_of_Helms_toYaml_for_many_texts_and_shapes()
    {
        var nodes = new List<Node>();
        Tree(3).Array[400].Sample(trees => nodes.AddRange(trees), iter: 1, threads: 1);
        Keys.Array[2000].Sample(texts => nodes.AddRange(texts.Select(t => Node.Map((t, Node.List(Node.Of(t), Node.Map(("k", Node.Of(t)))))))), iter: 1, threads: 1);
        var (json, yaml) = await HelmsOwn(nodes);
        json.Count.ShouldBe(nodes.Count);
        var wrong = json.Zip(yaml).Where(p => p.Second.Length > 0 && HelmYaml.Write(p.First) != p.Second)
            .Select(p => $"{JsonText.Write(p.First)}\nhelm: {p.Second.ReplaceLineEndings("⏎")}\nours: {HelmYaml.Write(p.First).ReplaceLineEndings("⏎")}").ToList();
        wrong.ShouldBeEmpty($"{wrong.Count} of {json.Count}: {string.Join("\n\n", wrong.Take(8))}");
        // Helm refuses a few keys (it returns nothing for them); were it many, this test would say little.
        yaml.Count(y => y.Length == 0).ShouldBeLessThan(nodes.Count / 4);
    }

    /// <summary>
    /// Helm's order of keys runs in a circle for some (08 before 0x1F before 1_000 before 08), and it begins with them in a random order: then two runs of
    /// Helm differ, and there are no bytes to equal. Of such keys the first alone is kept.
    /// </summary>
    private static List<(string Key, Node Value)> WithOneOrder(IEnumerable<(string Key, Node Value)> pairs)
    {
        var all = pairs.OrderBy(p => p.Key, Comparer<string>.Create(HelmKeys.Compare)).ToList();
        var isOne = Enumerable.Range(0, all.Count).All(i => all.Skip(i + 1).All(later => HelmKeys.Compare(all[i].Key, later.Key) < 0));
        return isOne ? all : all[..1];
    }

    private static Gen<Node> Tree(int depth) => depth == 0
        ? Scalars
        : Gen.Frequency(
            (3, Scalars),
            (2, Gen.Select(Keys, Tree(depth - 1)).Array[0, 4].Select(pairs => (Node)new MapNode(WithOneOrder(pairs.DistinctBy(p => p.Item1)).Select(p => new MapEntry(Node.Of(p.Item1), p.Item2))))),
            (2, Tree(depth - 1).Array[0, 4].Select(items => (Node)new ListNode(items))));

    /// <summary>One Helm process: values in; out comes each as Helm's JSON and as the text of toYaml.</summary>
    private static async Task<(IReadOnlyList<Node> Json, IReadOnlyList<string> Yaml)> HelmsOwn(IReadOnlyList<Node> nodes)
    {
        var helm = HelmUnderTest.Pinned();
        var chart = Directory.CreateTempSubdirectory("slipway-yaml-").FullName;
        Directory.CreateDirectory(Path.Combine(chart, "templates"));
        await File.WriteAllTextAsync(Path.Combine(chart, "Chart.yaml"), "apiVersion: v2\nname: x\nversion: 1.0.0\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(chart, "lines.jsonl"), string.Join('\n', nodes.Select(n => JsonText.Write(Node.Map(("v", n))))), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(chart, "templates", "all.yaml"), "kind: X\n{{- range .Files.Lines \"lines.jsonl\" }}\n# {{ list (fromJson .).v ((fromJson .).v | toYaml) | toJson | b64enc }}\n{{- end }}\n", TestContext.Current.CancellationToken);
        var result = await helm.Run(["template", "x", chart], cancellation: TestContext.Current.CancellationToken);
        Directory.Delete(chart, recursive: true);
        result.Succeeded.ShouldBeTrue(result.Error);
        var pairs = Encoding.UTF8.GetString(result.Output).Split('\n').Where(l => l.StartsWith("# ", StringComparison.Ordinal) && !l.Contains(':', StringComparison.Ordinal))
            .Select(l => ((ListNode)JsonText.Read(Convert.FromBase64String(l[2..]))).Items).ToList();
        return ([.. pairs.Select(p => p[0])], [.. pairs.Select(p => ((ScalarNode)p[1]).Text)]);
    }
}
