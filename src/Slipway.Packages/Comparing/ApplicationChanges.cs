using Slipway.Components;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What the integrators wrote for an application as a whole, and for the middle products in it.</summary>
internal static class ApplicationChanges
{
    /// <summary>Components and unified keys are told by themselves; a version alone changes nothing.</summary>
    private static readonly string[] ToldElsewhere = ["format", "name", "version", "components", "config"];

    public static (IReadOnlyList<FieldChange> Fields, IReadOnlyList<UnifiedKeyChange> Keys) Of(Composition before, Composition after)
    {
        var (fields, keys) = (new List<FieldChange>(), new List<UnifiedKeyChange>());
        foreach (var level in after.Configuration.Levels)
            if (before.Configuration.Levels.FirstOrDefault(old => old.Path.SequenceEqual(level.Path)) is { } old)
            {
                var way = string.Concat(level.Path.Select(name => name + "/"));
                fields.AddRange(FieldChanges.Of(Outline(old.Application), Outline(level.Application)).Select(field => field with { Path = way + field.Path }));
                keys.AddRange(ConfigChanges.Of(old.Application.Config, level.Application.Config).Select(key => new UnifiedKeyChange(way, key)));
            }
        return (fields, keys);
    }

    private static MapNode Outline(ApplicationDefinition application)
        => new(application.Node.Entries.Where(entry => !ToldElsewhere.Contains(entry.Name, StringComparer.OrdinalIgnoreCase)));
}
