using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>Traits together, rendered once a test run: each alone, each two that meet, and as many at once as a workload allows.</summary>
internal static class TraitCompany
{
    /// <summary>Where the objects of all these are made for.</summary>
    public const string Namespace = "trait-company";

    private static readonly Lazy<Task<IReadOnlyList<(TraitSample Sample, RenderedComponent Rendered)>>> LazyAlone = new(RenderAlone);
    private static readonly Lazy<Task<IReadOnlyList<(string Title, RenderedComponent Rendered)>>> LazyTogether = new(RenderTogether);

    public static Task<IReadOnlyList<(TraitSample Sample, RenderedComponent Rendered)>> Alone => LazyAlone.Value;

    /// <summary>Cases, pairs and crowds, without those that a trait's own finding refuses.</summary>
    public static Task<IReadOnlyList<(string Title, RenderedComponent Rendered)>> Together => LazyTogether.Value;

    public static async Task<IReadOnlyList<RenderedComponent>> Render(IEnumerable<Component> components)
        => await Renderer.Render([.. components], TraitSample.Platform, new RenderTarget(Namespace), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken);

    /// <summary>The merge patch of the sample's own trait; null for a trait that only makes objects, or works by operations.</summary>
    public static MapNode? Patch(TraitSample sample, RenderedComponent rendered) => rendered.Trace.Patches.FirstOrDefault(p => p.Trait == sample.Trait.Name && !p.IsOperations)?.Patch;

    /// <summary>Each two that may stand on one workload and patch something in common.</summary>
    public static async Task<IReadOnlyList<(TraitSample One, TraitSample Other)>> Pairs()
    {
        var patched = (await Alone).Select(a => (a.Sample, Leaves: Patch(a.Sample, a.Rendered) is { } patch ? Commuting.Leaves(patch) : [])).Where(a => a.Leaves.Count > 0).ToList();
        return
        [
            .. from workload in patched.GroupBy(p => p.Sample.Workload)
               let all = workload.ToList()
               from i in Enumerable.Range(0, all.Count)
               from j in Enumerable.Range(i + 1, all.Count - i - 1)
               where all[i].Sample.Trait.Name != all[j].Sample.Trait.Name && !Commuting.Exclude(all[i].Sample.Trait, all[j].Sample.Trait)
               where Commuting.Meetings(all[i].Leaves, all[j].Leaves).Count > 0
               select (all[i].Sample, all[j].Sample),
        ];
    }

    /// <summary>Per workload: all traits as far as they suffer each other, and then those left over, until each was in one.</summary>
    public static async Task<IReadOnlyList<(string Title, RenderedComponent Rendered)>> Crowds()
    {
        var crowds = new List<(string, RenderedComponent)>();
        // A case's parameters may name what only its own service has: on a workload that takes no such service the trait says so, and stays out.
        var fitting = (await Alone).Where(a => !a.Rendered.HasErrors).Select(a => a.Sample).ToList();
        foreach (var workload in TraitSample.Platform.Workloads.Select(w => w.Name))
        {
            var left = fitting.Where(s => s.Workload == workload).DistinctBy(s => s.Trait.Name).ToList();
            for (var round = 1; left.Count > 0; round++)
            {
                var (crowd, rendered) = await Crowd(left);
                crowds.Add(($"{workload} {round}: {string.Join(" ", crowd.Select(s => s.Trait.Name))}", rendered));
                left = [.. left.Except(crowd)];
            }
        }
        return crowds;
    }

    private static async Task<IReadOnlyList<(TraitSample, RenderedComponent)>> RenderAlone()
    {
        var alone = await RenderEach(TraitSample.All);
        var refused = alone.Where(a => a.Item2.HasErrors).Select(a => a.Item1 with { Traits = a.Item1.Whole }).Where(s => s.Build().Component is not null).ToList();
        var again = (await RenderEach(refused)).Where(a => !a.Item2.HasErrors).ToDictionary(a => a.Item1.Title);
        return [.. alone.Select(a => again.TryGetValue(a.Item1.Title, out var whole) ? whole : a)];
    }

    private static async Task<IReadOnlyList<(TraitSample, RenderedComponent)>> RenderEach(IReadOnlyList<TraitSample> samples)
    {
        var components = samples.Select(s => s.Build() is var built && built.Component is { } component ? component : throw new InvalidOperationException($"{s.Title}: {Printed.Text(built.Findings)}"));
        return [.. samples.Zip(await Render(components))];
    }

    private static async Task<IReadOnlyList<(string, RenderedComponent)>> RenderTogether()
    {
        var pairs = (await Pairs()).Select(p => (Title: $"{p.One.Title} with {p.Other.Title}", p.One.BuildWith([p.Other]).Component)).Where(p => p.Component is not null).ToList();
        var all = new List<(string, RenderedComponent)>();
        all.AddRange((await Alone).Select(a => (a.Sample.Title, a.Rendered)));
        all.AddRange(pairs.Select(p => p.Title).Zip(await Render(pairs.Select(p => p.Component!))));
        all.AddRange(await Crowds());
        return [.. all.Where(a => !a.Item2.HasErrors)];
    }

    /// <summary>Takes who comes unless somebody there excludes them, and sends away whom a finding names.</summary>
    private static async Task<(IReadOnlyList<TraitSample> Crowd, RenderedComponent Rendered)> Crowd(IReadOnlyList<TraitSample> candidates)
    {
        var crowd = new List<TraitSample>();
        foreach (var one in candidates)
            if (crowd.All(there => !Commuting.Exclude(there.Trait, one.Trait)) && one.Trait.Requires.All(r => crowd.All(there => !Commuting.Exclude(there.Trait, TraitSample.Platform.Trait(r)!))))
                crowd.Add(one);
        while (true)
        {
            crowd.Count.ShouldBeGreaterThan(0, "nobody is left of " + string.Join(", ", candidates.Select(c => c.Title)));
            var (component, findings) = crowd[0].BuildWith(crowd.Skip(1));
            var rendered = component is null ? null : (await Render([component]))[0];
            var faults = (component is null ? findings : rendered!.Findings).Where(f => f.Severity == Severity.Error).Select(f => f.Message(Language.English)).ToList();
            if (faults.Count == 0)
                return (crowd, rendered!);
            var away = crowd.FirstOrDefault(c => faults.Any(f => f.Contains($"/traits/{c.Trait.Name}", StringComparison.Ordinal) || f.Contains($"`{c.Trait.Name}`", StringComparison.Ordinal)));
            (away is not null && crowd.Count > 1).ShouldBeTrue(string.Join("\n", faults.Prepend(string.Join(", ", crowd.Select(c => c.Title)))));
            crowd.Remove(away!);
        }
    }
}
