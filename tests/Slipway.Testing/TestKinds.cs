namespace Slipway.Testing;

/// <summary>
/// The kinds of others that traits make objects of. Where the cluster lacks one, the command that SLIPWAY_TEST_CRDS names (by default the cluster script
/// beside the repository) adds them; without one the test is skipped.
/// </summary>
public static class TestKinds
{
    private static readonly string[] Needed =
    [
        "scaledobjects.keda.sh", "certificates.cert-manager.io", "servicemonitors.monitoring.coreos.com", "podmonitors.monitoring.coreos.com",
        "externalsecrets.external-secrets.io", "gateways.gateway.networking.k8s.io", "httproutes.gateway.networking.k8s.io",
    ];

    private static readonly Lazy<Task<string?>> Made = new(MakeOnce);

    public static async Task Make()
    {
        var missing = await Made.Value;
        Assert.SkipWhen(missing is not null, missing ?? "");
    }

    private static async Task<string?> MakeOnce()
    {
        var kubectl = TestEnvironment.Needs("kubectl");
        if ((await Missing(kubectl)).Length == 0)
            return null;
        if (Adding() is { } command)
            await Command.Run(command[0], command[1..]);
        if (await Missing(kubectl) is { Length: > 0 } missing)
            return $"The cluster lacks the kinds {string.Join(", ", missing)}; SLIPWAY_TEST_CRDS names a command that adds them.";
        await Command.Run(kubectl, ["wait", "--for=condition=Established", "--timeout=60s", .. Needed.Select(n => $"crd/{n}")]);
        return null;
    }

    private static async Task<string[]> Missing(string kubectl)
    {
        var there = await Command.Run(kubectl, ["get", "customresourcedefinitions", "-o", "jsonpath={.items[*].metadata.name}"]);
        return [.. Needed.Except(there.Split(' '))];
    }

    private static string[]? Adding()
    {
        if (Environment.GetEnvironmentVariable("SLIPWAY_TEST_CRDS") is { } named && !string.IsNullOrWhiteSpace(named))
            return named.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var beside = Path.GetFullPath(Path.Combine(TestEnvironment.Root, "..", "shared", "cluster", "cluster"));
        return File.Exists(beside) ? [beside, "crds"] : null;
    }
}
