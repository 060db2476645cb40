using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Schema.Tests;

/// <summary>From the text of a schema to its keys, and what is wrong with <c>x-slipway</c>.</summary>
public class ConfigReadTests
{
    internal const string Shop = """
        type: object
        required: [port, tls]
        additionalProperties: false
        x-slipway:
          file: {path: /etc/shop/shop.yaml, format: yaml}
        properties:
          port:
            type: integer
            minimum: 1
            maximum: 65535
            default: 8080
            title: Port
            x-slipway: {env: PORT, order: 1, group: {en: Network, zh: 网络}, widget: number}
          logLevel:
            enum: [debug, info, warn]
            default: info
            x-slipway: {reload: hot, file: {path: /etc/shop-hot/log.json, format: json}, widget: select}
          tls:
            type: object
            x-slipway: {group: TLS, immutable: true}
            properties:
              enabled: {type: boolean, default: false}
              key: {type: string, x-slipway: {secret: true, when: self.tls.enabled, file: {path: /etc/shop-tls/key.pem, format: text}}}
          database:
            $ref: '#/$defs/database'
          upstreams:
            type: array
            items: {type: object, properties: {host: {type: string}, weight: {type: integer, default: 1}}}
            default: [{host: a.example}]
          labels:
            type: object
            additionalProperties: {type: string}
        $defs:
          database:
            type: object
            x-slipway: {scope: unified, title: {en: Database, zh: 数据库}}
            required: [host]
            properties:
              host: {type: string, x-slipway: {title: {en: Host, zh: 主机}, description: a name or an address}}
              user: {type: string, nullable: true, default: app}
        """;

    internal static ConfigSchema Read(string text)
    {
        var (schema, findings) = ConfigSchema.Read(Texts.Yaml(text, "service.yaml"));
        findings.Select(f => DiagnosticText.Write(f)).ShouldBeEmpty();
        return schema.ShouldNotBeNull();
    }

    internal static IReadOnlyList<Diagnostic> Findings(string text) => ConfigSchema.Read(Texts.Yaml(text, "service.yaml")).Findings;

    [Fact]
    public void Keys_are_the_single_values_in_written_order()
        => Read(Shop).Keys.Select(k => k.Pointer).ShouldBe(
            ["/port", "/logLevel", "/tls/enabled", "/tls/key", "/database/host", "/database/user", "/upstreams", "/labels"]);

    [Fact]
    public void A_key_knows_what_its_notes_say()
    {
        var key = Read(Shop).Key("/port").ShouldNotBeNull();
        key.Name.ShouldBe("port");
        key.Types.ShouldBe(["integer"]);
        key.Default!.ToString().ShouldBe("8080");
        key.IsRequired.ShouldBeTrue();
        key.Env.ShouldBe("PORT");
        key.Order.ShouldBe(1);
        key.Widget.ShouldBe("number");
        key.Group.ShouldBe(new LocalText("Network", "网络"));
        key.Title.ShouldBe(new LocalText("Port", "Port"));
        key.At!.ToString().ShouldBe("service.yaml:7:3");
    }

    [Fact]
    public void What_a_map_says_holds_for_all_keys_in_it_unless_they_say_otherwise()
    {
        var schema = Read(Shop);
        var (enabled, key) = (schema.Key("/tls/enabled")!, schema.Key("/tls/key")!);
        enabled.Group!.English.ShouldBe("TLS");
        enabled.IsImmutable.ShouldBeTrue();
        enabled.File.ShouldBe(new ConfigFile("/etc/shop/shop.yaml", ConfigFormat.Yaml));
        key.IsSecret.ShouldBeTrue();
        key.File.ShouldBe(new ConfigFile("/etc/shop-tls/key.pem", ConfigFormat.Text));
        key.When.ShouldHaveSingleItem().Text.ShouldBe("self.tls.enabled");
        schema.Key("/logLevel")!.Reload.ShouldBe(ConfigReload.Hot);
    }

    [Fact]
    public void References_bring_their_notes_and_keys()
    {
        var schema = Read(Shop);
        schema.Key("/database/host")!.Scope.ShouldBe(ConfigScope.Unified);
        schema.Key("/database/host")!.Title.ShouldBe(new LocalText("Host", "主机"));
        schema.Key("/database/user")!.Types.ShouldBe(["null", "string"]);
    }

