using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Words after <c>--preset</c>.</summary>
internal static class PresetWords
{
    /// <summary>Those that there are; none where two of them contradict each other: whichever counted, somebody would not get what was asked for.</summary>
    public static IReadOnlyList<PresetDefinition> Read(Composition application, IReadOnlyList<string> words, List<Diagnostic> findings)
    {
        var read = new List<(string Name, PresetDefinition Preset)>();
        foreach (var word in words)
            if (Presets.Find(application.Application, word) is { } found)
                read.Add(found);
            else if (Presets.Meant(application.Application, word) is { Count: > 0 } several)
                findings.Add(Diagnostic.Of(AnsweringRules.UnclearPreset, (Location?)null, word, string.Join(", ", several)));
            else
                findings.Add(Diagnostic.Of(AnsweringRules.UnknownPreset, (Location?)null, word, Rebase.Names(application)));
        var before = findings.Count;
        for (var i = 0; i < read.Count; i++)
            for (var j = i + 1; j < read.Count; j++)
                if (Presets.Contradiction(read[i].Preset, read[j].Preset) is { } both)
                    findings.Add(Rebase.Contradict(read[i].Name, read[j].Name, both));
        return findings.Count > before ? [] : [.. read.Select(one => one.Preset)];
    }
}
