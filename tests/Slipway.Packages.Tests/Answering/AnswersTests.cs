using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Answering;

/// <summary>What holds of answers whatever they are: each case from random ones, by its seed.</summary>
public sealed class AnswersTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 120)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Answers_given_one_after_another_are_the_maps_on_top_of_each_other(int seed)
    {
        var random = new Random(seed);
        var (answers, whole) = (Answers.None, ComponentEntry.Empty);
        for (var i = 0; i < 4; i++)
        {
            var map = Map(random, 3);
            answers = answers.With(Given(map));
            whole = whole.With(ComponentEntry.Empty with { Config = map });
            Sorted(answers.Config).ShouldBe(Sorted(whole.Config));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Who_says_again_what_holds_changes_nothing_and_no_two_say_something_of_the_same(int seed)
    {
        var random = new Random(seed);
        var answers = Answers.None.With(Given(Map(random, 3))).With(Given(Map(random, 3)));
        answers.With(answers.All).ShouldBeSameAs(answers);
        answers.With(answers.All.Select(one => one with { Origin = one.Origin with { Who = "somebody else" } })).ShouldBeSameAs(answers);
        foreach (var one in answers.All)
            answers.All.Where(other => !ReferenceEquals(one, other)).ShouldAllBe(other => !one.Ousts(other));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_was_changed_since_leads_from_the_earlier_answers_to_the_later_ones(int seed)
    {
        var random = new Random(seed);
        var before = Answers.None.With(Given(Map(random, 3)));
        var after = before.With(Given(Map(random, 3))).Without(_ => random.Next(4) == 0);
        var (set, gone) = after.Since(before);
        var led = before.Without(one => gone.Any(one.Says)).With(set);
        led.Says(after).ShouldBeTrue();
        after.Since(after).Set.ShouldBeEmpty();
        after.Since(after).Gone.ShouldBeEmpty();
        after.Says(before).ShouldBe(set.Count + gone.Count == 0);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void An_answer_reads_back_from_its_own_words(int seed)
    {
        foreach (var answer in Given(Map(new Random(seed), 3)))
        {
            var text = AnswerText.Of(answer);
            Sorted(text.Config).ShouldBe(Sorted(Answers.None.With([answer]).Config));
            if (answer.Value is not ScalarNode)
                continue;
            var (entry, findings) = ComponentEntry.Empty.WithConfig(text.Source.Text);
            findings.ShouldBeEmpty(text.Source.Text);
            Sorted(entry.Config).ShouldBe(Sorted(text.Config));
        }
    }

    [Fact]
    public void A_reason_is_kept_and_so_is_who_answered_first()
    {
        var first = Given("log: debug").Select(one => one with { Origin = new("shop", "1.0.0", "anna", DateTimeOffset.UnixEpoch, "") }).ToList();
        var later = Given("log: debug").Select(one => one with { Origin = new("shop", "2.0.0", "bert", DateTimeOffset.UnixEpoch, "") }).ToList();
        Answers.None.With(first).With(later).All.ShouldHaveSingleItem().Origin.Who.ShouldBe("anna");
        Answers.None.With(first).With(later.Select(one => one with { Origin = one.Origin with { Why = "ticket" } })).All.ShouldHaveSingleItem().Origin.Who.ShouldBe("bert");
    }

    [Theory]
    [InlineData("web.env.set.DB_PASSWORD=x", true)]
    [InlineData("web.env.set.API_TOKEN=x", true)]
    [InlineData("web.env.set.LOG_LEVEL=debug", false)]
    [InlineData("web.replicas.count=3", false)]
    public void A_variable_that_may_be_a_password_is_kept_by_its_name_alone(string word, bool withheld)
    {
        var (component, traits, _) = ComponentEntry.TraitOf(word);
        var answer = GivenAnswers.Traits([new Adjustment(component!, traits!)], AnswerOrigin.None).ShouldHaveSingleItem();
        answer.IsWithheld.ShouldBe(withheld);
        (answer.Value is ScalarNode { Kind: ScalarKind.Null }).ShouldBe(withheld);
        answer.Word.Contains("=x", StringComparison.Ordinal).ShouldBeFalse();
    }

    private static List<Answer> Given(MapNode map) => [.. AnswerWords.Leaves(map, []).Select(leaf => new Answer(AnswerKind.Config, leaf.Path, leaf.Value))];

    private static List<Answer> Given(string yaml) => Given((MapNode)YamlReader.Read(new SourceText("a.yaml", yaml)).Documents[0]);

    /// <summary>Few names, so that maps meet.</summary>
    private static MapNode Map(Random random, int deepest)
        => new(new[] { "a", "b", "c.d" }.Where(_ => random.Next(2) == 0).Select(name => new MapEntry(Node.Of(name), random.Next(deepest == 0 ? 1 : 2) == 0 ? Value(random) : Map(random, deepest - 1))));

    private static Node Value(Random random) => random.Next(7) switch
    {
        0 => Node.Of(random.Next(3)),
        1 => Node.Of(random.Next(2) == 0),
        2 => Node.Of(new[] { "3", "true", "debug", "", " x ", "a: b", "null", "#", "'", "~", "1.50" }[random.Next(11)]),
        3 => Node.List(Node.Of("x"), Node.Of(random.Next(2))),
        4 => new ScalarNode(ScalarKind.Float, "1.50"),
        5 => Node.Null,
        _ => Node.Of("value"),
    };

    /// <summary>The order of keys is of no account.</summary>
    private static string Sorted(Node node) => node switch
    {
        MapNode map => "{" + string.Join(',', map.Entries.OrderBy(entry => entry.Name, StringComparer.Ordinal).Select(entry => entry.Name + ":" + Sorted(entry.Value))) + "}",
        _ => JsonText.Write(node),
    };
}
