using System.ComponentModel;
using System.Text;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The Helm to use, or why there is none.</summary>
internal sealed record HelmFound(HelmProgram? Program, Diagnostic? Finding);

/// <summary>Where Helm is looked for: where the user says, else beside slipway, else in the cache. Never on PATH: its version would be chance.</summary>
internal static class HelmSearch
{
    /// <summary>The version that is fetched and shipped; eng/helm.json pins it.</summary>
    public const string Pinned = "4.1.4";

    private const string Tested = "4.1.0 … 4.x";

    /// <param name="command">Which command asks, for the message.</param>
    /// <param name="option">The value of <c>--helm</c>.</param>
    public static async Task<HelmFound> Find(string command, string? option, Func<string, string?> environment, CancellationToken cancellation)
    {
        if (option is not null)
            return await Named(option, "--helm", Versions(), cancellation).ConfigureAwait(false);
        if (environment("SLIPWAY_HELM") is { Length: > 0 } variable)
            return await Named(variable, "SLIPWAY_HELM", Versions(), cancellation).ConfigureAwait(false);
        var beside = Path.Combine(AppContext.BaseDirectory, "helm");
        var cached = Path.Combine(CacheFolder(environment), "slipway", $"helm-{Pinned}", "helm");
        foreach (var place in (string[])[beside, cached])
            if (File.Exists(place))
                return await Asked(place, Versions(), cancellation).ConfigureAwait(false);
        return new HelmFound(null, Diagnostic.Of(ProgramRules.HelmMissing, (Location?)null, command, Pinned, beside, cached));

        HelmVersions Versions() => new(CacheFolder(environment));
    }

    private static string CacheFolder(Func<string, string?> environment)
        => environment("XDG_CACHE_HOME") is { Length: > 0 } folder && Path.IsPathRooted(folder)
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".cache");

    private static async Task<HelmFound> Named(string path, string by, HelmVersions versions, CancellationToken cancellation)
        => File.Exists(path)
            ? await Asked(Path.GetFullPath(path), versions, cancellation).ConfigureAwait(false)
            : new HelmFound(null, Diagnostic.Of(ProgramRules.HelmNotThere, (Location?)null, path, by));

    private static async Task<HelmFound> Asked(string path, HelmVersions versions, CancellationToken cancellation)
    {
        if (versions.Of(path) is { } known)
            return new HelmFound(new HelmProgram(path, known), null);
        string said;
        try
        {
            var result = await new HelmProgram(path, "").Run(["version", "--template", "{{.Version}}"], cancellation: cancellation).ConfigureAwait(false);
            said = result.Succeeded ? Encoding.UTF8.GetString(result.Output).Trim() : result.Error.Trim();
        }
        catch (Exception refused) when (refused is Win32Exception or IOException or UnauthorizedAccessException)
        {
            said = refused.Message;
        }
        if (Version(said) is not { } version)
            return new HelmFound(null, Diagnostic.Of(ProgramRules.HelmBroken, (Location?)null, path, said.Length == 0 ? "\"\"" : FirstLine(said)));
        said = said.TrimStart('v');
        if (version is not { Major: 4, Minor: >= 1 })
            return new HelmFound(null, Diagnostic.Of(ProgramRules.HelmVersion, (Location?)null, path, said, Tested));
        versions.Keep(path, said);
        return new HelmFound(new HelmProgram(path, said), null);
    }

    private static Version? Version(string said)
        => said.StartsWith('v') && System.Version.TryParse(said[1..].Split('-', '+')[0], out var version) ? version : null;

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();
}
