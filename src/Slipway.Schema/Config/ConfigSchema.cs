using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>A service's configuration as its author describes it: a JSON Schema whose properties carry <c>x-slipway</c>. Immutable and safe for concurrent use.</summary>
public sealed class ConfigSchema
{
    private readonly Dictionary<string, ConfigKey> byPointer;

    internal ConfigSchema(MapNode text, JsonSchema schema, IReadOnlyList<ConfigKey> keys, IReadOnlyList<ConfigRule> rules)
    {
        (Text, Schema, Keys, Rules) = (text, schema, keys, rules);
        byPointer = keys.ToDictionary(key => key.Pointer, StringComparer.Ordinal);
    }

    /// <summary>The schema as it was written.</summary>
    public MapNode Text { get; }

    public JsonSchema Schema { get; }

    /// <summary>All single values of the configuration, in written order.</summary>
    public IReadOnlyList<ConfigKey> Keys { get; }

    public IReadOnlyList<ConfigRule> Rules { get; }

    public ConfigKey? Key(string pointer) => byPointer.GetValueOrDefault(pointer);

    /// <summary>
    /// Reads JSON Schema 2020-12, OpenAPI 3.1 or 3.0, or a whole OpenAPI document that has one schema, or one named <c>Config</c>. All findings come
    /// back together; the schema is null when there is no describing a configuration by it, and with errors it is good for hints only.
    /// </summary>
    public static (ConfigSchema? Schema, IReadOnlyList<Diagnostic> Findings) Read(Node config) => ConfigReader.Read(config);

    /// <summary>The configuration with all defaults filled in. What it says itself is never touched, null included.</summary>
    public Node Effective(Node values) => Defaults.Fill(values, Schema.Root);

    /// <summary>The keys that count in a configuration: all but those one of whose conditions is false.</summary>
    /// <param name="effective">With its defaults, see <see cref="Effective"/>.</param>
    public IReadOnlyList<ConfigKey> Used(Node effective)
        => [.. Keys.Where(key => key.When.All(condition => condition.Compiled?.Evaluate(effective).Bool ?? true))];

    /// <summary>
    /// All that is wrong with a configuration after its defaults are filled in; empty when it fits. Each finding names its place in the schema too. A key whose
    /// <c>when</c> is not true is not required, and a warning when it is given. Rules are looked at once everything else fits.
    /// </summary>
    public IReadOnlyList<SchemaFinding> Check(Node values) => ConfigCheck.Check(this, values);
}
