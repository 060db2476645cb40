using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A file of a platform.</summary>
/// <param name="Path">Below the platform's folder, with <c>/</c>: <c>Traits/NAME/patch.yaml</c>.</param>
/// <param name="Text">What it says; most files that the program brings along are of no use to one command, so none is read before somebody asks.</param>
public sealed record PlatformFile(string Path, Lazy<SourceText> Text)
{
    public PlatformFile(string path, SourceText source) : this(path, new Lazy<SourceText>(source)) { }

    public SourceText Source => Text.Value;
}

/// <summary>A platform team's files, from a folder or a package, unread.</summary>
/// <param name="Name">As the user wrote it.</param>
/// <param name="Findings">Why files could not be had; then nothing is made of the others.</param>
public sealed record PlatformSource(string Name, IReadOnlyList<PlatformFile> Files, IReadOnlyList<Diagnostic> Findings)
{
    public PlatformFile? File(string path) => Files.FirstOrDefault(file => file.Path == path);
}

/// <summary>The files of a platform by their path (<c>Traits/NAME/patch.yaml</c>), from the program itself or a folder.</summary>
public static class PlatformFiles
{
    private static readonly System.Reflection.Assembly Own = typeof(PlatformFiles).Assembly;

    /// <summary>The largest template or definition that is read, in bytes.</summary>
    public const int LargestFile = 1024 * 1024;

    /// <summary>Text of a file that the program brings along.</summary>
    public static string OwnText(string path)
    {
        using var stream = Own.GetManifestResourceStream(path) ?? throw new InvalidOperationException($"The program lacks its part {path}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>What the program brings along, in the same form as a team's folder.</summary>
    public static IReadOnlyList<PlatformFile> BuiltIn()
        => [.. Own.GetManifestResourceNames()
            .Where(name => name == "platform.yaml" || name.StartsWith("Workloads/", StringComparison.Ordinal) || name.StartsWith("Traits/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new PlatformFile(name, new Lazy<SourceText>(() => new SourceText(name, OwnText(name)))))];

    /// <summary>The names of the workloads that the program brings along, without reading any of them.</summary>
    public static IEnumerable<string> BuiltInWorkloads()
        => Own.GetManifestResourceNames()
            .Where(name => name.StartsWith("Workloads/", StringComparison.Ordinal) && name.EndsWith("/workload.yaml", StringComparison.Ordinal))
            .Select(name => name.Split('/')[1]);

    /// <summary>A team's folder: <c>Workloads/</c> and <c>Traits/</c> (in any case), each with a folder a definition; <c>cases/</c> stay out.</summary>
    public static PlatformSource Folder(string folder)
    {
        if (!Directory.Exists(folder))
            return new PlatformSource(folder, [], [Diagnostic.Of(PlatformRules.NoFolder, (Location?)null, folder)]);
        var files = new List<PlatformFile>();
        var findings = new List<Diagnostic>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            if (!IsRead(path))
                continue;
            try
            {
                if (new FileInfo(file).Length > LargestFile)
                    findings.Add(Diagnostic.Of(PlatformRules.FileTooLarge, (Location?)null, file, $"{LargestFile / 1024}"));
                else
                    files.Add(new PlatformFile(path, new SourceText(file, File.ReadAllText(file))));
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                findings.Add(Diagnostic.Of(PlatformRules.Unreadable, (Location?)null, file, refused.Message));
            }
        }
        return new PlatformSource(folder, files, findings);
    }

    private static bool IsRead(string path)
    {
        var parts = path.Split('/');
        return !parts.Contains("cases", StringComparer.Ordinal) && !parts.Any(part => part.StartsWith('.'));
    }
}
