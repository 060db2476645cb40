using System.Text;
using System.Text.RegularExpressions;
using Slipway.Testing;

namespace Slipway.Architecture.Tests.Reference;

/// <summary>
/// docs/reference is written from what the program itself knows, and read again here. <c>dotnet dev.cs docs</c> writes it anew,
/// <c>dotnet dev.cs docs --check</c> only looks.
/// </summary>
public partial class ReferenceTests
{
    public static TheoryData<string> Files => [.. GeneratedFiles.All.Keys];

    [Theory, MemberData(nameof(Files))]
    public void A_generated_file_is_up_to_date(string name)
    {
        var file = Path.Combine(TestEnvironment.Root, name);
        var expected = GeneratedFiles.All[name]();
        if (Environment.GetEnvironmentVariable("SLIPWAY_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected, new UTF8Encoding(false));
        }
        var (there, wanted) = ((File.Exists(file) ? File.ReadAllText(file) : "").Split('\n'), expected.Split('\n'));
        var differing = Enumerable.Range(0, Math.Max(there.Length, wanted.Length)).Where(i => there.ElementAtOrDefault(i) != wanted.ElementAtOrDefault(i)).ToList();
        if (differing is [var first, ..])
            Assert.Fail($"{name} is stale from line {first + 1} on (there: {there.ElementAtOrDefault(first)}; wanted: {wanted.ElementAtOrDefault(first)}). Write it anew by: dotnet dev.cs docs");
    }

    [Theory, MemberData(nameof(Files))]
    public void Every_link_to_a_heading_leads_to_one(string name)
    {
        foreach (Match link in Link().Matches(GeneratedFiles.All[name]()))
        {
            var page = link.Groups[1].Value.Length == 0 ? name : "docs/reference/" + link.Groups[1].Value;
            Headings(page).ShouldContain(link.Groups[2].Value, $"{name}: {link.Value}");
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void No_two_headings_have_the_same_anchor(string name)
        => Headings(name).GroupBy(anchor => anchor).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();

    private static IEnumerable<string> Headings(string page)
        => Fence().Replace(GeneratedFiles.All[page](), "").Split('\n').Where(line => line.StartsWith('#')).Select(line => Markdown.Anchor(line.TrimStart('#').Trim()));

    [GeneratedRegex(@"\]\(([\w.-]*)#([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```[^\n]*\n.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
