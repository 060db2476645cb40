using System.Text.Json.Nodes;
using Slipway.Testing;

namespace Slipway.Components.Tests;

/// <summary>
/// What the cluster's API server itself says of its kinds, those of others among them, as the files that kubeconform reads. Made once a test run, and strict: a field that
/// the API server does not describe is refused.
/// </summary>
internal sealed class ClusterSchemas
{
    /// <summary>As kubeconform's <c>-schema-location</c>: <c>deployment-apps-v1.json</c>, <c>service-v1.json</c>; of a group, what stands before its first dot.</summary>
    private const string Layout = "{{.ResourceKind}}{{.KindSuffix}}.json";

    private const string Reference = "#/components/schemas/";
    private static readonly Dictionary<string, Task<string>> Made = [];

    /// <summary>The folder as a <c>-schema-location</c>, with the kinds of these API versions.</summary>
    public static async Task<string> Location(IEnumerable<string> apiVersions)
    {
        var versions = apiVersions.Distinct().Order(StringComparer.Ordinal).ToList();
        Task<string> making;
        lock (Made)
        {
            var key = string.Join(' ', versions);
            if (!Made.TryGetValue(key, out making!))
                Made[key] = making = Make(versions);
        }
        return Path.Combine(await making, Layout);
    }

    private static async Task<string> Make(IReadOnlyList<string> versions)
    {
        var (kubectl, folder) = (TestEnvironment.Needs("kubectl"), Directory.CreateTempSubdirectory("slipway-schemas-").FullName);
        var served = (JsonObject)JsonNode.Parse(await Command.Run(kubectl, ["get", "--raw", "/openapi/v3"]))!["paths"]!;
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var version in versions)
        {
            var path = served[(version.Contains('/', StringComparison.Ordinal) ? "apis/" : "api/") + version] ?? throw new InvalidOperationException($"The cluster does not serve {version}.");
            var schemas = (JsonObject)JsonNode.Parse(await Command.Run(kubectl, ["get", "--raw", path["serverRelativeURL"]!.GetValue<string>()]))!["components"]!["schemas"]!;
            foreach (var (name, schema) in schemas)
                if (schema!["x-kubernetes-group-version-kind"] is JsonArray kinds)
                    foreach (var kind in kinds.Where(k => IsOf(k!, version)))
                        await Write(folder, FileName(kind!, names), name, schemas);
        }
        return folder;
    }

    private static bool IsOf(JsonNode kind, string version) => Text(kind, "group") is { Length: > 0 } group ? $"{group}/{Text(kind, "version")}" == version : Text(kind, "version") == version;

    private static string FileName(JsonNode kind, Dictionary<string, string> names)
    {
        var group = Text(kind, "group").Split('.')[0];
        var name = $"{Text(kind, "kind")}-{(group.Length == 0 ? "" : group + "-")}{Text(kind, "version")}.json".ToLowerInvariant();
        var whole = kind.ToJsonString();
        // Two groups that begin alike would be one file.
        names.TryAdd(name, whole).ShouldBeTrue($"{name} is of {whole} and of {names[name]}");
        return name;
    }

    /// <summary>The kind's own schema, and behind it those that it refers to.</summary>
    private static async Task Write(string folder, string file, string name, JsonObject schemas)
    {
        var definitions = new JsonObject();
        var open = new Queue<string>([name]);
        while (open.TryDequeue(out var next))
            if (!definitions.ContainsKey(next))
                definitions[next] = Strict(schemas[next]!, open);
        var root = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["$ref"] = "#/definitions/" + name, ["definitions"] = definitions };
        await File.WriteAllTextAsync(Path.Combine(folder, file), root.ToJsonString(), TestContext.Current.CancellationToken);
    }

    /// <summary>OpenAPI's and Kubernetes' own words in those of JSON Schema.</summary>
    private static JsonNode Strict(JsonNode schema, Queue<string> referred)
    {
        if (schema is not JsonObject map)
            return schema.DeepClone();
        if (map["$ref"] is { } reference)
        {
            var name = reference.GetValue<string>()[Reference.Length..];
            referred.Enqueue(name);
            return new JsonObject { ["$ref"] = "#/definitions/" + name };
        }
        var made = new JsonObject();
        foreach (var (key, value) in map)
            if (Keyword(key, value, referred) is { } kept)
                made[key] = kept;
        Bounds(made, "Minimum");
        Bounds(made, "Maximum");
        if (map["x-kubernetes-int-or-string"] is not null || (map["format"] as JsonValue)?.ToString() == "int-or-string")
            made["type"] = new JsonArray("integer", "string");
        if (Says(map, "nullable") && made["type"] is JsonValue type)
            made["type"] = new JsonArray(type.DeepClone(), "null");
        if (map["type"]?.ToString() == "object" && map["properties"] is JsonObject && map["additionalProperties"] is null && !Says(map, "x-kubernetes-preserve-unknown-fields"))
            made["additionalProperties"] = false;
        return made;
    }

    private static JsonNode? Keyword(string key, JsonNode? value, Queue<string> referred) => key switch
    {
        "properties" or "patternProperties" => new JsonObject(((JsonObject)value!).Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Strict(p.Value!, referred)))),
        "items" or "additionalProperties" or "not" => Strict(value!, referred),
        "allOf" or "anyOf" or "oneOf" => new JsonArray([.. ((JsonArray)value!).Select(one => Strict(one!, referred))]),
        // A default decides nothing, and a format that Go's and .NET's programs read otherwise neither.
        "default" or "example" or "format" or "nullable" or "description" => null,
        _ when key.StartsWith("x-", StringComparison.Ordinal) => null,
        _ => value?.DeepClone(),
    };

    /// <summary>OpenAPI 3.0 says beside a bound whether it is left out; JSON Schema has two bounds.</summary>
    private static void Bounds(JsonObject schema, string bound)
    {
        var (exclusive, inclusive) = ("exclusive" + bound, bound.ToLowerInvariant());
        if (schema[exclusive] is not JsonValue value || !value.TryGetValue<bool>(out var isLeftOut))
            return;
        schema.Remove(exclusive);
        if (isLeftOut && schema[inclusive] is { } most)
        {
            schema.Remove(inclusive);
            schema[exclusive] = most.DeepClone();
        }
    }

    private static bool Says(JsonObject schema, string flag) => schema[flag] is JsonValue value && value.TryGetValue<bool>(out var isSo) && isSo;

    private static string Text(JsonNode node, string key) => node[key]?.GetValue<string>() ?? "";
}
