using System.Runtime.CompilerServices;

namespace Slipway.Testing;

/// <summary>What the machine offers to the tests. A test that needs what is not there is skipped and says why; CI makes a skip a failure.</summary>
public static class TestEnvironment
{
    /// <summary>The repository's root folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The public test data: SLIPWAY_TEST_DATA, by default <c>../shared/data</c> beside the repository.</summary>
    public static string Data
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("SLIPWAY_TEST_DATA") ?? Path.Combine(Root, "..", "shared", "data");
            Assert.SkipUnless(Directory.Exists(folder), $"There is no public test data at {folder}; SLIPWAY_TEST_DATA names another folder.");
            return Path.GetFullPath(folder);
        }
    }

    /// <summary>The requirements document, beside the test data.</summary>
    public static string Requirements
    {
        get
        {
            var file = Path.Combine(Data, "..", "requirements.zh.md");
            Assert.SkipUnless(File.Exists(file), $"There is no requirements document at {file}.");
            return File.ReadAllText(file);
        }
    }

    /// <summary>Skips the test unless KUBECONFIG names a cluster that may be changed at will (SLIPWAY_TEST_CLUSTER=1).</summary>
    public static void NeedsCluster() => Assert.SkipUnless(
        Environment.GetEnvironmentVariable("SLIPWAY_TEST_CLUSTER") == "1",
        "Needs a disposable cluster: KUBECONFIG naming it, and SLIPWAY_TEST_CLUSTER=1.");

    /// <summary>The socket of the containerd that the cluster's one node on this machine runs: SLIPWAY_TEST_CONTAINERD, or the only one that is open.</summary>
    public static string Containerd
    {
        get
        {
            var named = Environment.GetEnvironmentVariable("SLIPWAY_TEST_CONTAINERD");
            if (!string.IsNullOrEmpty(named))
                return named;
            var open = File.Exists("/proc/net/unix") ? File.ReadLines("/proc/net/unix").Select(line => line.Split(' ')[^1]).Where(path => path.EndsWith("/containerd.sock", StringComparison.Ordinal)).Distinct().ToList() : [];
            Assert.SkipUnless(open.Count == 1, $"Needs the socket of the node's containerd; {open.Count} are open on this machine. SLIPWAY_TEST_CONTAINERD names it.");
            return open[0];
        }
    }

    /// <summary>The full path of a program on PATH (or named by a variable such as SLIPWAY_HELM); the test is skipped without it.</summary>
    public static string Needs(string program, string? variable = null)
    {
        var path = Find(program, variable);
        Assert.SkipUnless(path is not null, $"Needs {program} on PATH{(variable is null ? "" : $" or {variable} naming it")}.");
        return path!;
    }

    public static string? Find(string program, string? variable = null)
    {
        if (variable is not null && Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named && File.Exists(named))
            return named;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
    }

    private static string FindRoot([CallerFilePath] string caller = "")
    {
        var folder = Path.GetDirectoryName(caller);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Slipway.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("Slipway.slnx was not found above the tests' sources.");
    }
}
