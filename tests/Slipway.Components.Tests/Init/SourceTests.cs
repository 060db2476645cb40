using System.Text;
using CsCheck;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests.Init;

/// <summary>Files in Sources/ to definitions; the text and all that is said about it, in both languages, is a golden.</summary>
public sealed class SourceTests
{
    private static readonly InitFiles Beside = new(name => name switch
    {
        ".env" => "# comment\nexport WEB_HOST=\"from.env.file\" # more\n",
        "web.env" => "COLOUR='dark blue'\nGREETING=overridden\n1BAD=x\n",
        _ => null,
    });

    private static string Folder => Path.Combine(TestEnvironment.Root, "tests", "Slipway.Components.Tests", "Init", "Sources");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public void A_source_becomes_what_its_golden_shows(string file)
    {
        var read = InitSource.Read(file, File.ReadAllBytes(Path.Combine(Folder, file)), Beside);
        Golden.Check(Path.ChangeExtension(file, ".en.txt"), Shown(read, Language.English));
        Golden.Check(Path.ChangeExtension(file, ".zh.txt"), Shown(read, Language.Chinese));
        foreach (var draft in read.Drafts)
            Drafts.OpenAnswersAreWhatCheckMisses(draft, Language.Chinese);
    }

    [Fact]
    public void An_image_becomes_what_its_golden_shows()
    {
        var read = ImageDraft.Read(new ImageFacts("registry.example.com/team/web:2.1.0-alpine")
        {
            EntryPoint = ["/docker-entrypoint.sh"],
            Cmd = ["nginx"],
            ExposedPorts = ["443/tcp", "80/tcp", "53/udp", "x"],
            Volumes = ["/var/cache", "/var/cache/deep", "relative"],
            Labels = new Dictionary<string, string> { ["org.opencontainers.image.version"] = "2.1.0" },
            HealthTest = ["CMD-SHELL", "wget -q localhost || exit 1"],
            HealthInterval = 10,
        });
        Golden.Check("image.en.txt", Shown(read, Language.English));
        Golden.Check("image.zh.txt", Shown(read, Language.Chinese));
    }

    [Theory]
    [InlineData("compose", "")]
    [InlineData("list", "- a\n- b\n")]
    [InlineData("ours", "name: hello\nversion: 1.0.0\n")]
    [InlineData("no-workload", "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n")]
    [InlineData("no-service", "services: {}\n")]
    [InlineData("bomb", "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\ne: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]\nservices: {web: {ports: [*e, *e, *e, *e, *e]}}\n")]
    [InlineData("template", "services: {{ .Values.services }}\n")]
    public void What_is_no_source_ends_in_findings(string name, string text)
    {
        var read = InitSource.Read(name, Encoding.UTF8.GetBytes(text));
        read.Drafts.ShouldBeEmpty();
        read.Findings.ShouldContain(finding => finding.Severity == Severity.Error);
        Golden.Check($"no-source-{name}.txt", string.Concat(read.Findings.SelectMany(finding => new[] { DiagnosticText.Write(finding), DiagnosticText.Write(finding, Language.Chinese) })));
    }

    [Fact]
    public void A_binary_file_and_a_huge_one_end_in_findings()
    {
        InitSource.Read("a.out", [0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 0, 1, 2]).Findings.ShouldHaveSingleItem().Rule.ShouldBe(YamlRules.Binary);
        InitSource.Read("huge.yaml", new byte[YamlReader.SizeLimit + 1]).Findings.ShouldHaveSingleItem().Rule.ShouldBe(YamlRules.TooLarge);
    }

    /// <summary>Lines of the sources dropped, doubled, swapped between files, moved, and with odd values in them.</summary>
    [Fact]
    public void However_a_source_is_broken_its_open_answers_are_what_check_misses()
    {
        var texts = Files.Select(row => File.ReadAllLines(Path.Combine(Folder, row.Data))).ToArray();
        var pick = Gen.Int[0, texts.Length - 1];
        Gen.Select(pick, pick, Gen.Select(Gen.Int[0, 5], Gen.Int[0, 200], Gen.Int[0, 200]).List[1, 4]).Sample((one, other, edits) =>
        {
            var lines = texts[one].ToList();
            foreach (var (kind, at, with) in edits)
                Edit(lines, kind, at % lines.Count, with, texts[other]);
            var read = InitSource.Read("source.yaml", Encoding.UTF8.GetBytes(string.Join('\n', lines)), Beside);
            foreach (var draft in read.Drafts)
                Drafts.OpenAnswersAreWhatCheckMisses(draft, Language.English);
        }, iter: 500, print: _ => "");
    }

    private static readonly string[] Odd = ["", "~", "-1", "99999999999999999999", "[]", "{}", "\"\\u202e\\0\"", "true", "1e400", "a b: c", "'#'", "$(X) $$ ${Y", "../..", "/", "::", "\"\\n\\n\""];

    private static void Edit(List<string> lines, int kind, int at, int with, string[] others)
    {
        switch (kind)
        {
            case 0 when lines.Count > 1: lines.RemoveAt(at); break;
            case 1: lines.Insert(at, lines[with % lines.Count]); break;
            case 2: lines[at] = others[with % others.Length]; break;
            case 3 when lines[at].IndexOf(": ", StringComparison.Ordinal) is var colon and > 0: lines[at] = lines[at][..(colon + 2)] + Odd[with % Odd.Length]; break;
            case 4: lines[at] = "  " + lines[at]; break;
            default: lines[at] = lines[at].Remove(Math.Min(with, lines[at].Length)); break;
        }
    }

    private static string Shown(DraftsRead read, Language language)
    {
        var text = new StringWriter { NewLine = "\n" };
        foreach (var draft in read.Drafts)
        {
            var made = DraftText.Write(draft, language, "service.yaml");
            text.WriteLine($"=== {draft.Key}");
            text.Write(made.Text);
            text.WriteLine("---");
            foreach (var finding in draft.Findings.Concat(made.Findings))
                DiagnosticText.Write(finding, language, text, colour: false);
        }
        text.WriteLine("=== source");
        foreach (var finding in read.Findings)
            DiagnosticText.Write(finding, language, text, colour: false);
        return text.ToString();
    }
}
