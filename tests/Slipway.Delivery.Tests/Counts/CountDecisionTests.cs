using System.Text;
using System.Text.Json;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery.Tests;

public class CountDecisionTests
{
    private static readonly WorkloadId Web = new("Deployment", "web");

    [Theory]
    // Counts that are equal, or that an earlier configuration set, are nobody's question.
    [InlineData(3, 3, "kubectl", CountReason.Nothing)]
    [InlineData(3, 1, "", CountReason.Nothing)]
    [InlineData(3, 5, "helm", CountReason.Nothing)]
    [InlineData(3, 5, "slipway", CountReason.Changed)]
    [InlineData(3, 5, "helm kubectl", CountReason.Changed)]
    // Somebody else's.
    [InlineData(3, 5, "kubectl", CountReason.ByHand)]
    [InlineData(3, 0, "dashboard", CountReason.ByHand)]
    [InlineData(3, 5, "", CountReason.ByHand)]
    [InlineData(3, 5, "kube-controller-manager", CountReason.ByHand)]
    // No count is configured.
    [InlineData(null, 5, "helm", CountReason.NoneConfigured)]
    [InlineData(null, 5, "helm slipway", CountReason.Nothing)]
    [InlineData(null, 5, "kubectl", CountReason.Nothing)]
    [InlineData(null, 1, "", CountReason.Nothing)]
    // No workload yet.
    [InlineData(3, null, "", CountReason.Nothing)]
    public void Without_an_autoscaler_the_owner_decides(int? configured, int? live, string owners, CountReason expected)
        => Facts(configured, live, owners).Decide(null, null).Reason.ShouldBe(expected);

    [Theory]
    [InlineData("web", "", false, null, CountReason.Autoscaler)]
    [InlineData("web", "", false, 3, CountReason.Autoscaler)]
    [InlineData("", "keda-hpa-web", false, 3, CountReason.Autoscaler)]
    [InlineData("", "keda-hpa-web", false, null, CountReason.Nothing)]
    [InlineData("", "", true, 3, CountReason.AutoscalerGoes)]
    [InlineData("", "", true, 5, CountReason.Nothing)]
    [InlineData("", "", true, null, CountReason.Nothing)]
    public void With_an_autoscaler_nobody_is_asked(string rendered, string standing, bool going, int? configured, CountReason expected)
        => (Facts(configured, 5, "kube-controller-manager") with { Rendered = rendered, Standing = standing, Going = going ? new("web", "Deployment", "web", "web", null) : null })
            .Decide(null, null).Reason.ShouldBe(expected);

    [Theory]
    [InlineData("kubectl", null, CountReason.ByHand)]
    [InlineData("kubectl", -60, CountReason.ByHand)]
    [InlineData("a-providers-autoscaler", 0, CountReason.AutoscalerGoes)]
    [InlineData("slipway", null, CountReason.Changed)]
    public void A_count_scaled_by_hand_is_asked_about_also_when_its_autoscaler_goes(string owner, int? scaledSeconds, CountReason expected)
    {
        var set = DateTimeOffset.UnixEpoch.AddDays(1);
        var going = new Autoscaler("web", "Deployment", "web", "web", scaledSeconds is { } seconds ? set.AddSeconds(seconds) : null);
        (Facts(3, 5, "") with { Live = new(5, [new(owner, set)]), Going = going }).Decide(null, null).Reason.ShouldBe(expected);
    }

    [Theory]
    [InlineData(null, CountChoice.Keep, CountReason.Kept)]
    [InlineData(null, CountChoice.Reset, CountReason.Reset)]
    [InlineData(3, null, CountReason.KeptBefore)]
    [InlineData(3, CountChoice.Keep, CountReason.KeptBefore)]
    [InlineData(3, CountChoice.Reset, CountReason.Reset)]
    [InlineData(2, null, CountReason.ByHand)]
    public void What_was_said_holds_until_the_configured_count_changes(int? keptAt, CountChoice? choice, CountReason expected)
        => Facts(3, 5, "kubectl").Decide(keptAt is { } configured ? new(Web, configured) : null, choice).Reason.ShouldBe(expected);

