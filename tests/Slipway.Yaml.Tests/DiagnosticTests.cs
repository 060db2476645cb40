using System.Text;
using Slipway.Testing;

namespace Slipway.Yaml.Tests;

public class DiagnosticTests
{
    private static readonly Rule Wrong = new("SLW0101", Severity.Error, new("unknown key `{0}`", "未知的键 `{0}`"), new("did you mean `{1}`?", "是否应为 `{1}`？"));

    [Fact]
    public void A_finding_stands_above_its_line_with_marks_and_the_next_step() => DiagnosticText.Write(At("name: a\nversion: 1\nconatiner:\n", "conatiner")).ShouldBe("""
        service.yaml:3:1: error SLW0101: unknown key `conatiner`
           3 | conatiner:
             | ^~~~~~~~~
             = did you mean `container`?

        """);

    [Fact]
    public void Chinese_has_its_own_words() => DiagnosticText.Write(At("conatiner:\n", "conatiner"), Language.Chinese).ShouldBe("""
        service.yaml:1:1: 错误 SLW0101: 未知的键 `conatiner`
           1 | conatiner:
             | ^~~~~~~~~
             = 是否应为 `container`？

        """);

    [Fact]
    public void Without_a_place_only_the_text_and_the_next_step_are_printed()
        => DiagnosticText.Write(Diagnostic.Of(Wrong, (Location?)null, "x", "y")).ShouldBe("error SLW0101: unknown key `x`\n     = did you mean `y`?\n");

    [Fact]
    public void Marks_stand_below_their_text_whatever_its_width()
    {
        var text = new StringWriter();
        foreach (var (line, marked) in ((string, string)[])
        [
            ("\tname: x", "x"), ("a\tb: x", "x"), ("名称: 睡眠 x", "睡眠"), ("e\u0301: x", "x"), ("😀: x", "x"), ("a: \u202etxt", "txt"),
            ("k: " + new string('v', 300) + " HERE " + new string('w', 300), "HERE"), (new string('名', 200) + "HERE", "HERE"), ("HERE " + new string('w', 300), "HERE"),
            ("a: " + new string('x', 300), new string('x', 300)), ("a: b", ""),
        ])
            DiagnosticText.Write(At(line, marked), Language.English, text, colour: false);
        Golden.Check("marks.txt", text.ToString());
    }

    [Fact]
    public void Colours_wrap_only_our_own_words()
    {
        var text = new StringWriter();
        DiagnosticText.Write(At("conatiner:\n", "conatiner"), Language.English, text, colour: true);
        Golden.Check("colours.txt", text.ToString().Replace("\u001b", "ESC", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_in_a_file_or_its_name_reaches_the_terminal_as_a_command()
    {
        var source = new SourceText("a\u001b]0;evil\u0007.yaml", "k: \u001b[2J\u009b31m\u202e\r\n");
        var printed = DiagnosticText.Write(Diagnostic.Of(Wrong, new Location(source, new Span(3, 7)), "\u001b[31m\nfake.yaml:1:1: error", "\u0008"));
        printed.ShouldAllBe(c => c >= ' ' && c != '\u007f' && c != '\u009b' && c != '\u202e' || c == '\n');
        printed.Split('\n').Length.ShouldBe(5);
    }

    [Fact]
    public void A_line_of_megabytes_is_cut_around_the_place()
    {
        var source = new SourceText("t", new string('a', 5_000_000) + "X" + new string('b', 5_000_000));
        var printed = DiagnosticText.Write(Diagnostic.Of(Wrong, new Location(source, new Span(5_000_000, 5_000_001)), new string('k', 100_000), "y"));
        printed.Length.ShouldBeLessThan(2_000);
        printed.ShouldContain("aaaXbbb");
    }

    [Fact]
    public void A_related_place_in_another_text_is_named()
    {
        var other = new SourceText("other.yaml", "a: 1\nb: 2\n");
        DiagnosticText.Write(At("conatiner:\n", "conatiner") with { Related = [new Location(other, new Span(5, 6))] }).ShouldContain("     = see other.yaml:2:1\n");
    }

    [Fact]
    public void JSON_holds_all_of_a_finding()
    {
        var finding = At("a: 1\nconatiner:\n", "conatiner");
        finding = finding with { Edits = [new Edit(finding.At!, "container", Safe: true)], Related = [new Location(finding.At!.Source, new Span(0, 1))] };
        using var stream = new MemoryStream();
        DiagnosticJson.Write([finding, Diagnostic.Of(Wrong, (Location?)null, "x", "y")], Language.Chinese, stream);
        Golden.Check("diagnostics.json", Encoding.UTF8.GetString(stream.ToArray()) + "\n");
    }

    [Fact]
    public void Of_overlapping_edits_the_first_wins()
    {
        var source = new SourceText("t", "0123456789");
        Edit Replace(int start, int end, string text) => new(new Location(source, new Span(start, end)), text, true);
        var edited = Edits.Apply(source,
            [Replace(4, 6, "X"), Replace(5, 7, "no"), Replace(2, 2, "a"), Replace(2, 2, "b"), Replace(6, 8, "Y"), Replace(5, 5, "no"), Replace(3, 9, "no"), Replace(4, 6, "X"), Replace(10, 10, "!")]);
        edited.Text.ShouldBe("01ab23XY89!");
        edited.NotApplied.Select(e => e.NewText).ShouldBe(["no", "no", "no"]);
    }

    [Fact]
    public void Edits_of_another_text_are_not_applied()
    {
        var edit = new Edit(new Location(new SourceText("other", "abc"), new Span(0, 1)), "x", true);
        var edited = Edits.Apply(new SourceText("t", "abc"), [edit]);
        (edited.Text, edited.NotApplied.Count).ShouldBe(("abc", 1));
    }

    private static Diagnostic At(string text, string marked)
    {
        var start = marked.Length == 0 ? text.Length : text.IndexOf(marked, StringComparison.Ordinal);
        return Diagnostic.Of(Wrong, new Location(new SourceText("service.yaml", text), new Span(start, start + marked.Length)), marked.Length > 20 ? "long" : marked, "container");
    }
}
