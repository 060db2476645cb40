using System.Security.Cryptography;
using System.Text;

namespace Slipway.Delivery;

/// <summary>Where the record of an installation lies.</summary>
public static class JournalFolder
{
    private const int NameLimit = 120;

    /// <summary><c>--state DIR</c>, else <c>$XDG_STATE_HOME/slipway</c>, else <c>~/.local/state/slipway</c>.</summary>
    public static string Root(string? stateOption, Func<string, string?>? variable = null)
    {
        variable ??= Environment.GetEnvironmentVariable;
        if (!string.IsNullOrEmpty(stateOption))
            return Path.GetFullPath(stateOption);
        var home = variable("XDG_STATE_HOME");
        // The XDG specification has relative paths ignored.
        if (string.IsNullOrEmpty(home) || !Path.IsPathRooted(home))
            home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".local", "state");
        return Path.Combine(home, "slipway");
    }

    /// <summary>
    /// <c>INSTALLATION@CONTEXT</c>, with the namespace where it is not the installation's own name. Two different contexts never share a folder, not
    /// on a file system that knows no case either: where a character had to be replaced, a piece of the hash of the true name follows.
    /// </summary>
    public static string Of(string root, string installation, string space, string context)
    {
        var name = installation == space ? $"{installation}@{context}" : $"{installation}.{space}@{context}";
        return Path.Combine(root, Sanitised(name));
    }

    internal static string Sanitised(string name)
    {
        var safe = new string([.. name.Select(c => IsPlain(c) ? c : '_')]);
        if (safe == name && name.Length <= NameLimit)
            return name;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..12];
        return $"{safe[..Math.Min(safe.Length, NameLimit)]}~{hash}";
    }

    // Upper case is not plain, so that Prod and prod differ where the file system makes no difference; ~ marks the hash.
    private static bool IsPlain(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.' or '@' or '_';
}
