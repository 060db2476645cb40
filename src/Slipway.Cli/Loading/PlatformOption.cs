using System.CommandLine;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>A platform, as a command line names it: a team's folder, or what was packed of one.</summary>
internal static class PlatformOption
{
    public static Option<string?> In(Language language, LocalText about) => Options.Text("--platform", "PATH", about.In(language));

    /// <returns>Null where none is named: the built-in platform alone.</returns>
    public static async Task<PlatformSource?> Read(string? path, CancellationToken cancellation)
        => path is null ? null : PlatformPackage.IsOne(path) ? await PlatformPackage.Read(path, cancellation).ConfigureAwait(false) : PlatformFiles.Folder(path);
}
