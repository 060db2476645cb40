using System.Text;
using Slipway.Components;
using Slipway.Packages.Tests.Composing;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Configuring;

public sealed class ReplacingTests
{
    private static TestApplication Files() => new TestApplication()
        .WithService("web", more: "config: {type: object, properties: {password: {type: string, x-slipway: {secret: true, scope: unified, env: PASSWORD}}, port: {type: integer, default: 1, x-slipway: {scope: unified}}}}")
        .WithService("db", "16.3.0", "ports: {postgres: 5432}")
        .WithApplication("data.yaml", """
            web: {service: web.yaml}
            orders-db:
              service: db.yaml
              traits: {replicas: {count: 1}}
              replaceable:
                contract: postgresql >= 14
                outputs: {host: , port: , database: orders, credentials: {secret: db-login, keys: {password: pw}}}
            """, """
            mapping:
              web:
                config: {password: outputs.orders__dash__db.credentials.password, port: outputs.orders__dash__db.port}
                env: {URL: "outputs.orders__dash__db.host + '/' + outputs.orders__dash__db.database"}
            """)
        .WithApplication("application.yaml", "data: {application: data.yaml}");

    private static (IReadOnlyList<ComposedComponent> Components, IReadOnlyList<Diagnostic> Findings) Replace(Composition composition, string component, string text)
    {
        var (definition, wrong) = ContractReader.Read("managed.yaml", Encoding.UTF8.GetBytes(text));
        wrong.ShouldBeEmpty();
        var (components, outputs, findings) = Replacing.Apply(composition, composition.Components, [new Replacement(component, "managed.yaml", definition!)]);
        var (configured, told) = composition.Configuration.Configured(components, Node.Map(), outputs);
        return (configured, [.. findings, .. told]);
    }

    private static string Shown(ComposedComponent component) => $"{component.Version} {JsonText.Write(component.Whole.Config)} {JsonText.Write(component.Whole.Traits)}";

    [Fact]
    public void Dependents_read_the_outputs_of_what_stands_there_and_credentials_by_names_alone()
    {
        using var files = Files();
        var composition = files.Composition();
        Shown(composition.Component("data-web")!).ShouldBe("""1.0.0 {"password":{"secret":"db-login","key":"pw"},"port":5432} {"env":{"set":{"URL":"data-orders-db/orders"}}}""");
        var (components, findings) = Replace(composition, "data-orders-db", """
            contract: {name: postgresql, version: "15"}
            address: {addresses: [192.0.2.10]}
            outputs: {database: prod, credentials: {secret: site, keys: {password: p, username: u}}}
            """);
        findings.ShouldBeEmpty();
        Shown(components[0]).ShouldBe("""1.0.0 {"password":{"secret":"site","key":"p"},"port":5432} {"env":{"set":{"URL":"data-orders-db/prod"}}}""");
        Shown(components[1]).ShouldBe("""15.0.0 {} {"address":{"addresses":["192.0.2.10"],"credentials":{"secret":"site","keys":{"password":"p","username":"u"}}}}""");
        components[1].Service!.Workload.Value.ShouldBe("external");
        ComposedBuilder.Build(components, PlatformReader.BuiltIn, "shop").Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("data-web", "contract: {name: postgresql, version: 15}\naddress: {host: a.b}", "SLW0874")]
    [InlineData("db", "contract: {name: postgresql, version: 15}\naddress: {host: a.b}", "SLW0874")]
    [InlineData("data-orders-db", "contract: {name: mysql, version: 15}\naddress: {host: a.b}\noutputs: {database: x, credentials: {secret: s, keys: {password: p}}}", "SLW0873")]
    [InlineData("data-orders-db", "contract: {name: postgresql, version: 13.9.9}\naddress: {host: a.b}\noutputs: {database: x, credentials: {secret: s, keys: {password: p}}}", "SLW0873")]
    [InlineData("data-orders-db", "contract: {name: postgresql, version: 15}\naddress: {host: a.b}\noutputs: {database: 7, credentials: {secret: s, keys: {password: p}}}", "SLW0875")]
    [InlineData("data-orders-db", "contract: {name: postgresql, version: 15}\naddress: {host: a.b}\noutputs: {database: x, credentials: {secret: s, keys: {username: p}}}", "SLW0875")]
    [InlineData("data-orders-db", "contract: {name: postgresql, version: 15}\naddress: {host: a.b}\noutputs: {database: x, port: \"5\", credentials: {secret: s, keys: {password: p}}}", "SLW0875")]
    [InlineData("data-orders-db", "contract: {name: postgresql, version: 15}\naddress: {host: a.b}\noutputs: {database: x, port: 99999, credentials: {secret: s, keys: {password: p}}}", "SLW0110")]
    [InlineData("data-orders-db", "contract: {name: postgresql, version: 15}\naddress: {host: a.b}\noutputs: {prot: 5433, database: x, credentials: {secret: s, keys: {password: p}}}", "SLW0103")]
    public void What_does_not_offer_the_contract_takes_no_place(string component, string text, string code)
    {
        using var files = Files();
        var (components, findings) = Replace(files.Composition(), component, text);
        findings.Select(finding => finding.Rule.Code).ShouldBe([code]);
        components.ShouldAllBe(one => !one.IsReplaced);
    }

