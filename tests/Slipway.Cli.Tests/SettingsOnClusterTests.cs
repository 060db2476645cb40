namespace Slipway.Cli.Tests;

/// <summary>What a site sets, changes and replaces, as the pods on the real cluster see it.</summary>
public class SettingsOnClusterTests
{
    [Fact]
    public async Task Pods_see_the_defaults_then_the_answers_and_the_outputs_of_what_was_put_in_a_components_place()
    {
        using var site = await Shop();
        await site.Kubectl("create", "secret", "generic", "db-login", "--from-literal=pw=inner");
        await site.Kubectl("create", "secret", "generic", "site-db", "--from-literal=p=outer");
        await Install(site);
        (await Sees(site)).ShouldBe("info db 8080 inner db");

        await File.WriteAllTextAsync(Path.Combine(site.Folder, "managed.yaml"), $$$"""
            contract: {name: postgresql, version: "15.4"}
            address: {host: other.{{{site.Namespace}}}.svc.cluster.local}
            outputs: {credentials: {secret: site-db, keys: {password: p} } }
            """, TestContext.Current.CancellationToken);
        await Install(site, "--config", "logLevel=debug", "--trait", "web.replicas.count=2", "--replace", $"db={Path.Combine(site.Folder, "managed.yaml")}");
        await ClusterSite.Until(() => Sees(site), "debug db 8080 outer other");
        (await site.Kubectl("get", "deployments", "-o", "go-template={{range .items}}{{.metadata.name}} {{.spec.replicas}} {{end}}")).Trim().ShouldBe("other 1 web 2");
        (await site.Kubectl("get", "service", "db", "-o", "jsonpath={.spec.type}")).ShouldBe("ExternalName");
        (await site.Helm("get", "values", "web")).ShouldNotContain("outer");

        var locked = await site.Slipway("install", site.Folder, "-n", site.Namespace, "--yes", "--trait", "web.replicas.count=9");
        locked.ExitCode.ShouldBe(ExitCode.Findings, locked.Shown);
        locked.Error.ShouldContain("SLW0837");
    }

    /// <summary>What a pod of the web knows, and who answers it under the database's name.</summary>
    internal static async Task<string> Sees(ClusterSite site)
        => (await site.Kubectl("exec", "deploy/web", "--", "sh", "-c", "echo $LEVEL $DB_HOST $DB_PORT $DB_PASSWORD $(busybox wget -qO- http://$DB_HOST:$DB_PORT/index.html)")).Trim();

    private static async Task Install(ClusterSite site, params string[] more)
    {
        var ran = await site.Slipway(["install", site.Folder, "-n", site.Namespace, "--yes", "--timeout", "120s", .. more]);
        ran.ExitCode.ShouldBe(0, ran.Shown);
    }

    internal static async Task<ClusterSite> Shop()
    {
        var site = await ClusterSite.Make(ClusterSite.Service("web", "1.0.0", "config: {type: object, properties: {level: {type: string, default: none, x-slipway: {scope: unified, env: LEVEL}}}}"));
        File.Move(Path.Combine(site.Folder, "service.yaml"), Path.Combine(site.Folder, "web.yaml"));
        await Write("db.yaml", ClusterSite.Service("db", "16.3.0"));
        await Write("other.yaml", ClusterSite.Service("other"));
        await Write("application.yaml", """
            name: application
            version: 1.0.0
            components:
              web: {service: web.yaml, dependsOn: [db]}
              other: {service: other.yaml}
              db:
                service: db.yaml
                replaceable:
                  contract: postgresql >= 14
                  outputs: {host: , port: , credentials: {secret: db-login, keys: {password: pw}}}
            config: {type: object, properties: {logLevel: {enum: [debug, info], default: info}}}
            mapping:
              web:
                config: {level: self.logLevel}
                env: {DB_HOST: outputs.db.host, DB_PORT: outputs.db.port, DB_PASSWORD: outputs.db.credentials.password}
            adjustable: {web: {replicas: {count: {minimum: 1, maximum: 5}}}}
            """);
        return site;

        Task Write(string name, string text) => File.WriteAllTextAsync(Path.Combine(site.Folder, name), text);
    }
}
