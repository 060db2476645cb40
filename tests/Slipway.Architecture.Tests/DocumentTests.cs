using System.Text.RegularExpressions;
using Slipway.Testing;

namespace Slipway.Architecture.Tests;

/// <summary>What the pages say is there, and the two languages show the same.</summary>
public partial class DocumentTests
{
    public static TheoryData<string> Pages => [.. Directory.GetFiles(TestEnvironment.Root, "*.md")
        .Concat(Directory.GetFiles(Path.Combine(TestEnvironment.Root, "docs"), "*.md", SearchOption.AllDirectories))
        .Concat(Directory.GetFiles(Path.Combine(TestEnvironment.Root, "bench"), "*.md"))
        .Select(file => Path.GetRelativePath(TestEnvironment.Root, file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Pages))]
    public void Every_path_that_a_page_names_is_there(string page)
        => NamedPath().Matches(Text(page)).Select(match => match.Groups[1].Value.TrimEnd('.', '/'))
            .Where(path => !Path.Exists(Path.Combine(TestEnvironment.Root, path))).ShouldBeEmpty();

    [Theory, MemberData(nameof(Pages))]
    public void Every_link_of_a_page_leads_somewhere(string page)
        => Link().Matches(InlineCode().Replace(Text(page), "")).Select(match => match.Groups[1].Value)
            .Where(link => !Path.Exists(Path.Combine(TestEnvironment.Root, Path.GetDirectoryName(page)!, link))).ShouldBeEmpty();

    [Fact]
    public void Both_READMEs_show_the_same_commands()
        => Commands("README.zh.md").ShouldBe(Commands("README.md"));

    [Fact]
    public void Both_READMEs_name_the_two_commands_that_need_only_the_SDK()
    {
        foreach (var page in new[] { "README.md", "README.zh.md" })
        {
            Text(page).ShouldContain("dotnet dev.cs try");
            Text(page).ShouldContain("dotnet dev.cs test");
        }
    }

    [Fact]
    public void The_definition_in_the_READMEs_is_the_example()
    {
        var example = Text("examples/hello/service.yaml").Trim();
        foreach (var page in new[] { "README.md", "README.zh.md" })
            Text(page).ShouldContain(example);
    }

    private static List<string> Commands(string page) => [.. Fence().Matches(Text(page)).SelectMany(block => block.Value.Split('\n'))
        .Where(line => line.StartsWith("$ ", StringComparison.Ordinal) || line.StartsWith("dotnet ", StringComparison.Ordinal) || line.StartsWith("slipway ", StringComparison.Ordinal))
        .Select(line => line.Split(" #")[0].TrimEnd())];

    private static string Text(string page) => File.ReadAllText(Path.Combine(TestEnvironment.Root, page));

    // What a build makes (dist, artifacts) is not there in a fresh clone, so it is not looked for.
    [GeneratedRegex(@"`((?:src|tests|examples|docs|eng|bench|\.ci)/[\w./-]*)`")]
    private static partial Regex NamedPath();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();

    // A regular expression in code may look like a link.
    [GeneratedRegex(@"`[^`\n]+`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"^```[^\n]*\n.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
