namespace Slipway.Examples.Tests;

/// <summary>The web service, from its definition to an answer.</summary>
public class HelloTests
{
    internal const string Definition = "examples/hello/service.yaml";

    [Fact]
    public async Task Hello_answers_through_its_Service_and_leaves_nothing_behind()
    {
        await using var cluster = await OnCluster.With("hello");
        var (code, output) = await cluster.Install(Definition, "90s");
        code.ShouldBe(0, output);
        (await cluster.Kubectl("get", "--raw", $"/api/v1/namespaces/{cluster.Namespace}/services/hello:http/proxy/")).ShouldBe("Hello from Slipway\n");
        var (removed, said) = await cluster.Uninstall("hello");
        removed.ShouldBe(0, said);
        (await cluster.Kubectl("get", "deployments,services,configmaps", "-n", cluster.Namespace, "-o", "name")).Trim().ShouldBe("configmap/kube-root-ca.crt");
    }
}
