using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What people say of a configuration, against its schema; secrets are given by the names of Secrets and of keys in them.</summary>
public static class ConfigAnswers
{
    /// <param name="given">By key; a null takes out what a lower level says.</param>
    /// <param name="unknown">What is said of a key that there is not.</param>
    /// <param name="isComplete">False where required keys may be missing.</param>
    /// <returns>With all defaults, the names of secrets as they were given; null where a finding is an error.</returns>
    public static (Node? Effective, IReadOnlyList<Diagnostic> Findings) Read(ConfigSchema schema, MapNode given, UnknownSetting unknown, bool isComplete = true)
    {
        var findings = new List<Diagnostic>();
        given = MergePatch.Apply(new MapNode([]), given);
        return (ConfigValues.Checked(schema, given, isComplete, unknown, findings) is null ? null : schema.Effective(given), findings);
    }

    /// <summary>The required keys that have neither a value nor a default, as names from the outside in.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Missing(ConfigSchema schema, MapNode given)
    {
        given = MergePatch.Apply(new MapNode([]), given);
        var missing = new List<IReadOnlyList<string>>();
        foreach (var finding in schema.Check(given).Where(finding => finding.Keyword == "required"))
        {
            // Of a group that is missing as a whole the keys are told that it cannot do without.
            var within = schema.Keys.Where(key => key.IsRequired && key.Default is null && key.Pointer.StartsWith(finding.InstancePointer + "/", StringComparison.Ordinal)).ToList();
            missing.AddRange(within.Count == 0 ? [JsonPointer.Parse(finding.InstancePointer)!] : within.Select(key => JsonPointer.Parse(key.Pointer)!));
        }
        return missing;
    }
}

/// <summary>What is said of a setting that nobody declares.</summary>
/// <param name="Far">Arguments: the key, the known ones.</param>
/// <param name="Near">Arguments: the key, the known ones, the one that is near.</param>
public sealed record UnknownSetting(Rule Far, Rule Near)
{
    internal static UnknownSetting OfService { get; } = new(ConfigRules.UnknownKey, ConfigRules.UnknownKeyNear);

    internal Diagnostic At(MapEntry entry, List<string> known, string above)
    {
        var name = string.Join('.', [.. JsonPointer.Parse(above)!, entry.Name]);
        var listed = known.Count == 0 ? "-" : string.Join(", ", known);
        return NearestName.Find(entry.Name, known) is { } near
            ? Diagnostic.Of(Near, entry.Key, name, listed, near) with { Edits = entry.Key.At is { } at ? [new Edit(at, near, Safe: true)] : [] }
            : Diagnostic.Of(Far, entry.Key, name, listed);
    }
}
