using System.Text;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

public sealed class IdentityTests
{
    /// <summary>What an adopted release's values say: its own names, selector and labels, no third probe, nothing of ours.</summary>
    private const string Adopted = """
        name: web
        installation: web
        version: 1.16.0
        workload: stateless
        main: web
        containers:
          web:
            image: {registry: "", repository: nginx, tag: 1.16.0, pullPolicy: IfNotPresent}
            ports: {http: {port: 80}}
            health:
              livenessProbe: {httpGet: {path: /, port: http}}
              readinessProbe: {httpGet: {path: /, port: http}}
        identity:
          name: web
          container: web
          service: web
          podLabels: none
          drain: false
          selector: {app.kubernetes.io/name: web, app.kubernetes.io/instance: web}
        traits:
          labels:
            enabled: true
            pod: {helm.sh/chart: web-0.1.0, app.kubernetes.io/version: 1.16.0, app.kubernetes.io/managed-by: Helm}
        patches:
          account:
            kind: Deployment
            merge: {spec: {template: {spec: {serviceAccountName: web}}}}
        """;

    [Theory]
    [InlineData("helm3")]
    [InlineData("helm4")]
    public async Task Identity_reproduces_the_pod_template_of_a_created_chart_exactly(string program)
    {
        var helm = new HelmProgram(TestEnvironment.Needs(program), program);
        var folder = Directory.CreateTempSubdirectory("slipway-create-").FullName;
        (await helm.Run(["create", Path.Combine(folder, "web")], cancellation: TestContext.Current.CancellationToken)).Succeeded.ShouldBeTrue();
        var created = await helm.Run(["template", "web", Path.Combine(folder, "web")], cancellation: TestContext.Current.CancellationToken);
        created.Succeeded.ShouldBeTrue(created.Error);
        var ours = await helm.Run(["template", "web", HelmUnderTest.Chart(), "-f", "-"], Encoding.UTF8.GetBytes(Adopted), cancellation: TestContext.Current.CancellationToken);
        ours.Succeeded.ShouldBeTrue(ours.Error);

        var (theirs, mine) = (Deployment(created), Deployment(ours));
        HelmYaml.Write(PodTemplate(mine)).ShouldBe(HelmYaml.Write(PodTemplate(theirs)));
        HelmYaml.Write(Selector(mine)).ShouldBe(HelmYaml.Write(Selector(theirs)));
        Golden.Check("identity.yaml", HelmYaml.Write(PodTemplate(mine)) + "\n");
    }

    private static MapNode Deployment(HelmResult result)
        => HelmUnderTest.Documents(Encoding.UTF8.GetString(result.Output))
            .Select(d => YamlReader.Read(new SourceText("rendered", d)).Documents.Single()).OfType<MapNode>()
            .Single(o => o["kind"]!.ToString() == "Deployment");

    private static Node PodTemplate(MapNode deployment) => ((MapNode)deployment["spec"]!)["template"]!;

    private static Node Selector(MapNode deployment) => ((MapNode)deployment["spec"]!)["selector"]!;
}
