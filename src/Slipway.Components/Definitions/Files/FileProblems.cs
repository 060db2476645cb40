using System.Security;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The file system's refusals as findings.</summary>
public static class FileProblems
{
    public static bool IsOne(Exception problem)
        => problem is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException;

    /// <summary>A finding about a file that a text names, at the place that names it, unless it knows a better one: a path there starts at the text's folder, wherever the command is called.</summary>
    public static Diagnostic Named(Diagnostic finding, Location? at)
        => finding.At is not null || at is null ? finding
            : finding with { At = at, SpecialHelp = finding.SpecialHelp ?? (finding.Rule == FileRules.NotThere ? FileRules.BesideItsFile : null) };

    /// <summary>A finding about a file that has no text to point into.</summary>
    public static Diagnostic Say(Rule rule, params string[] arguments) => new(rule, null, arguments);

    public static Diagnostic Finding(string path, Exception problem) => problem switch
    {
        // An empty path, or one with a character that no file name has, names nothing.
        FileNotFoundException or DirectoryNotFoundException or ArgumentException or NotSupportedException
            => Say(FileRules.NotThere, path.Length == 0 ? "\"\"" : path),
        UnauthorizedAccessException or SecurityException => Say(FileRules.NoPermission, path),
        _ => Say(FileRules.Unreadable, path, problem.Message),
    };
}
