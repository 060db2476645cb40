using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Where in a template a field of its output was most likely written.</summary>
internal static class TemplatePlace
{
    /// <summary>The key of the pointer's last part that stands literally in the text, else its parent's, else the first line.</summary>
    public static Location Find(SourceText source, string pointer)
    {
        foreach (var part in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            var key = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            for (var at = source.Text.IndexOf(key, StringComparison.Ordinal); at >= 0; at = source.Text.IndexOf(key, at + 1, StringComparison.Ordinal))
                if (IsKey(source.Text, at, key.Length))
                    return new Location(source, new Span(at, at + key.Length));
        }
        return new Location(source, new Span(0, 0));
    }

    private static bool IsKey(string text, int at, int length)
    {
        var behind = text.AsSpan(at + length).TrimStart("\"'");
        return behind.Length > 0 && behind[0] == ':' && (at == 0 || text[at - 1] is ' ' or '{' or ',' or '"' or '\'' or '\n');
    }
}
