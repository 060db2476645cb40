using Slipway.Components;
using Slipway.Packages.Tests.Composing;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Configuring;

public sealed class UnifiedConfigurationTests
{
    private const string Level = "config: {type: object, properties: {log: {type: object, x-slipway: {scope: unified}, properties: {level: {enum: [debug, info], default: info}}}}}";

    private static TestApplication Nested() => new TestApplication().WithService("web", more: Level).WithService("cart", more: Level)
        .WithApplication("backend.yaml", "cart: {service: cart.yaml}", """
            config: {type: object, properties: {verbose: {type: boolean, default: false}}}
            mapping: {cart: {config: {log.level: "self.verbose ? 'debug' : 'info'"}}}
            """)
        .WithApplication("application.yaml", "web: {service: web.yaml}\nbackend: {application: backend.yaml}", """
            config: {type: object, properties: {logLevel: {enum: [debug, info], default: info}}}
            mapping:
              web: {config: {log.level: self.logLevel}, env: {LEVEL: self.logLevel}}
              backend: {config: {verbose: self.logLevel == 'debug'}}
            """);

    private static MapNode Given(string text) => (MapNode)YamlReader.Read(new SourceText("answers.yaml", text)).Documents[0];

    private static string Shown(IReadOnlyList<ComposedComponent> components) => string.Join('\n', components.Select(one => $"{one.Name} {JsonText.Write(one.Whole.Config)} {JsonText.Write(one.Whole.Traits)}"));

    [Fact]
    public void One_setting_reaches_many_components_and_those_of_middle_products_through_their_own_settings()
    {
        using var files = Nested();
        var composition = files.Composition();
        Shown(composition.Components).ShouldBe("""
            web {"log":{"level":"info"}} {"env":{"set":{"LEVEL":"info"}}}
            backend-cart {"log":{"level":"info"}} {}
            """);
        var (configured, findings) = composition.Configuration.Configured(composition.Components, Given("logLevel: debug"));
        findings.ShouldBeEmpty();
        Shown(configured).ShouldBe("""
            web {"log":{"level":"debug"}} {"env":{"set":{"LEVEL":"debug"}}}
            backend-cart {"log":{"level":"debug"}} {}
            """);
        Settings.Of(configured).Select(one => $"{one.Component} {one.Origin} {Path.GetFileName(one.At!.Source.Name)}:{one.At.Line}").ShouldBe(["web Unified answers.yaml:1", "backend-cart Unified backend.yaml:7"]);
    }

    [Fact]
    public void An_answer_that_no_default_could_stand_beside_is_refused_and_changes_nothing()
    {
        using var files = Nested();
        var composition = files.Composition();
        var (configured, findings) = composition.Configuration.Configured(composition.Components, Given("logLevel: trace"));
        findings.ShouldHaveSingleItem().Rule.Severity.ShouldBe(Severity.Error);
        configured.ShouldBe(composition.Components);
    }

