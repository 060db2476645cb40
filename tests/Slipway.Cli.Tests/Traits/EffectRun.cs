using System.Diagnostics;
using Slipway.Testing;

namespace Slipway.Cli.Tests.Traits;

/// <summary>One case in a namespace of its own: what must be there first, <c>slipway install</c>, and its effect, asked for until it shows.</summary>
internal sealed class EffectRun
{
    // A minute, which is what a CronJob may need to its next time, and some more to act on it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(75);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);
    private static readonly string Library = Path.Combine(TestEnvironment.Root, "tests", "Slipway.Cli.Tests", "Traits", "effect-lib.sh");

    private readonly EffectCase one;
    private readonly string files;
    private readonly string space = $"effect-{Guid.NewGuid():n}"[..16];

    private EffectRun(EffectCase one, string files) => (this.one, this.files) = (one, files);

    /// <returns>What went wrong, with all that was printed; null where the effect showed.</returns>
    public static async Task<string?> Of(EffectCase one)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(one.Folder))
            File.Copy(file, folder.At(Path.GetFileName(file)));
        var run = new EffectRun(one, folder.Path);
        try
        {
            return await run.Run(folder.At("state"));
        }
        finally
        {
            await run.Leave();
        }
    }

    private async Task<string?> Run(string state)
    {
        if (await Do("kubectl create namespace \"$NAMESPACE\"") is { ExitCode: not 0 } unmade)
            return $"there is no namespace: {unmade.Shown}";
        if (one.Has("before.sh") && await Script("before.sh", TimeSpan.FromSeconds(90)) is { ExitCode: not 0 } unready)
            return $"before.sh failed: {unready.Shown}";
        string[] with = one.Has("with.yaml") ? ["--with", Path.Combine(files, "with.yaml")] : [];
        var installed = await TheProgram.RunWith(
            Environment(), ["install", Path.Combine(files, "service.yaml"), .. with, "-n", space, "--yes", "--timeout", "120s", "--state", state]);
        if (installed.ExitCode != 0)
            return $"slipway install failed: {installed.Shown}";
        var (watch, asked) = (Stopwatch.StartNew(), 0);
        while (true)
        {
            var shown = await Script("effect.sh", Patience - watch.Elapsed);
            asked++;
            if (shown.ExitCode == 0)
                return null;
            if (watch.Elapsed + Pause >= Patience)
                return $"the effect did not show within {Patience.TotalSeconds} s (asked {asked} times). The last time: {shown.Shown}\nslipway install said: {installed.Shown}\n{await State()}";
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>
    /// Traced, so that a failure shows which of its lines did not hold. What it prints goes through a file: something that it leaves running would hold a pipe
    /// open, and reading would never end.
    /// </summary>
    private Task<Ran> Script(string name, TimeSpan atMost)
        => Do($"cd '{files}' && timeout {Math.Max(1, (int)atMost.TotalSeconds)} sh -e -c '. \"$0\"; set -x; . ./{name}' '{Library}' > {name}.out 2>&1 < /dev/null; code=$?; cat {name}.out; exit $code");

    private Task<Ran> Do(string line) => TheProgram.Start("/bin/sh", Environment(), "-c", line);

    private async Task<string> State()
        => (await Do("kubectl -n \"$NAMESPACE\" get all,configmaps,secrets,persistentvolumeclaims -o wide; kubectl -n \"$NAMESPACE\" get events | tail -n 20")).Out;

    private async Task Leave()
    {
        if (one.Has("after.sh"))
            await Script("after.sh", TimeSpan.FromSeconds(60));
        // Many pods here hear no SIGTERM; what waits 30 s for its end takes the node's time from the cases that follow.
        await Do("kubectl delete namespace \"$NAMESPACE\" --ignore-not-found --wait=false; kubectl delete pods --all --grace-period=1 --wait=false -n \"$NAMESPACE\"");
    }

    private Dictionary<string, string?> Environment() => new() { ["NAMESPACE"] = space, ["NAME"] = one.Component, ["LC_ALL"] = "C", ["NO_COLOR"] = "1" };
}
