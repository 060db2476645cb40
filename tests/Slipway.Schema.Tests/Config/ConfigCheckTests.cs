using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Schema.Tests;

/// <summary>Values against a configuration's schema, its conditions and its rules.</summary>
public class ConfigCheckTests
{
    private const string Limits = """
        type: object
        x-slipway:
          rules:
            - {rule: self.min <= self.max, message: {en: min lies above max, zh: min 大于 max}}
            - {rule: "!self.tls.enabled || has(self.tls.cert)", message: a certificate is needed}
            - {rule: "100 / self.share > 0", message: never}
        required: [mode]
        properties:
          min: {type: integer, default: 1}
          max: {type: integer, default: 10}
          share: {type: integer, default: 50}
          mode: {enum: [plain, ring]}
          tls:
            type: object
            required: [key]
            properties:
              enabled: {type: boolean, default: false}
              cert: {type: string}
              key: {type: string, x-slipway: {secret: true, when: self.tls.enabled}}
          ring:
            type: object
            x-slipway: {when: self.mode == 'ring'}
            required: [size]
            properties:
              size: {type: integer}
        """;

    private static IReadOnlyList<SchemaFinding> Check(string values) => ConfigReadTests.Read(Limits).Check(Texts.Yaml(values));

    [Theory]
    [InlineData("{mode: plain, tls: {}}")]
    [InlineData("{mode: plain, tls: {enabled: true, key: k, cert: c}}")]
    [InlineData("{mode: ring, ring: {size: 3}, tls: {enabled: false}}")]
    [InlineData("{mode: plain, tls: {enabled: false}, ring: {}}")]
    public void What_fits_brings_nothing(string values) => Check(values).Select(f => DiagnosticText.Write(f.Diagnostic)).ShouldBeEmpty();

    private static readonly Dictionary<string, string> Wrong = new()
    {
        ["a rule across keys that is broken"] = "mode: plain\ntls: {}\nmin: 11\n",
        ["a key that is required once its condition holds"] = "mode: ring\ntls: {enabled: true}\nring: {}\n",
        ["a key whose condition does not hold"] = "mode: plain\ntls:\n  key: secret\nring: {size: 1}\n",
        ["a rule that cannot be evaluated"] = "mode: plain\nshare: 0\ntls: {}\n",
        ["values that the schema refuses"] = "mode: rnig\nmin: one\ntls: {}\n",
    };

    public static TheoryData<string> Names => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Names))]
    public void What_is_wrong_is_told_at_its_place_in_both_languages(string name)
        => Golden.Check($"{name.Replace(' ', '-')}.txt", Texts.Print(Check(Wrong[name]).Select(f => f.Diagnostic)));

    [Fact]
    public void Findings_name_their_place_in_the_configuration()
        => Check("mode: plain\ntls: {key: k}\nmin: x\n").Select(f => (f.Keyword, f.InstancePointer)).ShouldBe([("when", "/tls/key"), ("type", "/min")]);

    [Fact]
    public void A_type_error_in_an_expression_stands_inside_the_authors_file()
        => Golden.Check("expressions-of-the-wrong-type.txt", Texts.Print(ConfigReadTests.Findings("""
            type: object
            x-slipway:
              rules:
                - rule: self.port + 'a' == 'b'
                  message: never
                - rule: "self.prot > 1"
                  message: never
                - rule: |
                    self.port > 1 &&
                      self.name > 2
                  message: never
                - {rule: self.port, message: never}
            properties:
              port: {type: integer}
              name: {type: string, x-slipway: {when: 'self.port >'}}
            """)));

    [Theory]
    [InlineData("self.port > 1 && self.name == 'x' && self.more", true)]
    [InlineData("self.inner.deep > 1", true)]
    [InlineData("self.list[0].a + 1 > 1", true)]
    [InlineData("self.prot > 1", false)]
    [InlineData("self.inner.deep == 'x'", false)]
    public void Expressions_know_the_keys_that_allOf_and_references_bring(string rule, bool fits)
        => (ConfigReadTests.Findings($$$"""
            x-slipway: {rules: [{rule: "{{{rule}}}", message: a}]}
            allOf: [{$ref: '#/$defs/base'}]
            properties:
              more: {type: boolean}
              inner: {$ref: '#/$defs/inner', properties: {deep: {type: integer}} }
              list: {type: array, items: {allOf: [{type: object, properties: {a: {type: integer}} }]}}
            $defs:
              base: {type: object, properties: {port: {type: integer}, name: {type: string}} }
              inner: {type: object, properties: {next: {$ref: '#/$defs/inner'}} }
            """).Count == 0).ShouldBe(fits);

    [Fact]
    public void A_condition_of_a_map_is_told_once()
        => ConfigReadTests.Findings("properties: {a: {type: object, x-slipway: {when: self.b}, properties: {x: {type: string}, y: {type: string}}}}")
            .ShouldHaveSingleItem().Rule.Code.ShouldBe("SLW0373");

    [Fact]
    public void A_schema_can_be_used_by_many_threads()
    {
        var schema = ConfigReadTests.Read(Limits);
        var (good, bad) = (Texts.Yaml("mode: plain\ntls: {}\n"), Texts.Yaml("mode: plain\ntls: {}\nmin: 11\n"));
        Enumerable.Range(0, 1_000).AsParallel().Sum(i => schema.Check(i % 2 == 0 ? good : bad).Count).ShouldBe(500);
    }
}
