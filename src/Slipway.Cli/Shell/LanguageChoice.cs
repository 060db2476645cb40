using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The language of everything that people read.</summary>
internal static class LanguageChoice
{
    /// <summary>
    /// <c>--lang</c> wherever it stands, else the first of LC_ALL, LC_MESSAGES and LANG that says anything. Found before the command
    /// line is parsed, because what parsing says is in that language too.
    /// </summary>
    public static Language Of(IReadOnlyList<string> arguments, Func<string, string?> environment)
        => Asked(arguments) ?? FromLocale(environment);

    /// <summary>The language that a value of <c>--lang</c> names: <c>zh</c>, <c>en</c>, or a locale that begins so.</summary>
    public static Language? Named(string? value) => value switch
    {
        null => null,
        _ when IsLocaleOf(value, "zh") => Language.Chinese,
        _ when IsLocaleOf(value, "en") => Language.English,
        _ => null,
    };

    private static Language? Asked(IReadOnlyList<string> arguments)
    {
        Language? asked = null;
        for (var i = 0; i < arguments.Count && arguments[i] != "--"; i++)
        {
            if (arguments[i] == "--lang" && i + 1 < arguments.Count)
                asked = Named(arguments[i + 1]) ?? asked;
            else if (arguments[i].StartsWith("--lang=", StringComparison.Ordinal) || arguments[i].StartsWith("--lang:", StringComparison.Ordinal))
                asked = Named(arguments[i]["--lang=".Length..]) ?? asked;
        }
        return asked;
    }

    private static Language FromLocale(Func<string, string?> environment)
    {
        foreach (var name in (string[])["LC_ALL", "LC_MESSAGES", "LANG"])
            if (environment(name) is { Length: > 0 } locale)
                return Named(locale) ?? Language.English;
        return Language.English;
    }

    private static bool IsLocaleOf(string value, string language)
        => value.StartsWith(language, StringComparison.OrdinalIgnoreCase)
            && (value.Length == language.Length || !char.IsAsciiLetterOrDigit(value[language.Length]));
}
