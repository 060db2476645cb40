using System.Text;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A configuration and its schema to the chart's <c>config</c>: whole files, variables, and names of Secrets. No secret's content ever stands here.</summary>
internal static class ConfigValues
{
    /// <summary>A ConfigMap holds 1 MiB; keys and the object itself need some of it.</summary>
    private const int LargestKiB = 900;

    /// <returns>Null where nothing reaches the program, or where a finding is an error.</returns>
    public static MapNode? Of(ConfigSchema? schema, MapNode given, bool isComplete, List<Diagnostic> findings)
    {
        given = MergePatch.Apply(new MapNode([]), given);
        if (schema is null)
        {
            findings.AddRange(given.Entries.Select(entry => UnknownSetting.OfService.At(entry, [], "")));
            return null;
        }
        return Checked(schema, given, isComplete, UnknownSetting.OfService, findings) is var (effective, secrets) ? Values(schema, effective, secrets, findings) : null;
    }

    /// <summary>What is given with all defaults, an empty text in place of what names a secret; null where a finding is an error.</summary>
    internal static (Node Effective, Dictionary<string, MapNode> Secrets)? Checked(ConfigSchema schema, MapNode given, bool isComplete, UnknownSetting unknown, List<Diagnostic> findings)
    {
        var before = findings.Count;
        var secrets = Secrets(schema, ref given, findings);
        findings.AddRange(UnknownKeys(schema, given, "", unknown));
        findings.AddRange(schema.Check(given)
            .Where(finding => !secrets.Keys.Any(p => finding.InstancePointer == p || finding.InstancePointer.StartsWith(p + "/", StringComparison.Ordinal)))
            .Where(finding => isComplete || finding.Keyword != "required")
            .Select(finding => finding.Diagnostic));
        return findings.Skip(before).Any(finding => finding.Severity == Severity.Error) ? null : (schema.Effective(given), secrets);
    }

    private static MapNode? Values(ConfigSchema schema, Node effective, Dictionary<string, MapNode> secrets, List<Diagnostic> findings)
    {
        var (env, secretEnv, secretFiles) = (new List<(string, Node)>(), new List<(string, Node)>(), new List<(string, Node)>());
        var files = new Dictionary<string, (ConfigFile File, bool IsHot, List<(IReadOnlyList<string>, Node)> Settings)>(StringComparer.Ordinal);
        foreach (var key in schema.Used(effective))
        {
            if (JsonPointer.Resolve(effective, key.Pointer) is not { } value || value is ScalarNode { Kind: ScalarKind.Null })
                continue;
            if (secrets.TryGetValue(key.Pointer, out var secret))
            {
                if (key.Env is not null)
                    secretEnv.Add((key.Env, secret));
                if (key.File is { } own)
                    secretFiles.Add((SecretPath(key, own), secret));
                continue;
            }
            if (key.Env is not null)
                env.Add((key.Env, Node.Of(ConfigText.Plain(value))));
            if (key.File is { } file)
            {
                if (!files.TryGetValue(file.Path, out var one))
                    files[file.Path] = one = (file, key.Reload == ConfigReload.Hot, []);
                one.Settings.Add((JsonPointer.Parse(key.Pointer)!, value));
            }
        }
        var values = new MapNode([]);
        if (files.Count > 0)
            values = values.With("files", Files(files.Values, findings));
        foreach (var (name, entries) in new[] { ("env", env), ("secretEnv", secretEnv), ("secretFiles", secretFiles) })
            if (entries.Count > 0)
                values = values.With(name, Node.Map(entries));
        return values.Count == 0 ? null : values;
    }

    private static MapNode Files(IEnumerable<(ConfigFile File, bool IsHot, List<(IReadOnlyList<string>, Node)> Settings)> files, List<Diagnostic> findings)
    {
        var (names, written, bytes) = (new HashSet<string>(StringComparer.Ordinal), new List<(string, Node)>(), 0);
        foreach (var (file, isHot, settings) in files)
        {
            var content = ConfigText.Write(file.Format, settings);
            bytes += Encoding.UTF8.GetByteCount(content);
            var entry = Node.Map(("key", Node.Of(KeyOf(file.Path, names))), ("content", Node.Of(content)));
            written.Add((file.Path, isHot ? entry.With("hot", Node.Of(true)) : entry));
        }
        if (bytes > LargestKiB * 1024)
            findings.Add(Diagnostic.Of(ConfigRules.TooLarge, (Location?)null, $"{bytes / 1024}", $"{LargestKiB}"));
        return Node.Map(written);
    }

    /// <summary>The key in the ConfigMap: letters, digits and <c>-._</c>, no two alike.</summary>
    private static string KeyOf(string path, HashSet<string> taken)
    {
        var key = string.Concat(path[1..].Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' ? c : '_'));
        key = key.Length > 200 ? key[^200..] : key;
        var free = key;
        for (var i = 2; !taken.Add(free); i++)
            free = $"{key}.{i}";
        return free;
    }

    /// <summary>A secret without a place of its own is a file named like its key: no file of other settings can hold what Slipway does not know.</summary>
    private static string SecretPath(ConfigKey key, ConfigFile file)
        => file.Format == ConfigFormat.Text ? file.Path : $"/etc/slipway/secrets/{string.Join('.', JsonPointer.Parse(key.Pointer)!)}";

    /// <summary>What is given for secrets, taken out of the configuration; an empty text stands in its place.</summary>
    private static Dictionary<string, MapNode> Secrets(ConfigSchema schema, ref MapNode given, List<Diagnostic> findings)
    {
        var secrets = new Dictionary<string, MapNode>(StringComparer.Ordinal);
        foreach (var key in schema.Keys.Where(key => key.IsSecret))
        {
            if (JsonPointer.Resolve(given, key.Pointer) is not { } value)
                continue;
            var names = JsonPointer.Parse(key.Pointer)!;
            if (value is MapNode { Count: 2 } map && map["secret"] is ScalarNode { Text.Length: > 0 } && map["key"] is ScalarNode { Text.Length: > 0 })
                secrets[key.Pointer] = map;
            else
                findings.Add(Diagnostic.Of(RenderingRules.SecretByName, value.At, $"config.{string.Join('.', names)}") with { HidesText = true });
            given = Replaced(given, names, 0);
        }
        return secrets;
    }

    private static MapNode Replaced(MapNode map, IReadOnlyList<string> names, int depth)
        => map.With(names[depth], depth == names.Count - 1 ? Node.Of("") : Replaced((MapNode)map[names[depth]]!, names, depth + 1));

    /// <summary>JSON Schema takes what it does not name. Here such a value would reach nobody, and a misspelt name would be lost in silence.</summary>
    private static IEnumerable<Diagnostic> UnknownKeys(ConfigSchema schema, MapNode given, string above, UnknownSetting unknown)
    {
        var known = schema.Keys.Where(key => key.Pointer.StartsWith(above + "/", StringComparison.Ordinal))
            .Select(key => JsonPointer.Parse(key.Pointer)![JsonPointer.Parse(above)!.Count]).Distinct(StringComparer.Ordinal).ToList();
        foreach (var entry in given.Entries)
        {
            var pointer = above + JsonPointer.Of([entry.Name]);
            if (schema.Key(pointer) is not null)
                continue;
            if (!known.Contains(entry.Name, StringComparer.Ordinal))
                yield return unknown.At(entry, known, above);
            else if (entry.Value is MapNode inner)
                foreach (var finding in UnknownKeys(schema, inner, pointer, unknown))
                    yield return finding;
        }
    }
}
