using System.Text;

namespace Slipway.Schema.Bench;

/// <summary>A schema and documents for it as JSON, half of them with a fault or two. Always the same ones.</summary>
internal sealed record Subject(string Name, string Schema, IReadOnlyList<string> Documents)
{
    private const int Count = 400;

    public static IReadOnlyList<Subject> All { get; } =
    [
        new("a service's configuration", Configuration, Make(1, ConfigurationDocument)),
        new("a Kubernetes workload", Workload, Make(2, WorkloadDocument)),
        new("a list of 100 records", Records, Make(3, RecordsDocument)),
    ];

    private static List<string> Make(int seed, Func<Random, bool, string> make)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Count).Select(i => make(random, i % 2 == 1))];
    }

    private const string Configuration = """
        {"type": "object", "required": ["port", "logLevel", "database"], "additionalProperties": false, "properties": {
          "port": {"type": "integer", "minimum": 1, "maximum": 65535},
          "logLevel": {"type": "string", "enum": ["debug", "info", "warn", "error"]},
          "name": {"type": "string", "minLength": 1, "maxLength": 40, "pattern": "^[a-z]([-a-z0-9]*[a-z0-9])?$"},
          "ratio": {"type": "number", "minimum": 0, "maximum": 1},
          "tags": {"type": "array", "items": {"type": "string"}, "uniqueItems": true, "maxItems": 10},
          "labels": {"type": "object", "additionalProperties": {"type": "string", "maxLength": 63}},
          "database": {"$ref": "#/definitions/database"}},
         "definitions": {"database": {"type": "object", "required": ["host"], "additionalProperties": false, "properties": {
          "host": {"type": "string", "minLength": 1}, "port": {"type": "integer"}, "user": {"type": "string"},
          "tls": {"type": "object", "properties": {"enabled": {"type": "boolean"}, "caFile": {"type": "string"}}}}}}}
        """;

    private static string ConfigurationDocument(Random random, bool wrong) => $$$$"""
        {"port": {{{{(wrong && random.Next(2) == 0 ? 70000 : random.Next(1, 65536))}}}}, "logLevel": "{{{{(wrong ? "loud" : "info")}}}}", "name": "service-{{{{random.Next(1000)}}}}",
         "ratio": 0.{{{{random.Next(10, 99)}}}}, "tags": ["a{{{{random.Next(100)}}}}", "b", "c", "d"], "labels": {"team": "bench", "tier": "web{{{{random.Next(9)}}}}", "zone": "z1"},
         "database": {"host": "db{{{{random.Next(9)}}}}.example.com", "port": 5432, "user": "app", "tls": {"enabled": true, "caFile": "/etc/ca.pem"} } }
        """;

    private const string Workload = """
        {"type": "object", "required": ["apiVersion", "kind", "metadata", "spec"], "properties": {
          "apiVersion": {"type": "string"}, "kind": {"type": "string", "enum": ["Deployment", "StatefulSet"]},
          "metadata": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "maxLength": 63}, "labels": {"type": "object", "additionalProperties": {"type": "string"}}}},
          "spec": {"type": "object", "required": ["replicas", "containers"], "properties": {"replicas": {"type": "integer", "minimum": 0},
            "containers": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/container"}}}}},
         "definitions": {
          "container": {"type": "object", "required": ["name", "image"], "additionalProperties": false, "properties": {
            "name": {"type": "string"}, "image": {"type": "string"}, "args": {"type": "array", "items": {"type": "string"}},
            "env": {"type": "array", "items": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "value": {"type": "string"}}}},
            "livenessProbe": {"$ref": "#/definitions/probe"}, "readinessProbe": {"$ref": "#/definitions/probe"}}},
          "probe": {"type": "object", "properties": {"periodSeconds": {"type": "integer", "minimum": 1}, "failureThreshold": {"type": "integer", "minimum": 1}},
            "oneOf": [{"required": ["httpGet"]}, {"required": ["exec"]}, {"required": ["tcpSocket"]}]}}}
        """;

    private static string WorkloadDocument(Random random, bool wrong)
    {
        var containers = Enumerable.Range(0, 4).Select(c => $$$"""
            {"name": "c{{{c}}}", "image": "registry.example.com/app:{{{random.Next(9)}}}", "args": ["--verbose", "--port={{{random.Next(9999)}}}"],
             "env": [{{{string.Join(',', Enumerable.Range(0, 8).Select(i => $$"""{"name": "V{{i}}", "value": "value {{random.Next(99)}}"}"""))}}}],
             "livenessProbe": {"periodSeconds": {{{(wrong && c == 2 ? 0 : 10)}}}, "httpGet": {"path": "/live", "port": 8080} },
             "readinessProbe": {"failureThreshold": 3, "{{{(wrong && c == 3 ? "httpGte" : "httpGet")}}}": {"path": "/ready", "port": 8080} } }
            """);
        return $$$"""{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "labels": {"app": "web", "tier": "front"}}, "spec": {"replicas": {{{random.Next(9)}}}, "containers": [{{{string.Join(',', containers)}}}]}}""";
    }

    private const string Records = """
        {"type": "array", "items": {"type": "object", "required": ["id", "state", "at"], "properties": {
          "id": {"type": "integer", "minimum": 1}, "state": {"type": "string", "enum": ["new", "open", "held", "closed"]}, "at": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T"},
          "amount": {"type": "number", "minimum": 0}, "tags": {"type": "array", "items": {"type": "string", "maxLength": 20}},
          "owner": {"type": "object", "properties": {"name": {"type": "string"}, "age": {"type": "integer"}}}}}}
        """;

    private static string RecordsDocument(Random random, bool wrong)
    {
        var text = new StringBuilder("[");
        for (var i = 0; i < 100; i++)
            text.Append(i == 0 ? "" : ",").Append($$$"""
                {"id": {{{(wrong && i == 50 ? 0 : i + 1)}}}, "state": "{{{(wrong && i == 70 ? "lost" : "open")}}}", "at": "2026-03-{{{random.Next(10, 28)}}}T08:30:00Z", "amount": {{{random.Next(1000)}}}.5,
                 "tags": ["x", "y{{{random.Next(9)}}}"], "owner": {"name": "n{{{random.Next(99)}}}", "age": {{{random.Next(90)}}} } }
                """);
        return text.Append(']').ToString();
    }
}
