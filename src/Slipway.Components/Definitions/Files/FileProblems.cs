using System.Security;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The file system's refusals as findings.</summary>
internal static class FileProblems
{
    public static bool IsOne(Exception problem)
        => problem is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException;

    public static Diagnostic Finding(string path, Exception problem) => problem switch
    {
        // An empty path, or one with a character that no file name has, names nothing.
        FileNotFoundException or DirectoryNotFoundException or ArgumentException or NotSupportedException
            => Diagnostic.Of(FileRules.NotThere, at: null, path.Length == 0 ? "\"\"" : path),
        UnauthorizedAccessException or SecurityException => Diagnostic.Of(FileRules.NoPermission, at: null, path),
        _ => Diagnostic.Of(FileRules.Unreadable, at: null, path, problem.Message),
    };
}