    [Theory]
    [InlineData("port: x", "SLW0109")]
    [InlineData("port: \"5432\"", "SLW0109")]
    [InlineData("port: 5432.5", "SLW0109")]
    [InlineData("port: 0", "SLW0110")]
    [InlineData("port: 65536", "SLW0110")]
    [InlineData("port: 99999999999999999999", "SLW0110")]
    [InlineData("port: -1", "SLW0110")]
    [InlineData("host: 7", "SLW0108")]
    [InlineData("host: true", "SLW0108")]
    public void What_the_application_itself_hands_out_is_of_the_type_that_a_replacement_must_have(string output, string code)
    {
        using var files = new TestApplication().WithService("db", "16.3.0", "ports: {postgres: 5432}")
            .WithApplication("application.yaml", $"db: {{service: db.yaml, replaceable: {{contract: postgresql >= 14, outputs: {{{output}}}}}}}");
        var finding = files.Compose().Findings.Where(one => one.Severity == Severity.Error).ShouldHaveSingleItem();
        (finding.Rule.Code, finding.Arguments[0], finding.At!.Source.Name.Split('/')[^1]).ShouldBe((code, $"components.db.replaceable.outputs.{output.Split(':')[0]}", "application.yaml"));
    }

    [Theory]
    [InlineData("port: 5432")]
    [InlineData("port: 65535, host: db.example.com")]
    [InlineData("port: , host: , anything: 1.5")]
    public void Outputs_of_the_right_types_are_taken(string outputs)
    {
        using var files = new TestApplication().WithService("db", "16.3.0", "ports: {postgres: 5432}")
            .WithApplication("application.yaml", $"db: {{service: db.yaml, replaceable: {{contract: postgresql >= 14, outputs: {{{outputs}}}}}}}");
        files.Compose().Findings.ShouldBeEmpty();
    }

    [Fact]
    public void An_output_that_no_dependent_reads_is_refused_with_the_one_that_may_be_meant()
    {
        using var files = Files();
        var (_, findings) = Replace(files.Composition(), "data-orders-db", """
            contract: {name: postgresql, version: "15"}
            address: {host: a.b}
            outputs: {database: x, credentials: {secret: s, keys: {password: p}}, prot: 5433, region: north}
            """);
        findings.Select(finding => (finding.At!.Line, finding.Help(Language.English))).ShouldBe([(3, "did you mean `port`? dependents read: host, port, database, credentials"), (3, "dependents read: host, port, database, credentials")]);
    }

    [Fact]
    public void Port_and_credentials_say_where_it_is_even_where_no_dependent_reads_them()
    {
        using var files = new TestApplication().WithService("db", "16.3.0", "ports: {postgres: 5432}")
            .WithApplication("application.yaml", "db: {service: db.yaml, replaceable: {contract: postgresql >= 14, outputs: {host: }}}");
        var (components, findings) = Replace(files.Composition(), "db", """
            contract: {name: postgresql, version: "15"}
            address: {host: a.b}
            outputs: {port: 5433, credentials: {secret: s, keys: {password: p}}}
            """);
        findings.ShouldBeEmpty();
        components.ShouldHaveSingleItem().Service!.Ports.ShouldHaveSingleItem().Number.Value.ShouldBe(5433);
        Shown(components[0]).ShouldContain("\"secret\":\"s\"");
    }
}
