using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Delivery.Tests;

public sealed class AnswersJsonTests
{
    private static readonly AnswerOrigin Origin = new("shop", "1.0.0", "anna@desk", new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), "ticket 4711");

    private static readonly Gen<Node> Values = Gen.OneOf<Node>(
        Gen.String[Gen.Char["aä中 \"'\\\n:#{}"], 0, 8].Select(text => (Node)Node.Of(text)), Gen.Long.Select(number => (Node)Node.Of(number)), Gen.Bool.Select(on => (Node)Node.Of(on)),
        Gen.Const((Node)new ScalarNode(ScalarKind.Float, "1.50")), Gen.Const((Node)Node.Null), Gen.Int.Array[0, 3].Select(items => (Node)Node.List(items.Select(item => (Node)Node.Of(item)))));

    [Fact]
    public void What_a_receipt_holds_is_what_was_answered()
        => Gen.Select(Gen.Int[0, 2].Select(kind => new[] { AnswerKind.Config, AnswerKind.Trait, AnswerKind.Preset }[kind]), Gen.String[Gen.Char["ab.\\中"], 1, 3].Array[2, 4], Values, Gen.Bool).Array[0, 6].Sample(all =>
        {
            var answers = Answers.None.With(all.Select(one => new Answer(one.Item1, one.Item2, one.Item4 ? Node.Null : one.Item3)
            {
                Origin = Origin,
                File = one.Item4 ? "" : "answers.yaml",
                IsWithheld = one.Item4,
                Declared = one.Item4 ? null : Node.Map(("type", Node.Of("string"))),
            }));
            var read = AnswersJson.Read(AnswersJson.Write(answers));
            AnswersJson.Write(read).ShouldBe(AnswersJson.Write(answers));
            read.Says(answers).ShouldBeTrue();
            AnswersJson.Change(answers, read).ShouldBeNull();
        }, iter: 300, threads: 1);

    [Fact]
    public void A_record_tells_what_still_holds_of_what_its_runs_were_answered()
    {
        var events = new List<JournalEvent>();
        void Ran(string result, string[] set, string[] gone, bool isWhole = false)
        {
            var run = $"r{events.Count}";
            void Add(string kind, JsonObject data) => events.Add(JournalEvent.After(JournalHead.None, Origin.When, "id", run, kind, data));
            Add(EventKind.RunStarted, set.Length + gone.Length == 0 ? [] : new() { ["answers"] = new JsonObject { ["set"] = new JsonArray([.. set.Select(one => JsonValue.Create(one))]), ["takenBack"] = new JsonArray([.. gone.Select(one => JsonValue.Create(one))]), ["why"] = null } });
            if (result.Length > 0)
                Add(EventKind.RunFinished, new() { ["result"] = result, ["left"] = new JsonObject { ["whole"] = isWhole } });
        }
        Ran("succeeded", ["--config gone=1"], []);
        Ran("succeeded", [], ["--config gone=1"], isWhole: true);
        RecordedAnswers.Of(events).ShouldBeEmpty();
        Ran("succeeded", ["--config logLevel=debug", "--trait web.replicas.count=…", "--preset small", "--platform (acme 1.0.0)"], []);
        Ran("failed", ["--config logLevel=never"], ["--preset small"]);
        Ran("", ["--config killed=1"], []);
        Ran("refused", ["--config refused=1"], []);
        Ran("unchanged", ["--config logLevel=info", "--platform (acme 2.0.0)"], ["--trait web.replicas.count=…"]);
        RecordedAnswers.Of(events).ShouldBe(["--preset small", "--config logLevel=info", "--platform (acme 2.0.0)"]);
        var said = Answers.None.With([new Answer(AnswerKind.Config, ["logLevel"], Node.Of("warn"))]);
        AnswersJson.Unsaid(RecordedAnswers.Of(events), said).ShouldBe(["--preset small", "--platform (acme 2.0.0)"]);
        Ran("succeeded", [], ["--preset small"], isWhole: true);
        RecordedAnswers.Of(events).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""[{"kind": "config", "path": [], "value": 1}]""")]
    [InlineData("""[{"kind": "config", "path": ["a", ""], "value": 1}]""")]
    [InlineData("""[{"kind": "config", "path": ["a"]}]""")]
    [InlineData("""[{"kind": "7", "path": ["a"], "value": 1}]""")]
    [InlineData("""[{"kind": "spell", "path": ["a"], "value": 1}]""")]
    [InlineData("""[{"kind": "trait", "path": ["web"], "value": 1}]""")]
    [InlineData("""[{"kind": "config", "path": ["a"], "value": {"b": 1, "b": 2}}]""")]
    [InlineData("""[{"kind": "config", "path": ["a"], "value": "\ud800"}]""")]
    public void What_somebody_wrote_into_a_receipt_by_hand_is_refused_as_no_answers(string text)
        => Should.Throw<JsonException>(() => AnswersJson.Read(text));

    [Fact]
    public void The_record_tells_what_changed_and_no_value_of_a_trait()
    {
        var before = Answers.None.With([new Answer(AnswerKind.Config, ["logLevel"], Node.Of("info")), new Answer(AnswerKind.Preset, ["small"], Node.Of(true))]);
        var after = before.With([new Answer(AnswerKind.Config, ["logLevel"], Node.Of("debug")), new Answer(AnswerKind.Trait, ["web", "env", "set", "KEY"], Node.Of("hidden"))]).Without(one => one.Kind == AnswerKind.Preset);
        var change = AnswersJson.Change(before, after, "ticket")!;
        change["set"]!.AsArray().Select(one => (string?)one).ShouldBe(["--config logLevel=debug", "--trait web.env.set.KEY=…"]);
        change["takenBack"]!.AsArray().Select(one => (string?)one).ShouldBe(["--preset small"]);
        ((string?)change["why"]).ShouldBe("ticket");
        AnswersJson.Lost(new() { ["answers"] = change }, before).ShouldBe(["--config logLevel=debug", "--trait web.env.set.KEY=…"]);
        AnswersJson.Lost(new() { ["answers"] = AnswersJson.Change(before, after) }, after).ShouldBeEmpty();
    }
}
