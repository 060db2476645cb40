using System.Text;
using System.Text.Json;
using Slipway.Components;

namespace Slipway.Delivery.Tests;

public sealed class OutsideTests
{
    private const string Service = """
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "db", "annotations": {"slipway/address": "192.0.2.10,192.0.2.11"}},
         "spec": {"ports": [{"name": "admin", "port": 81, "targetPort": 81}, {"name": "http", "port": 80, "targetPort": 18080}]}}
        """;

    [Fact]
    public void A_Service_says_where_it_leads_and_by_which_ports()
    {
        using var service = JsonDocument.Parse(Service);
        $"{Outside.Of(service.RootElement)}".ShouldBe("192.0.2.10,192.0.2.11 (admin 81, http 80 → 18080)");
        using var alias = JsonDocument.Parse("""{"metadata": {"annotations": {"slipway/address": "db.example.com"}}, "spec": {"type": "ExternalName"}}""");
        $"{Outside.Of(alias.RootElement)}".ShouldBe("db.example.com");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"metadata": {"annotations": {"other": "a"}}, "spec": {"ports": [{"port": 80}]}}""")]
    [InlineData("""{"metadata": {"annotations": {"slipway/address": 5}}}""")]
    public void A_Service_of_pods_leads_nowhere_outside(string json)
    {
        using var service = JsonDocument.Parse(json);
        Outside.Of(service.RootElement).ShouldBeNull();
    }

    [Fact]
    public void A_component_outside_consists_of_its_Service_and_our_EndpointSlices_only()
    {
        RenderedObject[] objects =
        [
            Object("Service", "db", Service),
            Object("Service", "other", """{"metadata": {"name": "other"}}"""),
            Object("EndpointSlice", "db-ipv4", """{"metadata": {"labels": {"endpointslice.kubernetes.io/managed-by": "slipway"}}}"""),
            Object("EndpointSlice", "somebodys", """{"metadata": {"labels": {"endpointslice.kubernetes.io/managed-by": "somebody"}}}"""),
            Object("ConfigMap", "db", """{"metadata": {"annotations": {"slipway/address": "10.0.0.1"}}}"""),
        ];
        Outside.PartsOf(objects).Select(part => $"{part}").ShouldBe(["Service db", "EndpointSlice db-ipv4"]);
        Outside.Of(objects)!.Address.ShouldBe("192.0.2.10,192.0.2.11");
        Outside.Of(objects[1..]).ShouldBeNull();
        Outside.PartsOf(objects[1..2]).ShouldBeEmpty();
    }

    private static RenderedObject Object(string kind, string name, string json) => new("v1", kind, name, null, "") { Json = Encoding.UTF8.GetBytes(json) };
}