    /// <summary>The API server tracks no managers of a count that nobody ever applied.</summary>
    [Theory]
    [InlineData(0, 5, CountReason.AutoscalerGoes)]
    [InlineData(0, 4, CountReason.ByHand)]
    [InlineData(null, 5, CountReason.ByHand)]
    public void A_count_of_nobody_is_its_autoscalers_if_that_one_wants_it(int? scaledSeconds, int desired, CountReason expected)
    {
        var going = new Autoscaler("web", "Deployment", "web", "web", scaledSeconds is { } seconds ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null) { Desired = desired };
        (Facts(3, 5, "") with { Going = going }).Decide(null, null).Reason.ShouldBe(expected);
    }

    [Fact]
    public void Only_what_Helm_alone_holds_is_handed_over_before_it_stops_naming_it()
    {
        Facts(null, 5, "helm").Decide(null, null).IsHandedOver.ShouldBeTrue();
        (Facts(null, 5, "helm") with { Rendered = "web" }).Decide(null, null).IsHandedOver.ShouldBeTrue();
        (Facts(null, 5, "kube-controller-manager") with { Rendered = "web" }).Decide(null, null).IsHandedOver.ShouldBeFalse();
        (Facts(null, 5, "helm kube-controller-manager") with { Rendered = "web" }).Decide(null, null).IsHandedOver.ShouldBeFalse();
        (Facts(null, 5, "") with { Rendered = "web" }).Decide(null, null).IsHandedOver.ShouldBeFalse();
    }

    [Fact]
    public void Who_set_a_count_is_read_from_the_managed_fields()
    {
        using var document = JsonDocument.Parse("""
            {"spec": {"replicas": 5}, "metadata": {"managedFields": [
              {"manager": "helm", "operation": "Apply", "time": "2026-01-02T03:04:05Z", "fieldsV1": {"f:spec": {"f:template": {}}}},
              {"manager": "kubectl", "operation": "Update", "subresource": "scale", "time": "2026-01-02T03:05:06Z", "fieldsV1": {"f:spec": {"f:replicas": {}}}},
              {"manager": "kube-controller-manager", "operation": "Update", "subresource": "status", "fieldsV1": {"f:status": {"f:replicas": {}}}}]}}
            """);
        var live = LiveCount.Read(document.RootElement);
        live.Replicas.ShouldBe(5);
        $"{live.Owners.Single()}".ShouldBe("kubectl, 2026-01-02 03:05:06Z");
    }

    [Fact]
    public void A_count_that_is_left_out_stands_neither_in_the_objects_nor_in_what_the_chart_makes_of_the_values()
    {
        const string Json = """{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {"replicas": 3, "paused": false}}""";
        var one = new RenderedObject("apps/v1", "Deployment", "web", null, "") { Json = Encoding.UTF8.GetBytes(Json) };
        var own = Node.Map(("patches", Node.Map(("mine", Node.Map(("kind", Node.Of("Service")))))));
        var component = new RenderedComponent(new("web", "1.0.0", own) { Installation = "web" }, [one], []);
        var kinds = new Dictionary<RenderedObject, ApiResource>(ReferenceEqualityComparer.Instance) { [one] = ApiResource.Deployments };
        var left = Counts.LeaveOut(component, [(Facts(3, 5, "kubectl")).Decide(null, CountChoice.Keep)], kinds);
        kinds[left.Objects.Single()].ShouldBe(ApiResource.Deployments);
        left.Objects.Single().Yaml.ShouldBe("apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  paused: false\n");
        JsonText.Write(left.Component.Values).ShouldBe("""{"patches":{"mine":{"kind":"Service"},"slipway-count-web-named":{"kind":"Deployment","name":"web","order":999998,"merge":{"spec":{"replicas":1}}},"slipway-count-web-left":{"kind":"Deployment","name":"web","order":999999,"remove":["/spec/replicas"]}}}""");
        Counts.LeaveOut(component, [(Facts(3, 5, "kubectl")).Decide(null, CountChoice.Reset)], kinds).ShouldBeSameAs(component);
    }

