using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>All pairs of traits that may stand together: they commute, one of them owns the field and comes later, or they are declared a conflict.</summary>
public sealed class CommutingTests
{
    [Fact]
    public async Task All_allowed_pairs_of_traits_commute_on_all_workloads()
    {
        var alone = (await TraitCompany.Alone).ToDictionary(a => a.Sample, a => a.Rendered);
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (one, other) in await TraitCompany.Pairs())
        {
            var (ones, others) = (TraitCompany.Patch(one, alone[one])!, TraitCompany.Patch(other, alone[other])!);
            var unsettled = Commuting.Unsettled(one.Trait, Commuting.Leaves(ones), other.Trait, Commuting.Leaves(others));
            if (unsettled.Count > 0 && !Commuting.SameInBothOrders(alone[one].Trace.Model, ones, others))
                wrong.Add($"{one.Trait.Name}.{one.Case} and {other.Trait.Name}.{other.Case}: {string.Join(", ", unsettled)}");
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_workload_and_every_trait_is_in_the_proof_and_renders_somewhere()
    {
        var rendered = (await TraitCompany.Alone).Where(a => !a.Rendered.HasErrors).Select(a => a.Sample.Trait.Name);
        TraitSample.Platform.Traits.Select(t => t.Name).Except(rendered).ShouldBeEmpty("traits that no workload's service takes");
        TraitSample.All.Select(s => s.Workload).Distinct().ShouldBe(TraitSample.Platform.Workloads.Select(w => w.Name), ignoreOrder: true);
        TraitSample.Platform.Traits.Select(t => t.Name).Except(TraitSample.All.Select(s => s.Trait.Name)).ShouldBeEmpty("traits without a case that switches them on");
    }

    [Fact]
    public void What_a_trait_names_exists()
    {
        var (traits, workloads) = (TraitSample.Platform.Traits.Select(t => t.Name).ToList(), TraitSample.Platform.Workloads.Select(w => w.Name).ToList());
        foreach (var trait in TraitSample.Platform.Traits)
        {
            trait.ConflictsWith.Concat(trait.Requires).Except(traits).ShouldBeEmpty(trait.Name);
            trait.AppliesTo.Except(workloads).ShouldBeEmpty(trait.Name);
        }
    }

    [Theory]
    // The same field with other values, and one above the other.
    [InlineData("{a: {b: 1}}", "{a: {b: 2}}", "/a/b")]
    [InlineData("{a: {b: 1}}", "{a: null}", "/a/b")]
    [InlineData("{a: [1]}", "{a: {b: {c: 1}}}", "/a/b/c")]
    [InlineData("{a: {}}", "{a: {b: 1}}", "/a/b")]
    // Different fields, equal values, names that only begin alike, a slash in a name.
    [InlineData("{a: {b: 1}}", "{a: {c: 2}}", "")]
    [InlineData("{a: {b: [1, 2]}}", "{a: {b: [1, 2]}}", "")]
    [InlineData("{a: {b: 1}}", "{a: {bc: 2}}", "")]
    [InlineData("{a/b: 1}", "{a: {b: 2}}", "")]
    public void Patches_meet_where_one_sets_what_the_other_sets_otherwise(string one, string other, string pointers)
        => string.Join(' ', Commuting.Meetings(Commuting.Leaves(Map(one)), Commuting.Leaves(Map(other)))).ShouldBe(pointers);

    [Fact]
    public void A_meeting_is_settled_by_a_conflict_by_an_owner_that_comes_later_and_by_a_last_word()
    {
        var (one, other) = (Commuting.Leaves(Map("{controller: {spec: {replicas: 1}}}")), Commuting.Leaves(Map("{controller: {spec: {replicas: null}}}")));
        IReadOnlyList<string> Unsettled(TraitDefinition first, TraitDefinition second) => Commuting.Unsettled(first, one, second, other);
        Unsettled(Trait("a"), Trait("b")).ShouldBe(["/controller/spec/replicas"]);
        Unsettled(Trait("a"), Trait("b") with { ConflictsWith = ["a"] }).ShouldBeEmpty();
        Unsettled(Trait("a"), Trait("b") with { Order = 600, Owns = ["/controller/*/replicas"] }).ShouldBeEmpty();
        Unsettled(Trait("a"), Trait("b") with { Order = 600, Owns = ["/controller"] }).ShouldBeEmpty();
        Unsettled(Trait("a"), Trait("b") with { Order = 400, Owns = ["/controller/spec/replicas"] }).ShouldNotBeEmpty();
        Unsettled(Trait("a"), Trait("b") with { Owns = ["/controller/spec/replicas"] }).ShouldNotBeEmpty();
        Unsettled(Trait("a"), Trait("b") with { Order = Commuting.LastWord }).ShouldBeEmpty();
    }

    private static TraitDefinition Trait(string name) => new(name, "1.0.0", new Lazy<TraitText>(new TraitText(new LocalText(name, name), null, Node.Map()))) { AppliesTo = ["stateless"] };

    private static MapNode Map(string text) => (MapNode)YamlReader.Read(new SourceText("patch.yaml", text)).Documents[0]!;
}
