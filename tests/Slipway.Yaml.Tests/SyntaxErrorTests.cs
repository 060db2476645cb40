using System.Text;
using Slipway.Testing;

namespace Slipway.Yaml.Tests;

/// <summary>Common slips, and how they are told.</summary>
public class SyntaxErrorTests
{
    public static TheoryData<string, string> Slips => new()
    {
        { "no-blank-after-colon", "name:sleep\nversion: 3.0.1\n" },
        { "no-blank-after-colon-later", "a: 1\nname:sleep\nversion: 3\n" },
        { "no-blank-after-colon-at-end", "a: 1\nname:sleep\n" },
        { "indented-too-deep", "container:\n  name: a\n   args: b\n" },
        { "indented-too-little", "container:\n    name: a\n  args: b\n" },
        { "child-of-a-value", "a: b\n  c: d\n" },
        { "first-line-indented", " a: 1\nb: 2\n" },
        { "item-out-of-line", "rollback:\n  - type: shell\n     script: x\n" },
        { "item-less-deep", "a:\n    - x\n  - y\n" },
        { "list-after-map", "a: b\n- c\n" },
        { "map-after-list", "- a\nb: c\n" },
        { "list-on-the-keys-line", "a: - b\n" },
        { "unclosed-double-quote", "a: \"b\nc: d\ne: f\n" },
        { "unclosed-single-quote", "a: 'it is\nb: c\n" },
        { "text-after-quotes", "a: \"b\" c\n" },
        { "quote-inside-single-quotes", "a: 'it's'\n" },
        { "unclosed-list", "a: [1, 2\nb: 3\n" },
        { "unclosed-map", "a: {b: 1\nc: 3\n" },
        { "unclosed-at-end", "a: [1, 2\n" },
        { "wrong-bracket", "a: [1, 2}\nb: 3\n" },
        { "missing-comma", "a: {b: 1 c: 2}\n" },
        { "closing-bracket-alone", "a: ]\n" },
        { "two-colons", "a: b: c\n" },
        { "colon-in-text", "message: error: not found\n" },
        { "at-sign", "user: @admin\n" },
        { "backquote", "a: `date`\n" },
        { "percent-sign", "a: %x\n" },
        { "missing-colon", "name: a\nversion\ncontainer: x\n" },
        { "missing-colon-at-end", "name: a\nversion\n" },
        { "bad-escape", "path: \"C:\\dir\"\n" },
        { "text-on-the-block-line", "script: | echo 1\n" },
        { "block-not-indented", "a:\n  script: |\n  echo 1\n  echo 2\n" },
        { "empty-anchor", "a: & b\n" },
        { "star-text", "a: *.log\n" },
        { "bad-tag", "a: !<x y\n" },
        { "undeclared-tag", "a: !e!x y\n" },
        { "template", "a: {{ .Values.name }}\n" },
        { "template-begins-text", "a: {{ name }}-x\nb: c\n" },
        { "percent-line", "%YAML 9.0\n---\na: b\n" },
        { "text-after-document-end", "a: b\n... c\n" },
        { "long-key", new string('k', 1100) + ": v\n" },
        { "duplicate-keys", "a: 1\nb: {c: 1, c: 2}\na: 2\n" },
        { "unknown-and-recursive-alias", "a: *nowhere\nb: &b [*b]\n" },
        { "merge-of-text", "a: 1\n<<: text\nb: {<<: [1]}\n" },
        { "complex-key", "? [a, b]\n: c\n" },
        { "tags", "a: !mine b\nc: !!int d\ne: !!map [f]\n" },
        { "leading-zero", "mode: 0644\n" },
        { "tabs", "a:\n\tb: 1\n  \tc: 2\n" },
        { "chinese", "名称: 睡眠: 服务\n" },
        { "blanks-before-block-text", "a: |\n     \n  x\n" },
        { "two-anchors", "a: &x &y b\n" },
        { "nested-too-deep", "a: " + new string('[', 150) + "\n" },
        { "too-many-aliases", "a: &a [" + string.Concat(Enumerable.Repeat("x, ", 400)) + "]\nb: [" + string.Concat(Enumerable.Repeat("*a, ", 300)) + "]\n" },
        { "binary", "\u007fELF\u0002\u0001\u0001\0\0\0\0\0" },
        { "nul", "a: b\nc: \0\n" },
        { "escape-sequence", "a: \u001b[31mred\n" },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public void A_slip_is_told_with_its_place_and_what_to_do(string name, string text)
    {
        var read = YamlReader.Read("service.yaml", Encoding.UTF8.GetBytes(text));
        read.Diagnostics.ShouldNotBeEmpty();
        var printed = new StringWriter();
        foreach (var language in Enum.GetValues<Language>())
            foreach (var finding in read.Diagnostics)
                DiagnosticText.Write(finding, language, printed, colour: false);
        foreach (var edit in read.Diagnostics.SelectMany(d => d.Edits))
            printed.Write($"edit {edit.At} {edit.At.Span.Length} -> {edit.NewText}{(edit.Safe ? "" : " (unsafe)")}\n");
        Golden.Check($"slips/{name}.txt", printed.ToString());
    }

    [Theory]
    [MemberData(nameof(Slips))]
    public void An_edit_mends_its_slip(string name, string text)
    {
        var source = new SourceText(name, text);
        var read = YamlReader.Read(source);
        foreach (var finding in read.Diagnostics.Where(d => d.Edits.Count > 0))
        {
            var mended = Edits.Apply(source, finding.Edits);
            mended.NotApplied.ShouldBeEmpty();
            YamlReader.Read(new SourceText(name, mended.Text)).Diagnostics.Count.ShouldBeLessThan(read.Diagnostics.Count, mended.Text);
        }
    }
}
