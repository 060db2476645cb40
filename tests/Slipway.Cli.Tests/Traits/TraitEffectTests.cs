using System.Collections.Concurrent;
using Slipway.Testing;

namespace Slipway.Cli.Tests.Traits;

/// <summary>What every trait and workload is for, seen in a running pod or on the traffic (for kinds without a controller here: taken by the API server).</summary>
public class TraitEffectTests
{
    private static readonly SemaphoreSlim Places = new(4);
    private static readonly ConcurrentDictionary<string, Lazy<Task<string?>>> Begun = new();
    private static readonly Lazy<bool> Started = new(BeginAll);

    /// <summary>Traits that no case can show here, and why.</summary>
    private static readonly Dictionary<string, string> Unseen = new()
    {
    };

    /// <summary>SLIPWAY_EFFECTS narrows the cases while one is written: <c>autoscale</c>, or <c>autoscale.over-replicas</c> for one alone.</summary>
    public static TheoryData<string> Cases => [.. Chosen.Select(c => c.Title)];

    [Theory(SkipTestWithoutData = true), MemberData(nameof(Cases))]
    public async Task The_effect_shows(string title)
    {
        await Needs();
        _ = Started.Value;
        (await Begin(Chosen.Single(c => c.Title == title))).ShouldBeNull();
    }

    [Fact]
    public void Every_trait_has_a_case_that_shows_its_effect()
    {
        var shown = EffectCase.All.Select(c => c.Of).ToHashSet();
        EffectCase.Traits.Where(t => !shown.Contains(t)).Except(Unseen.Keys).ShouldBeEmpty("traits without cases/*/effect.sh");
        Unseen.Keys.Where(shown.Contains).ShouldBeEmpty("listed as unseen, and have an effect.sh");
    }

    private static IEnumerable<EffectCase> Chosen
        => Environment.GetEnvironmentVariable("SLIPWAY_EFFECTS") is { Length: > 0 } only ? EffectCase.All.Where(c => c.Of == only || c.Title == only) : EffectCase.All;

    private static async Task Needs()
    {
        TestEnvironment.NeedsCluster();
        TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        TestEnvironment.Needs("kubectl");
        await TestKinds.Make();
        await TestImages.Busybox("test.local/busybox:1");
    }

    /// <summary>Cases mostly wait, and xunit asks for one after the other: the first that is asked for begins all, four at a time.</summary>
    private static bool BeginAll()
    {
        foreach (var one in Chosen)
            _ = Begin(one);
        return true;
    }

    private static Task<string?> Begin(EffectCase one) => Begun.GetOrAdd(one.Title, _ => new Lazy<Task<string?>>(() => Task.Run(() => InTurn(one)))).Value;

    private static async Task<string?> InTurn(EffectCase one)
    {
        await Places.WaitAsync();
        try
        {
            return await EffectRun.Of(one);
        }
        finally
        {
            Places.Release();
        }
    }
}
