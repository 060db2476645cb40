using System.Collections.Concurrent;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Cli.Tests.Codes;

internal sealed record Answers(Answer English, Answer Chinese, Answer Right);

/// <summary>
/// Runs the cases that mostly wait (for a cluster, for a time limit) side by side: the first that is asked for begins those that come after it,
/// so that a row of tests, which xunit runs one by one, does not wait for each in turn.
/// </summary>
internal static class OutsideRuns
{
    private static readonly SemaphoreSlim Places = new(8);
    private static readonly ConcurrentDictionary<string, Lazy<Task<Answers>>> Begun = new();
    private static readonly Lazy<bool> Loaded = new(BeginAll);

    public static Task<Answers> Of(CodeCase code)
    {
        _ = Loaded.Value;
        return Begin(code);
    }

    private static bool BeginAll()
    {
        var cluster = Environment.GetEnvironmentVariable("SLIPWAY_TEST_CLUSTER") == "1";
        foreach (var row in OutsideCodeTests.Codes)
            if (CodeTests.Case(row.Data) is var code && code.Needs.All(need => need == "cluster" ? cluster : TestEnvironment.Find(need, need == "helm" ? "SLIPWAY_HELM" : null) is not null))
                _ = Begin(code);
        return true;
    }

    private static Task<Answers> Begin(CodeCase code)
        => Begun.GetOrAdd(code.Code, _ => new Lazy<Task<Answers>>(() => Task.Run(() => All(code)))).Value;

    private static async Task<Answers> All(CodeCase code)
    {
        var (english, chinese, right) = (One(code, true, Language.English), One(code, true, Language.Chinese), One(code, false, Language.English));
        return new Answers(await english, await chinese, await right);
    }

    private static async Task<Answer> One(CodeCase code, bool wrong, Language language)
    {
        await Places.WaitAsync();
        try
        {
            using var copy = new CodeRun(code, wrong);
            return await copy.AsProcess(language);
        }
        finally
        {
            Places.Release();
        }
    }
}