    [Theory]
    [InlineData("x-slipway: {env: A}", null)]
    [InlineData("x-slipway: {reload: hot}", "/etc/slipway/hot/config.yaml")]
    [InlineData("x-slipway: {reload: restart}", "/etc/slipway/config.yaml")]
    [InlineData("title: none", "/etc/slipway/config.yaml")]
    public void A_key_without_a_place_goes_to_the_file_of_its_reload_class(string notes, string? path)
        => Read($"properties:\n  a: {{type: string, {notes}}}").Key("/a")!.File?.Path.ShouldBe(path);

    [Theory]
    [InlineData("x-slipway: {env: A, file: {path: /a/b.yaml, format: yaml}}", "/a/b.yaml")]
    [InlineData("x-slipway: {file: {path: /a/b.properties}}", "/a/b.properties")]
    public void A_key_may_go_to_a_file_and_a_variable(string notes, string path)
        => Read($"properties:\n  a: {{type: string, {notes}}}").Key("/a")!.File!.Path.ShouldBe(path);

    [Fact]
    public void A_schema_that_holds_itself_ends_in_a_key()
        => Read("properties: {name: {type: string}, next: {$ref: '#'}}").Keys.Select(k => k.Pointer).ShouldBe(["/name", "/next/name", "/next/next"]);

    [Fact]
    public void A_schema_that_doubles_at_each_step_ends_in_a_finding()
    {
        var steps = Enumerable.Range(0, 40).Select(i => ($"s{i}", (Node)Node.Map(("type", Node.Of("object")), ("properties", Node.Map(("a", Refer(i + 1)), ("b", Refer(i + 1)))))));
        var schema = Node.Map(("$defs", Node.Map([.. steps, ("s40", Node.Map(("type", Node.Of("integer")), ("default", Node.Of(1))))])), ("$ref", Node.Of("#/$defs/s0")));
        var (read, findings) = ConfigSchema.Read(schema);
        findings.Select(f => f.Rule).ShouldContain(ConfigRules.TooManyKeys);
        read!.Effective(Node.Map()).ShouldBeOfType<MapNode>();
    }

    private static MapNode Refer(int step) => Node.Map(("$ref", Node.Of($"#/$defs/s{step}")));

    [Fact]
    public void A_whole_OpenAPI_document_counts_when_it_is_plain_which_schema_is_meant()
    {
        var schema = Read("""
            openapi: 3.0.3
            info: {title: Shop, version: '1'}
            paths: {}
            components:
              schemas:
                Tls: {type: object, properties: {enabled: {type: boolean}}}
                Config: {type: object, required: [tls], properties: {tls: {$ref: '#/components/schemas/Tls'}, rate: {type: number, minimum: 0, exclusiveMinimum: true}}}
            """);
        schema.Keys.Select(k => k.Pointer).ShouldBe(["/tls/enabled", "/rate"]);
        schema.Check(Texts.Yaml("rate: 0\n")).Select(f => f.InstancePointer).ShouldBe(["/tls", "/rate"], ignoreOrder: true);
    }