    [Fact]
    public void Rules_and_conditions_of_a_unified_configuration_hold()
    {
        using var files = new TestApplication().WithService("web", more: "config: {type: object, properties: {a: {type: integer, default: 1, x-slipway: {scope: unified}}, b: {type: integer, default: 1, x-slipway: {scope: unified}}}}")
            .WithApplication("application.yaml", "web: {service: web.yaml}", """
                config:
                  type: object
                  x-slipway: {rules: [{rule: self.a <= self.b, message: {en: a is above b, zh: a 大于 b}}]}
                  properties:
                    fine: {type: boolean, default: true}
                    a: {type: integer, default: 1, x-slipway: {when: self.fine}}
                    b: {type: integer, default: 1}
                mapping: {web: {config: {a: self.a, b: self.b}}}
                """);
        files.Compose().Findings.Select(finding => finding.Message(Language.English)).ShouldBeEmpty();
        var composition = files.Composition();
        composition.Configuration.Configured(composition.Components, Given("a: 2")).Findings.ShouldHaveSingleItem().Message(Language.English).ShouldContain("a is above b");
        composition.Configuration.Configured(composition.Components, Given("a: 2\nb: 2")).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_secret_passes_by_name_down_to_the_component_and_its_content_nowhere()
    {
        using var files = new TestApplication().WithService("web", more: "config: {type: object, properties: {token: {type: string, x-slipway: {secret: true, scope: unified, env: TOKEN}}}}")
            .WithApplication("inner.yaml", "web: {service: web.yaml}", "config: {type: object, properties: {token: {type: string, x-slipway: {secret: true}}}}\nmapping: {web: {config: {token: self.token}}}")
            .WithApplication("application.yaml", "inner: {application: inner.yaml}", "config: {type: object, properties: {key: {type: string, x-slipway: {secret: true}}}}\nmapping: {inner: {config: {token: self.key}}}");
        var composition = files.Composition();
        var (configured, findings) = composition.Configuration.Configured(composition.Components, Given("key: {secret: shop, key: token}"));
        findings.ShouldBeEmpty();
        Shown(configured).ShouldBe("""inner-web {"token":{"secret":"shop","key":"token"}} {}""");
        var told = composition.Configuration.Configured(composition.Components, Given("key: hunter2")).Findings.ShouldHaveSingleItem();
        told.At.ShouldNotBeNull();
        DiagnosticText.Write(told).ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("adminPassword", "type: string", true)]
    [InlineData("token", "type: [string, \"null\"]", true)]
    [InlineData("apiKey", "type: string, x-slipway: {group: Access}", true)]
    [InlineData("private_key", "type: string", true)]
    [InlineData("apiKey", "type: string, x-slipway: {secret: false}", false)]
    [InlineData("apiKey", "type: string, x-slipway: {secret: true}", false)]
    [InlineData("maxTokens", "type: integer", false)]
    [InlineData("tokenKind", "enum: [jwt, opaque], type: string", false)]
    [InlineData("passwordFile", "type: string", false)]
    [InlineData("tokenUrl", "type: string", false)]
    [InlineData("logLevel", "type: string", false)]
    public void A_free_text_whose_name_reads_like_a_secret_is_told_until_somebody_says_what_it_is(string name, string schema, bool isTold)
    {
        var secret = schema.Contains("secret: true", StringComparison.Ordinal) ? "secret: true, " : "";
        using var files = new TestApplication().WithService("web", more: $"config: {{type: object, properties: {{x: {{type: [string, integer, \"null\"], x-slipway: {{scope: unified}}}}, s: {{type: string, x-slipway: {{{secret}scope: unified}}}}}}}}")
            .WithApplication("application.yaml", "web: {service: web.yaml}", $"config: {{type: object, properties: {{{name}: {{{schema}}}}}}}\nmapping: {{web: {{config: {{{(secret.Length > 0 ? "s" : "x")}: self.{name}}}}}}}");
        var told = files.Compose().Findings.Where(finding => finding.Rule == SecrecyRules.ReadsSecret).ToList();
        told.Select(finding => (finding.Severity, finding.At?.Source.Name.Split('/')[^1], finding.Arguments[0])).ShouldBe(isTold ? [(Severity.Warning, "application.yaml", name)] : []);
    }

    [Fact]
    public void What_was_mapped_by_default_goes_where_an_answer_takes_it_away()
    {
        using var files = new TestApplication().WithService("web", more: "config: {type: object, properties: {proxy: {type: string, x-slipway: {scope: unified}}}}")
            .WithApplication("application.yaml", "web: {service: web.yaml}", """
                config: {type: object, properties: {direct: {type: boolean, default: false}}}
                mapping: {web: {config: {proxy: "self.direct ? optional.none() : optional.of('proxy:3128')"}}}
                """);
        var composition = files.Composition();
        Shown(composition.Components).ShouldBe("""web {"proxy":"proxy:3128"} {}""");
        Shown(composition.Configuration.Configured(composition.Components, Given("direct: true")).Components).ShouldBe("web {} {}");
    }
}
