using System.Text;
using System.Text.RegularExpressions;
using Slipway.Testing;

namespace Slipway.Fuzz.Tests;

/// <summary>What is mutated: the examples and every case of the tests, right and wrong ones.</summary>
internal sealed partial class Corpus
{
    private static readonly string[] Folders = ["examples", "tests/Slipway.Components.Tests", "tests/codes", "src/Slipway.Components/Traits", "src/Slipway.Components/Workloads"];

    private Corpus(IReadOnlyList<string> texts)
    {
        Texts = texts;
        Lines = [.. texts.Select(text => text.Split('\n'))];
        Keys = [.. texts.SelectMany(text => Key().Matches(text).Select(match => match.Groups[1].Value)).Distinct().Order(StringComparer.Ordinal)];
        Values = [.. texts.SelectMany(text => Value().Matches(text).Select(match => match.Groups[1].Value)).Distinct().Order(StringComparer.Ordinal), .. Nasty.Values];
    }

    public IReadOnlyList<string> Texts { get; }

    public IReadOnlyList<string[]> Lines { get; }

    public IReadOnlyList<string> Keys { get; }

    public IReadOnlyList<string> Values { get; }

    /// <summary>In the order of their paths, so that a seed means the same everywhere.</summary>
    public static Corpus Read()
    {
        const int longest = 8 * 1024;
        var files = Folders.Select(folder => Path.Combine(TestEnvironment.Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/Goldens/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return new Corpus([.. files.Select(file => File.ReadAllText(file, Encoding.UTF8)).Where(text => text.Length is > 0 and < longest)]);
    }

    [GeneratedRegex(@"^[ -]*([A-Za-z][\w.-]*):", RegexOptions.Multiline)]
    private static partial Regex Key();

    [GeneratedRegex(@": +([^\s{\[&*#|>].*)$", RegexOptions.Multiline)]
    private static partial Regex Value();
}

/// <summary>Texts that have hurt somebody's parser.</summary>
internal static class Nasty
{
    public static IReadOnlyList<string> Values { get; } =
    [
        "", "~", "null", "true", "no", "on", "0", "-0", "007", "0o17", "0x1F", "1e3", "1E400", ".inf", "-.INF", ".nan", "9223372036854775808", "-2147483649", "1_000", "12:30:45",
        "2024-01-02", "3.0", "3.10", "v1", "1.2.3.4", "1.0.0-", "01.2.3", "latest", "\"\"", "''", "'it''s'", "\"\\u0000\"", "\"\\ud800\"", "\"\\x41\\n\"", "\"unclosed", "'unclosed", "|", ">", "|+", ">-",
        "|2", "|0", "|99", "[", "]", "{", "}", "[]", "{}", "[a, b]", "{a: b}", "{a}", "[a: b]", "{? a : b}", "{a: [b, {c: d}]}", "[[[[]]]]", "- a", "? a", ": a", "a: b", "a:b", "&x 1", "*x", "&x", "<<",
        "*unknown", "!!str 1", "!!int a", "!!binary x", "!<tag:x>", "!", "# no comment", "a #b", "@a", "`a`", "%a", "$(A)", "$$(A)", "$(", "/", "//", "/x:1", "/x@sha256:0", "x/y/z:latest", "../..",
        "/dev/null", "https://example.com/a?b=c#d", "100m", "1Gi", "1.5Gi", "-1Gi", "^1.0.0", ">=1.0.0 <2.0.0", "1.x", "=1.0.0", "中文", "日本語のテキスト", "😀", "e\u0301", "\u202ertl", "\u200b", "\ufeff",
        "\u2028", "\u0085", "\u00a0", "\ufffd", "---", "...", "--- a", "%YAML 1.1", "key: value: more", "{{ .Values.x }}", "${x}", "self.a < self.b", "a\tb", "\t", "  ", "9999999999999999999999999999",
    ];

    public static IReadOnlyList<string> Pieces { get; } =
    [
        " ", "  ", "\t", "\n", "\r", "\r\n", "\n\n", ":", ": ", "::", "-", "- ", "?", "? ", "#", " #", "'", "\"", "\\", "|", ">", "[", "]", "{", "}", ",", "&", "*", "!", "%", "@", "`", "~", "<<: ", "---\n", "...\n",
        "&a ", "*a ", "!!str ", "!!map ", "? a\n: b\n", "\u0000", "\u0007", "\u001b", "\u007f", "\u0085", "\u00a0", "\u2028", "\u2029", "\ufeff", "\ufffe", "\ud83d", "\ude00", "😀", "中", "é", "\u0301", "\u202e",
    ];
}
