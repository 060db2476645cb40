namespace Slipway.Packages;

/// <summary>A word as a person can paste it into a shell.</summary>
public static class ShellWord
{
    public static string Quoted(string word)
        => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "/._-=:,+@%".Contains(c, StringComparison.Ordinal)) ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
