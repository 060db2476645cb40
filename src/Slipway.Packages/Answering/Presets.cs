using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Sets of values that an application has a name for.</summary>
public static class Presets
{
    /// <summary>As they are named: <c>small</c>, or <c>basic/small</c> where two views have one of that name.</summary>
    public static IReadOnlyList<(string Name, PresetDefinition Preset)> Of(ApplicationDefinition application)
    {
        var all = application.Views.SelectMany(view => view.Presets.Select(preset => (View: view.Name.Value, Preset: preset))).ToList();
        return [.. all.Select(one => (all.Count(other => other.Preset.Name.Value == one.Preset.Name.Value) == 1 ? one.Preset.Name.Value : $"{one.View}/{one.Preset.Name.Value}", one.Preset))];
    }

    /// <summary>By its name, or by its view and name in any case.</summary>
    public static (string Name, PresetDefinition Preset)? Find(ApplicationDefinition application, string word)
    {
        foreach (var one in Of(application))
            if (one.Name == word)
                return one;
        return word.Split('/') is [var view, var name] && application.Views.FirstOrDefault(one => one.Name.Value == view)?.Presets.FirstOrDefault(one => one.Name.Value == name) is { } preset
            ? (Of(application).First(one => one.Preset == preset).Name, preset)
            : null;
    }

    /// <summary>The names that a word may mean, where two views have a preset of that name.</summary>
    public static IReadOnlyList<string> Meant(ApplicationDefinition application, string word)
        => [.. Of(application).Select(one => one.Name).Where(name => name.EndsWith($"/{word}", StringComparison.Ordinal))];

    /// <summary>What it sets, as if each had been given by itself.</summary>
    public static IReadOnlyList<Answer> Says(PresetDefinition preset) =>
    [
        .. AnswerWords.Leaves(preset.Config, []).Select(leaf => new Answer(AnswerKind.Config, leaf.Path, leaf.Value)),
        .. AnswerWords.Leaves(preset.Traits, []).Select(leaf => new Answer(AnswerKind.Trait, leaf.Path, leaf.Value)),
    ];

    /// <summary>The first thing that two presets say differently; null where both can hold.</summary>
    public static (Answer First, Answer Second)? Contradiction(PresetDefinition first, PresetDefinition second)
    {
        foreach (var one in Says(first))
            foreach (var other in Says(second))
                if (other.Ousts(one) && !other.Says(one))
                    return (one, other);
        return null;
    }

    /// <summary>What they set of components.</summary>
    public static IReadOnlyList<Adjustment> Adjustments(IEnumerable<PresetDefinition> presets)
        => [.. presets.SelectMany(preset => preset.Traits.Entries).Where(one => one.Value is MapNode).Select(one => new Adjustment(one.Key, (MapNode)one.Value))];
}