    private static readonly Dictionary<string, string> Wrong = new()
    {
        ["notes unknown or of the wrong kind"] = """
            type: object
            x-slipway: {relaod: hot}
            properties:
              a: {type: string, x-slipway: {reload: warm, scope: all, secret: maybe, immutable: 1, env: 9LIVES, order: 1.5, zzz: 1}}
              b: {type: string, x-slipway: {group: {en: only}, unit: [ms], widget: dial, when: '', title: 3, file: /etc/a.yaml}}
              c: {type: string, x-slipway: {file: {path: etc/a/b.yaml, format: toml, mode: 1}}}
              d: {type: string, x-slipway: {file: {format: yaml}}}
              e: {type: string, x-slipway: hot}
              f: {type: string, x-slipway: {file: {path: /etc/f.yaml}}}
            """,
        ["notes that exclude each other"] = """
            type: object
            properties:
              a: {type: string, x-slipway: {reload: hot, env: A}}
              b: {type: string, x-slipway: {reload: hot, immutable: true}}
              c: {type: string, default: geheim, x-slipway: {secret: true}}
              d: {type: string, x-slipway: {env: D}}
              e: {type: string, x-slipway: {env: D}}
              f: {type: string, x-slipway: {secret: true, file: {path: /etc/f/f.yaml}}}
            """,
        ["notes that do not suit their key"] = """
            type: object
            properties:
              a: {type: integer, x-slipway: {secret: true}}
              b: {type: object, additionalProperties: {type: string}, x-slipway: {env: B}}
              c: {type: object, properties: {x: {type: string}}, x-slipway: {env: C}}
              d: {type: string, x-slipway: {widget: slider}}
              e: {type: integer, x-slipway: {widget: slider}}
              f: {type: string, x-slipway: {widget: radio}}
              g: {type: integer, x-slipway: {file: {path: /etc/app/g, format: text}}}
              h: {type: array, items: {type: string}, x-slipway: {file: {path: /etc/h/h.properties, format: properties}}}
            """,
        ["files that disagree"] = """
            type: object
            properties:
              a: {type: string, x-slipway: {file: {path: /etc/app/a.yaml, format: yaml}}}
              b: {type: string, x-slipway: {file: {path: /etc/app/a.yaml, format: yaml}, reload: hot}}
              c: {type: string, x-slipway: {file: {path: /etc/app/a.yaml, format: json}}}
              d: {type: string, x-slipway: {file: {path: /etc/app/d.yaml, format: yaml}, reload: hot}}
              e: {type: string, x-slipway: {file: {path: /etc/app/e, format: text}}}
              f: {type: string, x-slipway: {file: {path: /etc/app/e, format: text}}}
              g: {type: string, x-slipway: {file: {path: /etc/app/e/g, format: text}}}
            """,
        ["notes without effect"] = """
            type: object
            x-slipway: {env: ALL, order: 1}
            properties:
              a: {type: string, x-slipway: {rules: [{rule: 'true', message: never}]}}
              b: {type: array, items: {type: string, x-slipway: {reload: hot}}}
            $defs:
              unused: {type: string, x-slipway: {reload: hot}}
            """,
        ["rules of the wrong shape"] = """
            type: object
            x-slipway:
              rules: [self.a, {rule: 'true'}, {rule: 'true', message: {en: a}, code: 1}]
            properties:
              a: {type: string}
            """,
        ["a list for a configuration"] = "type: array\nitems: {type: string}\n",
        ["a text for a configuration"] = "config.yaml",
        ["an OpenAPI document with two schemas"] = "openapi: 3.1.0\ncomponents: {schemas: {A: {type: object}, B: {type: object}}}\n",
        ["an OpenAPI document without schemas"] = "openapi: 3.1.0\npaths: {}\n",
    };

    public static TheoryData<string> Names => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_fault_is_told_at_its_place_in_both_languages(string name)
        => Golden.Check($"{name.Replace(' ', '-')}.txt", Texts.Print(Findings(Wrong[name])));

    [Fact]
    public void Rules_that_the_defaults_break_are_told_at_the_rule()
        => Golden.Check("rules-that-the-defaults-break.txt", Texts.Print(Findings("""
            type: object
            required: [a, tls]
            x-slipway:
              rules:
                - {rule: self.a > 5, message: too small}
                - {rule: self.a < 5, message: fine}
                - {rule: "self.a + self.tls.port > 500 && self.names.all(n, n != 'b')", message: too small}
                - {rule: "self.account.key == 'x' || self.account.user == 'x'", message: a secret}
                - {rule: '!self.tls.enabled || has(self.tls.cert)', message: a certificate is needed}
                - {rule: has(self.x) || has(self.tls.cert), message: one of them is needed}
            properties:
              a: {type: integer, default: 1}
              x: {type: string}
              names: {type: array, items: {type: string}, default: [b]}
              account:
                type: object
                default: {key: changeme, user: me}
                properties: {key: {type: string, x-slipway: {secret: true}}, user: {type: string}}
              tls:
                type: object
                required: [port]
                properties:
                  port: {type: integer, default: 443}
                  enabled: {type: boolean, default: true}
                  cert: {type: string}
            """)));

    [Theory]
    [InlineData("{required: [b], x-slipway: {rules: [{rule: self.a > 5, message: m}]}, properties: {a: {type: integer, default: 1}, b: {type: string}}}")]
    [InlineData("{x-slipway: {rules: [{rule: self.a > 5, message: m}]}, properties: {a: {type: integer, default: 6}}}")]
    [InlineData("{x-slipway: {rules: [{rule: has(self.a) || has(self.b), message: m}]}, properties: {a: {type: integer}, b: {type: string}}}")]
    public void Rules_that_somebody_must_set_keys_for_are_fine(string schema) => Findings(schema).Select(f => DiagnosticText.Write(f)).ShouldBeEmpty();
}
