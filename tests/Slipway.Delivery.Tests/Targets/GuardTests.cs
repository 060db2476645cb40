using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery.Tests;

/// <summary>Who has lost the lease sends nothing that changes the cluster, whatever it was in the middle of.</summary>
public sealed class GuardTests : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public GuardTests() => listener.Start();

    public void Dispose() => listener.Stop();

    [Fact]
    public async Task Nothing_is_stored_or_deleted_that_the_guard_refuses()
    {
        using var client = await Guarded();
        var (stop, content) = (TestContext.Current.CancellationToken, new JsonObject());
        foreach (var change in new Func<Task>[]
        {
            () => client.Delete(ApiResource.ConfigMaps, "ns", "a", cancellation: stop),
            () => client.Delete(ApiResource.StatefulSets, "ns", "a", "uid", Propagation.Orphan, stop),
            () => client.Apply(ApiResource.ConfigMaps, "ns", "a", "{}", force: true, cancellation: stop),
            () => client.Create(ApiResource.Namespaces, null, content, cancellation: stop),
            () => client.Patch(ApiResource.ConfigMaps, "ns", "a", content, cancellation: stop),
        })
            (await Should.ThrowAsync<ClusterException>(change)).Problem.Rule.ShouldBe(LeaseRules.Lost);
        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task Who_only_looks_or_tries_is_not_asked_and_neither_is_the_lease()
    {
        using var client = await Guarded();
        listener.Stop();
        var (stop, content) = (TestContext.Current.CancellationToken, new JsonObject());
        foreach (var request in new Func<Task>[]
        {
            () => client.Get(ApiResource.ConfigMaps, "ns", "a", stop),
            () => client.May("delete", ApiResource.ConfigMaps, "ns", cancellation: stop),
            () => client.Apply(ApiResource.ConfigMaps, "ns", "a", "{}", dryRun: true, cancellation: stop),
            () => client.Create(ApiResource.ConfigMaps, "ns", content, dryRun: true, cancellation: stop),
            () => client.Patch(ApiResource.Leases, "ns", "a", content, cancellation: stop),
            () => client.DeleteVersion(ApiResource.Leases, "ns", "a", "uid", "1", stop),
        })
            (await Should.ThrowAsync<ClusterException>(request)).Problem.Rule.ShouldBe(TargetRules.Refused);
    }

    private async Task<ClusterClient> Guarded()
    {
        var access = new ClusterAccess("the-file", "the-context", new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"), null);
        var client = await ClusterClient.Connect(access, TimeProvider.System, TestContext.Current.CancellationToken);
        client.Guard = () => throw new ClusterException(LeaseRules.Lost.With("hello", "ns/slipway-hello"));
        return client;
    }
}
