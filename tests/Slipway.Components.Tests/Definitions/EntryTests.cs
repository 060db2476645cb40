using CsCheck;
using Slipway.Yaml;

namespace Slipway.Components.Tests.Definitions;

public sealed class EntryTests
{
    [Fact]
    public void An_entry_keeps_its_nodes_and_their_places()
    {
        var entry = Read("""
            format: entry/alpha1
            traits:
              autoscale: {max: 5}
              expose:
            objects:
              settings: {apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}
              old: null
            patches:
              slow: {Kind: Deployment, merge: {spec: {minReadySeconds: 10}}}
              gone: null
            """);
        entry.Traits.Keys.ShouldBe(["autoscale", "expose"]);
        entry.Traits["expose"].ShouldBeOfType<MapNode>().Count.ShouldBe(0);
        ((MapNode)entry.Traits["autoscale"]!)["max"]!.At!.Line.ShouldBe(3);
        entry.Objects.Keys.ShouldBe(["settings", "old"]);
        JsonText.Write(entry.Patches).ShouldBe("""{"slow":{"kind":"Deployment","merge":{"spec":{"minReadySeconds":10}}},"gone":null}""");
        ((MapNode)entry.Patches["slow"]!).Entry("kind")!.Key.At!.Line.ShouldBe(9);
    }

    [Theory]
    [InlineData("autoscale", """{"autoscale":{"enabled":true}}""")]
    [InlineData("expose.enabled=false", """{"expose":{"enabled":false}}""")]
    [InlineData("autoscale.max=5", """{"autoscale":{"max":5}}""")]
    [InlineData("autoscale.max=\"5\"", """{"autoscale":{"max":"5"}}""")]
    [InlineData("autoscale.max=null", """{"autoscale":{"max":null}}""")]
    [InlineData("labels.values.example\\.com/team=a=b", """{"labels":{"values":{"example.com/team":"a=b"}}}""")]
    [InlineData("env.values.URL=http://a:80/#x", """{"env":{"values":{"URL":"http://a:80/#x"}}}""")]
    public void A_word_of_the_command_line_sets_one_parameter(string word, string traits)
    {
        var (entry, diagnostics) = ComponentEntry.Empty.With(word);
        diagnostics.ShouldBeEmpty();
        JsonText.Write(entry.Traits).ShouldBe(traits);
    }

    [Fact]
    public void An_assigned_value_knows_its_place_in_the_word()
    {
        var at = ((MapNode)ComponentEntry.Empty.With("autoscale.max=5").Entry.Traits["autoscale"]!)["max"]!.At!;
        at.Source.Text[at.Span.Start..at.Span.End].ShouldBe("5");
    }

    [Fact]
    public void Later_words_win_and_keep_what_the_earlier_ones_said_of_other_parameters()
    {
        var entry = ComponentEntry.Empty;
        foreach (var word in new[] { "autoscale.max=5", "autoscale.min=2", "expose", "autoscale.max=7" })
            entry = entry.With(word).Entry;
        JsonText.Write(entry.Traits).ShouldBe("""{"autoscale":{"max":7,"min":2},"expose":{"enabled":true}}""");
    }

    [Fact]
    public void A_higher_entry_merges_traits_and_replaces_objects_and_patches_by_name()
    {
        const string Called = "apiVersion: v1, metadata: {name: a}";
        var lower = Read($"{{traits: {{a: {{x: 1, y: 2}}}}, objects: {{o: {{{Called}, kind: A, spec: 1}}, p: {{{Called}, kind: P}}}}, patches: {{one: {{kind: A, merge: {{x: 1}}}}, two: {{kind: A, remove: [/y]}}}}}}");
        var higher = Read($"{{traits: {{a: {{y: null, z: 3}}}}, objects: {{o: {{{Called}, kind: B}}}}, patches: {{one: {{kind: B, merge: {{z: 2}}}}, two: null}}}}");
        var both = lower.With(higher);
        JsonText.Write(both.Traits).ShouldBe("""{"a":{"x":1,"y":null,"z":3}}""");
        JsonText.Write(both.Objects).ShouldBe("""{"p":{"apiVersion":"v1","metadata":{"name":"a"},"kind":"P"},"o":{"apiVersion":"v1","metadata":{"name":"a"},"kind":"B"}}""");
        JsonText.Write(both.Patches).ShouldBe("""{"one":{"kind":"B","merge":{"z":2}},"two":null}""");
        lower.With(ComponentEntry.Empty).Traits.ShouldBe(lower.Traits);
    }

    [Fact]
    public void It_does_not_matter_which_two_of_three_entries_are_merged_first()
    {
        var value = Gen.OneOf(Gen.Const<Node>(Node.Null), Gen.Int[0, 3].Select(n => (Node)Node.Of(n)));
        var inner = Gen.Select(Here.OneOf("x", "y", "z"), value).Array[0, 4].Select(Distinct);
        var traits = Gen.Select(Here.OneOf("a", "b", "c"), inner.Select(map => (Node)map)).Array[0, 3].Select(Distinct);
        Gen.Select(traits, traits, traits).Sample((one, two, three) =>
        {
            ComponentEntry Of(MapNode map) => ComponentEntry.Empty with { Traits = map };
            var left = Of(one).With(Of(two)).With(Of(three));
            var right = Of(one).With(Of(two).With(Of(three)));
            return Sorted(left.Traits) == Sorted(right.Traits);
        });

        static MapNode Distinct((string Key, Node Value)[] entries) => Node.Map(entries.DistinctBy(entry => entry.Key));
        static string Sorted(Node node) => node is MapNode map
            ? "{" + string.Join(",", map.Entries.OrderBy(entry => entry.Name, StringComparer.Ordinal).Select(entry => entry.Name + ":" + Sorted(entry.Value))) + "}"
            : JsonText.Write(node);
    }

    private static ComponentEntry Read(string text)
    {
        var (entry, diagnostics) = EntryReader.Read(new SourceText("with.yaml", text));
        diagnostics.ShouldBeEmpty();
        return entry.ShouldNotBeNull();
    }
}
