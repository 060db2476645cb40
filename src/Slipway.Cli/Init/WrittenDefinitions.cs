using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Where definitions go: the standard output, one file, or a folder with a folder a service. A file is written whole or not at all.</summary>
internal static class WrittenDefinitions
{
    private const string SchemaName = "service.schema.json";

    private static readonly LocalText Replaces = new("{0} exists and would be replaced", "{0} 已存在，将被替换");

    public static bool IsFolder(string path) => path.EndsWith('/') || path.EndsWith(Path.DirectorySeparatorChar) || Directory.Exists(path);

    /// <summary>A path for each draft, no two the same.</summary>
    public static IReadOnlyList<string> Paths(string path, IReadOnlyList<Draft> drafts)
    {
        if (!IsFolder(path))
            return [path];
        var names = new List<string>();
        foreach (var draft in drafts)
        {
            var name = draft.Name?.Value ?? "service";
            names.Add(names.Contains(name) ? Enumerable.Range(2, names.Count).Select(i => $"{name}-{i}").First(made => !names.Contains(made)) : name);
        }
        return drafts.Count == 1 ? [Path.Combine(path, "service.yaml")] : [.. names.Select(name => Path.Combine(path, name, "service.yaml"))];
    }

    /// <summary>The schema that lies in the folder of a definition, as an editor finds it from there; null where there is none.</summary>
    public static string? SchemaBeside(string? path)
        => path is not null && File.Exists(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, SchemaName)) ? SchemaName : null;

    /// <summary>Asks once for all that is there already; null when everything may be written.</summary>
    public static Task<Diagnostic?> Ask(Session session, bool yes, IReadOnlyList<string> paths, CancellationToken cancellation)
        => paths.Where(Path.Exists).ToList() is { Count: > 0 } there
            ? Approval.Ask(session, yes, Replaces.In(session.Language, [string.Join(", ", there)]), cancellation)
            : Task.FromResult<Diagnostic?>(null);

    /// <param name="replace">False refuses a file that came to be there since it was asked about.</param>
    public static Diagnostic? Write(string path, string text, bool replace)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            WholeFile.Write(path, text, replace);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return Diagnostic.Of(ProgramRules.NotWritten, (Location?)null, path, refused.Message);
        }
    }
}
