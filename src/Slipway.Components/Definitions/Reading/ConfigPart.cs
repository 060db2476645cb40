using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary><c>config</c>, and where it meets the rest of a definition.</summary>
internal static class ConfigPart
{
    public static ConfigSchema? Read(FieldReader service, List<Diagnostic> findings)
    {
        if (service.Entry("config") is not { } entry)
            return null;
        var (schema, found) = ConfigSchema.Read(entry.Value);
        findings.AddRange(found.Select(finding => finding.At is null ? finding with { At = entry.Key.At } : finding));
        return schema;
    }

    /// <summary>A pod has each variable once.</summary>
    public static void CheckEnv(ConfigSchema? config, IReadOnlyList<EnvVariable> env, Place container, List<Diagnostic> findings)
    {
        if (config is null || env.Count == 0)
            return;
        foreach (var key in config.Keys)
            if (key.Env is { } name && env.FirstOrDefault(variable => variable.Name == name) is { } variable)
                findings.Add(TwoPlaces.Say(PartRules.Twice, variable.Key.At, key.At, container.To($"env.{name}"), key.At?.Source.Name ?? ""));
    }

    /// <summary>The folder of a configuration file is mounted whole.</summary>
    public static void CheckFolders(ConfigSchema? config, IReadOnlyList<StorageDefinition> storage, List<Diagnostic> findings)
    {
        if (config is null || storage.Count == 0)
            return;
        foreach (var key in config.Keys.Where(key => key.File is not null).DistinctBy(key => key.File!.Directory))
            if (storage.FirstOrDefault(one => one.Holds(key.File!.Directory) || StoragePath.IsWithin(one.Path.Value, key.File.Directory)) is { } other)
                findings.Add(TwoPlaces.Say(
                    AdditionRules.StorageInside, key.At, other.Path.At, "config" + key.Pointer.Replace('/', '.'), key.File!.Directory, $"storage.{other.Name}", other.Path.Value));
    }
}
