using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>A number with what is counted: <c>1 file</c>, <c>3 files</c>, <c>3 个文件</c>.</summary>
internal static class Amount
{
    /// <param name="one">In English the singular, in Chinese the measure word and what is counted.</param>
    public static string Of(Language language, int number, LocalText one, string many)
        => $"{number} {(language == Language.English && number != 1 ? many : one.In(language))}";
}
