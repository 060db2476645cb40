using Slipway.Yaml;

namespace Slipway.Packages.Tests.Comparing;

/// <summary>What holds of every comparison, tried with pairs of the scripted changes drawn by number.</summary>
public class MirrorTests
{
    /// <summary>Those after which the application can be rendered, so that it can be the older side too.</summary>
    private static readonly IReadOnlyList<ScriptedChange> Sound = [.. ScriptedChange.All.Where(IsSound)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Every_change_is_somebody_s_and_the_other_way_round_is_the_mirror(int seed)
    {
        var (one, other) = Draw(new Random(seed));
        using var before = new ChangedFolder().Apply(one);
        using var after = new ChangedFolder().Apply(other);
        var (older, newer) = (before.Side(one.Site("site", ScriptedChange.Registry)), after.Side(other.Site("site", ScriptedChange.Registry)));
        var there = await ScriptedChangeTests.Compare(older, newer);
        var back = await ScriptedChangeTests.Compare(newer, older);

        there.Components.SelectMany(change => change.Objects).ShouldAllBe(made => made.By.Count > 0);
        there.Components.SelectMany(change => change.Objects).SelectMany(made => made.Fields).ShouldAllBe(field => field.By.Count > 0);
        // Nobody is named whose layer is the same on both sides.
        var changed = there.Roles.Where(share => share.IsChanged).Select(share => share.Role).ToList();
        there.Components.SelectMany(change => change.Objects).SelectMany(made => made.By).ShouldAllBe(role => changed.Contains(role));
        Told(there, swap: false).ShouldBe(Told(back, swap: true), $"{one.About} / {other.About}");
    }

    [Fact]
    public async Task The_same_on_both_sides_is_no_difference()
    {
        foreach (var change in Sound.Where((_, number) => number % 16 == 0))
        {
            using var folder = new ChangedFolder().Apply(change);
            var side = folder.Side(change.Site("site", ScriptedChange.Registry));
            var diff = await ScriptedChangeTests.Compare(side, folder.Side(change.Site("site", ScriptedChange.Registry)));
            diff.IsEmpty.ShouldBeTrue(change.About);
            diff.Roles.ShouldAllBe(share => !share.Acts);
            diff.Components.ShouldAllBe(one => one.Forecast == Forecast.Nothing && one.Objects.Count == 0);
        }
    }

    private static bool IsSound(ScriptedChange change)
    {
        if (change.Forecast.Values.Contains("unknown") || change.Row["site"] is MapNode site && site["enable"] is ListNode { Items: [ScalarNode { Text: "metrics" }] })
            return false;
        using var folder = new ChangedFolder().Apply(change);
        return folder.Side(SiteInput.None).Findings.All(finding => finding.Severity != Severity.Error);
    }

    private static (ScriptedChange One, ScriptedChange Other) Draw(Random random) => (Sound[random.Next(Sound.Count)], Sound[random.Next(Sound.Count)]);

    /// <summary>What must be the same both ways. A renamed component's objects have the newer name, whichever that is.</summary>
    private static List<string> Told(PackageDiff diff, bool swap)
    {
        var lines = new List<string>();
        foreach (var change in diff.Components)
        {
            lines.Add($"{Both(change.Pair.Before?.Name, change.Pair.After?.Name)} runs {Both($"{change.RanBefore}", $"{change.RunsAfter}")} by {string.Join(',', change.By)}");
            lines.AddRange(change.Keys.Select(key => $"{Both(change.Pair.Before?.Name, change.Pair.After?.Name)} key {Both(key.Before?.Pointer, key.After?.Pointer)} {string.Join(';', key.Facets.Select(facet => $"{facet.Name} {Both(Shown(facet.Before), Shown(facet.After))}"))}"));
            lines.AddRange(change.Definition.Select(field => $"{Both(change.Pair.Before?.Name, change.Pair.After?.Name)} {field.Path} {Both(Shown(field.Before), Shown(field.After))}"));
            foreach (var made in change.Pair.IsRenamed ? [] : change.Objects)
                lines.AddRange([
                    $"{made.Change.Kind}/{made.Change.Name} {Both($"{made.Change.WasThere}", $"{made.Change.IsThere}")} by {string.Join(',', made.By)}",
                    .. made.Fields.Select(field => $"{made.Change.Kind}/{made.Change.Name} {field.Field.Path} {Both(Shown(field.Field.Before), Shown(field.Field.After))} by {string.Join(',', field.By)}")]);
        }
        return [.. lines.Order(StringComparer.Ordinal)];

        string Both(string? before, string? after) => swap ? $"{after ?? "-"} → {before ?? "-"}" : $"{before ?? "-"} → {after ?? "-"}";
    }

    private static string? Shown(Node? node) => node is null ? null : JsonText.Write(node);
}