    [Fact]
    public void The_counts_of_a_manifest_are_those_of_its_workloads()
        => Counts.In("---\n# Source: x\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 3}\n---\nkind: StatefulSet\nmetadata: {name: db}\nspec: {}\n---\nkind: Service\nmetadata: {name: web}\n")
            .ShouldBe(new Dictionary<WorkloadId, int?> { [Web] = 3, [new("StatefulSet", "db")] = null }, ignoreOrder: true);

    [Fact]
    public void Taking_over_would_delete_what_only_the_release_has_unless_Helm_keeps_it()
    {
        var component = new RenderedComponent(new("web", "1.0.0", Node.Map()) { Installation = "web" },
            [new RenderedObject("v1", "Service", "web", null, "") { Json = "{}"u8.ToArray() }], []);
        TakeOver.Surplus("""
            kind: Service
            metadata: {name: web}
            ---
            kind: ConfigMap
            metadata: {name: old}
            ---
            kind: PersistentVolumeClaim
            metadata: {name: data, annotations: {helm.sh/resource-policy: keep}}
            """, component).ShouldBe(["ConfigMap old"]);
    }

    [Theory]
    [InlineData("[{name: A, value: a}, {name: X, value: '5'}]", true)]
    [InlineData("[{name: A, value: other}]", false)]
    [InlineData("[]", false)]
    public void Pods_are_replaced_where_their_template_loses_a_field(string env, bool isLost)
    {
        var component = new RenderedComponent(new("web", "1.0.0", Node.Map()) { Installation = "web" },
            [new RenderedObject("apps/v1", "Deployment", "web", null, "") { Json = """{"spec":{"template":{"spec":{"containers":[{"name":"web","env":[{"name":"A","value":"a"}]}]}}}}"""u8.ToArray() }], []);
        TakeOver.TakesOut($$"""
            kind: Deployment
            metadata: {name: web}
            spec:
              template:
                spec:
                  containers:
                  - name: web
                    env: {{env}}
            """, component).ShouldBe(isLost);
    }

    [Theory]
    [InlineData(null, 0, "kubectl", "kubectl")]
    [InlineData(null, 0, "", "somebody whom the cluster does not name")]
    [InlineData(null, 0, "helm", null)]
    [InlineData(null, 0, "slipway", null)]
    [InlineData(null, 0, "keda-operator", null)]
    [InlineData(null, 1, "kubectl", null)]
    [InlineData(0, 0, "kubectl", null)]
    public void Who_scaled_to_nothing_what_has_no_count_of_its_own_is_told(int? configured, int live, string owners, string? who)
    {
        var told = CountSteps.Say(Facts(configured, live, owners).Decide(null, null));
        (told?.Rule == CountRules.Halted ? told.Arguments[1] : null).ShouldBe(who);
    }

    [Theory]
    [InlineData("""{"replicas": 0}""", true)]
    [InlineData("""{"replicas": 2}""", false)]
    [InlineData("{}", false)]
    public void A_status_tells_it_too(string spec, bool isTold)
    {
        using var found = JsonDocument.Parse($$"""{"metadata": {"name": "web", "uid": "1", "labels": {"app.kubernetes.io/name": "web"} }, "spec": {{spec}}, "status": {} }""");
        var status = new Live([("Deployment", found.RootElement)], [], [], []).Component("web", null, null);
        status.Halted.Select(one => one.Rule).ShouldBe(isTold ? [CountRules.Halted] : []);
    }

    private static CountFacts Facts(int? configured, int? live, string owners) => new(
        Web, ApiResource.Deployments, configured,
        live is { } count ? new(count, [.. owners.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(o => new CountOwner(o, null))]) : null, "", "", null);
}
