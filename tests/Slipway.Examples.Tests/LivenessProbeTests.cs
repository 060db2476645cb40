namespace Slipway.Examples.Tests;

/// <summary>A service that is restarted before it may have traffic.</summary>
public class LivenessProbeTests
{
    [Fact]
    public Task A_liveness_probe_that_is_never_answered_fails_the_installation_and_is_named()
        => StartupProbeTests.FailsNaming("liveness probe", text => text
            .Replace("/health/live, port: http}\n      periodSeconds: 5", "/health/nowhere, port: http}\n      periodSeconds: 1\n      failureThreshold: 1", StringComparison.Ordinal)
            .Replace("/health/ready, port: http}", "/health/ready, port: http}\n      initialDelaySeconds: 60", StringComparison.Ordinal));
}
