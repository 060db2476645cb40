using System.Reflection;
using System.Text.RegularExpressions;
using Slipway.Yaml;

namespace Slipway.Architecture.Tests;

/// <summary>Every catalogue of messages (a static class with a public <c>All</c> of rules), found by looking at the compiled assemblies.</summary>
public partial class CatalogueTests
{
    /// <summary>Which codes an assembly may hand out.</summary>
    private static readonly Dictionary<string, (int First, int Last)[]> Ranges = new()
    {
        ["Slipway.Yaml"] = [(1, 99)],
        ["Slipway.Schema"] = [(300, 399)],
        ["Slipway.Components"] = [(100, 199), (200, 299), (700, 739), (850, 899)],
        ["Slipway.Packages"] = [(600, 699), (740, 799), (800, 849)],
        ["Slipway.Delivery"] = [(400, 499), (500, 599)],
        ["slipway"] = [(900, 999)],
    };

    internal static IReadOnlyList<(string Assembly, string Catalogue, Rule Rule)> Rules { get; } =
        // A catalogue may list the rules of others; the same rule is one rule.
        [.. Ranges.Keys.SelectMany(RulesOf).DistinctBy(found => found.Rule, ReferenceEqualityComparer.Instance).OrderBy(found => found.Rule.Code, StringComparer.Ordinal)];

    [Fact]
    public void There_are_rules_to_look_at() => Rules.ShouldNotBeEmpty();

    [Fact]
    public void No_code_is_given_out_twice()
        => Rules.GroupBy(r => r.Rule.Code).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(r => r.Catalogue))}").ShouldBeEmpty();

    [Fact]
    public void The_program_knows_every_catalogue()
    {
        var known = (IEnumerable<Rule>)Assembly.Load("slipway").GetType("Slipway.Cli.Catalogues", throwOnError: true)!
            .GetProperty("All", BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!;
        Rules.Select(r => r.Rule.Code).Except(known.Select(r => r.Code)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_code_is_in_the_range_of_its_area()
        => Rules.Where(r => !CodePattern().IsMatch(r.Rule.Code) || !Ranges[r.Assembly].Any(range => Number(r.Rule) >= range.First && Number(r.Rule) <= range.Last))
            .Select(r => $"{r.Catalogue}: {r.Rule.Code}").ShouldBeEmpty();

    [Fact]
    public void Every_message_and_every_help_is_there_in_both_languages()
        => Rules.Where(r => new[] { r.Rule.Message, r.Rule.Help }.Any(t => string.IsNullOrWhiteSpace(t.English) || string.IsNullOrWhiteSpace(t.Chinese)))
            .Select(r => r.Rule.Code).ShouldBeEmpty();

    [Fact]
    public void A_Chinese_message_is_written_in_Chinese()
        // One that is all argument (a fault of a macro, in the words of whoever expands it) has nothing of its own to say.
        => Rules.Where(r => r.Rule.Message.Chinese != "{0}" && (!Han().IsMatch(r.Rule.Message.Chinese) || Han().IsMatch(r.Rule.Message.English))).Select(r => r.Rule.Code).ShouldBeEmpty();

    [Fact]
    public void Both_languages_of_a_message_say_the_same_arguments()
        // A help may name fewer of them in one language, where its grammar needs no name; the message must lose nothing.
        => Rules.Where(r => !Placeholders(r.Rule.Message.English).SetEquals(Placeholders(r.Rule.Message.Chinese))).Select(r => r.Rule.Code).ShouldBeEmpty();

    [Fact]
    public void Every_text_can_be_filled_in()
    {
        string[] arguments = [.. Enumerable.Range(0, 10).Select(i => $"a{i}")];
        foreach (var (_, catalogue, rule) in Rules)
            foreach (var text in new[] { rule.Message, rule.Help })
                foreach (var language in Enum.GetValues<Language>())
                    Should.NotThrow(() => text.In(language, arguments), $"{catalogue} {rule.Code}: {text.In(language)}");
    }

    [Fact]
    public void Every_declared_rule_is_listed_by_its_catalogue()
    {
        var listed = Rules.Select(r => r.Rule).ToHashSet();
        var declared = Ranges.Keys.SelectMany(name => Assembly.Load(name).GetTypes())
            .Where(type => !type.IsGenericType)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Where(f => f.FieldType == typeof(Rule))
                .Select(field => (Name: $"{type.Name}.{field.Name}", Rule: (Rule?)field.GetValue(null))));
        declared.Where(d => d.Rule is null || !listed.Contains(d.Rule)).Select(d => d.Name).ShouldBeEmpty();
    }

    /// <summary>SLW0368 was an error in its page and now and then a warning, by <c>with</c> at one site. What the compiler refuses needs no search through the sources.</summary>
    [Theory]
    [InlineData(nameof(Rule.Code))]
    [InlineData(nameof(Rule.Severity))]
    public void No_site_can_give_a_code_another_meaning_than_its_catalogue(string property)
        => typeof(Rule).GetProperty(property)!.SetMethod.ShouldBeNull();

    [Fact]
    public void A_finding_is_as_severe_as_its_rule()
        => typeof(Diagnostic).GetProperty(nameof(Diagnostic.Severity))!.SetMethod.ShouldBeNull();

    private static IEnumerable<(string Assembly, string Catalogue, Rule Rule)> RulesOf(string assembly)
        => from type in Assembly.Load(assembly).GetTypes()
           where !type.IsGenericType
           let all = type.GetProperty("All", BindingFlags.Static | BindingFlags.Public)
           // A list of all the catalogues is not one of them.
           where all is not null && typeof(IEnumerable<Rule>).IsAssignableFrom(all.PropertyType) && type.Name != "Catalogues"
           from rule in (IEnumerable<Rule>)all.GetValue(null)!
           select (assembly, type.Name, rule);

    private static int Number(Rule rule) => int.Parse(rule.Code[3..]);

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"^SLW\d{4}$")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}
