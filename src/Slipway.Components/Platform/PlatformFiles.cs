using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

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
    public static IReadOnlyList<SourceText> BuiltIn()
        => [.. Own.GetManifestResourceNames()
            .Where(name => name == "platform.yaml" || name.StartsWith("Workloads/", StringComparison.Ordinal) || name.StartsWith("Traits/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new SourceText(name, OwnText(name)))];

    /// <summary>The names of the workloads that the program brings along, without reading any of them.</summary>
    public static IEnumerable<string> BuiltInWorkloads()
        => Own.GetManifestResourceNames()
            .Where(name => name.StartsWith("Workloads/", StringComparison.Ordinal) && name.EndsWith("/workload.yaml", StringComparison.Ordinal))
            .Select(name => name.Split('/')[1]);

    /// <summary>A team's folder: <c>Workloads/</c> and <c>Traits/</c> (in any case), each with a folder a definition; <c>cases/</c> stay out.</summary>
    public static (IReadOnlyList<SourceText> Files, IReadOnlyList<Diagnostic> Findings) Folder(string folder)
    {
        var files = new List<SourceText>();
        var findings = new List<Diagnostic>();
        if (!Directory.Exists(folder))
            return ([], [Diagnostic.Of(PlatformRules.NoFolder, (Location?)null, folder)]);
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var parts = Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar);
            if (parts.Contains("cases", StringComparer.Ordinal) || parts.Any(p => p.StartsWith('.')))
                continue;
            try
            {
                if (new FileInfo(file).Length > LargestFile)
                    findings.Add(Diagnostic.Of(PlatformRules.FileTooLarge, (Location?)null, file, $"{LargestFile / 1024}"));
                else
                    files.Add(new SourceText(file, File.ReadAllText(file)));
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                findings.Add(Diagnostic.Of(PlatformRules.Unreadable, (Location?)null, file, refused.Message));
            }
        }
        return (files, findings);
    }
}
