using Slipway.Testing;

namespace Slipway.Schema.Tests;

/// <summary>What people read: each finding at its place, in English and in Chinese.</summary>
public class FindingTests
{
    private const string Service = """
        type: object
        required: [name, container]
        additionalProperties: false
        properties:
          name: {type: string, pattern: '^[a-z][-a-z0-9]*$', minLength: 2, maxLength: 40}
          version: {type: string}
          replicas: {type: integer, minimum: 1, maximum: 50}
          weight: {type: number, exclusiveMinimum: 0, exclusiveMaximum: 1}
          container:
            type: object
            required: [imagesName]
            properties:
              imagesName: {type: string}
              pull: {enum: [Always, IfNotPresent, Never]}
            unevaluatedProperties: false
          ports: {type: array, minItems: 1, maxItems: 3, uniqueItems: true, items: {type: integer}}
          labels: {type: object, maxProperties: 2, propertyNames: {pattern: '^[a-z]+$'}, additionalProperties: {type: string}}
          debug: {type: boolean}
          removed: false
        """;

    private const string Probe = """
        type: object
        oneOf:
          - properties: {type: {const: http}, path: {type: string}}
            required: [type, path]
            additionalProperties: false
          - properties: {type: {const: tcp}, port: {type: integer}}
            required: [type, port]
            additionalProperties: false
          - properties: {type: {const: shell}, command: {type: array, items: {type: string}}}
            required: [type, command]
            additionalProperties: false
        """;

    private static readonly Dictionary<string, (string Schema, string Value)> Cases = new()
    {
        ["unknown key near a missing one"] = (Service, "name: web\nconatiner: {}\n"),
        ["unknown key near nothing"] = (Service, "name: web\ncontainer: {imagesName: a, zzz: 1}\n"),
        ["missing keys"] = (Service, "version: \"3.0.1\"\n"),
        ["wrong types"] = (Service, "name: 12\nversion: 3.0\nreplicas: \"3\"\ndebug: 'true'\nports: 80\ncontainer:\nlabels: [a]\n"),
        ["out of bounds"] = (Service, "name: x\nreplicas: 0\nweight: 1.0\ncontainer: {imagesName: a}\n"),
        ["not a whole number"] = (Service, "name: web\nreplicas: 1.5\nweight: .inf\ncontainer: {imagesName: a}\n"),
        ["pattern and length"] = (Service, "name: Web_Server-with-a-name-that-is-far-too-long-for-it\ncontainer: {imagesName: a}\n"),
        ["choice misspelt"] = (Service, "name: web\ncontainer: {imagesName: a, pull: IfNotPresnt}\n"),
        ["choice unlike any"] = ("enum: [one, two, 3, 4, 5, 6, 7, 8, 9, {a: 1}]", "eleven"),
        ["list too long with repeats"] = (Service, "name: web\ncontainer: {imagesName: a}\nports:\n  - 80\n  - 443\n  - 80\n  - http\n"),
        ["key names and count"] = (Service, "name: web\ncontainer: {imagesName: a}\nlabels: {a: x, B: y, c: z}\n"),
        ["key that may not be there"] = (Service, "name: web\ncontainer: {imagesName: a}\nremoved: 1\n"),
        ["branch by its constant"] = (Probe, "type: tcp\nport: eighty\n"),
        ["branch by a misspelt constant"] = (Probe, "type: htpp\npath: /\n"),
        ["branch by its type"] = ("anyOf: [{type: string}, {type: array, items: {type: string}}]", "- a\n- 1\n"),
        ["no branch by type"] = ("anyOf: [{type: string}, {type: array}, {type: 'null'}]", "a: 1\n"),
        ["one of several keys"] = ("anyOf: [{required: [container]}, {required: [containers]}]", "name: web\n"),
        ["keys that exclude each other"] = ("not: {required: [container, containers]}", "container: {}\ncontainers: []\n"),
        ["no branch fits and none is closer"] = ("anyOf: [{minLength: 9}, {pattern: '^a'}]", "bcd"),
        ["several branches fit"] = ("oneOf: [{type: integer}, {minimum: 2}]", "3"),
        ["then and else"] = (
            "if: {properties: {kind: {const: cron}}, required: [kind]}\nthen: {required: [schedule]}\nelse: {properties: {schedule: false}}",
            "- {kind: cron}\n- {kind: web, schedule: '* * * * *'}\n"),
        ["dependent keys"] = ("dependentRequired: {password: [user]}\ndependentSchemas: {tls: {required: [host]}}", "password: x\ntls: true\n"),
        ["contains"] = ("contains: {type: integer}\nminContains: 2\nmaxContains: 3", "[1, a]"),
        ["constant and multiple"] = ("properties: {apiVersion: {const: v1}, cpu: {multipleOf: 0.05}}", "apiVersion: v2\ncpu: 0.13\n"),
        ["too many in a tuple"] = ("prefixItems: [{type: string}, {type: integer}]\nitems: false", "[a, b, c]"),
        ["not of a form"] = ("not: {type: string}", "abc"),
        ["unknown key near one that is there"] = (Service, "name: web\nnaem: web\ncontainer: {imagesName: a}\n"),
        ["too many of a kind"] = ("contains: {type: integer}\nmaxContains: 1", "[1, a, 2]"),
        ["a key excluded alone"] = ("not: {required: [hostNetwork]}", "hostNetwork: true\n"),
        ["too few items"] = ("minItems: 2", "[1]"),
        ["a circle"] = ("$dynamicAnchor: a\n$dynamicRef: '#a'", "1"),
        ["a pattern without answer"] = (@"pattern: '^(a+)+\1$'", new string('a', 100) + "!"),
        ["too few keys"] = ("minProperties: 2\nminItems: 2", "a: 1\n"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_wrong_value_is_told_at_its_place_in_both_languages(string name)
    {
        var (schema, value) = Cases[name];
        if (name == "then and else")
            schema = "items:\n  " + schema.Replace("\n", "\n  ", StringComparison.Ordinal);
        var findings = Texts.Check(schema, value);
        findings.ShouldNotBeEmpty();
        Golden.Check(name.Replace(' ', '-') + ".txt", Texts.Print(findings.Select(f => f.Diagnostic)));
    }

    [Fact]
    public void Every_rule_has_a_golden()
    {
        var goldens = string.Concat(Directory.GetFiles(Path.Combine(TestEnvironment.Root, "tests", "Slipway.Schema.Tests", "Findings", "Goldens"), "*.txt").Select(File.ReadAllText));
        SchemaRules.All.Concat(SchemaFaults.All).Select(r => r.Code).Where(code => !goldens.Contains(code, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Formats_are_told_with_an_example()
    {
        var schema = Texts.Schema("items: {format: date-time}\nprefixItems: [{format: ipv4}, {format: int32}, {format: email}]", new SchemaOptions { AssertFormats = true });
        Golden.Check("formats.txt", Texts.Print(schema.Check(Texts.Yaml("- 300.1.1.1\n- 3000000000\n- someone\n- '2026-02-30T08:00:00Z'\n")).Select(f => f.Diagnostic)));
    }
}
