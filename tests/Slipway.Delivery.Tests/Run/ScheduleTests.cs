namespace Slipway.Delivery.Tests;

public class ScheduleTests
{
    private sealed record Act(string Name, IReadOnlyList<string> After);

    [Fact]
    public async Task Every_act_of_any_graph_begins_after_what_it_needs_and_never_too_many_at_once()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var (acts, atOnce) = Graph(new Random(seed));
            var (done, running, most, gate) = (new HashSet<string>(), 0, 0, new Lock());
            var all = await Schedule.Run(acts, act => act.Name, act => act.After, atOnce, async act =>
            {
                lock (gate)
                {
                    most = Math.Max(most, ++running);
                    act.After.ShouldAllBe(needed => done.Contains(needed), $"seed {seed}, {act.Name}");
                }
                await Task.Yield();
                lock (gate)
                {
                    running--;
                    done.Add(act.Name).ShouldBeTrue($"seed {seed}: {act.Name} twice");
                }
                return true;
            }, TestContext.Current.CancellationToken);
            all.ShouldBeTrue();
            done.Count.ShouldBe(acts.Count, $"seed {seed}");
            most.ShouldBeLessThanOrEqualTo(atOnce, $"seed {seed}");
        }
    }

    [Fact]
    public void After_a_failure_nothing_begins_whatever_else_ends()
    {
        Act[] acts = [new("slow", []), new("bad", []), new("next", []), new("after", ["slow"])];
        var agenda = new Agenda<Act>(acts, act => act.Name, act => act.After, 2);
        agenda.Next().ShouldBe(acts[0]);
        agenda.Next().ShouldBe(acts[1]);
        agenda.Next().ShouldBeNull();
        agenda.Ended(acts[1], done: false);
        agenda.Next().ShouldBeNull();
        agenda.Ended(acts[0], done: true);
        agenda.Next().ShouldBeNull();
        agenda.Failed.ShouldBeTrue();
        agenda.Waits.ShouldBeTrue();
    }

    [Fact]
    public async Task After_a_failure_what_runs_comes_to_its_end_and_what_waited_does_not_begin()
    {
        var (begun, ended) = (new List<string>(), new List<string>());
        var failed = new TaskCompletionSource();
        Act[] acts = [new("slow", []), new("bad", []), new("after", ["bad"])];
        var all = await Schedule.Run(acts, act => act.Name, act => act.After, 2, async act =>
        {
            lock (begun)
                begun.Add(act.Name);
            if (act.Name == "bad")
            {
                failed.SetResult();
                return false;
            }
            await failed.Task;
            lock (begun)
                ended.Add(act.Name);
            return true;
        }, TestContext.Current.CancellationToken);
        all.ShouldBeFalse();
        begun.ShouldBe(["slow", "bad"], ignoreOrder: true);
        ended.ShouldBe(["slow"]);
    }

    [Fact]
    public async Task What_one_throws_comes_out_when_the_others_have_ended()
    {
        var thrown = new TaskCompletionSource();
        var ended = false;
        Act[] acts = [new("bad", []), new("slow", [])];
        await Should.ThrowAsync<IOException>(Schedule.Run(acts, act => act.Name, act => act.After, 8, async act =>
        {
            if (act.Name == "bad")
            {
                thrown.SetResult();
                throw new IOException("the disk is full");
            }
            await thrown.Task;
            await Task.Yield();
            ended = true;
            return true;
        }, TestContext.Current.CancellationToken));
        ended.ShouldBeTrue();
    }

    [Fact]
    public async Task Cancelled_it_begins_no_more_and_says_so()
    {
        using var stop = new CancellationTokenSource();
        var begun = 0;
        Act[] acts = [new("one", []), new("two", ["one"])];
        await Should.ThrowAsync<OperationCanceledException>(Schedule.Run(acts, act => act.Name, act => act.After, 8, async _ =>
        {
            begun++;
            await stop.CancelAsync();
            return true;
        }, stop.Token));
        begun.ShouldBe(1);
    }

    private static (IReadOnlyList<Act> Acts, int AtOnce) Graph(Random random)
    {
        var acts = new List<Act>();
        for (var i = random.Next(1, 25); i > 0; i--)
            acts.Add(new($"n{acts.Count}", [.. acts.Where(_ => random.Next(4) == 0).Select(act => act.Name), .. random.Next(3) == 0 ? ["elsewhere"] : Array.Empty<string>()]));
        // As written, what is needed may stand after what needs it.
        var mixed = acts.Select(act => act with { After = [.. act.After.Where(name => name != "elsewhere")] }).ToArray();
        random.Shuffle(mixed);
        return (mixed, random.Next(1, 6));
    }
}
