using Slipway.Testing;

namespace Slipway.Cli.Tests;

public sealed class NeedsTests
{
    private const string Service = """
        container:
          imagesName: /test/x
          health:
            startupProbe: {httpGet: {path: /started, port: 8080}}
            livenessProbe: {httpGet: {path: /live, port: 8080}}
            readinessProbe: {httpGet: {path: /ready, port: 8080}}
        resources: {requests: {cpu: 250m, memory: 128Mi}}
        ports: {http: 8080}
        """;

    [Theory]
    [InlineData("text", "en", "txt")]
    [InlineData("text", "zh", "txt")]
    [InlineData("markdown", "en", "md")]
    [InlineData("json", "en", "json")]
    public async Task The_planning_sheet_has_what_is_declared_and_what_objects_ask_for_each_part_by_itself(string form, string language, string ending)
    {
        TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        var folder = Directory.CreateTempSubdirectory("slipway-needs-");
        try
        {
            void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);
            foreach (var name in (string[])["web", "agent", "postgres", "mysql"])
                Write($"{name}.yaml", $"name: {name}\nversion: 1.0.0\n{(name == "postgres" ? "workload: stateful\nstorage: {data: {path: /data, size: 10Gi}}\n" : "")}{Service}");
            Write("application.yaml", """
                name: shop
                version: 1.4.0
                components:
                  web:
                    service: web.yaml
                    traits: {autoscale: {min: 2, max: 6}, sidecar: {containers: {proxy: {image: registry.example.com/proxy:1, resources: {requests: {cpu: 50m, memory: 64Mi}}}}}, env-from: {keys: {TOKEN: {secret: site-token, key: token}}}}
                  agent: {service: agent.yaml, optional: true}
                  postgres: {service: postgres.yaml}
                  mysql: {service: mysql.yaml}
                  relay: {application: relay.yaml}
                  archive: {application: archive.yaml, optional: {default: false}}
                oneOf: {database: {components: [postgres, mysql]}}
                needs:
                  kubernetes: ">=1.30"
                  cpu: 500m
                  memory: 1Gi
                  storageClasses: [fast]
                  crds: [certificates.cert-manager.io]
                  ports: {https: {port: 443, title: {en: Customers | all, zh: 客户访问}}}
                  other: {smtp: {title: {en: A mail relay, zh: 邮件中继}}}
                """);
            foreach (var name in (string[])["relay", "archive"])
                Write($"{name}.yaml", $$"""
                    format: application/alpha1
                    name: {{name}}
                    version: 1.0.0
                    components:
                      queue: {service: agent.yaml}
                    needs:
                      kubernetes: ">=1.31"
                      memory: 2Gi
                      storageClasses: [{{name}}-disks]
                      other:
                        smtp:
                          title: {en: A mail relay, zh: 邮件中继}
                    """);
            var ran = await TheProgram.Run("package", "needs", Path.Combine(folder.FullName, "application.yaml"), "--output", form, "--lang", language);
            ran.Error.ShouldBeEmpty();
            ran.ExitCode.ShouldBe(0);
            Golden.Check($"needs/{form}.{language}.{ending}", ran.Out);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
