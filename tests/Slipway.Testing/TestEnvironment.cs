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
