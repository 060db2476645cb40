using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Where <c>platform pack</c> writes. What is there already is replaced only where it is a packed platform, too: a slip in <c>--out</c> must not cost anything else.</summary>
internal static class PackedPlatform
{
    private static readonly LocalText Stands = new("it is there already, and no packed platform", "该位置已有其他内容，且不是平台包");
    private static readonly LocalText Another = new("name another place, or delete what is there first", "请指定其他位置，或先删除现有内容");

    /// <returns>Null when done, else why not.</returns>
    public static async Task<Diagnostic?> WriteFile(string file, byte[] content, CancellationToken cancellation)
        => Directory.Exists(file) || (File.Exists(file) && !await IsOne(file, cancellation).ConfigureAwait(false)) ? Refused(file) : Guarded(file, () => WholeFile.Write(file, content, replace: true));

    /// <returns>Null when done, else why not.</returns>
    public static async Task<Diagnostic?> WriteFolder(string folder, IReadOnlyList<(string Path, byte[] Content)> layout, CancellationToken cancellation)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !await IsOne(folder, cancellation).ConfigureAwait(false)))
            return Refused(folder);
        return Guarded(folder, () =>
        {
            // The index last: until then the folder is the old platform, and from then on the new one.
            foreach (var (path, content) in layout.OrderBy(file => file.Path == "index.json"))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
                WholeFile.Write(Path.Combine(folder, path), content, replace: true);
            }
            foreach (var blob in Directory.GetFiles(Path.Combine(folder, "blobs", "sha256")))
                if (layout.All(file => Path.GetFileName(file.Path) != Path.GetFileName(blob)))
                    File.Delete(blob);
        });
    }

    private static async Task<bool> IsOne(string path, CancellationToken cancellation)
        => PlatformPackage.IsOne(path) && (await PlatformPackage.Read(path, cancellation).ConfigureAwait(false)).Findings.Count == 0;

    private static Diagnostic Refused(string path)
        => Diagnostic.Of(ProgramRules.NotWritten, (Location?)null, path, Stands.English) with { ChineseArguments = [path, Stands.Chinese], SpecialHelp = Another };

    private static Diagnostic? Guarded(string path, Action write)
    {
        try
        {
            write();
            return null;
        }
        catch (Exception refused) when (FileProblems.IsOne(refused))
        {
            return Diagnostic.Of(ProgramRules.NotWritten, (Location?)null, path, refused.Message);
        }
    }
}
