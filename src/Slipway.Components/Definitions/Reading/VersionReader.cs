using Semver;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>SemVer 2.0, strict. YAML reads <c>3.0</c> as a number; the text as written decides, so that 3.10 is not 3.1.</summary>
internal static class VersionReader
{
    public static Placed<SemVersion>? Read(MapEntry entry, string path, List<Diagnostic> findings)
    {
        if (entry.Value is not ScalarNode scalar)
        {
            findings.Add(Diagnostic.Of(DefinitionRules.NotText, Place.Start(entry.Value), path, Place.Shown(entry.Value)));
            return null;
        }
        if (SemVersion.TryParse(scalar.Text, SemVersionStyles.Strict, out var version))
            return new Placed<SemVersion>(version, scalar);
        var better = Better(scalar.Text);
        findings.Add(Diagnostic.Of(DefinitionRules.BadVersion, scalar, path, Place.Shown(scalar), better ?? "3.0.1") with
        {
            Edits = better is not null && scalar.At is { } at ? [new Edit(at, better, Safe: true)] : [],
        });
        return null;
    }

    /// <summary>The same version, written strictly; null when it is not clear which is meant.</summary>
    private static string? Better(string text)
        => SemVersion.TryParse(text.Trim(), SemVersionStyles.Any, out var version)
            ? version.ToString()
            : null;
}
