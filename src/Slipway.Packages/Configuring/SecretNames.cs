using System.Text.RegularExpressions;

namespace Slipway.Packages;

/// <summary>Names of variables and settings that read as if what they hold were secret.</summary>
internal static partial class SecretNames
{
    public static bool ReadsLikeOne(string name) => Words().IsMatch(name);

    /// <summary>The name, place or file of a secret is none itself.</summary>
    public static bool ReadsLikeContent(string name) => ReadsLikeOne(name) && !Pointing().IsMatch(name);

    [GeneratedRegex("passw|secret|token|credential|private_?key|api_?key|access_?key|_pwd|^pwd", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"(name|file|path|url|uri)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pointing();
}
