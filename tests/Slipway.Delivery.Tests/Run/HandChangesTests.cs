using System.Text;
using System.Text.Json;
using Slipway.Components;

namespace Slipway.Delivery.Tests;

public class HandChangesTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    // Another value was written: Helm holds the field no more.
    [InlineData("Deployment", """{"manager": "kubectl-set", "fieldsV1": {"f:spec": {"f:a": {}}}}""", ".spec.a")]
    // Both wrote the same value.
    [InlineData("Deployment", """{"manager": "helm", "fieldsV1": {"f:spec": {"f:a": {}}}}, {"manager": "kubectl-set", "fieldsV1": {"f:spec": {"f:a": {}}}}""", "")]
    // A field that is not meant at all, and what stands beneath one that is not.
    [InlineData("Deployment", """{"manager": "kubectl-edit", "fieldsV1": {"f:spec": {"f:other": {}, "f:more": {"f:a": {}}}}}""", "")]
    // Items of lists by their keys; a key with a default need not be written.
    [InlineData("Deployment", """{"manager": "kubectl-edit", "fieldsV1": {"f:spec": {"f:list": {"k:{\"name\":\"x\",\"protocol\":\"TCP\"}": {".": {}, "f:value": {}}, "k:{\"name\":\"y\"}": {"f:value": {}}}}}}""", ".spec.list[name=\"x\",protocol=\"TCP\"].value")]
    [InlineData("Deployment", """{"manager": "kubectl-edit", "fieldsV1": {"f:spec": {"f:set": {"v:\"one\"": {}, "v:\"two\"": {}}}}}""", ".spec.set[=\"one\"]")]
    // What others do with the state of an object is theirs.
    [InlineData("Deployment", """{"manager": "kubelet", "subresource": "status", "fieldsV1": {"f:spec": {"f:a": {}}}}""", "")]
    // Counts of our own workloads are asked about elsewhere; of other kinds nobody asks.
    [InlineData("Deployment", """{"manager": "kubectl", "subresource": "scale", "fieldsV1": {"f:spec": {"f:replicas": {}}}}""", "")]
    [InlineData("Pool", """{"manager": "kubectl", "subresource": "scale", "fieldsV1": {"f:spec": {"f:replicas": {}}}}""", ".spec.replicas")]
    [InlineData("Pool", """{"manager": "kube-controller-manager", "subresource": "scale", "fieldsV1": {"f:spec": {"f:replicas": {}}}}""", "")]
    // Nonsense that only a broken server sends.
    [InlineData("Deployment", """{"manager": "x", "fieldsV1": {"f:spec": {"k:{": {}, "": {}, "f": {}, "q:a": {}, "v:": {}, "f:a": 3}}}, {"fieldsV1": 3}, 4""", ".spec.a")]
    public void A_field_that_is_meant_and_is_held_by_others_alone_was_changed(string kind, string managed, string expected)
    {
        var meant = Object(kind, """{"spec": {"a": 1, "replicas": 2, "list": [{"name": "x", "value": "1"}], "set": ["one"]}}""");
        using var live = JsonDocument.Parse($$$"""{"metadata": {"managedFields": [{{{managed}}}]}}""");
        var change = HandChanges.Of(meant, live.RootElement, isForeign: false);
        string.Join(' ', change?.Fields ?? []).ShouldBe(expected);
    }

    [Fact]
    public async Task What_was_changed_by_hand_is_told_and_stays_until_it_is_to_be_set_back()
    {
        using var site = new TestSite();
        var request = site.Request("hello", site.Component("web"));
        (await Install.Run(request, Test)).Outcome.ShouldBe(RunOutcome.Succeeded);
        (await Install.Run(request, Test)).Problems.ShouldBeEmpty();
        TestSite.Kubectl("-n", site.Space, "patch", "deployment", "web", "-p", """{"spec": {"template": {"spec": {"terminationGracePeriodSeconds": 1}}}}""");
        TestSite.Kubectl("-n", site.Space, "label", "service", "web", "note=mine");

        var told = await Install.Run(request, Test);
        told.Outcome.ShouldBe(RunOutcome.Unchanged, told.Problems.Text());
        told.Problems.Codes().ShouldBe([HandChangeRules.Stays.Code]);
        told.Problems.Text().ShouldContain("Deployment web (web) was changed by hand since it was installed: .spec.template.spec.terminationGracePeriodSeconds (kubectl-patch, 20");
        Grace().ShouldBe("1");

        var refused = await Install.Run(site.Request("hello", site.Component("web", values: ("image", Slipway.Yaml.Node.Of("test.local/busybox:2")))), Test);
        refused.Problems.Codes().ShouldBe([HelmRules.Conflict.Code], refused.Problems.Text());

        var back = await Install.Run(request with { ForceConflicts = true }, Test);
        back.Outcome.ShouldBe(RunOutcome.Succeeded, back.Problems.Text());
        back.Problems.Codes().ShouldBe([HandChangeRules.SetBack.Code]);
        Grace().ShouldBe("0");
        (await Install.Run(request with { ForceConflicts = true }, Test)).Outcome.ShouldBe(RunOutcome.Unchanged);
        (await Install.Run(request, Test)).Problems.ShouldBeEmpty();

        string Grace() => TestSite.Kubectl("-n", site.Space, "get", "deployment", "web", "-o", "jsonpath={.spec.template.spec.terminationGracePeriodSeconds}");
    }

    private static RenderedObject Object(string kind, string json)
        => new(kind == "Deployment" ? "apps/v1" : "example.org/v1", kind, "web", null, json) { Json = Encoding.UTF8.GetBytes(json) };
}
